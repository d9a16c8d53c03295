/** A time cut into cells of equal civil length, some for each day of a zone. */

import { compareSizes } from "../../../src/local/console/lanes/sizes";
import { firstDayOf, lengthOf, monthOf } from "../../../src/schedule/calendar/civil";
import { instantOf, steadySpan, type Zone } from "../../../src/schedule/calendar/zone";
import { MINUTES_PER_DAY, MS_PER_MINUTE } from "../../../src/schedule/time-units";
import { CHANGING } from "./looks";

/** A time of one size; epoch milliseconds, from <= t < until. */
export interface SizeStretch {
  readonly from: number;
  readonly until: number;
  /** As people write it, or `CHANGING`. */
  readonly size: string;
}

/** The largest size in each cell, so that even a very short window is seen; null: outside of all stretches. */
export type Cells = readonly (string | null)[];

export interface MonthStrip {
  /** "2026-12". */
  readonly month: string;
  readonly cells: Cells;
}

/** `stretches` in the order of time, without gaps. At most `most` of the months that they touch. */
export function monthStrips(
  stretches: readonly SizeStretch[],
  zone: Zone,
  { cellsPerDay, most }: { readonly cellsPerDay: number; readonly most: number },
): MonthStrip[] {
  const { first, last } = daysOf(stretches, zone);
  const firstMonth = monthOf(first);
  const lastMonth = Math.min(monthOf(last), firstMonth + most - 1);
  const largestBetween = largestSizes(stretches);
  const strips: MonthStrip[] = [];
  for (let month = firstMonth; month <= lastMonth; month += 1) {
    strips.push({
      month: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`,
      cells: cellsFrom(firstDayOf(month), lengthOf(month), cellsPerDay, zone, largestBetween),
    });
  }
  return strips;
}

/** How many months the stretches touch. */
export function monthCount(stretches: readonly SizeStretch[], zone: Zone): number {
  const { first, last } = daysOf(stretches, zone);
  return monthOf(last) - monthOf(first) + 1;
}

/** The cells of `count` days from a day (days since the epoch, of the zone). */
export function dayCells(
  stretches: readonly SizeStretch[],
  zone: Zone,
  { first, count, cellsPerDay }: { readonly first: number; readonly count: number; readonly cellsPerDay: number },
): Cells {
  return cellsFrom(first, count, cellsPerDay, zone, largestSizes(stretches));
}

/** The first and the last day that they touch, in the zone, as days since the epoch. */
export function daysOf(
  stretches: readonly Pick<SizeStretch, "from" | "until">[],
  zone: Zone,
): { readonly first: number; readonly last: number } {
  const from = stretches[0]?.from ?? 0;
  return { first: dayAt(zone, from), last: dayAt(zone, (stretches.at(-1)?.until ?? from) - 1) };
}

function dayAt(zone: Zone, ms: number): number {
  const minute = Math.floor(ms / MS_PER_MINUTE);
  return Math.floor((minute + steadySpan(zone, minute).offset) / MINUTES_PER_DAY);
}

type LargestBetween = (from: number, until: number) => string | null;

function cellsFrom(day: number, days: number, perDay: number, zone: Zone, largestBetween: LargestBetween): Cells {
  const startOf = (cell: number) =>
    instantOf(zone, day * MINUTES_PER_DAY + (cell * MINUTES_PER_DAY) / perDay) * MS_PER_MINUTE;
  return Array.from({ length: days * perDay }, (_, cell) => largestBetween(startOf(cell), startOf(cell + 1)));
}

/** The reader only goes forward, so each call has to start where the last one did or later. */
function largestSizes(stretches: readonly SizeStretch[]): LargestBetween {
  let index = 0;
  return (from, until) => {
    while ((stretches[index]?.until ?? Number.POSITIVE_INFINITY) <= from) index += 1;
    let largest: string | null = null;
    for (let at = index; (stretches[at]?.from ?? until) < until; at += 1) {
      const size = stretches[at]?.size;
      if (size !== undefined) largest = largest === null ? size : larger(largest, size);
    }
    return largest;
  };
}

/** A change under way is worth seeing before all others. */
function larger(one: string, other: string): string {
  if (one === CHANGING || other === CHANGING) return CHANGING;
  return compareSizes(one, other) >= 0 ? one : other;
}
