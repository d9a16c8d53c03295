import { describe, expect, it } from "@jest/globals";
import { SIZE_CLASSES, sizeClass } from "../../../../src/local/console/lanes/looks";
import { extentOf, levelsOf } from "../../../../src/local/console/lanes/shapes/levels";
import { compareSizes, largerSize, readSize } from "../../../../src/local/console/lanes/sizes";

describe("readSize", () => {
  it.each([
    ["M50", "tier", ["M50"]],
    ["M40_NVME", "tier", ["M40_NVME"]],
    ["M30-M60", "bounds", ["M30", "M60"]],
    ["M30–M60", "bounds", ["M30", "M60"]],
    ["M50, M10", "bounds", ["M10", "M50"]],
    ["M10 + analytics M30", "tier", ["M10"]],
    ["M10, analytics M30", "tier", ["M10"]],
    ["analytics M30", "tier", ["M30"]],
    ["paused", "paused", []],
    ["running", "open", []],
    ["unmanaged", "open", []],
    ["<script>", "open", []],
    ["", "open", []],
  ])("reads %s", (size, kind, tiers) => {
    expect(readSize(size)).toEqual({ kind, tiers });
  });
});

describe("compareSizes", () => {
  it("puts paused first, then what names no tier, then tiers by number and class, bounds by their larger one", () => {
    const inOrder = [
      "paused",
      "running",
      "M10",
      "M30",
      "R30",
      "M40",
      "M40_NVME",
      "M50",
      "M10-M60",
      "M30-M60",
      "M60",
      "M140",
    ];
    expect([...inOrder].reverse().sort(compareSizes)).toEqual(inOrder);
  });

  it("chooses the larger of two", () => {
    expect(largerSize("M10", "M50")).toBe("M50");
    expect(largerSize("M50", "paused")).toBe("M50");
  });
});

describe("levelsOf", () => {
  const levels = levelsOf(["M50", "paused", "M10-M80", "M10, M50"]);

  it("gives each tier a level of its own, in even steps above paused", () => {
    expect(levels.tiers).toEqual(["M10", "M50", "M80"]);
    expect(levels.tiers.map(levels.heightOf)).toEqual([1 / 3, 2 / 3, 1]);
  });

  it.each([
    ["paused", 0, 0],
    ["M10", 1 / 3, 1 / 3],
    ["M10-M80", 1 / 3, 1],
    ["running", 0, 1],
  ])("says how high %s reaches", (size, low, high) => {
    expect(extentOf(size, levels)).toEqual({ low, high });
  });
});

describe("sizeClass", () => {
  it.each([
    ["M10", "size-1"],
    ["M50", "size-5"],
    ["R50", "size-5"],
    ["M30-M60", "size-6"],
    ["M200", "size-8"],
    ["paused", "size-paused"],
    ["unmanaged", "size-open"],
    ['"><b>', "size-open"],
  ])("of %s is %s, whatever else is in the lane", (size, className) => {
    expect(sizeClass(size)).toBe(className);
    expect(SIZE_CLASSES).toContain(className);
  });
});
