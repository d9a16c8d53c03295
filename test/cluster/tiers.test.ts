import { describe, expect, it } from "@jest/globals";
import { needsInitialSync } from "../../src/cluster/tiers";

describe("needsInitialSync", () => {
  it.each([
    ["AWS", "M40", "R40", false],
    ["AZURE", "M40", "R40", true],
    ["AZURE", "M40", "M60", false],
    ["AWS", "M40_NVME", "M50_NVME", true],
    ["AWS", "M40_NVME", "M40_NVME", false],
    ["AWS", "M40_NVME", "M40", true],
  ])("on %s from %s to %s: %p", (provider, from, to, expected) => {
    expect(needsInitialSync(provider, from, to)).toBe(expected);
  });
});
