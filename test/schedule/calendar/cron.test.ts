import { describe, expect, it } from "@jest/globals";
import { lineMatcher } from "../../../scripts/soak/oracle/brute-force";
import { readCron } from "../../../src/schedule/calendar/cron";
import { occurrencesOf } from "../../../src/schedule/calendar/occurrences";
import { utc } from "../../../src/schedule/calendar/zone";

const MINUTE_MS = 60_000;

function problemsOf(text: string): readonly string[] {
  const line = readCron(text);
  return "problems" in line ? line.problems : [];
}

/** The first occurrences from an instant in UTC. */
function occurrences(text: string, from: string, count: number): string[] {
  const line = readCron(text);
  if ("problems" in line) throw new Error(line.problems.join());
  const all = occurrencesOf(line, utc, null);
  const found: string[] = [];
  let minute = Date.parse(from) / MINUTE_MS;
  while (found.length < count) {
    minute = all.atOrAfter(minute);
    found.push(new Date(minute * MINUTE_MS).toISOString().slice(0, 16));
    expect(all.atOrBefore(minute)).toBe(minute);
    minute += 1;
  }
  return found;
}

describe("a cron line", () => {
  it.each([
    ["0 12 1 * *", ["2026-12-01T12:00", "2027-01-01T12:00"]],
    ["59 23 31 12 *", ["2026-12-31T23:59", "2027-12-31T23:59"]],
    ["10-59/25 4 * * *", ["2026-11-23T04:10", "2026-11-23T04:35"]],
    ["*/20 23 * * *", ["2026-11-23T23:00", "2026-11-23T23:20"]],
    ["0 0 */10 * *", ["2026-12-01T00:00", "2026-12-11T00:00"]],
    ["0 0 * * SUN", ["2026-11-29T00:00", "2026-12-06T00:00"]],
    ["0 0 * * 7", ["2026-11-29T00:00", "2026-12-06T00:00"]],
    ["0 0 * * sat-sun", ["2026-11-28T00:00", "2026-11-29T00:00"]],
    ["0 0 * * 1,3", ["2026-11-23T00:00", "2026-11-25T00:00"]],
    ["0 0 L * *", ["2026-11-30T00:00", "2026-12-31T00:00"]],
    ["0 0 L 2 *", ["2027-02-28T00:00", "2028-02-29T00:00"]],
    ["0 0 L-3 * *", ["2026-11-27T00:00", "2026-12-28T00:00"]],
    ["0 0 l-1 2 *", ["2027-02-27T00:00", "2028-02-28T00:00"]],
    ["0 0 L-30 * *", ["2026-12-01T00:00", "2027-01-01T00:00"]],
    ["0 0 L-30 4-7 *", ["2027-05-01T00:00", "2027-07-01T00:00"]],
    ["0 0 LW 1,2 *", ["2027-01-29T00:00", "2027-02-26T00:00"]],
    ["0 0 lw,L-2 5 *", ["2027-05-29T00:00", "2027-05-31T00:00"]],
    ["0 0 1,L * *", ["2026-11-30T00:00", "2026-12-01T00:00"]],
    ["0 0 29 2 *", ["2028-02-29T00:00", "2032-02-29T00:00"]],
    ["0 0 15W * *", ["2026-12-15T00:00", "2027-01-15T00:00"]],
    ["0 0 1W 8 *", ["2027-08-02T00:00", "2028-08-01T00:00"]],
    ["0 0 1W 5 *", ["2027-05-03T00:00", "2028-05-01T00:00"]],
    ["0 0 31W * *", ["2026-12-31T00:00", "2027-01-29T00:00"]],
    ["0 0 30W 5 *", ["2027-05-31T00:00", "2028-05-30T00:00"]],
    ["0 0 * * MON#1", ["2026-12-07T00:00", "2027-01-04T00:00"]],
    ["0 0 * * FRI#L", ["2026-11-27T00:00", "2026-12-25T00:00"]],
    ["0 0 * * 5#l,SUN#5", ["2026-11-27T00:00", "2026-11-29T00:00"]],
    ["0 0 * * WED#5", ["2026-12-30T00:00", "2027-03-31T00:00"]],
  ])("%s comes round", (line, expected) => {
    expect(occurrences(line, "2026-11-23T00:00Z", 2)).toEqual(expected);
  });

  it.each(["15 8 * * *", "5,29,30,59 * * * *", "0-10 23 * * SUN", "* 0 L * *", "59 0,23 28-31 * *", "30 */5 * * *"])(
    "%s is next and last at every minute of five days",
    (text) => {
      const line = readCron(text);
      if ("problems" in line) throw new Error(line.problems.join());
      const all = occurrencesOf(line, utc, null);
      const first = Date.parse("2026-11-28T00:00Z") / MINUTE_MS;
      const isTaken = lineMatcher(text);
      const taken = Array.from({ length: 5 * 1440 }, (_, index) => first + index).filter(isTaken);
      let count = 0;
      const wrong: number[] = [];
      for (let minute = taken[0] ?? 0; minute < (taken[taken.length - 1] ?? 0); minute += 1) {
        if (taken[count + 1] === minute) count += 1;
        const next = taken[count] === minute ? minute : taken[count + 1];
        if (all.atOrBefore(minute) !== taken[count] || all.atOrAfter(minute) !== next) wrong.push(minute);
      }
      expect(wrong).toEqual([]);
      expect(taken.length).toBeGreaterThan(1);
    },
  );

  it("is read whatever the spaces and leading zeros", () => {
    expect(occurrences("  05\t08  * * * ", "2026-11-23T00:00Z", 1)).toEqual(["2026-11-23T08:05"]);
  });

  it.each([
    ["", "has 0 fields, but five are needed: minute, hour, day, month and weekday (no seconds)"],
    ["0 0 1 *", "has 4 fields, but five are needed: minute, hour, day, month and weekday (no seconds)"],
    ["0 0 12 1 * *", "has 6 fields, but five are needed: minute, hour, day, month and weekday (no seconds)"],
    ["@monthly", "@monthly is not supported: write 0 0 1 * *"],
    ["@DAILY", "@DAILY is not supported: write 0 0 * * *"],
    ["@reboot", "@reboot is not supported: write five fields: minute, hour, day, month and weekday (no seconds)"],
    ["60 0 * * *", "minute 60 is out of range (0-59)"],
    ["0 24 * * *", "hour 24 is out of range (0-23)"],
    ["0 0 0 * *", "day 0 is out of range (1-31)"],
    ["0 0 32W * *", "day 32 is out of range (1-31)"],
    ["0 0 * 13 *", "month 13 is out of range (1-12)"],
    ["0 0 * JUM *", 'month "JUM" is not valid: the month field takes *, numbers, names, ranges, lists and steps'],
    ["0 0 * * 8", "weekday 8 is out of range (0-7)"],
    [
      "0 0 * * MON#6",
      'weekday "MON#6" is not valid: the weekday field takes *, numbers, names, ranges, lists, steps, MON#1 and FRI#L',
    ],
    [
      "0 0 * * MON#",
      'weekday "MON#" is not valid: the weekday field takes *, numbers, names, ranges, lists, steps, MON#1 and FRI#L',
    ],
    ["0 0 1#2 * *", "day 1#2: # is for the weekday field only"],
    ["0 0 L-31 * *", "day L-31: no month has so many days before its last one: L-30 is the most"],
    ["0 0 L-0 * *", 'day "L-0" is not valid: the day field takes *, numbers, ranges, lists, steps, L, L-3, LW and 15W'],
    [
      "0 0 L-3W * *",
      'day "L-3W" is not valid: the day field takes *, numbers, ranges, lists, steps, L, L-3, LW and 15W',
    ],
    ["0 0 WL * *", 'day "WL" is not valid: the day field takes *, numbers, ranges, lists, steps, L, L-3, LW and 15W'],
    ["5/15 0 * * *", "minute 5/15: a step needs * or a range before it, such as 5-59/15"],
    ["*/0 0 * * *", "minute */0: the step must be from 1 to 59"],
    ["*/60 0 * * *", "minute */60: the step must be from 1 to 59"],
    ["*-5 0 * * *", 'minute "*-5" is not valid: the minute field takes *, numbers, ranges, lists and steps'],
    ["30-10 0 * * *", "minute 30-10 runs backwards: write 30-59,0-10"],
    ["0 0 * * FRI-MON", "weekday FRI-MON runs backwards: write 5-6,0-1"],
    ["0 23-1 * * *", "hour 23-1 runs backwards: write 23,0-1"],
    ["1,,2 0 * * *", 'minute "" is not valid: the minute field takes *, numbers, ranges, lists and steps'],
    ["-1 0 * * *", 'minute "-1" is not valid: the minute field takes *, numbers, ranges, lists and steps'],
    ["0 ? * * *", 'hour "?" is not valid: the hour field takes *, numbers, ranges, lists and steps'],
    ["0 0 1 * MON", "restricts both day and weekday, which Atlas reads as AND but Unix as OR: set one of them to *"],
  ])("%j is refused", (line, problem) => {
    expect(problemsOf(line)).toEqual([problem]);
  });

  it("is refused with everything wrong with it", () => {
    expect(problemsOf("99 99 * * 9")).toHaveLength(3);
  });
});
