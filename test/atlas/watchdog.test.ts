import { describe, expect, it } from "@jest/globals";
import { ConnectionError } from "../../src/atlas/errors";
import { createWatchdog } from "../../src/atlas/watchdog";
import { createSteppedClock } from "../../src/local/clock/stepped-clock";

const facts = { purpose: "list the clusters", method: "GET", path: "/groups/p/clusters" };

function aWatchdog(endMs = 280_000) {
  const clock = createSteppedClock({ startMs: 0 });
  let timers = 0;
  const after = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(clock.now() + ms, resolve));
  const timer = (ms: number) => {
    timers += 1;
    return after(ms);
  };
  const watchdog = createWatchdog({ nowMs: clock.now, timer, endMs });
  const ask = (answersAfterMs: number) => {
    const asked = watchdog.within(facts, () => after(answersAfterMs).then(() => "answered"));
    return asked.then(
      (answer) => [answer, clock.now()],
      (error: Error) => [error.message, clock.now()],
    );
  };
  return { clock, watchdog, ask, timers: () => timers };
}

describe("a request", () => {
  it("that is answered in time is left alone", async () => {
    const { clock, ask } = aWatchdog();
    const asked = ask(44_000);
    await clock.advanceTo(300_000);
    expect(await asked).toEqual(["answered", 44_000]);
  });

  it("that is not fails after 45 s, and says so by its path", async () => {
    const { clock, ask } = aWatchdog();
    const asked = ask(1_000_000);
    await clock.advanceTo(300_000);
    const message = "GET /groups/p/clusters: no usable answer from Atlas: it was not answered within 45 s";
    expect(await asked).toEqual([message, 45_000]);
  });

  it("that begins late fails at the end of the run", async () => {
    const { clock, ask } = aWatchdog(60_000);
    await clock.advanceTo(40_000);
    const asked = ask(1_000_000);
    await clock.advanceTo(300_000);
    expect((await asked)[1]).toBe(60_000);
  });

  it("fails as it fails by itself", async () => {
    const { watchdog } = aWatchdog();
    await expect(watchdog.within(facts, () => Promise.reject(new Error("reset")))).rejects.toThrow("reset");
  });
});

describe("many requests", () => {
  it("share one timer at a time, which makes a limit 15 s longer at most", async () => {
    const { clock, ask, timers } = aWatchdog();
    const asked: ReturnType<typeof ask>[] = [];
    for (let second = 0; second < 12; second += 1) {
      asked.push(ask(1_000_000));
      await clock.advanceBy(1_000);
    }
    await clock.advanceTo(300_000);
    const ends = (await Promise.all(asked)).map(([, atMs], index) => Number(atMs) - index * 1_000);
    for (const ms of ends) {
      expect(ms).toBeGreaterThanOrEqual(45_000);
      expect(ms).toBeLessThanOrEqual(60_000);
    }
    expect(timers()).toBeLessThanOrEqual(3);
  });

  it("that follow each other quickly need few timers", async () => {
    const { clock, ask, timers } = aWatchdog();
    for (let i = 0; i < 200; i += 1) {
      const asked = ask(1_000);
      await clock.advanceBy(1_000);
      expect((await asked)[0]).toBe("answered");
    }
    expect(timers()).toBeLessThanOrEqual(20);
  });

  it("that are never answered are followed by no more than a function has sockets for", async () => {
    const { clock, ask, watchdog } = aWatchdog(10_000_000);
    for (let i = 0; i < 12; i += 1) {
      const asked = ask(100_000_000);
      await clock.advanceBy(60_000);
      await asked;
    }
    await expect(watchdog.within(facts, async () => "answered")).rejects.toThrow(ConnectionError);
  });
});
