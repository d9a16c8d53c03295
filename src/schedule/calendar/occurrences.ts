/**
 * Finds the times that a cron line matches in a zone, by jumping from field to field. Instants are minutes since the
 * epoch; Infinity and -Infinity stand for none.
 */

import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from "../time-units";
import { hasBit, nextBit, previousBit } from "./bits";
import { dateOf, firstDayOf, LONG_AGO, monthNumber, NEVER } from "./civil";
import type { CronLine } from "./cron";
import { matchingDays } from "./month-days";
import { instantOf, latestCivil, type Zone } from "./zone";

/** The days of a month (numbered as in civil.ts) as bits 1 to 31. */
export type DaysIn = (month: number) => number;

export interface Occurrences {
  /** The first at or after an instant. */
  atOrAfter(minute: number): number;
  /** The last at or before an instant. */
  atOrBefore(minute: number): number;
  readonly daysIn: DaysIn;
}

/** The search stays between these months, which reach beyond the zone table (zone.ts) on both sides. */
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

/** The first matching minute of the day at or after `time`; -1 where there is none. */
function timeAtOrAfter(line: CronLine, time: number): number {
  const hour = (time / MINUTES_PER_HOUR) | 0;
  const minute = hasBit(line.hours, hour) ? minuteAtOrAfter(line, time - hour * MINUTES_PER_HOUR) : -1;
  if (minute >= 0) return hour * MINUTES_PER_HOUR + minute;
  const later = nextBit(line.hours, hour + 1);
  return later < 0 ? -1 : later * MINUTES_PER_HOUR + (line.firstTime % MINUTES_PER_HOUR);
}

function timeAtOrBefore(line: CronLine, time: number): number {
  const hour = (time / MINUTES_PER_HOUR) | 0;
  const minute = hasBit(line.hours, hour) ? minuteAtOrBefore(line, time - hour * MINUTES_PER_HOUR) : -1;
  if (minute >= 0) return hour * MINUTES_PER_HOUR + minute;
  const earlier = hour === 0 ? -1 : previousBit(line.hours, hour - 1);
  return earlier < 0 ? -1 : earlier * MINUTES_PER_HOUR + (line.lastTime % MINUTES_PER_HOUR);
}

function civilAtOrAfter(line: CronLine, daysIn: DaysIn, civil: number): number {
  const day = (civil / MINUTES_PER_DAY) | 0;
  const { month, dayOfMonth } = dateOf(day);
  const days = daysIn(month);
  if (hasBit(days, dayOfMonth)) {
    const time = timeAtOrAfter(line, civil - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
  }
  const next = dayOfMonth < 31 ? nextBit(days, dayOfMonth + 1) : -1;
  const found = next >= 0 ? day + next - dayOfMonth : firstDayAfter(month, daysIn);
  return found * MINUTES_PER_DAY + line.firstTime;
}

function firstDayAfter(month: number, daysIn: DaysIn): number {
  for (let later = month + 1; later <= LAST_MONTH; later += 1) {
    const day = nextBit(daysIn(later), 1);
    if (day >= 0) return firstDayOf(later) + day - 1;
  }
  return NEVER;
}

function civilAtOrBefore(line: CronLine, daysIn: DaysIn, civil: number): number {
  const day = (civil / MINUTES_PER_DAY) | 0;
  const { month, dayOfMonth } = dateOf(day);
  const days = daysIn(month);
  if (hasBit(days, dayOfMonth)) {
    const time = timeAtOrBefore(line, civil - day * MINUTES_PER_DAY);
    if (time >= 0) return day * MINUTES_PER_DAY + time;
  }
  const previous = previousBit(days, dayOfMonth - 1);
  const found = previous >= 0 ? day + previous - dayOfMonth : lastDayBefore(month, daysIn);
  return found * MINUTES_PER_DAY + line.lastTime;
}

function lastDayBefore(month: number, daysIn: DaysIn): number {
  for (let earlier = month - 1; earlier >= FIRST_MONTH; earlier -= 1) {
    const day = previousBit(daysIn(earlier), 31);
    if (day >= 0) return firstDayOf(earlier) + day - 1;
  }
  return LONG_AGO;
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

/** The occurrences of a line, except for those on the days that `without` gives. */
export function occurrencesOf(line: CronLine, zone: Zone, without: DaysIn | null): Occurrences {
  const daysIn = remembered(
    without === null ? (month) => matchingDays(line, month) : (month) => matchingDays(line, month) & ~without(month),
  );
  // A run asks about the same minute again and again: each last answer is kept, with the minutes for which it is right.
  let after = { from: NEVER, at: LONG_AGO };
  let before = { at: NEVER, until: LONG_AGO };
  const findAfter = (minute: number) => {
    if (minute > LAST_MINUTE) return NEVER;
    const from = latestCivil(zone, Math.max(minute, FIRST_MINUTE) - 1) + 1;
    const civil = civilAtOrAfter(line, daysIn, from);
    return civil === NEVER ? civil : instantOf(zone, civil);
  };
  const findBefore = (minute: number) => {
    if (minute < FIRST_MINUTE) return LONG_AGO;
    const civil = civilAtOrBefore(line, daysIn, latestCivil(zone, Math.min(minute, LAST_MINUTE)));
    return civil === LONG_AGO ? civil : instantOf(zone, civil);
  };
  return {
    daysIn,
    atOrAfter(minute) {
      if (minute < after.from || minute > after.at) after = { from: minute, at: findAfter(minute) };
      return after.at;
    },
    atOrBefore(minute) {
      if (minute < before.at || minute > before.until) before = { at: findBefore(minute), until: minute };
      return before.at;
    },
  };
}

/** The longest pause between two occurrences within a day, and the pause overnight, in civil minutes. */
export function pausesOf(line: CronLine): { readonly inDay: number; readonly overnight: number } {
  let inDay = 0;
  for (let time = line.firstTime; time < line.lastTime; ) {
    const next = timeAtOrAfter(line, time + 1);
    inDay = Math.max(inDay, next - time);
    time = next;
  }
  return { inDay, overnight: line.firstTime + MINUTES_PER_DAY - line.lastTime };
}
