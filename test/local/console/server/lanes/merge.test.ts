import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { ActualStretch } from "../../../../../src/local/console/lanes/model";
import { largerSize } from "../../../../../src/local/console/lanes/sizes";
import { mergeBrief, thinned } from "../../../../../src/local/console/server/lanes/merge";

const SIZES = ["paused", "M10", "M30", "M50"] as const;
const SPAN = 2_000_000;

/** Stretches of these lengths, one after another. */
const stretchesOf = (parts: readonly (readonly [length: number, size: number])[]): ActualStretch[] => {
  let at = 0;
  return parts.map(([length, size]) => {
    const from = at;
    at += length;
    return { from, until: at, size: SIZES[size] ?? "M10", changing: null };
  });
};

describe("mergeBrief", () => {
  it("leaves what is long enough to be seen as it is", () => {
    const stretches = stretchesOf([
      [1_000, 1],
      [5_000, 3],
      [1_000_000, 1],
    ]);
    expect(mergeBrief(stretches, SPAN)).toEqual(stretches);
  });

  it("joins what is too brief as the largest, and spreads it over nothing that is not", () => {
    const stretches = stretchesOf([
      [500_000, 1],
      [100, 2],
      [100, 3],
      [100, 0],
      [500_000, 1],
    ]);
    expect(mergeBrief(stretches, SPAN).map(({ from, until, size }) => [from, until, size])).toEqual([
      [0, 500_000, "M10"],
      [500_000, 500_300, "M50"],
      [500_300, 1_000_300, "M10"],
    ]);
  });

  it("keeps the length, the order and the largest size, and is bounded", () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3_000 }), (parts) => {
        const stretches = stretchesOf(parts);
        const span = stretches.at(-1)?.until ?? 0;
        const merged = mergeBrief(stretches, span);
        expect(merged.length).toBeLessThanOrEqual(6_000);
        expect(merged[0]?.from).toBe(0);
        expect(merged.at(-1)?.until).toBe(span);
        expect(merged.every(({ from }, index) => index === 0 || merged[index - 1]?.until === from)).toBe(true);
        const largest = (of: readonly ActualStretch[]) => of.map(({ size }) => size).reduce(largerSize);
        expect(largest(merged)).toBe(largest(stretches));
      }),
      { numRuns: 50 },
    );
  });
});

describe("thinned", () => {
  const mark = (at: number, kind: "boundary" | "hold") => ({ at, kind, says: String(at) });

  it("keeps a thousand, however close together", () => {
    const marks = Array.from({ length: 1_000 }, (_, at) => mark(at, "boundary"));
    expect(thinned(marks, SPAN)).toEqual(marks);
  });

  it("keeps of more the first of those of a kind that lie too close together", () => {
    const crowd = Array.from({ length: 1_000 }, (_, at) => mark(at, "boundary"));
    const marks = [...crowd, mark(1_000, "hold"), mark(1_999, "boundary"), mark(3_000, "boundary")];
    expect(thinned(marks, SPAN).map(({ at }) => at)).toEqual([0, 1_000, 3_000]);
  });
});
