import { describe, expect, it } from "@jest/globals";
import type { Decision } from "../../../src/cluster/decision/decision";
import { byUrgency, isGrowth, isLate, type LateFacts, overdueMs } from "../../../src/cluster/decision/urgency";
import type { SizeTarget, Target } from "../../../src/schedule/model";
import { aCluster, anAutoScaledCluster, dayMs, hourMs, noon, someFacts } from "../builders";

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
  const busy = (stateName: string, sinceMs: number | null = null): Decision => ({
    do: "wait",
    because: { reason: "busy", stateName, sinceMs },
  });
  const wait = busy("UPDATING");
  const skip: Decision = { do: "skip", because: { reason: "paused-by-hand" } };
  const facts = (others: Partial<LateFacts> = {}): LateFacts => {
    const { desired, cluster, matchedBy } = someFacts();
    return { desired, cluster, matchedBy, ...others };
  };
  const desired = (target: Target, since: number | null = noon) => ({ target, window: null, since, before: null });

  it("is so from 60 minutes after the boundary on", () => {
    expect(isLate(wait, facts(), noon + hourMs - 1)).toBe(false);
    expect(isLate(wait, facts(), noon + hourMs)).toBe(true);
    expect(isLate(resize({ tier: "M50" }), facts(), noon + hourMs)).toBe(true);
    expect(isLate(wait, facts({ desired: desired({ tier: "M50" }, null) }), noon)).toBe(false);
  });

  it.each<Decision>([
    { do: "nothing", because: { reason: "in-progress", stateName: "UPDATING", sinceMs: noon } },
    { do: "nothing", because: { reason: "as-desired" } },
    { do: "held", below: true, because: { reason: "by-tag", untilMs: noon, mistake: null, edit: null } },
    { do: "skip", because: { reason: "cannot-be-scheduled", refusals: [] } },
  ])("is never so of %p", (decision) => {
    expect(isLate(decision, facts(), noon + 9 * hourMs)).toBe(false);
  });

  it("is so of one that is named and that somebody paused, and not of one that a pattern matches", () => {
    const at = (nowMs: number, others: Partial<LateFacts> = {}) => isLate(skip, facts(others), nowMs);
    expect([at(noon + hourMs - 1), at(noon + hourMs)]).toEqual([false, true]);
    expect(at(noon + hourMs, { matchedBy: "pattern" })).toBe(false);
    expect(at(noon, { desired: desired({ tier: "M50" }, null) })).toBe(true);
  });

  it("gives Atlas the time for what somebody asked for, for a new cluster, and for its own resume", () => {
    const nowMs = noon + 40 * dayMs;
    expect(isLate(busy("UPDATING", nowMs - hourMs + 1), facts(), nowMs)).toBe(false);
    expect(isLate(busy("UPDATING", nowMs - hourMs), facts(), nowMs)).toBe(true);
    expect(isLate(busy("CREATING"), facts(), nowMs)).toBe(false);
    const paused = facts({ desired: desired({ paused: true }) });
    expect(isLate(wait, paused, nowMs)).toBe(false);
    expect(isLate(wait, paused, noon + 29 * dayMs)).toBe(true);
    expect(isLate(busy("UPDATING", nowMs - 2 * hourMs), paused, nowMs)).toBe(true);
  });
});
