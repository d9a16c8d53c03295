/** Reads ISO 8601 durations, and adds them to instants. */

import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from "../time-units";
import { instantOf, latestCivil, steadySpan, type Zone } from "./zone";

/** Weeks and days are days of the calendar, hours and minutes are elapsed time (RFC 5545, section 3.3.6; Temporal). */
export interface Duration {
  readonly days: number;
  readonly minutes: number;
}

/** The pattern checks the form alone: weeks, or days, hours and minutes. */
export const DURATION = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?)$/;
/** Years or months stand before the T. */
const YEARS_OR_MONTHS = /^P\d[^T]*[YM]/;

const DAYS_PER_WEEK = 7;
/** A duration of more than ten years is surely a mistake. */
const LONGEST = 3660 * MINUTES_PER_DAY;

/** The minutes of a duration where no clock changes. */
export function civilMinutesOf({ days, minutes }: Duration): number {
  return days * MINUTES_PER_DAY + minutes;
}

/** An ISO 8601 duration in weeks, or in days, hours and minutes; or what is wrong with it. */
export function readDuration(text: string): Duration | string {
  const match = DURATION.exec(text);
  if (match === null || text.length === 1) {
    return YEARS_OR_MONTHS.test(text)
      ? "names years or months, whose length varies: use days, such as P30D"
      : "is not an ISO 8601 duration in whole minutes such as PT11H15M or P2D";
  }
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const duration = { days: weeks * DAYS_PER_WEEK + days, minutes: hours * MINUTES_PER_HOUR + minutes };
  if (civilMinutesOf(duration) === 0) return "is zero, so that it means nothing";
  return civilMinutesOf(duration) <= LONGEST ? duration : "is longer than ten years, the maximum";
}

/** A duration in hours and minutes alone, as minutes; or what is wrong with it. `most`: the longest allowed, in hours. */
export function readElapsed(text: string, most: number): number | string {
  const duration = readDuration(text);
  if (typeof duration === "string") return duration;
  const hours = Math.floor(civilMinutesOf(duration) / MINUTES_PER_HOUR);
  if (duration.days > 0) return `names days, which are not all of one length: use hours, such as PT${hours}H`;
  return duration.minutes <= most * MINUTES_PER_HOUR ? duration.minutes : `is longer than ${most} hours, the maximum`;
}

/** The instant (minutes since the epoch) a duration after another. An end that the clock skips is the first instant after the gap; of one that comes twice it is the first. */
export function addDuration(zone: Zone, minute: number, { days, minutes }: Duration): number {
  if (days === 0) return minute + minutes;
  return instantOf(zone, minute + steadySpan(zone, minute).offset + days * MINUTES_PER_DAY) + minutes;
}

/** The first instant whose sum with the duration is at or after `minute`, of those that are the first of their civil minute. */
export function firstReaching(zone: Zone, minute: number, { days, minutes }: Duration): number {
  if (days === 0) return minute - minutes;
  return instantOf(zone, latestCivil(zone, minute - minutes - 1) + 1 - days * MINUTES_PER_DAY);
}
