import { describe, expect, it } from "@jest/globals";
import type { Decision } from "../../../src/cluster/decision/decision";
import { byUrgency, isGrowth, isLate, overdueMs } from "../../../src/cluster/decision/urgency";
import type { SizeTarget } from "../../../src/schedule/model";
import { aCluster, anAutoScaledCluster, hourMs, noon } from "../builders";

const because = { reason: "boundary", atMs: noon } as const;
const resize = (target: SizeTarget): Decision => ({ do: "resize", target, because });

describe("isGrowth", () => {
  it.each<[SizeTarget, boolean]>([
    [{ tier: "M50" }, true],
    [{ tier: "M10" }, false],
    [{ tier: "M10", analyticsTier: "M80" }, false],
    [{ tier: "M20", analyticsTier: "M80" }, true],
    [{ analyticsTier: "M10" }, false],
  ])("from M20 with M20 analytics nodes to %p: %p", (target, expected) => {
    const cluster = aCluster({ tier: "M20", shards: [{ regions: [{ analytics: { nodeCount: 1 } }] }] });
    expect(isGrowth(cluster, resize(target))).toBe(expected);
  });

  it.each<[SizeTarget, boolean]>([
    [{ autoScaling: { min: "M50", max: "M80" } }, true],
    [{ autoScaling: { min: "M10", max: "M30" } }, false],
    [{ autoScaling: { min: "M30", max: "M80" } }, true],
    [{ autoScaling: { min: "M10", max: "M60" } }, false],
    [{ autoScaling: { min: "M30", max: "M80" }, tier: "M30" }, false],
  ])("from M40 in M30-M60 to %p: %p", (target, expected) => {
    expect(isGrowth(anAutoScaledCluster("M40", { min: "M30", max: "M60" }), resize(target))).toBe(expected);
  });

  it("counts resumes in and pauses out", () => {
    const resume: Decision = { do: "resume", target: { tier: "M10" }, thenResize: false, because };
    expect(isGrowth(aCluster({ paused: true }), resume)).toBe(true);
    expect(isGrowth(aCluster(), { do: "pause", because })).toBe(false);
  });
});

describe("byUrgency", () => {
  it("puts growth first, then the longest overdue, then by name", () => {
    const work = (name: string, growth: boolean, overdue: number) => ({ name, growth, overdueMs: overdue });
    const sorted = [work("a", false, 9), work("b", true, 1), work("d", true, 2), work("c", true, 2)].sort(byUrgency);
    expect(sorted.map((one) => one.name)).toEqual(["c", "d", "b", "a"]);
  });

  it("counts how long the target has held", () => {
    expect([overdueMs(noon, noon + 5), overdueMs(noon, noon - 5), overdueMs(null, noon)]).toEqual([5, 0, 0]);
  });
});

describe("isLate", () => {
  const wait: Decision = { do: "wait", because: { reason: "busy", stateName: "UPDATING" } };
  it("is so from 60 minutes after the boundary on", () => {
    expect(isLate(wait, noon, noon + hourMs - 1)).toBe(false);
    expect(isLate(wait, noon, noon + hourMs)).toBe(true);
    expect(isLate(resize({ tier: "M50" }), noon, noon + hourMs)).toBe(true);
    expect(isLate(wait, null, noon)).toBe(false);
  });

  it.each<Decision>([
    { do: "nothing", because: { reason: "in-progress", stateName: "UPDATING" } },
    { do: "nothing", because: { reason: "as-desired" } },
    { do: "held", below: true, because: { reason: "by-tag", untilMs: noon } },
    { do: "skip", because: { reason: "paused-by-hand" } },
  ])("is never so of %p", (decision) => {
    expect(isLate(decision, noon, noon + 9 * hourMs)).toBe(false);
  });
});
