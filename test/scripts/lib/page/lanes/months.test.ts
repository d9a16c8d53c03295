import { describe, expect, it } from "@jest/globals";
import { monthsBetween } from "../../../../../scripts/lib/page/lanes/months";
import { findZone, utc } from "../../../../../src/schedule/calendar/zone";

describe("monthsBetween", () => {
  it.each([
    ["UTC", "2026-11-20T00:00Z", "2027-01-01T00:00Z", ["2026-11 11-20T00 12-01T00", "2026-12 12-01T00 01-01T00"]],
    [
      "America/New_York",
      "2026-10-31T00:00Z",
      "2026-12-01T06:00Z",
      ["2026-10 10-31T00 11-01T04", "2026-11 11-01T04 12-01T05", "2026-12 12-01T05 12-01T06"],
    ],
    ["UTC", "2026-12-01T00:00Z", "2026-12-01T00:00Z", []],
  ])("cuts the months of %s from %s to %s", (zone, from, until, months) => {
    const found = monthsBetween(findZone(zone) ?? utc, Date.parse(from), Date.parse(until));
    const hour = (ms: number) => new Date(ms).toISOString().slice(5, 13);
    expect(found.map((month) => `${month.name} ${hour(month.from)} ${hour(month.until)}`)).toEqual(months);
  });
});
