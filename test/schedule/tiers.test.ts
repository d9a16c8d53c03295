import { describe, expect, it } from "@jest/globals";
import { isTierOf, knownTiers, largestDiskGB, tierClass, tierNumber } from "../../src/schedule/tiers";

describe("tiers", () => {
  it("order by their number, unknown names too", () => {
    const tiers = ["M200", "R40", "M10", "M40_NVME_GEN_2", "M5000", "WHAT", ""];
    expect(tiers.map(tierNumber)).toEqual([200, 40, 10, 40, 5000, 0, 0]);
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

  it("are listed once, and each belongs to some provider", () => {
    expect(new Set(knownTiers).size).toBe(knownTiers.length);
    const providers = ["AWS", "AZURE", "GCP"];
    expect(knownTiers.filter((tier) => !providers.some((provider) => isTierOf(provider, tier)))).toEqual([]);
    const counts = providers.map((provider) => knownTiers.filter((tier) => isTierOf(provider, tier)).length);
    expect(counts).toEqual([47, 22, 34]);
  });

  it("know what each provider has and what a disk may be there", () => {
    expect(isTierOf("GCP", "R600")).toBe(true);
    expect(isTierOf("GCP", "M40_NVME")).toBe(false);
    expect(isTierOf("AWS", "M45")).toBe(false);
    expect(isTierOf("A_NEW_PROVIDER", "M45")).toBe(true);
    expect(["M10", "M20", "M30", "M40", "M60", "M200_NVME"].map((tier) => largestDiskGB("AWS", tier))).toEqual([
      128, 255, 512, 1024, 4096, 3100,
    ]);
    expect(largestDiskGB("AZURE", "M20")).toBe(256);
    expect(largestDiskGB("AWS", "M45")).toBe(Number.POSITIVE_INFINITY);
    expect(largestDiskGB("A_NEW_PROVIDER", "M10")).toBe(Number.POSITIVE_INFINITY);
  });
});
