import { describe, expect, it } from "@jest/globals";
import { readingAt, stretchAt } from "../../../../src/local/console/lanes/reading";
import { actual, aLane, HOUR, planned, start } from "./a-lane";

const lane = aLane({
  planned: [planned(0, 10, "M10"), planned(10, 20, "M50", "peak")],
  actual: [actual(5, 15, "M10")],
  marks: [
    { at: start + 8 * HOUR, kind: "run-failed", says: "failed" },
    { at: start + 2 * HOUR, until: start + 9 * HOUR, kind: "hold", says: "held" },
    { at: start + 15 * HOUR, kind: "auto-scaled", says: "grown" },
  ],
});
const at = (hour: number) => start + hour * HOUR;

describe("readingAt", () => {
  it("tells what should be, what was, and the marks nearby, those that last first", () => {
    const { planned: target, actual: was, marks } = readingAt(lane, at(9), 2 * HOUR);
    expect([target?.size, was?.size, marks.map(({ says }) => says)]).toEqual(["M10", "M10", ["held", "failed"]]);
  });

  it.each([
    [-1, null],
    [0, "M10"],
    [9.99, "M10"],
    [10, "M50"],
    [20, null],
  ])("finds the target %i hours after the start", (hour, size) => {
    expect(stretchAt(lane.planned, at(hour))?.size ?? null).toBe(size);
  });

  it("knows of nothing in a gap", () => {
    const stretches = [actual(0, 5, "M10"), actual(8, 9, "M30")];
    expect(stretchAt(stretches, at(6))).toBeNull();
    expect(stretchAt(stretches, at(8))?.size).toBe("M30");
    expect(stretchAt([], at(8))).toBeNull();
  });
});
