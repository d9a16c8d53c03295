import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";

const START = Date.UTC(2026, 8, 1);

function aClock() {
  const clock = createSteppedClock({ startMs: START });
  const seen: string[] = [];
  const note = (what: string) => seen.push(`${what}@${clock.now() - START}`);
  return { clock, seen, note };
}

/** Lets everything run that could run now: several turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe("advanceTo", () => {
  it("fires timers at their instants in order, equal instants in the order of setting", async () => {
    const { clock, seen, note } = aClock();
    clock.setTimer(START + 20, () => note("c"));
    clock.setTimer(START + 10, () => note("a"));
    clock.setTimer(START + 10, () => note("b"));
    clock.setTimer(START + 31, () => note("late"));
    await clock.advanceTo(START + 30);
    expect(seen).toEqual(["a@10", "b@10", "c@20"]);
    expect(clock.now()).toBe(START + 30);
  });

  it("fires what is due exactly at the end, and timers set by timers", async () => {
    const { clock, seen, note } = aClock();
    clock.setTimer(START + 5, () => {
      note("first");
      clock.setTimer(START + 5, () => note("same instant"));
      clock.setTimer(START + 10, () => note("at the end"));
    });
    await clock.advanceBy(10);
    expect(seen).toEqual(["first@5", "same instant@5", "at the end@10"]);
  });

  it("fires a timer set for the past at the next chance, without going back", async () => {
    const { clock, seen, note } = aClock();
    await clock.advanceBy(100);
    clock.setTimer(START + 1, () => note("past"));
    await clock.advanceTo(START + 50);
    expect(seen).toEqual(["past@100"]);
  });

  it("does not fire a cancelled timer", async () => {
    const { clock, seen, note } = aClock();
    const timer = clock.setTimer(START + 5, () => note("cancelled"));
    clock.setTimer(START + 4, () => timer.cancel());
    await clock.advanceBy(10);
    expect(seen).toEqual([]);
  });

  it("lets calls overlap, each resolving at its own instant", async () => {
    const { clock, note, seen } = aClock();
    clock.setTimer(START + 15, () => note("timer"));
    await Promise.all([
      clock.advanceTo(START + 20).then(() => note("far")),
      clock.advanceTo(START + 10).then(() => note("near")),
    ]);
    expect(seen).toEqual(["near@10", "timer@15", "far@20"]);
  });

  it("rejects when a timer's callback throws", async () => {
    const { clock } = aClock();
    clock.setTimer(START + 1, () => {
      throw new Error("fault");
    });
    await expect(clock.advanceBy(5)).rejects.toThrow("fault");
    await clock.advanceBy(5);
  });

  it("keeps order for any set of timers, some cancelled", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), cancelled: fc.boolean() }), { maxLength: 40 }),
        async (wanted) => {
          const clock = createSteppedClock({ startMs: 0 });
          const fired: [number, number][] = [];
          wanted.forEach(({ at, cancelled }, index) => {
            const timer = clock.setTimer(at, () => fired.push([clock.now(), index]));
            if (cancelled) timer.cancel();
          });
          await clock.advanceTo(20);
          const expected = wanted
            .map(({ at, cancelled }, index) => ({ at, cancelled, index }))
            .filter(({ cancelled }) => !cancelled)
            .sort((a, b) => a.at - b.at || a.index - b.index)
            .map(({ at, index }) => [at, index]);
          expect(fired).toEqual(expected);
        },
      ),
      { numRuns: 30, seed: 7 },
    );
  });
});

describe("hold", () => {
  it("stops time until it is released", async () => {
    const { clock, seen, note } = aClock();
    clock.setTimer(START + 10, () => note("timer"));
    const hold = clock.hold();
    const advanced = clock.advanceBy(10);
    await settle();
    expect([clock.now(), seen]).toEqual([START, []]);
    hold.release();
    hold.release();
    await advanced;
    expect(seen).toEqual(["timer@10"]);
  });

  it("stops time when it is taken by a timer's callback, even before other timers of that instant", async () => {
    const { clock, seen, note } = aClock();
    let hold = { release() {} };
    clock.setTimer(START + 5, () => {
      hold = clock.hold();
      note("work");
    });
    clock.setTimer(START + 5, () => note("same instant"));
    const advanced = clock.advanceBy(9);
    await settle();
    expect(seen).toEqual(["work@5"]);
    hold.release();
    await advanced;
    expect(seen).toEqual(["work@5", "same instant@5"]);
  });

  it("lets time pass while it sleeps, and holds again at once when it wakes", async () => {
    const { clock, seen, note } = aClock();
    const hold = clock.hold();
    clock.setTimer(START + 3, () => note("before"));
    clock.setTimer(START + 8, () => note("after"));
    const advanced = clock.advanceBy(20);
    await hold.sleepUntil(START + 5);
    note("awake");
    await settle();
    expect(seen).toEqual(["before@3", "awake@5"]);
    hold.release();
    await advanced;
    expect(seen).toEqual(["before@3", "awake@5", "after@8"]);
  });

  it("does not pass time for a sleep that is already over", async () => {
    const { clock } = aClock();
    const hold = clock.hold();
    const advanced = clock.advanceBy(20);
    await hold.sleepUntil(START);
    expect(clock.now()).toBe(START);
    hold.release();
    await advanced;
  });

  it("lets no time slip while work is handed on through promises", async () => {
    const { clock, seen, note } = aClock();
    const first = clock.hold();
    clock.setTimer(START + 1, () => note("timer"));
    const advanced = clock.advanceBy(5);
    first.release();
    await null;
    await null;
    const second = clock.hold();
    await settle();
    expect(seen).toEqual([]);
    second.release();
    await advanced;
  });

  it("passes time only when all of several sleep, and wakes each at its instant", async () => {
    const { clock, seen, note } = aClock();
    async function work(name: string, naps: readonly number[]) {
      const hold = clock.hold();
      for (const nap of naps) {
        await hold.sleepUntil(clock.now() + nap);
        await settle();
        note(name);
      }
      hold.release();
    }
    clock.setTimer(START + 1, () => void work("a", [10, 10]));
    clock.setTimer(START + 1, () => void work("b", [5, 10]));
    await clock.advanceBy(100);
    expect(seen).toEqual(["b@6", "a@11", "b@16", "a@21"]);
  });

  it("can be found by its id while held or sleeping, and another's sleep through it lets time pass", async () => {
    const { clock } = aClock();
    const hold = clock.hold();
    expect(clock.findHold("no such id")).toBeUndefined();
    const advanced = clock.advanceBy(50);
    await clock.findHold(hold.id)?.sleepUntil(START + 40);
    expect(clock.now()).toBe(START + 40);
    hold.release();
    expect(clock.findHold(hold.id)).toBeUndefined();
    await advanced;
  });

  it("never deadlocks when one hold sleeps twice at once or is released while it sleeps", async () => {
    const { clock, note, seen } = aClock();
    const hold = clock.hold();
    const naps = [hold.sleepUntil(START + 5), hold.sleepUntil(START + 9)].map((nap) => nap.then(() => note("woke")));
    const advanced = clock.advanceBy(20);
    await Promise.all(naps);
    expect(seen).toEqual(["woke@5", "woke@9"]);
    const last = hold.sleepUntil(START + 12);
    hold.release();
    await last;
    await advanced;
    expect(clock.now()).toBe(START + 20);
  });
});

describe("a clock that jumps for sleepers", () => {
  it("goes on by itself, timer by timer, until the work that waited is done, and then stands", async () => {
    const { clock, note, seen } = aClock();
    clock.jumpForSleepers(true);
    clock.setTimer(START + 3, () => note("timer"));
    clock.setTimer(START + 50, () => note("later"));
    const hold = clock.hold();
    await hold.sleepUntil(START + 10);
    note("woke");
    await settle();
    expect(seen).toEqual(["timer@3", "woke@10"]);
    hold.release();
    await settle();
    expect(clock.now()).toBe(START + 10);
  });

  it("goes on while a hold lets it pass for other work, and holds again afterwards", async () => {
    const { clock, seen, note } = aClock();
    clock.jumpForSleepers(true);
    const hold = clock.hold();
    const work = new Promise<string>((resolve) => clock.setTimer(START + 7, () => resolve("done")));
    clock.setTimer(START + 8, () => note("later"));
    expect(await hold.during(work)).toBe("done");
    await settle();
    expect([seen, clock.now()]).toEqual([[], START + 7]);
    hold.release();
  });

  it("stands while other work is in progress, and for sleepers once it may no longer jump", async () => {
    const { clock, note, seen } = aClock();
    clock.jumpForSleepers(true);
    const busy = clock.hold();
    const hold = clock.hold();
    const nap = hold.sleepUntil(START + 10).then(() => note("woke"));
    await settle();
    clock.jumpForSleepers(false);
    busy.release();
    await settle();
    expect(seen).toEqual([]);
    clock.jumpForSleepers(true);
    await nap;
    hold.release();
    expect(seen).toEqual(["woke@10"]);
  });
});
