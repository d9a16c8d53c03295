/** Reads "except": the days, given as dates or as names of calendars, on which a window does not start. */

import { dateOf, dayOfDate } from "../calendar/civil";
import type { DaysIn } from "../calendar/occurrences";
import { didYouMean } from "./guess";
import type { Place } from "./place";
import { quote } from "./quote";

/** The days of each calendar by its name. Null where the calendars could not be read: then no name is reported as unknown. */
export type Calendars = ReadonlyMap<string, readonly number[]> | null;

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The days that an entry stands for, or what is wrong with it. */
function daysOf(entry: string, calendars: Calendars, place: Place): readonly number[] | string {
  if (DATE.test(entry)) {
    const day = dayOfDate(entry);
    return day === null ? `${entry} does not exist` : [day];
  }
  if (calendars === null) return [];
  const days = calendars.get(entry);
  if (days !== undefined) return days;
  const guess = place.isCrowded() ? "" : didYouMean(entry, [...calendars.keys()]);
  return `${quote(entry)} is neither a date (2026-12-24) nor a name in "calendars"${guess}`;
}

function asBits(days: readonly number[]): DaysIn {
  const byMonth = new Map<number, number>();
  for (const day of days) {
    const { month, dayOfMonth } = dateOf(day);
    byMonth.set(month, (byMonth.get(month) ?? 0) | (1 << dayOfMonth));
  }
  return (month) => byMonth.get(month) ?? 0;
}

/** The days of all the entries together; null where there is none. */
export function exceptedDays(
  entries: readonly (string | undefined)[],
  calendars: Calendars,
  place: Place,
): DaysIn | null {
  const found: number[] = [];
  entries.forEach((entry, index) => {
    const days = entry === undefined ? [] : daysOf(entry, calendars, place);
    if (typeof days === "string") place.item(index).fail(days);
    else for (const day of days) found.push(day);
  });
  return found.length === 0 ? null : asBits(found);
}
