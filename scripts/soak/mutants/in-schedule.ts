/** Mistakes in the reading of schedules and in their triggers. */
import { type Mutant, one } from "./mutant";

export const mutantsInSchedule: readonly Mutant[] = [
  one(
    "a duration a minute too long",
    "schedule/windows/spans-of-duration.ts",
    "endOf(starts.atOrBefore(minute + lead)) > minute,",
    "endOf(starts.atOrBefore(minute + lead)) >= minute,",
  ),
  one(
    "a span that closes a minute late",
    "schedule/windows/spans-to-end.ts",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute),",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute - 1),",
  ),
  one(
    "a one-off a minute late",
    "schedule/windows/single-span.ts",
    "minute >= from && minute < until",
    "minute > from && minute < until",
  ),
  one("a boundary without a trigger", "schedule/triggers/triggers.ts", "left.add(minute % 60)", "left.add(0)"),
  one("an excepted date a day late", "schedule/document/except.ts", "| (1 << dayOfMonth)", "| (1 << (dayOfMonth + 1))"),
  one(
    "months not looked at",
    "schedule/calendar/month-days.ts",
    "if (!hasBit(line.months, (month % 12) + 1)) {",
    "if (line.months === 0) {",
  ),
  one("a trigger of its own without the 31st", "schedule/triggers/trigger-line.ts", "line.days >>> 30)", "0)"),
  one("any value of a tag", "schedule/selectors.ts", "tags[key] === wanted[key]", "tags[key] !== undefined"),
  one("the later schedule owns", "schedule/selectors.ts", ".sort((a, b) => a - b)", ".sort((a, b) => b - a)"),
  one(
    "equal targets make a boundary",
    "schedule/windows/desired.ts",
    "if (!sameTarget(before, target)) return { ...desired",
    "if (before !== null) return { ...desired",
  ),
  one(
    "a lead too short",
    "schedule/windows/spans-of-duration.ts",
    "const opened = first - lead;",
    "const opened = first;",
  ),
  one(
    "days of 24 hours in a duration",
    "schedule/calendar/duration.ts",
    "if (days === 0) return minute + minutes;",
    "if (days >= 0) return minute + minutes + days * MINUTES_PER_DAY;",
  ),
  one(
    "a civil time that exists twice taken the second time",
    "schedule/calendar/zone.ts",
    "(zone.starts[middle + 1] ?? 0) + (zone.offsets[middle] ?? 0) > civil",
    "(zone.starts[middle + 1] ?? 0) + (zone.offsets[middle + 1] ?? 0) > civil",
  ),
  one("heartbeats too far apart", "schedule/triggers/triggers.ts", "const QUARTER = 15;", "const QUARTER = 14;"),
  one(
    "two triggers in one minute",
    "schedule/triggers/triggers.ts",
    "if (!kept.some((other) => meet(line, other, fromMs))) kept.push(line);",
    "kept.push(line);",
  ),
];
