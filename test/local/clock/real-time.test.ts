import { describe, expect, it } from "@jest/globals";
import { startPacing } from "../../../src/local/clock/pacing";
import { createRealClock, type RealTime } from "../../../src/local/clock/real-clock";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";

/** Real time that a test moves by hand. */
function fakeTime() {
  const clock = createSteppedClock({ startMs: 1_000_000 });
  const asked: number[] = [];
  const time: RealTime = {
    now: clock.now,
    startTimer(ms, run) {
      asked.push(ms);
      return clock.setTimer(clock.now() + ms, run);
    },
  };
  return { time, asked, pass: (ms: number) => clock.advanceBy(ms) };
}

describe("createRealClock", () => {
  it("shows real time and fires timers by it", async () => {
    const { time, pass } = fakeTime();
    const clock = createRealClock(time);
    const fired: number[] = [];
    clock.setTimer(clock.now() + 500, () => fired.push(clock.now()));
    clock.setTimer(clock.now() - 500, () => fired.push(clock.now()));
    clock.setTimer(clock.now() + 600, () => fired.push(0)).cancel();
    await pass(1_000);
    expect(fired).toEqual([1_000_000, 1_000_500]);
  });

  it("waits longer than one timer of Node's can", async () => {
    const { time, asked, pass } = fakeTime();
    const clock = createRealClock(time);
    const atMs = clock.now() + 2 ** 32;
    let firedAtMs = 0;
    clock.setTimer(atMs, () => {
      firedAtMs = clock.now();
    });
    await pass(2 ** 32);
    expect(firedAtMs).toBe(atMs);
    expect(Math.max(...asked)).toBe(2 ** 31 - 1);
  });

  it("cannot be held, but sleeps", async () => {
    const { time, pass } = fakeTime();
    const clock = createRealClock(time);
    const slept = clock.hold().sleepUntil(clock.now() + 100);
    await pass(100);
    await slept;
    expect(clock.findHold("")).toBeUndefined();
  });
});

describe("startPacing", () => {
  it("runs the clock so many times faster than real time, and another speed from then on", async () => {
    const { time, pass } = fakeTime();
    const clock = createSteppedClock({ startMs: 0 });
    const pacing = startPacing({ clock, time, speed: 60, stepMs: 100 });
    await pass(1_000);
    expect(clock.now()).toBe(60_000);
    pacing.setSpeed(0);
    await pass(1_000);
    expect(clock.now()).toBe(60_000);
    pacing.setSpeed(1);
    await pass(1_000);
    expect(clock.now()).toBe(61_000);
    pacing.stop();
    await pass(1_000);
    expect([clock.now(), pacing.speed]).toEqual([61_000, 1]);
  });

  it("stands while work is in progress and catches up afterwards", async () => {
    const { time, pass } = fakeTime();
    const clock = createSteppedClock({ startMs: 0 });
    const hold = clock.hold();
    const pacing = startPacing({ clock, time, speed: 1, stepMs: 100 });
    await pass(1_000);
    expect(clock.now()).toBe(0);
    hold.release();
    await new Promise((resolve) => setImmediate(resolve));
    await pass(200);
    expect(clock.now()).toBeGreaterThanOrEqual(1_000);
    pacing.stop();
  });

  it("goes on after a fault, and tells of it", async () => {
    const { time, pass } = fakeTime();
    const clock = createSteppedClock({ startMs: 0 });
    const faults: unknown[] = [];
    clock.setTimer(150, () => {
      throw new Error("fault");
    });
    const pacing = startPacing({ clock, time, speed: 1, stepMs: 100, onFault: (fault) => faults.push(fault) });
    await pass(1_000);
    expect([faults.length, clock.now()]).toEqual([1, 1_000]);
    pacing.stop();
  });
});
