import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { windowOf } from "../../../../../src/local/console/page/parts/window-of";

describe("windowOf", () => {
  it.each([
    ["the top, and some below it", 2_000, 0, { first: 0, end: 32 }],
    ["the middle, and some on both sides", 2_000, 30_000, { first: 988, end: 1_032 }],
    ["the end", 2_000, 59_400, { first: 1_968, end: 2_000 }],
    ["all of a short list", 5, 0, { first: 0, end: 5 }],
    ["nothing of nothing", 0, 0, { first: 0, end: 0 }],
  ])("draws %s", (_, count, top, rows) => {
    expect(windowOf(count, 30, { top, height: 600 })).toEqual(rows);
  });

  it("stays within the list and small, wherever it is scrolled", () => {
    const anything = fc.record({ count: fc.nat(5_000), top: fc.integer({ min: -500, max: 400_000 }) });
    fc.assert(
      fc.property(anything, ({ count, top }) => {
        const { first, end } = windowOf(count, 32, { top, height: 800 });
        expect(0 <= first && first <= end && end <= count && end - first <= 51).toBe(true);
      }),
    );
  });
});
