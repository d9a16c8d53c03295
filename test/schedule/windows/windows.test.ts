import { describe, expect, it } from "@jest/globals";
import { boundariesBetween } from "../../../src/schedule/windows/boundaries";
import { at, iso, type Json, schedule } from "../documents";

/** Openings and closings of one window, in UTC. */
function changes(timezone: string, window: Json, from: string, until: string, document: Json = {}): string[] {
  const one = schedule({ timezone, windows: [{ name: "w", tier: "M50", ...window }] }, document);
  return boundariesBetween(one, at(from), at(until)).map(
    (boundary) => `${boundary.window ? "+" : "-"}${iso(boundary.at)}`,
  );
}

describe("a window with a lead", () => {
  const day: [string, string] = ["2026-11-27T00:00Z", "2026-11-28T12:00Z"];

  it("opens so much before each start, and ends as it would without", () => {
    const lead = "PT1H30M";
    const expected = ["+2026-11-27T07:30Z", "-2026-11-27T17:00Z", "+2026-11-28T07:30Z"];
    expect(changes("UTC", { start: "0 9 * * *", end: "0 17 * * *", lead }, ...day)).toEqual(expected);
    expect(changes("UTC", { start: "0 9 * * *", duration: "PT8H", lead }, ...day)).toEqual(expected);
    const once = { from: "2026-11-27T09:00", until: "2026-11-27T17:00", lead };
    expect(changes("UTC", once, ...day)).toEqual(expected.slice(0, 2));
  });

  it("opens on the day before, and goes by the date of the start in except", () => {
    const window = { start: "30 0 * * *", end: "0 6 * * *", lead: "PT1H" };
    expect(changes("UTC", { ...window, except: ["2026-11-28"] }, ...day)).toEqual(["-2026-11-27T06:00Z"]);
    expect(changes("UTC", window, ...day)).toEqual(["-2026-11-27T06:00Z", "+2026-11-27T23:30Z", "-2026-11-28T06:00Z"]);
  });

  it("does not open before a start that opens nothing", () => {
    const window = { start: "0 9,12 * * *", end: "0 12 * * *", lead: "PT1H" };
    expect(changes("UTC", window, ...day)).toEqual(["+2026-11-27T08:00Z", "-2026-11-27T12:00Z", "+2026-11-28T08:00Z"]);
  });

  it.each([
    { start: "0 9 * * *", end: "0 17 * * *" },
    { start: "0 9 * * *", duration: "PT8H" },
  ])("is open for good where the lead reaches back to the end before: %j", (window) => {
    expect(changes("UTC", { ...window, lead: "PT16H" }, ...day)).toEqual([]);
    expect(changes("UTC", { ...window, lead: "PT15H59M" }, ...day)).toEqual([
      "-2026-11-27T17:00Z",
      "+2026-11-27T17:01Z",
    ]);
  });
});

