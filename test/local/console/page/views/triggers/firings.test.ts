import { describe, expect, it } from "@jest/globals";
import { madeUpFor, timesFired } from "../../../../../../src/local/console/page/views/triggers/firings";
import { aRun } from "../../a-history";
import { HOUR, NOW } from "../../a-world";

const lost = { at: NOW, appId: "app", functionName: "reconcile" };
const later = { startedAt: NOW + HOUR };

describe("madeUpFor", () => {
  it("is the first good run of the function that a trigger began later, whichever it was", () => {
    const runs = [
      aRun("before", { startedAt: NOW - HOUR }),
      aRun("failed", { ...later, isFailed: true }),
      aRun("by hand", { ...later, cause: "console", trigger: null }),
      aRun("look", { ...later, cause: "look", trigger: null }),
      aRun("of another function", { ...later, functionName: "status" }),
      aRun("of another app", { ...later, appId: "other" }),
      aRun("made up", { ...later, trigger: "another" }),
      aRun("after that", later),
    ];
    expect(madeUpFor(lost, runs)?.id).toBe("made up");
    expect(madeUpFor(lost, runs.slice(0, 6))).toBeNull();
  });
});

describe("timesFired", () => {
  it("counts the runs of one firing", () => {
    const runs = [
      aRun("one"),
      aRun("two"),
      aRun("of another trigger", { trigger: "opens" }),
      aRun("of another app", { appId: "other" }),
      aRun("of the next", { scheduledAt: NOW }),
    ];
    expect(runs.map((run) => timesFired(run, runs))).toEqual([2, 2, 1, 1, 1]);
  });

  it("is once of a run that nothing fired", () => {
    const byHand = aRun("by hand", { scheduledAt: null });
    expect(timesFired(byHand, [byHand, byHand])).toBe(1);
  });
});
