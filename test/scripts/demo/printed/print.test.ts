import { describe, expect, it } from "@jest/globals";
import { printDemo } from "../../../../scripts/demo/printed/print";
import type { DemoResult } from "../../../../scripts/demo/result";
import { noLoad } from "../../../../scripts/demo/simulated-load";
import { notableRun } from "../../../../scripts/demo/trigger-runs";
import type { Execution } from "../../../../src/local/function-runtime/execution";

const noon = Date.parse("2026-12-01T12:00Z");
const minute = 60_000;

const empty: DemoResult = {
  from: noon,
  until: noon + 86_400_000,
  triggers: [],
  runs: { total: 0, failed: 0, notable: [] },
  requests: 0,
  changes: [],
  finished: [],
  boundaries: [],
  missed: 0,
  hours: [],
  simulated: noLoad,
};

const boundary = {
  at: noon,
  schedule: "billing",
  project: "p",
  cluster: "c",
  window: "w",
  from: "M10",
  to: "M50",
  askedAt: noon + 2_000,
  reachedAt: noon + 15 * minute,
  isMissed: false,
};

const linesOf = (result: Partial<DemoResult>) => printDemo({ ...empty, ...result }).split("\n");

describe("printDemo", () => {
  it.each([
    [{}, "requested after 2 s, completed after 15 min"],
    [{ askedAt: noon + 3 * minute }, "requested after 3 min, completed after 15 min"],
    [{ askedAt: null, reachedAt: null, isMissed: true }, "MISSED, not requested within an hour"],
    [{ reachedAt: null, isMissed: true }, "MISSED, requested after 2 s, not completed before the next boundary"],
    [{ reachedAt: null }, "requested after 2 s, still in progress"],
  ])("says how a boundary was carried out: %j", (changes, expected) => {
    const lines = linesOf({ boundaries: [{ ...boundary, ...changes }] });
    expect(lines).toContain(`  2026-12-01 12:00  c: M10 to M50 (w): ${expected}`);
  });

  it("shows the bounds that were requested beside the tiers", () => {
    const change = { at: noon, project: "p", cluster: "c", asked: "M60", from: "M30", to: "M60", bounds: "M50-M80" };
    expect(linesOf({ changes: [change] })).toContain(
      "  2026-12-01 12:00    c: M30 → M60, auto-scaling M50-M80 requested",
    );
  });

  it("says when a cluster is at its target", () => {
    const finished = ["M50", "paused"].map((to) => ({ at: noon, project: "p", cluster: "c", to }));
    const lines = linesOf({ finished });
    expect(lines).toContain("  2026-12-01 12:00    c reached M50 (all nodes)");
    expect(lines).toContain("  2026-12-01 12:00    c is paused (all nodes)");
  });

  it("shows simulated latency before and after a change of tier, and what it is", () => {
    const calm = { utilisation: 0.6, latencyMs: 5, saturated: false };
    const comparison = {
      ...({ simulated: true, at: noon, projectId: "p", cluster: "c", load: 1_234_567 } as const),
      before: { tier: "M10", utilisation: 9.6, latencyMs: 150, saturated: true },
      after: { tier: "M50", ...calm },
    };
    const lines = linesOf({ simulated: { ...noLoad, comparisons: [comparison] } });
    expect(lines).toContain(
      "  2026-12-01 12:00      c, simulated: 1,234,567 operations/s take 150 ms on M10 (saturated), 5 ms on M50",
    );
    expect(lines).toContain(`  ${noLoad.about}`);
    expect(linesOf({}).join()).not.toContain("simulated");
  });

  it("shows the steps of auto-scaling", () => {
    const autoScaled = [{ at: noon, cluster: "c", from: "M30", to: "M40" }];
    const lines = linesOf({ simulated: { ...noLoad, autoScaled } });
    expect(lines).toContain("  2026-12-01 12:00    c: auto-scaled by its load, M30 to M40");
  });

  it("gives hours with one digit at most, and what was avoided where anything was", () => {
    const hours = [
      {
        cluster: "a",
        hoursByTier: { M10: 129.75, M50: 38.25 },
        largestTier: "M50",
        hoursSaved: 129.75,
        countsAnalytics: false,
      },
      { cluster: "b", hoursByTier: { M10: 168 }, largestTier: "M10", hoursSaved: 0, countsAnalytics: true },
    ];
    const lines = linesOf({ hours });
    expect(lines).toContain("  a: 129.8 h at M10, 38.3 h at M50; 129.8 h at M50 avoided");
    expect(lines).toContain("  b: 168 h at M10 (shares of all nodes, analytics nodes included)");
  });

  it("prints the same failure once, whatever the minute in its summary", () => {
    const failed = ["12:00", "12:15"].map((time, index) => ({
      at: noon + index * 15 * minute,
      trigger: "heartbeat",
      outcome: "failed" as const,
      says: [`1 cluster for 2026-12-01T${time}Z: 1 failure`, "FAILED OUT_OF_CAPACITY: c"],
    }));
    expect(linesOf({ runs: { total: 2, failed: 2, notable: failed } }).join("\n")).toContain(
      "Failed runs (UTC)\n  2 of them, the first at 2026-12-01 12:00:\n    FAILED OUT_OF_CAPACITY: c\n",
    );
  });
});

describe("notableRun", () => {
  const cluster = { cluster: "c", desired: { tier: "M50" } };
  const run = (execution: Partial<Execution>) =>
    notableRun({
      trigger: "heartbeat",
      scheduledAtMs: noon,
      execution: { outcome: "completed", logs: [], startedAtMs: noon, endedAtMs: noon, ...execution },
    } as Parameters<typeof notableRun>[0])?.says;

  it.each<[object, object | null, string]>([
    [{ do: "resize" }, { result: "accepted" }, "c: resize to M50 accepted"],
    [{ do: "pause" }, { result: "accepted" }, "c: pause accepted"],
    [{ do: "resume" }, { result: "waits", code: "TRY_LATER" }, "c: resume to M50 waits (TRY_LATER)"],
  ])("says what a run sent, from its report: %j, %j", (decision, outcome, expected) => {
    expect(run({ result: { clusters: [{ ...cluster, decision, outcome }] } })).toEqual([expected]);
  });

  it("is silent on a run that had nothing to send", () => {
    const clusters = [{ ...cluster, decision: { do: "nothing" }, outcome: null }];
    expect(run({ result: { clusters } })).toBeUndefined();
  });

  it("gives the lines of the error of a failed run", () => {
    expect(run({ outcome: "failed", error: { name: "RunFailed", message: "a\nb" } })).toEqual(["a", "b"]);
  });
});
