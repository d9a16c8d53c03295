/** Finds the days of a month that a cron line matches, as bits 1 to 31. */

import { hasBit } from "./bits";
import { firstDayOf, lengthOf, weekdayOf } from "./civil";
import type { CronLine } from "./cron";

/** Bits 1, 8, 15, 22 and 29: the days of one weekday, if the month begins with it. */
const WEEKLY = 0x20408102;
const SATURDAY = 6;

/** The days 1 to `length`. */
function allDays(length: number): number {
  return length === 31 ? -2 : (1 << (length + 1)) - 2;
}

/** The weekday (Monday to Friday) nearest to `day` within its month; 0 where the month has no such day. */
function nearestWeekday(day: number, length: number, firstWeekday: number): number {
  if (day > length) {
    return 0;
  }
  const weekday = (firstWeekday + day - 1) % 7;
  if (weekday === SATURDAY) {
    return day === 1 ? 3 : day - 1;
  }
  if (weekday === 0) {
    return day === length ? day - 2 : day + 1;
  }
  return day;
}

function daysOfMonth(line: CronLine, length: number, firstWeekday: number): number {
  let days = line.days & allDays(length);
  for (const before of line.daysBeforeLast) {
    days |= before < length ? 1 << (length - before) : 0;
  }
  if (line.lastWeekday) {
    days |= 1 << nearestWeekday(length, length, firstWeekday);
  }
  for (const written of line.nearestWeekdays) {
    const day = nearestWeekday(written, length, firstWeekday);
    days |= day === 0 ? 0 : 1 << day;
  }
  return days;
}

function nthWeekday(nth: number, offset: number, length: number): number {
  const fifth = offset + 29;
  if (nth === 0) {
    return fifth <= length ? fifth : fifth - 7;
  }
  const day = offset + nth * 7 - 6;
  return day <= length ? day : 0;
}

function daysOfWeek(line: CronLine, length: number, firstWeekday: number): number {
  let days = 0;
  for (let offset = 0; offset < 7; offset += 1) {
    if (hasBit(line.weekdays, (firstWeekday + offset) % 7)) {
      days |= WEEKLY << offset;
    }
  }
  days &= allDays(length);
  for (const { weekday, nth } of line.nthWeekdays) {
    const day = nthWeekday(nth, (weekday - firstWeekday + 7) % 7, length);
    days |= day === 0 ? 0 : 1 << day;
  }
  return days;
}

/** The days of `month` (numbered as in civil.ts) that the line matches: none where the line leaves out the month. */
export function matchingDays(line: CronLine, month: number): number {
  if (!hasBit(line.months, (month % 12) + 1)) {
    return 0;
  }
  const length = lengthOf(month);
  if (line.dayField === "none") {
    return allDays(length);
  }
  const firstWeekday = weekdayOf(firstDayOf(month));
  return line.dayField === "month" ? daysOfMonth(line, length, firstWeekday) : daysOfWeek(line, length, firstWeekday);
}
