import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { coloured, paintFor, plain } from "../../../scripts/lib/paint";
import { printPlan } from "../../../scripts/plan/shown/print";
import { aDocument, aSchedule, byHours, officeHours, planOf } from "./builders";

const document = aDocument(aSchedule(), officeHours());

function printed(given: unknown = document, columns = 90) {
  return printPlan(planOf(given, "2026-10-30T00:00Z", "2026-11-05T00:00Z"), byHours, { paint: plain, columns });
}

describe("printPlan", () => {
  it("shows each boundary in UTC and in the schedule's zone", () => {
    const rows = printed().split("\n");
    expect(rows).toContain(
      "  Fri 2026-10-30 11:45  Fri 2026-10-30 07:45 -04:00  office-hours  paused  →  M20     weekdays     for 11 h 15 min",
    );
    expect(rows).toContain(
      "  Mon 2026-11-02 12:45  Mon 2026-11-02 07:45 -05:00  office-hours  paused  →  M20     weekdays     for 11 h 15 min",
    );
    expect(rows).toContain(
      "  Sun 2026-11-01 12:00  Sun 2026-11-01 12:00 +00:00  billing          M10  →  M50     month-start  for 38 h",
    );
  });

  it("shows the months as strips, hours as bars, and what is worth a warning", () => {
    const short = { name: "short", start: "0 0 1 * *", duration: "PT5M", tier: "M20" };
    const windows = [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }, short];
    const text = printed(aDocument(aSchedule({ windows }), aSchedule({ name: "other" })));
    expect(text).toContain(`  2026-10\n      -17  ${" ".repeat(52)}░░░░░░░░\n  2026-11  ▓░███████░░░░░░░\n`);
    expect(text).toContain("  billing  M10  105.92 h   73.6%  ███████████████████████\n");
    expect(text).toContain("           M50      38 h   26.4%  ████████\n");
    expect(text).toContain("    106 of 144 h at M50 avoided (73.6%), compared with a cluster that is always M50\n");
    expect(text).toContain(
      "  ! schedules[0].windows[1]: is in effect for only 5 minutes, less than a tier change usually takes\n",
    );
    expect(text).toContain(
      "  ! Cluster0 follows schedule billing, the first that matches it; schedule other is ignored\n",
    );
  });

  it("says which of two overlapping windows wins, and which schedules are ignored", () => {
    const launch = { name: "launch", from: "2026-11-01T00:00", until: "2026-11-01T18:00", tier: "M60" };
    const windows = [launch, { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }];
    const text = printed(aDocument(aSchedule({ windows }), aSchedule({ name: "b" }), aSchedule({ name: "c" })));
    expect(text.slice(text.indexOf("Conflicts"), text.indexOf("Warnings")).split("\n")).toEqual([
      "Conflicts",
      "  ! billing: windows launch and month-start overlap (Sun 2026-11-01 12:00 to Sun 2026-11-01 18:00 UTC); launch comes first in the list, so M60 wins over M50",
      "  ! Cluster0 follows schedule billing, the first that matches it; schedules b, c are ignored",
      "",
      "",
    ]);
  });

  it("says so where nothing changes", () => {
    expect(printed(aDocument(aSchedule({ windows: [] })))).toContain(
      "Boundaries\n  none: no target changes in this time\n",
    );
  });

  it("marks what is off or a trial run", () => {
    const text = printed(aDocument(aSchedule({ mode: "off" }), aSchedule({ name: "trial", mode: "report" })));
    expect(text).toContain("off: nothing is done");
    expect(text).toContain("trial run: decides and reports, but sends nothing");
  });

  it("lets no tag move the cursor, and keeps every line free of trailing space", () => {
    const text = printed(aDocument(aSchedule({ clusters: [{ tags: { a: "\u001b[2J\u009b1m\r\nx" } }] })));
    expect(text.replace(/\n/g, "")).not.toMatch(/\p{Cc}/u);
    expect(text.split("\n").filter((line) => /\s$/.test(line))).toEqual([]);
  });

  it("is the same text with colour and without", () => {
    const plan = planOf(document, "2026-10-30T00:00Z", "2027-03-01T00:00Z");
    const inColour = printPlan(plan, byHours, { paint: coloured, columns: 140 });
    expect(inColour).toContain("\u001b[31m");
    expect(stripVTControlCharacters(inColour)).toBe(printPlan(plan, byHours, { paint: plain, columns: 140 }));
  });

  it.each([
    [80, "·░░░".repeat(2)],
    [100, "·░░░".repeat(2)],
    [140, "·░░░".repeat(2)],
    [70, "░".repeat(2)],
  ])("shows the nights in %i columns wherever cells of six hours have room", (columns, days) => {
    const text = printed(
      aDocument(officeHours({ windows: [{ name: "day", start: "0 7 * * *", end: "0 20 * * *", tier: "M20" }] })),
      columns,
    );
    expect(text).toContain(`  2026-11  ${days}`);
    for (const line of text.slice(text.indexOf("Months"), text.indexOf("each cell")).split("\n")) {
      expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it("tells sizes apart by letters where there are many", () => {
    const window = (tier: string, day: number) => ({ name: tier, start: `0 0 ${day} * *`, duration: "P1D", tier });
    const windows = ["M20", "M30", "M40", "M50", "M60"].map((tier, index) => window(tier, index + 1));
    const text = printed(aDocument(aSchedule({ windows })));
    expect(text).toContain("  2026-11  bbbbccccddddeeee\n");
    expect(text).toContain("aa M10   bb M20   cc M30   dd M40   ee M50");
  });
});

describe("paintFor", () => {
  const terminal = { hasColors: () => true };
  it.each([
    ["a terminal", {}, terminal, coloured],
    ["a terminal without colours", {}, { hasColors: () => false }, plain],
    ["a pipe", {}, {}, plain],
    ["NO_COLOR", { NO_COLOR: "1" }, terminal, plain],
    ["an empty NO_COLOR", { NO_COLOR: "" }, terminal, coloured],
    ["FORCE_COLOR", { FORCE_COLOR: "1" }, {}, coloured],
    ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, terminal, plain],
    ["both", { FORCE_COLOR: "1", NO_COLOR: "1" }, terminal, plain],
  ])("decides for %s", (_case, env, stream, expected) => {
    expect(paintFor(env, stream)).toBe(expected);
  });
});
