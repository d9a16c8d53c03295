import { describe, expect, it } from "@jest/globals";
import type { ScheduledTrigger } from "../../../src/local/app-folder/model";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import type { Execution, RunRequest } from "../../../src/local/function-runtime/execution";
import { type FiringRule, seededFaults } from "../../../src/local/triggers/faults";
import { startScheduler } from "../../../src/local/triggers/scheduler";

const START = Date.UTC(2026, 8, 1, 11, 50);
const MINUTE = 60_000;

function aTrigger(changes: Partial<ScheduledTrigger> = {}): ScheduledTrigger {
  return {
    name: "hourly",
    schedule: "0 * * * *",
    functionName: "reconcile",
    isDisabled: false,
    skipsCatchup: false,
    ...changes,
  };
}

/** A runtime whose runs take the given time, with all that was asked of it. */
function scheduling(triggers: readonly ScheduledTrigger[], options: { faults?: FiringRule; runMs?: number } = {}) {
  const clock = createSteppedClock({ startMs: START });
  const asked: string[] = [];
  let inProgress = 0;
  let mostInProgress = 0;
  const runtime = {
    async run(request: RunRequest): Promise<Execution> {
      const hold = clock.hold();
      const startedAtMs = clock.now();
      asked.push(`${request.functionName}@${(startedAtMs - START) / MINUTE}`);
      inProgress += 1;
      mostInProgress = Math.max(mostInProgress, inProgress);
      await hold.sleepUntil(startedAtMs + (options.runMs ?? 0));
      inProgress -= 1;
      hold.release();
      return {
        id: String(asked.length),
        functionName: request.functionName,
        cause: request.cause,
        startedAtMs,
        endedAtMs: clock.now(),
        outcome: "completed",
        logs: [],
        errorLogs: [],
        droppedLogLines: 0,
        httpRequests: 0,
      };
    },
  };
  const faults = options.faults ? { faults: options.faults } : {};
  const scheduler = startScheduler({ clock, runtime, triggers, ...faults });
  return { clock, scheduler, asked, mostInProgress: () => mostInProgress };
}

describe("startScheduler", () => {
  it("fires each trigger at its instants and records the runs", async () => {
    const { clock, scheduler, asked } = scheduling([
      aTrigger(),
      aTrigger({ name: "quarters", schedule: "*/15 * * * *", functionName: "status" }),
    ]);
    await clock.advanceBy(30 * MINUTE);
    expect(asked).toEqual(["reconcile@10", "status@10", "status@25"]);
    expect(
      scheduler.runs.map(({ trigger, scheduledAtMs, execution }) => [trigger, scheduledAtMs - START, execution.cause]),
    ).toEqual([
      ["hourly", 10 * MINUTE, "trigger"],
      ["quarters", 10 * MINUTE, "trigger"],
      ["quarters", 25 * MINUTE, "trigger"],
    ]);
    expect(scheduler.upcoming()).toEqual([
      { trigger: "hourly", scheduledAtMs: START + 70 * MINUTE },
      { trigger: "quarters", scheduledAtMs: START + 40 * MINUTE },
    ]);
  });

  it("fires at the instant at which it starts, if that is one", async () => {
    const { clock, asked } = scheduling([aTrigger({ schedule: "50 11 * * *" })]);
    await clock.advanceBy(MINUTE);
    expect(asked).toEqual(["reconcile@0"]);
  });

  it("lets runs overlap", async () => {
    const { clock, asked, mostInProgress } = scheduling([aTrigger({ schedule: "* * * * *" })], { runMs: 150_000 });
    await clock.advanceBy(4 * MINUTE);
    expect(asked).toEqual(["reconcile@0", "reconcile@1", "reconcile@2", "reconcile@3", "reconcile@4"]);
    expect(mostInProgress()).toBe(3);
  });

  it("never fires what is disabled, nor what never matches", async () => {
    const { clock, asked, scheduler } = scheduling([
      aTrigger({ isDisabled: true }),
      aTrigger({ name: "never", schedule: "0 0 30 2 *" }),
    ]);
    await clock.advanceBy(24 * 60 * MINUTE);
    expect([asked, scheduler.upcoming()]).toEqual([[], []]);
  });

  it("stops", async () => {
    const { clock, scheduler, asked } = scheduling([aTrigger()], { faults: () => [30 * MINUTE] });
    await clock.advanceBy(15 * MINUTE);
    scheduler.stop();
    await clock.advanceBy(120 * MINUTE);
    expect(asked).toEqual([]);
  });

  it("refuses a schedule that Atlas would refuse", () => {
    expect(() => scheduling([aTrigger({ schedule: "* * * * 7" })])).toThrow("trigger hourly");
  });
});

