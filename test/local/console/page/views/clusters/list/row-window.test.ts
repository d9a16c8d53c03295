import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { rowWindow } from "../../../../../../../src/local/console/page/views/clusters/list/row-window";

describe("the rows that are drawn", () => {
  it.each([
    [0, 100, { first: 0, end: 2, above: 0, below: 150 }],
    [60, 100, { first: 1, end: 2, above: 50, below: 150 }],
    [240, 900, { first: 4, end: 5, above: 200, below: 0 }],
    [-900, -100, { first: 0, end: 0, above: 250, below: 0 }],
    [900, 1_000, { first: 0, end: 0, above: 250, below: 0 }],
  ])("are those in sight, from %d to %d", (top, bottom, expected) => {
    expect(rowWindow([50, 50, 50, 50, 50], top, bottom, 0)).toEqual(expected);
  });

  it("leave the list as high as it is, whatever the heights", () => {
    const cases = fc.tuple(fc.array(fc.integer({ min: 1, max: 400 })), fc.integer({ min: -500, max: 9_000 }));
    fc.assert(
      fc.property(cases, ([heights, top]) => {
        const { first, end, above, below } = rowWindow(heights, top, top + 800, 200);
        const drawn = heights.slice(first, end).reduce((sum, height) => sum + height, 0);
        expect(above + drawn + below).toBe(heights.reduce((sum, height) => sum + height, 0));
      }),
    );
  });
});
