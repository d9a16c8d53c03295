/**
 * When a cron line comes round in a zone, found by jumping from field to field. Instants are minutes since the epoch;
 * Infinity and -Infinity stand for none.
 */

import { hasBit, nextBit, previousBit } from "./bits";
import { firstDayOf, MINUTES_PER_DAY, monthNumber, monthOf } from "./civil";
import type { CronLine } from "./cron";
import { matchingDays } from "./month-days";
import { instantOf, latestCivil, type Zone } from "./zone";

/** Days of a month as bits 1 to 31. Months as in civil.ts. */
export type DaysIn = (month: number) => number;

export interface Occurrences {
  /** The first at or after an instant. */
  atOrAfter(minute: number): number;
  /** The last at or before an instant. */
  atOrBefore(minute: number): number;
  readonly daysIn: DaysIn;
}

/** The calendar is walked within these; it is wider than the zone table (zone.ts). */
const FIRST_MONTH = monthNumber(2000, 1);
const LAST_MONTH = monthNumber(2059, 12);
export const FIRST_MINUTE = firstDayOf(FIRST_MONTH) * MINUTES_PER_DAY + MINUTES_PER_DAY;
export const LAST_MINUTE = firstDayOf(LAST_MONTH) * MINUTES_PER_DAY;

function minuteAtOrAfter(line: CronLine, minute: number): number {
  const early = minute < 30 ? nextBit(line.earlyMinutes, minute) : -1;
  if (early >= 0) return early;
  const late = nextBit(line.lateMinutes, minute < 30 ? 0 : minute - 30);
  return late < 0 ? -1 : late + 30;
}

function minuteAtOrBefore(line: CronLine, minute: number): number {
  const late = minute >= 30 ? previousBit(line.lateMinutes, minute - 30) : -1;
  if (late >= 0) return late + 30;
  return previousBit(line.earlyMinutes, minute >= 30 ? 29 : minute);
}

/** Minute of the day, or -1. */
function timeAtOrAfter(line: CronLine, time: number): number {
  const hour = Math.floor(time / 60);
  const minute = hasBit(line.hours, hour) ? minuteAtOrAfter(line, time - hour * 60) : -1;
  if (minute >= 0) return hour * 60 + minute;
  const later = nextBit(line.hours, hour + 1);
  return later < 0 ? -1 : later * 60 + (line.firstTime % 60);
}

function timeAtOrBefore(line: CronLine, time: number): number {
  const hour = Math.floor(time / 60);
  const minute = hasBit(line.hours, hour) ? minuteAtOrBefore(line, time - hour * 60) : -1;
  if (minute >= 0) return hour * 60 + minute;
  const earlier = hour === 0 ? -1 : previousBit(line.hours, hour - 1);
  return earlier < 0 ? -1 : earlier * 60 + (line.lastTime % 60);
}

function civilAtOrAfter(line: CronLine, daysIn: DaysIn, civil: number): number {
  const day = Math.floor(civil / MINUTES_PER_DAY);
  let month = monthOf(day);
  const dayOfMonth = day - firstDayOf(month) + 1;
  const days = daysIn(month);
  if (hasBit(days, dayOfMonth)) {
    const time = timeAtOrAfter(line, civil - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
  }
  let next = dayOfMonth < 31 ? nextBit(days, dayOfMonth + 1) : -1;
  while (next < 0) {
    month += 1;
    if (month > LAST_MONTH) return Number.POSITIVE_INFINITY;
    next = nextBit(daysIn(month), 1);
  }
  return (firstDayOf(month) + next - 1) * MINUTES_PER_DAY + line.firstTime;
}

function civilAtOrBefore(line: CronLine, daysIn: DaysIn, civil: number): number {
  const day = Math.floor(civil / MINUTES_PER_DAY);
  let month = monthOf(day);
  const dayOfMonth = day - firstDayOf(month) + 1;
  const days = daysIn(month);
  if (hasBit(days, dayOfMonth)) {
    const time = timeAtOrBefore(line, civil - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
  }
  let previous = previousBit(days, dayOfMonth - 1);
  while (previous < 0) {
    month -= 1;
    if (month < FIRST_MONTH) return Number.NEGATIVE_INFINITY;
    previous = previousBit(daysIn(month), 31);
  }
  return (firstDayOf(month) + previous - 1) * MINUTES_PER_DAY + line.lastTime;
}

function remembered(daysIn: DaysIn): DaysIn {
  const known = new Map<number, number>();
  return (month) => {
    let days = known.get(month);
    if (days === undefined) {
      days = daysIn(month);
      known.set(month, days);
    }
    return days;
  };
}

/** The occurrences of a line, less those on the days `without` names. */
export function occurrencesOf(line: CronLine, zone: Zone, without: DaysIn | null): Occurrences {
  const daysIn = remembered(
    without === null ? (month) => matchingDays(line, month) : (month) => matchingDays(line, month) & ~without(month),
  );
  return {
    daysIn,
    atOrAfter(minute) {
      if (minute > LAST_MINUTE) return Number.POSITIVE_INFINITY;
      const from = latestCivil(zone, Math.max(minute, FIRST_MINUTE) - 1) + 1;
      const civil = civilAtOrAfter(line, daysIn, from);
      return civil === Number.POSITIVE_INFINITY ? civil : instantOf(zone, civil);
    },
    atOrBefore(minute) {
      if (minute < FIRST_MINUTE) return Number.NEGATIVE_INFINITY;
      const civil = civilAtOrBefore(line, daysIn, latestCivil(zone, Math.min(minute, LAST_MINUTE)));
      return civil === Number.NEGATIVE_INFINITY ? civil : instantOf(zone, civil);
    },
  };
}

/** The longest time from one occurrence to the next, in civil minutes, of a line that no field but the time restricts. */
export function longestPause(line: CronLine): number {
  let longest = line.firstTime + MINUTES_PER_DAY - line.lastTime;
  for (let time = line.firstTime; time < line.lastTime; ) {
    const next = timeAtOrAfter(line, time + 1);
    longest = Math.max(longest, next - time);
    time = next;
  }
  return longest;
}
