import { describe, expect, it } from "@jest/globals";
import { isTooLarge } from "../../../src/schedule/document/size";
import { aDocument, aSchedule, aWindow, complaintsOf } from "../documents";

describe("the size of a document", () => {
  it("is counted in values, those within others too", () => {
    expect(isTooLarge({ a: [1, 2], b: "x" }, 5)).toBe(false);
    expect(isTooLarge({ a: [1, 2], b: "x" }, 4)).toBe(true);
  });

  it("is limited, and too large a one is refused as such", () => {
    const calendars = { long: Array.from({ length: 200_000 }, () => "2026-12-24") };
    // Nothing else is looked for in it: that would take its time.
    for (const mistake of [{}, { timezone: "Nowhere", other: 5 }]) {
      expect(complaintsOf(aDocument({ calendars, ...mistake }))).toEqual([
        ": is too large: a schedule document holds at most 200000 values",
      ]);
    }
  });

  it("keeps the time for guesses bounded: 10,000 unknown names beside 10,000 calendars", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `calendar-${index}`);
    const calendars = Object.fromEntries(names.map((name) => [`${name}-of-another-year`, []]));
    const windows = [aWindow({ except: names })];
    const found = complaintsOf(aDocument({ calendars, schedules: [aSchedule({ windows })] }));
    expect(found).toHaveLength(10_000);
  });
});
