import { describe, expect, it } from "@jest/globals";
import { plain } from "../../../scripts/lib/paint";
import { comparePlans } from "../../../scripts/lib/planning/diff";
import { diffJson, printDiff } from "../../../scripts/plan/shown/diff-print";
import { aDocument, aSchedule, type Json, officeHours, planOf } from "./builders";

const span = ["2026-11-29T00:00Z", "2027-01-10T00:00Z"] as const;

function compare(was: Json[], is: Json[], [from, until]: readonly [string, string] = span) {
  const before = planOf(aDocument(...was), from, until);
  const after = planOf(aDocument(...is), from, until);
  const diffs = comparePlans(before, after);
  return { diffs, text: printDiff(before, after, diffs, null, plain), json: diffJson(before, after, diffs, null) };
}

const monthStart = (changes: Json) => [
  { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50", ...changes },
];

describe("comparing two schedules", () => {
  it("finds no difference where none is, however the lines are written", () => {
    const same = aSchedule({ windows: monthStart({ start: "00 12 1 JAN-DEC *" }) });
    const { diffs, text } = compare([aSchedule()], [same]);
    expect(diffs).toMatchObject([{ status: "same", unchanged: 4, added: [], removed: [], changed: [] }]);
    expect(text).toMatch(/billing {2}unchanged, 4 boundaries\n\nNo differences\.\n$/);
  });

  it("shows a boundary that moves as removed and added, and the hours", () => {
    const { text, json } = compare([aSchedule()], [aSchedule({ windows: monthStart({ start: "0 13 1 * *" }) })]);
    expect(text.split("\n").slice(4)).toEqual([
      "billing  changed",
      "  -  Tue 2026-12-01 12:00 UTC  M10 → M50  month-start",
      "  +  Tue 2026-12-01 13:00 UTC  M10 → M50  month-start",
      "  -  Fri 2027-01-01 12:00 UTC  M10 → M50  month-start",
      "  +  Fri 2027-01-01 13:00 UTC  M10 → M50  month-start",
      "  2 boundaries unchanged",
      "  ~  hours at M10  932 → 934  +2",
      "  ~  hours at M50  76 → 74    -2",
      "",
      "1 of 1 schedules changed; boundaries: 2 added, 2 removed, 0 changed.",
      "",
    ]);
    expect(json).toMatchObject({
      from: "2026-11-29T00:00:00.000Z",
      schedules: [
        {
          schedule: "billing",
          status: "changed",
          added: [{ at: "2026-12-01T13:00:00.000Z", window: "month-start", after: { tier: "M50" } }, {}],
          removed: [{ at: "2026-12-01T12:00:00.000Z" }, {}],
          changed: [],
          hours: { was: { M10: 932, M50: 76 }, is: { M10: 934, M50: 74 } },
        },
      ],
    });
  });

  it("shows a boundary with another target or window as changed, with what it was", () => {
    const bigger = compare([aSchedule()], [aSchedule({ windows: monthStart({ tier: "M60" }) })]);
    expect(bigger.diffs).toMatchObject([{ added: [], removed: [], changed: { length: 4 } }]);
    expect(bigger.text).toContain(
      "  ~  Tue 2026-12-01 12:00 UTC  M10 → M60  month-start  was M10 → M50 (month-start)\n",
    );
    const renamed = compare([aSchedule()], [aSchedule({ windows: monthStart({ name: "billing-run" }) })]);
    expect(renamed.diffs).toMatchObject([{ status: "changed", changed: { length: 2 }, unchanged: 2 }]);
  });

  it("compares schedules by their names, and says which come and go", () => {
    const { diffs, text } = compare([aSchedule(), aSchedule({ name: "old" })], [officeHours(), aSchedule()]);
    expect(diffs.map(({ schedule, status }) => [schedule, status])).toEqual([
      ["office-hours", "added"],
      ["billing", "same"],
      ["old", "removed"],
    ]);
    expect(text).toContain("  +  Mon 2026-11-30 12:45 UTC  Mon 2026-11-30 07:45 -05:00 America/New_York  paused → M20");
    expect(text).toContain("  -  Tue 2026-12-01 12:00 UTC  M10 → M50");
  });

  it("sees a change that no boundary shows: the target at the start, clusters, projects, mode", () => {
    const quiet = ["2026-12-10T00:00Z", "2026-12-20T00:00Z"] as const;
    const changes: Json = {
      baseline: { tier: "M20" },
      clusters: ["Cluster1"],
      projects: ["5e1ec444970199272441a214"],
      mode: "report",
    };
    const { diffs, text } = compare([aSchedule()], [aSchedule(changes)], quiet);
    expect(diffs).toMatchObject([{ status: "changed", atStart: { was: { tier: "M10" }, is: { tier: "M20" } } }]);
    expect(text).toContain("  ~  clusters             Cluster0 → Cluster1 in project 5e1ec444970199272441a214\n");
    expect(text).toContain("  ~  mode                 on → report\n");
    expect(text).toContain("  ~  target at the start  M10 → M20\n");
  });
});