describe("change", () => {
  it("replaces the triggers", async () => {
    const { clock, scheduler, asked } = scheduling([aTrigger()]);
    await clock.advanceBy(20 * MINUTE);
    scheduler.change([aTrigger({ name: "other", functionName: "status", schedule: "20 * * * *" })]);
    await clock.advanceBy(60 * MINUTE);
    expect(asked).toEqual(["reconcile@10", "status@30"]);
  });

  it.each([
    [false, ["reconcile@150", "reconcile@150", "reconcile@150", "reconcile@190"]],
    [true, ["reconcile@190"]],
  ])("enables again, making up for what was missed unless that is skipped: %s", async (skipsCatchup, expected) => {
    const { clock, scheduler, asked } = scheduling([aTrigger({ isDisabled: true, skipsCatchup })]);
    await clock.advanceBy(150 * MINUTE);
    scheduler.change([aTrigger({ skipsCatchup })]);
    await clock.advanceBy(50 * MINUTE);
    expect(asked).toEqual(expected);
  });
});

describe("faults", () => {
  it("lose, delay and double firings by an explicit rule", async () => {
    const fates = [[], [90_000], [0, 30_000], [0]];
    const { clock, scheduler, asked } = scheduling([aTrigger({ schedule: "*/5 * * * *" })], {
      faults: ({ scheduledAtMs }) => fates[(scheduledAtMs - START) / (5 * MINUTE)] ?? [0],
    });
    await clock.advanceBy(17 * MINUTE);
    expect(asked).toEqual(["reconcile@6.5", "reconcile@10", "reconcile@10.5", "reconcile@15"]);
    expect(scheduler.lost).toEqual([{ trigger: "hourly", scheduledAtMs: START }]);
    expect(scheduler.runs.map(({ scheduledAtMs }) => (scheduledAtMs - START) / MINUTE)).toEqual([5, 10, 10, 15]);
  });

  const rule = seededFaults({ seed: 5, lost: 0.1, late: 0.2, doubled: 0.3, mostDelayMs: 60_000 });
  const fates = Array.from({ length: 4_000 }, (_, index) => rule({ trigger: "t", scheduledAtMs: index * 900_000 }));
  const share = (isSo: (fate: readonly number[]) => boolean) => fates.filter(isSo).length / fates.length;

  it("come by seed in the shares asked for", () => {
    expect(share((fate) => fate.length === 0)).toBeCloseTo(0.1, 1);
    expect(share((fate) => fate.length === 1 && fate[0] !== 0)).toBeCloseTo(0.2, 1);
    expect(share((fate) => fate.length === 2)).toBeCloseTo(0.3, 1);
    expect(Math.max(...fates.flat())).toBeLessThan(60_000);
  });

  it("are the same for the same seed, and others for another", () => {
    const again = seededFaults({ seed: 5, lost: 0.1, late: 0.2, doubled: 0.3, mostDelayMs: 60_000 });
    expect(again({ trigger: "t", scheduledAtMs: 900_000 })).toEqual(fates[1]);
    const other = seededFaults({ seed: 6, lost: 0.1, late: 0.2, doubled: 0.3, mostDelayMs: 60_000 });
    const others = fates.filter(
      (fate, index) => String(other({ trigger: "t", scheduledAtMs: index * 900_000 })) !== String(fate),
    );
    expect(others.length).toBeGreaterThan(1_000);
  });

  it("are absent unless asked for", () => {
    expect(seededFaults({ seed: 1 })({ trigger: "t", scheduledAtMs: 0 })).toEqual([0]);
  });
});
