import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  addDuration,
  type Duration,
  firstReaching,
  readDuration,
  readElapsed,
} from "../../../src/schedule/calendar/duration";
import { findZone, instantOf, steadySpan, utc } from "../../../src/schedule/calendar/zone";

const form = "is not an ISO 8601 duration in whole minutes such as PT11H15M or P2D";
const varies = "names years or months, whose length varies: use days, such as P30D";

describe("readDuration", () => {
  it.each<[string, Duration | string]>([
    ["PT1M", { days: 0, minutes: 1 }],
    ["PT11H15M", { days: 0, minutes: 675 }],
    ["PT90M", { days: 0, minutes: 90 }],
    ["P2D", { days: 2, minutes: 0 }],
    ["P1DT2H3M", { days: 1, minutes: 123 }],
    ["P2W", { days: 14, minutes: 0 }],
    ["P3660D", { days: 3660, minutes: 0 }],
    ["P3659DT24H", { days: 3659, minutes: 1440 }],
    ["P3660DT1M", "is longer than ten years, the maximum"],
    ["P523W", "is longer than ten years, the maximum"],
    ["P0D", "is zero, so that it means nothing"],
    ["PT0H0M", "is zero, so that it means nothing"],
    ["P", form],
    ["PT", form],
    ["P1DT", form],
    ["1H", form],
    ["pt1h", form],
    ["PT1.5H", form],
    ["PT30S", form],
    ["PT1M1H", form],
    ["P1W1D", form],
    ["-PT1H", form],
    [" PT1H", form],
    ["P1M", varies],
    ["P1Y", varies],
    ["P1Y2M3DT4H", varies],
    ["P12MT1H", varies],
  ])("of %j is %j", (text, expected) => {
    expect(readDuration(text)).toEqual(expected);
  });
});

describe("firstReaching", () => {
  const berlin = findZone("Europe/Berlin") ?? utc;
  const hour = 60;
  // Around both changes of 2026 in Berlin, and where there is none.
  const aMinute = fc
    .constantFrom("2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-06-15T12:00Z")
    .chain((instant) =>
      fc.integer({ min: -3 * 24 * hour, max: 3 * 24 * hour }).map((offset) => Date.parse(instant) / 60_000 + offset),
    );
  const aDuration = fc.record({ days: fc.nat(3), minutes: fc.nat(30 * hour) });
  const isFirst = (minute: number) => {
    const civil = minute + steadySpan(berlin, minute).offset;
    return instantOf(berlin, civil) === minute;
  };

  it("is the first instant from which a duration reaches another, through changes of the clock", () => {
    fc.assert(
      fc.property(aMinute, aDuration, (minute, duration) => {
        const first = firstReaching(berlin, minute, duration);
        expect(addDuration(berlin, first, duration)).toBeGreaterThanOrEqual(minute);
        for (const before of [1, 2, 59, 60, 61, 119, 120, 121]) {
          if (!isFirst(first - before)) continue;
          expect(addDuration(berlin, first - before, duration)).toBeLessThan(minute);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("readElapsed", () => {
  it.each<[string, number | string]>([
    ["PT1M", 1],
    ["PT24H", 1440],
    ["PT23H60M", 1440],
    ["PT24H1M", "is longer than 24 hours, the maximum"],
    ["P1D", "names days, which are not all of one length: use hours, such as PT24H"],
    ["P1DT90M", "names days, which are not all of one length: use hours, such as PT25H"],
    ["P1W", "names days, which are not all of one length: use hours, such as PT168H"],
    ["PT0M", "is zero, so that it means nothing"],
    ["P1M", varies],
    ["an hour", form],
  ])("of %j is %j", (text, expected) => {
    expect(readElapsed(text, 24)).toBe(expected);
  });
});
