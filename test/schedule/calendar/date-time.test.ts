import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readDateTime, readInstant } from "../../../src/schedule/calendar/date-time";
import { findZone, utc } from "../../../src/schedule/calendar/zone";
import { MS_PER_MINUTE } from "../../../src/schedule/time-units";

describe("readInstant", () => {
  it.each([
    ["2026-12-01T12:00Z", "2026-12-01T12:00:00.000Z"],
    ["2026-12-01T12:00:30Z", "2026-12-01T12:00:30.000Z"],
    ["2026-12-01T12:00:30.25+01:00", "2026-12-01T11:00:30.250Z"],
    ["2026-12-01T12:00-03:30", "2026-12-01T15:30:00.000Z"],
    ["2028-02-29T23:59:59.999Z", "2028-02-29T23:59:59.999Z"],
  ])("reads %s", (text, iso) => {
    expect(new Date(Number(readInstant(text))).toISOString()).toBe(iso);
  });

  it.each([
    ["2026-12-01T12:00", "is not an instant such as 2026-11-29T00:00Z"],
    ["2026-12-01", "is not an instant such as 2026-11-29T00:00Z"],
    ["2026-12-01 12:00Z", "is not an instant such as 2026-11-29T00:00Z"],
    ["", "is not an instant such as 2026-11-29T00:00Z"],
    ["2026-11-31T00:00Z", "does not exist"],
    ["2026-11-30T24:00Z", "does not exist"],
    ["2026-11-30T00:60Z", "does not exist"],
    ["2026-11-30T00:00:60Z", "does not exist"],
    ["2026-11-30T00:00+24:00", "has an offset that does not exist"],
  ])("refuses %s", (text, problem) => {
    expect(readInstant(text)).toBe(problem);
  });

  it("reads what Date writes", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        (date) => {
          expect(readInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
      { seed: 9 },
    );
  });
});

describe("readDateTime", () => {
  it("refuses seconds, which the schedule does not deal in, and takes seconds of zero", () => {
    expect(readDateTime("2026-12-01T12:00:30Z", utc)).toBe("is not a whole minute: leave out the seconds");
    expect(readDateTime("2026-12-01T12:00:00.001Z", utc)).toBe("is not a whole minute: leave out the seconds");
    expect(readDateTime("2026-12-01T12:00:00.0Z", utc)).toBe(Date.UTC(2026, 11, 1, 12) / MS_PER_MINUTE);
  });

  it("reads a local time in the zone, and an instant by its own offset", () => {
    const berlin = findZone("Europe/Berlin") ?? utc;
    const eleven = Date.UTC(2026, 11, 1, 11) / MS_PER_MINUTE;
    expect(readDateTime("2026-12-01T12:00", berlin)).toBe(eleven);
    expect(readDateTime("2026-12-01T06:00-05:00", berlin)).toBe(eleven);
  });
});
