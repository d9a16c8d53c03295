import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { capacityOf, illustrate } from "../../../src/local/workload/illustration";
import { loadAt } from "../../../src/local/workload/load-curve";
import { knownTiers, tierClass, tierNumber } from "../../../src/schedule/tiers";

describe("a load", () => {
  const noon = Date.parse("2026-12-01T12:00:00Z");

  it("is constant", () => expect(loadAt({ kind: "constant", load: 7 }, noon)).toBe(7));

  it("goes in steps, the first of which also stands before it", () => {
    const curve = {
      kind: "steps",
      steps: [
        { at: noon, load: 10 },
        { at: noon + 60_000, load: 20 },
      ],
    } as const;
    expect([-1, 0, 59_999, 60_000, 1e9].map((ms) => loadAt(curve, noon + ms))).toEqual([10, 10, 10, 20, 20]);
  });

  it("goes by the hour of the UTC day", () => {
    const curve = { kind: "daily", loads: Array.from({ length: 24 }, (_, hour) => hour) } as const;
    expect([0, 3_599_999, 3_600_000, 12 * 3_600_000].map((ms) => loadAt(curve, noon + ms))).toEqual([12, 12, 13, 0]);
  });
});

describe("the illustration", () => {
  it.each([
    [500, "M10", 1, { utilisation: 1, latencyMs: 150, saturated: true }],
    [250, "M10", 1, { utilisation: 0.5, latencyMs: 6, saturated: false }],
    [1600, "M30", 1, { utilisation: 0.8, latencyMs: 10, saturated: false }],
    [1600, "M30", 2, { utilisation: 0.4, latencyMs: 3.33, saturated: false }],
    [1600, "M50", 1, { utilisation: 0.2, latencyMs: 2.5, saturated: false }],
    [1600, "R50", 1, { utilisation: 0.4, latencyMs: 3.33, saturated: false }],
    [1600, "M50_NVME", 1, { utilisation: 0.4, latencyMs: 3.33, saturated: false }],
    [50, "M0", 1, { utilisation: 0.5, latencyMs: 6, saturated: false }],
    [0, "M30", 1, { utilisation: 0, latencyMs: 2, saturated: false }],
  ])("of %i operations on %s × %i", (load, tier, shards, expected) => {
    expect(illustrate(load, tier, shards)).toEqual(expected);
  });

  it("knows every dedicated tier, and more of them do more", () => {
    const dedicated = knownTiers.filter((tier) => tierNumber(tier) >= 10);
    expect(dedicated.length).toBeGreaterThan(30);
    for (const tier of dedicated) {
      const class_ = tierClass(tier);
      const larger = dedicated.filter((one) => tierClass(one) === class_ && tierNumber(one) > tierNumber(tier));
      expect([tier, capacityOf(tier) > capacityOf("M0")]).toEqual([tier, true]);
      expect([tier, larger.filter((one) => capacityOf(one) < capacityOf(tier))]).toEqual([tier, []]);
    }
  });

  it("never gets slower on a larger tier, or faster with more load", () => {
    const tiers = ["M10", "M20", "M30", "M40", "M50", "M60", "M80", "M140", "M200", "M300", "M400"];
    const position = fc.integer({ min: 0, max: tiers.length - 2 });
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(50_000), position, (load, more, index) => {
        const [small = "", large = ""] = tiers.slice(index);
        expect(capacityOf(large)).toBeGreaterThan(capacityOf(small));
        expect(illustrate(load, large).latencyMs).toBeLessThanOrEqual(illustrate(load, small).latencyMs);
        expect(illustrate(load + more, small).latencyMs).toBeGreaterThanOrEqual(illustrate(load, small).latencyMs);
      }),
    );
  });
});
