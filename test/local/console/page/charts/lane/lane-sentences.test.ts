import { describe, expect, it } from "@jest/globals";
import { laneSentences } from "../../../../../../src/local/console/page/charts/lane/lane-sentences";
import { aLane, DAY, HOUR, NOW } from "../../a-world";

const START = Date.parse("2026-12-01T12:00:00Z");
const told = (at: number, changes: Parameters<typeof aLane>[1] = {}, withinMs = HOUR) =>
  laneSentences(aLane("Cluster0", changes), at, withinMs, NOW);

describe("what a lane says of an instant", () => {
  it("names the instant in both zones, what should be and why, and what was", () => {
    expect(told(START - 30 * DAY + HOUR)).toEqual({
      at: "Sun 2026-11-01 13:00 UTC (14:00 Europe/Berlin)",
      planned: "Should be M50 (window month-start), until Tue 2026-11-03 02:00 UTC (03:00 Europe/Berlin).",
      actual: "Was M50.",
      marks: [],
    });
  });

  it("says of a change how far it was", () => {
    const at = START + 15 * 60_000;
    const until = START + 20 * 60_000;
    const changing = { to: "M50", done: 1, of: 3 };
    const actual = [{ from: START, until, size: "M10, M50", changing }];
    expect(told(at, { actual }).actual).toBe("Is M10, M50, is being changed to M50: 1 of 3 nodes done.");
    expect(laneSentences(aLane("Cluster0", { actual }), at, 0, until + 1).actual).toBe(
      "Was M10, M50, was being changed to M50: 1 of 3 nodes done.",
    );
  });

  it("says nothing of what a cluster is in times to come", () => {
    expect(told(START + 4 * DAY)).toMatchObject({
      planned: expect.stringContaining("no window is open"),
      actual: null,
    });
  });

  it("tells the marks that are near, each with its own instant, and counts the rest", () => {
    expect(told(NOW - 3 * DAY + HOUR, {}, 2 * HOUR).marks).toEqual([
      "Sat 2026-11-28 12:10 UTC (13:10 Europe/Berlin): Ada changed it from M10 to M30.",
    ]);
    const marks = [1, 2, 3, 4, 5, 6].map((minute) => {
      return { at: NOW + minute * 60_000, kind: "run-failed", says: `Run ${minute} failed.` } as const;
    });
    expect(told(NOW, { marks }).marks).toHaveLength(5);
    expect(told(NOW, { marks }).marks.at(-1)).toBe("… and 2 more.");
  });

  it("says so of a cluster that no schedule selects, and of times that nobody planned", () => {
    expect(told(NOW, { planned: [] }).planned).toBe("No schedule selects this cluster.");
    expect(told(NOW + 900 * DAY).planned).toBe("Nothing is known of what it should be then.");
  });
});
