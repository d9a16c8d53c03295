import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { coloured, plain } from "../../../../scripts/lib/paint";
import { type MonthStrip, monthStrips, type SizeStretch } from "../../../../scripts/lib/timeline/cells";
import { dayTimeline } from "../../../../scripts/lib/timeline/days";
import { CHANGING, looksOf } from "../../../../scripts/lib/timeline/looks";
import { timelineLegend } from "../../../../scripts/lib/timeline/paint-cells";
import { findZone, utc } from "../../../../src/schedule/calendar/zone";
import { sizeOf } from "../../../../src/schedule/target";
import { aDocument, aSchedule, type Json, planOf } from "../../plan/builders";

describe("monthStrips", () => {
  const strips = (schedule: Json, from: string, until: string, cellsPerDay: number): MonthStrip[] =>
    planOf(aDocument(schedule), from, until).schedules.flatMap(({ stretches, schedule: { zone } }) => {
      const sizes = stretches.map((stretch) => ({ ...stretch, size: sizeOf(stretch.target) }));
      return monthStrips(sizes, zone, { cellsPerDay, most: 3 });
    });

  it("follows the schedule's own days and shows a window however short", () => {
    const windows = [{ name: "w", start: "59 23 * * SUN", duration: "PT1M", tier: "M50" }];
    const zoned = aSchedule({ windows, timezone: "Pacific/Auckland" });
    const [october] = strips(zoned, "2026-09-30T11:00Z", "2026-10-31T11:00Z", 1);
    expect(october?.month).toBe("2026-10");
    const sundays = october?.cells.flatMap((size, index) => (size === "M50" ? [index + 1] : []));
    expect(sundays).toEqual([4, 11, 18, 25]);
    expect(october?.cells.filter((size) => size === null)).toEqual([]);
  });

  it("leaves empty what is outside the plan, and stops at the months asked for", () => {
    const found = strips(aSchedule(), "2026-11-30T12:00Z", "2027-06-01T00:00Z", 2);
    expect(found.map(({ month }) => month)).toEqual(["2026-11", "2026-12", "2027-01"]);
    expect(found[0]?.cells.slice(-3)).toEqual([null, null, "M10"]);
    expect(found[1]?.cells.slice(0, 6)).toEqual(["M10", "M50", "M50", "M50", "M50", "M10"]);
  });
});

const start = Date.parse("2026-11-30T00:00Z");
const HOUR = 3_600_000;
const stretch = (from: number, until: number, size: string): SizeStretch => ({
  from: start + from * HOUR,
  until: start + until * HOUR,
  size,
});
const span = { from: start, until: start + 72 * HOUR };
const rows = [
  { label: "Cluster0 wanted", stretches: [stretch(0, 36, "M10"), stretch(36, 72, "M50")] },
  { label: "was", stretches: [stretch(0, 36, "M10"), stretch(36, 36.2, CHANGING), stretch(36.2, 72, "M50")] },
];
const looks = looksOf(["M50", "M10", CHANGING]);

describe("dayTimeline", () => {
  it("shows rows under the same days, with as many cells a day as have room", () => {
    expect(dayTimeline(rows, span, utc, looks, { paint: plain, columns: 50 })).toEqual({
      cellsPerDay: 8,
      lines: [
        "                   30 Nov  1 Dec   2 Dec",
        `  Cluster0 wanted  ${"░".repeat(12)}${"█".repeat(12)}`,
        `  was              ${"░".repeat(12)}/${"█".repeat(11)}`,
      ],
    });
  });

  it("has the days of the zone, cut where the time begins and ends", () => {
    const zone = findZone("America/New_York") ?? utc;
    const found = dayTimeline(rows.slice(0, 1), span, zone, looks, { paint: plain, columns: 36 });
    expect(found?.lines).toEqual(["                   29 Nov  1 Dec", "  Cluster0 wanted     ░░░░░░███████"]);
  });

  it("gives up where a day has no room for one cell", () => {
    expect(dayTimeline(rows, span, utc, looks, { paint: plain, columns: 20 })).toBeNull();
  });

  it("is the same text with colour and without", () => {
    const shown = dayTimeline(rows, span, utc, looks, { paint: coloured, columns: 80 })?.lines ?? [];
    expect(shown.map((line) => stripVTControlCharacters(line))).toEqual(
      dayTimeline(rows, span, utc, looks, { paint: plain, columns: 80 })?.lines,
    );
    expect(shown.join("")).toContain("\u001b[");
  });
});

describe("timelineLegend", () => {
  it("tells the sizes from small to large, a change under way last", () => {
    expect(timelineLegend(looks, 8, "UTC", plain)).toEqual([
      "  ░░ M10   ██ M50   // changing",
      "  each cell is 3 hours in UTC and shows the largest size within",
    ]);
  });
});
