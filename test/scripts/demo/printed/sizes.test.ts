import { describe, expect, it } from "@jest/globals";
import { costOfHours, describeCostBasis } from "../../../../scripts/demo/costs";
import { printDemo } from "../../../../scripts/demo/printed/print";
import { sizeLines } from "../../../../scripts/demo/printed/sizes";
import { plain } from "../../../../scripts/lib/paint";
import { utc } from "../../../../src/schedule/calendar/zone";
import { actual, aLane, HOUR, planned, start } from "../../../local/console/lanes/a-lane";
import { aResult } from "../report/a-report";

const lane = aLane({
  label: "Cluster0",
  planned: [planned(0, 12, "M10"), planned(12, 48, "M50")],
  actual: [actual(0, 12, "M10"), actual(12, 12.2, "M10", { to: "M50", done: 0, of: 3 }), actual(12.2, 48, "M50")],
});
const twoDays = { from: start, until: start + 48 * HOUR };
const lanes = (count: number) => Array.from({ length: count }, () => ({ lane, zone: utc, schedule: "billing" }));

describe("sizeLines", () => {
  it("shows what was wanted above what was", () => {
    expect(sizeLines(lanes(1), twoDays, { paint: plain, columns: 40 })).toEqual([
      "Sizes (UTC)",
      "                   1 Dec   2 Dec",
      "  Cluster0 wanted  ░░░░████████████",
      "           was     ░░░░/███████████",
      "  ░░ M10   ██ M50   // changing",
      "  each cell is 3 hours in UTC and shows the largest size within",
    ]);
  });

  it("counts the clusters that it has no room for, and says nothing where a line has no room for the days", () => {
    expect(sizeLines(lanes(14), twoDays, { paint: plain, columns: 60 })).toContain("  … and 2 more");
    expect(sizeLines(lanes(1), { from: start, until: start + 99 * 24 * HOUR }, { paint: plain, columns: 60 })).toEqual(
      [],
    );
  });
});

describe("costOfHours", () => {
  const [hours] = aResult().hours;
  const prices = (hourly: Record<string, number>) => ({
    file: "prices.json",
    currency: "USD",
    hourly: new Map(Object.entries(hourly)),
  });

  it("adds up the hours at their prices, and compares with the largest tier all the time", () => {
    expect(hours && costOfHours(hours, prices({ M10: 0.1, M50: 2 }))).toEqual({
      ...{ cluster: "Cluster0", currency: "USD", unpriced: [] },
      ...{ cost: expect.closeTo(96.2), costAtLargest: 480 },
    });
  });

  it("guesses no price", () => {
    expect(hours && costOfHours(hours, prices({ M10: 0.1 }))).toMatchObject({ cost: null, unpriced: ["M50"] });
    const text = printDemo(aResult(), [], prices({ M10: 0.1 }));
    expect(text).toContain("\n  Cluster0: no cost, no price for M50\n");
  });

  it("says that storage is left out only of clusters that were paused", () => {
    const paused = aResult().hours.map((one) => ({ ...one, hoursByTier: { M10: 1, paused: 2 } }));
    const said = (basis: readonly string[]) => basis.join().includes("storage while paused");
    expect(said(describeCostBasis(paused, prices({ M10: 1 })))).toBe(true);
    expect(said(describeCostBasis(paused, prices({ M10: 1, paused: 0.1 })))).toBe(false);
    expect(said(describeCostBasis(aResult().hours, prices({ M10: 1 })))).toBe(false);
  });
});