describe("a recurring window", () => {
  it("crosses midnight, a month's end and a year's end", () => {
    const times = { start: "0 22 31 12 *", end: "0 6 1 1 *" };
    expect(changes("UTC", times, "2026-12-01T00:00Z", "2027-02-01T00:00Z")).toEqual([
      "+2026-12-31T22:00Z",
      "-2027-01-01T06:00Z",
    ]);
  });

  it("lasts to the first end, however many starts come before it", () => {
    const times = { start: "0 9 * * *", end: "0 17 * * FRI" };
    expect(changes("UTC", times, "2026-11-27T00:00Z", "2026-12-05T00:00Z")).toEqual([
      "-2026-11-27T17:00Z",
      "+2026-11-28T09:00Z",
      "-2026-12-04T17:00Z",
    ]);
  });

  it("is not opened by a start that is an end", () => {
    const times = { start: "0 9,12 * * *", end: "0 12 * * *" };
    expect(changes("UTC", times, "2026-11-27T00:00Z", "2026-11-28T00:00Z")).toEqual([
      "+2026-11-27T09:00Z",
      "-2026-11-27T12:00Z",
    ]);
  });

  it("is the union of spans that overlap or touch", () => {
    const times = { start: "0 9,10,12 * * *", duration: "PT2H" };
    expect(changes("UTC", times, "2026-11-27T00:00Z", "2026-11-28T00:00Z")).toEqual([
      "+2026-11-27T09:00Z",
      "-2026-11-27T14:00Z",
    ]);
  });

  it.each([
    ["0 0 * * *", "PT23H59M", ["-2026-11-26T23:59Z", "+2026-11-27T00:00Z", "-2026-11-27T23:59Z"]],
    ["0 0,12 * * *", "PT12H", []],
    ["0 0,11 * * *", "PT12H", ["+2026-11-27T00:00Z", "-2026-11-27T23:00Z"]],
    [
      "*/30 0-23/12 * * *",
      "PT30M",
      ["+2026-11-27T00:00Z", "-2026-11-27T01:00Z", "+2026-11-27T12:00Z", "-2026-11-27T13:00Z"],
    ],
    [
      "0,20,59 1 * * *",
      "PT25M",
      ["+2026-11-27T01:00Z", "-2026-11-27T01:45Z", "+2026-11-27T01:59Z", "-2026-11-27T02:24Z"],
    ],
    ["*/30 1 * * *", "PT29M", ["+2026-11-27T01:00Z", "-2026-11-27T01:29Z", "+2026-11-27T01:30Z", "-2026-11-27T01:59Z"]],
  ])("whose spans all but touch is closed in between (%s, %s)", (start, duration, expected) => {
    expect(changes("UTC", { start, duration }, "2026-11-26T23:30Z", "2026-11-28T00:00Z")).toEqual(expected);
  });

  it("that is open for a day of every day stays open, on those of 23 and 25 hours too (Europe/Berlin)", () => {
    const year: [string, string] = ["2027-01-01T00:00Z", "2028-01-01T00:00Z"];
    for (const start of ["0 8 * * *", "30 2 * * *", "0 0 * * *"]) {
      expect(changes("Europe/Berlin", { start, duration: "P1D" }, ...year)).toEqual([]);
    }
    const weekly = { start: "0 0 * * MON", duration: "P1W" };
    expect(changes("Europe/Berlin", weekly, ...year)).toEqual([]);
  });

  it("closes so many days later at the local time at which it opened", () => {
    const times = { start: "0 18 * * FRI", duration: "P3D" };
    expect(changes("Europe/Berlin", times, "2027-10-29T00:00Z", "2027-11-04T00:00Z")).toEqual([
      "+2027-10-29T16:00Z",
      "-2027-11-01T17:00Z",
    ]);
    const intoGap = { start: "30 2 27 3 *", duration: "P1DT30M" };
    expect(changes("Europe/Berlin", intoGap, "2027-03-26T00:00Z", "2027-04-01T00:00Z")).toEqual([
      "+2027-03-27T01:30Z",
      "-2027-03-28T01:30Z",
    ]);
    const intoFold = { start: "30 2 30 10 *", duration: "P1D" };
    expect(changes("Europe/Berlin", intoFold, "2027-10-29T00:00Z", "2027-11-04T00:00Z")).toEqual([
      "+2027-10-30T00:30Z",
      "-2027-10-31T00:30Z",
    ]);
  });

  it("that lasts 24 hours is closed where a fold parts two spans (Europe/Berlin, 2026-10-25)", () => {
    const times = { start: "0 0 * * *", duration: "PT24H" };
    expect(changes("Europe/Berlin", times, "2026-01-01T00:00Z", "2027-01-01T00:00Z")).toEqual([
      "-2026-10-25T22:00Z",
      "+2026-10-25T23:00Z",
    ]);
  });

  it("lasts its duration in elapsed time when the clocks change (Europe/Berlin, 2026-10-25)", () => {
    const times = { start: "0 22 24 10 *", duration: "PT8H" };
    expect(changes("Europe/Berlin", times, "2026-10-24T00:00Z", "2026-10-26T00:00Z")).toEqual([
      "+2026-10-24T20:00Z",
      "-2026-10-25T04:00Z",
    ]);
  });

  it("closes after the gap that swallows its end (America/Santiago, midnight of 2026-09-06)", () => {
    const times = { start: "0 20 * * *", end: "30 0 * * *" };
    expect(changes("America/Santiago", times, "2026-09-05T12:00Z", "2026-09-06T12:00Z")).toEqual([
      "+2026-09-06T00:00Z",
      "-2026-09-06T04:00Z",
    ]);
  });

  it("opens after the gap that swallows its start, and not at all where its end is there too (Europe/Berlin)", () => {
    const day: [string, string] = ["2026-03-29T00:00Z", "2026-03-29T20:00Z"];
    expect(changes("Europe/Berlin", { start: "30 2 * * *", end: "0 9 * * *" }, ...day)).toEqual([
      "+2026-03-29T01:00Z",
      "-2026-03-29T07:00Z",
    ]);
    expect(changes("Europe/Berlin", { start: "15 2 * * *", end: "45 2 * * *" }, ...day)).toEqual([]);
    expect(changes("Europe/Berlin", { start: "15 2 * * *", duration: "PT30M" }, ...day)).toEqual([
      "+2026-03-29T01:00Z",
      "-2026-03-29T01:30Z",
    ]);
  });

  it("opens and closes at the first of two like times (Australia/Lord_Howe, 2026-04-05, half an hour back)", () => {
    const times = { start: "35 1 * * *", end: "50 1 * * *" };
    expect(changes("Australia/Lord_Howe", times, "2026-04-04T12:00Z", "2026-04-05T12:00Z")).toEqual([
      "+2026-04-04T14:35Z",
      "-2026-04-04T14:50Z",
    ]);
  });

  it("takes the long night of a fold for one (Pacific/Chatham, 2026-04-05)", () => {
    const times = { start: "0 2 * * SUN", end: "0 4 * * SUN" };
    expect(changes("Pacific/Chatham", times, "2026-04-04T00:00Z", "2026-04-05T12:00Z")).toEqual([
      "+2026-04-04T12:15Z",
      "-2026-04-04T15:15Z",
    ]);
  });
});

