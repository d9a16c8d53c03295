import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type AtlasCron, nextFiring, parseAtlasCron } from "../../../src/local/triggers/cron";

function cronOf(text: string): AtlasCron {
  const parsed = parseAtlasCron(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.cron;
}

function firings(text: string, from: string, count: number): string[] {
  const found: string[] = [];
  let next = nextFiring(cronOf(text), Date.parse(from));
  while (next !== undefined && found.length < count) {
    found.push(new Date(next).toISOString().slice(0, 16));
    next = nextFiring(cronOf(text), next + 1);
  }
  return found;
}

describe("nextFiring", () => {
  it.each([
    ["0 12 1 * *", "2026-09-01T12:00:00Z", ["2026-09-01T12:00", "2026-10-01T12:00"]],
    ["0 12 1 * *", "2026-09-01T12:00:00.001Z", ["2026-10-01T12:00", "2026-11-01T12:00"]],
    ["0 2 3 * *", "2026-12-03T02:01Z", ["2027-01-03T02:00"]],
    ["7,22,37,52 * * * *", "2026-09-01T12:23Z", ["2026-09-01T12:37", "2026-09-01T12:52", "2026-09-01T13:07"]],
    ["*/15 8-9 * * *", "2026-09-01T09:31Z", ["2026-09-01T09:45", "2026-09-02T08:00"]],
    ["30 7 * * MON-FRI", "2026-09-04T08:00Z", ["2026-09-07T07:30", "2026-09-08T07:30"]],
    ["0 0 * JAN,FEB SUN", "2026-09-01T00:00Z", ["2027-01-03T00:00", "2027-01-10T00:00"]],
    ["59 23 31 12 *", "2026-01-01T00:00Z", ["2026-12-31T23:59", "2027-12-31T23:59"]],
    ["0 0 29 2 *", "2026-01-01T00:00Z", ["2028-02-29T00:00", "2032-02-29T00:00"]],
    ["0 0 31 * *", "2026-04-01T00:00Z", ["2026-05-31T00:00", "2026-07-31T00:00"]],
  ])("%s from %s", (text, from, expected) => {
    expect(firings(text, from, expected.length)).toEqual(expected);
  });

  it("wants both day fields to match, where Unix wants one of them", () => {
    expect(firings("0 0 13 * FRI", "2026-01-01T00:00Z", 3)).toEqual([
      "2026-02-13T00:00",
      "2026-03-13T00:00",
      "2026-11-13T00:00",
    ]);
  });

  it("counts steps by divisibility, where Unix counts from the start of the range", () => {
    expect(cronOf("10-59/25 * * * *").minutes).toEqual([25, 50]);
    expect(cronOf("5-20/7 1-23/6 * * *")).toMatchObject({ minutes: [7, 14], hours: [6, 12, 18] });
    expect(cronOf("*/7,3 * * * *").minutes).toEqual([0, 3, 7, 14, 21, 28, 35, 42, 49, 56]);
  });

  it.each([["0 0 30 2 *"], ["0 0 31 4,6,9,11 *"], ["1-9/10 * * * *"]])("never fires: %s", (text) => {
    expect(nextFiring(cronOf(text), Date.UTC(2026, 0, 1))).toBeUndefined();
  });

  it("finds a leap day on a given weekday, decades away", () => {
    expect(firings("0 0 29 2 MON", "2026-01-01T00:00Z", 2)).toEqual(["2044-02-29T00:00", "2072-02-29T00:00"]);
  });

  it("agrees with a look at every minute", () => {
    const list = (min: number, max: number) =>
      fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }).map((values) => values.join(","));
    const day = fc.oneof(fc.constant("*"), list(1, 31));
    const weekday = fc.oneof(fc.constant("*"), list(0, 6), fc.constant("MON-FRI"));
    fc.assert(
      fc.property(
        fc.oneof(
          list(0, 59),
          fc.integer({ min: 7, max: 59 }).map((step) => `3-59/${step}`),
        ),
        fc.oneof(list(0, 23), fc.constantFrom("*", "*/5", "22-23")),
        day,
        weekday,
        fc.integer({ min: 0, max: 3 * 1440 }),
        (minute, hour, dayOfMonth, dayOfWeek, offset) => {
          const cron = cronOf(`${minute} ${hour} ${dayOfMonth} * ${dayOfWeek}`);
          const from = Date.UTC(2026, 1, 26) + offset * 60_000;
          const next = nextFiring(cron, from) ?? Number.POSITIVE_INFINITY;
          const until = Math.min(next, from + 6 * 86_400_000);
          let missed = 0;
          for (let at = from; at < until; at += 60_000) missed += Number(matches(cron, at));
          expect(missed).toBe(0);
          if (Number.isFinite(next)) expect(matches(cron, next)).toBe(true);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });
});

function matches(cron: AtlasCron, atMs: number): boolean {
  const date = new Date(atMs);
  return (
    cron.minutes.includes(date.getUTCMinutes()) &&
    cron.hours.includes(date.getUTCHours()) &&
    cron.daysOfMonth.has(date.getUTCDate()) &&
    cron.months.has(date.getUTCMonth() + 1) &&
    cron.daysOfWeek.has(date.getUTCDay())
  );
}

describe("parseAtlasCron", () => {
  it.each([
    ["", "has 0 fields"],
    ["* * * *", "has 4 fields"],
    ["0 * * * * *", "has 6 fields"],
    ["0 0 1 1 * 2026", "has 6 fields"],
    ["@monthly", "has 1 fields"],
    ["60 * * * *", '"60" is no minute: 0-59'],
    ["* 24 * * *", '"24" is no hour'],
    ["* * 0 * *", '"0" is no day of month'],
    ["* * 32 * *", '"32" is no day of month'],
    ["* * * 13 *", '"13" is no month: 1-12 or a name'],
    ["* * * * 7", '"7" is no weekday: 0-6 or a name'],
    ["* * * MON *", '"MON" is no month'],
    ["* * L * *", '"L" is no day of month'],
    ["* * 15W * *", '"15W" is no day of month'],
    ["* * * * MON#1", '"MON#1" is no weekday'],
    ["* * * * FRI#L", '"FRI#L" is no weekday'],
    ["* * ? * *", '"?" is no day of month'],
    ["* * */2 * *", "the day of month takes no step"],
    ["* * * */3 *", "the month takes no step"],
    ["* * * * 1-5/2", "the weekday takes no step"],
    ["5/10 * * * *", "a step needs * or a range"],
    ["*/0 * * * *", '"0" is no step'],
    ["*/x * * * *", '"x" is no step'],
    ["*/5/5 * * * *", "more than one step"],
    ["20-10 * * * *", "ends before it begins"],
    ["1-2-3 * * * *", "is no range"],
    ["1,,2 * * * *", '"" is no minute'],
    ["-1 * * * *", '"" is no minute'],
    ["1.5 * * * *", '"1.5" is no minute'],
    ["* * * jan *", '"jan" is no month'],
  ])("refuses %j", (text, problem) => {
    expect(parseAtlasCron(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it("takes spaces around and between the fields", () => {
    expect(cronOf("  0  12\t1 * * ")).toEqual(cronOf("0 12 1 * *"));
  });
});
