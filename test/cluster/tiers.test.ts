import { describe, expect, it } from "@jest/globals";
import { isKnownTier, maxDiskGB, needsInitialSync, tierClass, tierNumber } from "../../src/cluster/tiers";

describe("tiers", () => {
  it("order by their number, unknown names too", () => {
    const tiers = ["M200", "R40", "M10", "M40_NVME_GEN_2", "M5000", "WHAT"];
    expect(tiers.sort((a, b) => tierNumber(a) - tierNumber(b))).toEqual([
      "WHAT",
      "M10",
      "R40",
      "M40_NVME_GEN_2",
      "M200",
      "M5000",
    ]);
  });

  it.each([
    ["M50", "GENERAL"],
    ["M50_GEN_2", "GENERAL"],
    ["R50_GEN_2", "LOW_CPU"],
    ["M50_NVME", "NVME"],
    ["M50_NVME_GEN_2", "NVME"],
    ["X1", "OTHER"],
  ])("%s is %s", (tier, expected) => {
    expect(tierClass(tier)).toBe(expected);
  });

  it.each([
    ["AWS", "M40", "R40", false],
    ["AZURE", "M40", "R40", true],
    ["AZURE", "M40", "M60", false],
    ["AWS", "M40_NVME", "M50_NVME", true],
    ["AWS", "M40_NVME", "M40_NVME", false],
    ["AWS", "M40_NVME", "M40", true],
  ])("on %s from %s to %s needs an initial sync: %p", (provider, from, to, expected) => {
    expect(needsInitialSync(provider, from, to)).toBe(expected);
  });

  it("know what each provider has and what a disk may be there", () => {
    expect(isKnownTier("GCP", "R600")).toBe(true);
    expect(isKnownTier("GCP", "M40_NVME")).toBe(false);
    expect(["M10", "M20", "M30", "M40", "M60", "M200_NVME"].map((tier) => maxDiskGB("AWS", tier))).toEqual([
      128, 255, 512, 1024, 4096, 3100,
    ]);
    expect(maxDiskGB("AWS", "M45")).toBe(Number.POSITIVE_INFINITY);
  });
});