describe("except", () => {
  const times = { start: "0 22 * * *", duration: "PT10H" };
  const span: [string, string] = ["2026-12-23T20:00Z", "2026-12-27T20:00Z"];
  const calendars = { xmas: ["2026-12-25", "2026-12-26"] };

  it("takes away the starts of local dates, however long their spans last", () => {
    expect(changes("Europe/Berlin", { ...times, except: ["2026-12-24", "xmas"] }, ...span, { calendars })).toEqual([
      "+2026-12-23T21:00Z",
      "-2026-12-24T07:00Z",
    ]);
  });

  it("goes by the date that the line names where midnight does not exist (America/Santiago, 2026-09-06)", () => {
    const midnight = { start: "0 0 * * *", duration: "PT1H" };
    const night: [string, string] = ["2026-09-05T20:00Z", "2026-09-06T20:00Z"];
    expect(changes("America/Santiago", { ...midnight, except: ["2026-09-05"] }, ...night)).toHaveLength(2);
    expect(changes("America/Santiago", { ...midnight, except: ["2026-09-06"] }, ...night)).toEqual([]);
  });

  it("is inherited from the schedule, unless the window has its own or clears it", () => {
    const openings = (window: Json) => {
      const one = schedule({
        except: ["2026-12-24", "2026-12-25"],
        windows: [{ name: "w", tier: "M50", ...times, ...window }],
      });
      return boundariesBetween(one, at(span[0]), at(span[1])).filter(({ window: open }) => open !== null).length;
    };
    expect([openings({}), openings({ except: ["2026-12-24"] }), openings({ except: [] })]).toEqual([2, 3, 4]);
  });

  it("leaves the ends alone", () => {
    const toEnd = { start: "0 22 23 12 *", end: "0 8 * * *", except: ["2026-12-24"] };
    expect(changes("UTC", toEnd, ...span)).toEqual(["+2026-12-23T22:00Z", "-2026-12-24T08:00Z"]);
  });
});

describe("a one-off window", () => {
  it.each([
    ["local date-times", "2026-11-27T00:00", "2026-12-01T06:00", ["+2026-11-27T05:00Z", "-2026-12-01T11:00Z"]],
    [
      "instants with an offset",
      "2026-11-27T00:00+01:00",
      "2026-12-01T06:00:00.000Z",
      ["+2026-11-26T23:00Z", "-2026-12-01T06:00Z"],
    ],
  ])("is open from and until %s (America/New_York)", (_, from, until, expected) => {
    expect(changes("America/New_York", { from, until }, "2026-11-01T00:00Z", "2026-12-31T00:00Z")).toEqual(expected);
  });

  it("begins after the gap that swallows it and at the first of two like times (Asia/Beirut)", () => {
    const window = { from: "2026-03-29T00:30", until: "2026-10-24T23:30" };
    expect(changes("Asia/Beirut", window, "2026-01-01T00:00Z", "2026-12-31T00:00Z")).toEqual([
      "+2026-03-28T22:00Z",
      "-2026-10-24T20:30Z",
    ]);
  });

  it("may last beyond the zone data", () => {
    const window = { from: "2026-11-27T00:00", until: "9999-12-31T00:00" };
    expect(changes("Europe/Paris", window, "2026-11-01T00:00Z", "2046-12-31T00:00Z")).toEqual(["+2026-11-26T23:00Z"]);
  });
});
