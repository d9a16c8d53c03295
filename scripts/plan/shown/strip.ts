/** A schedule as strips of cells: a row for each month of its own zone, some cells for each day. */

import { firstDayOf, lengthOf, monthNumber } from "../../../src/schedule/calendar/civil";
import { instantOf, type Zone } from "../../../src/schedule/calendar/zone";
import { sizeOf } from "../../../src/schedule/target";
import { MINUTES_PER_DAY, MS_PER_MINUTE } from "../../../src/schedule/time-units";
import { offsetAt } from "../../lib/planning/local-time";
import type { PlannedSchedule, Stretch } from "../../lib/planning/schedule";
import { compareSizes } from "../../lib/planning/sizes";

export interface MonthStrip {
  /** "2026-12". */
  readonly month: string;
  /** The largest size in each cell; null: outside the plan. */
  readonly cells: readonly (string | null)[];
}

/** At most `most` months of the plan. A cell shows its largest size, so that even a very short window can be seen. */
export function monthStrips(planned: PlannedSchedule, cellsPerDay: number, most: number): MonthStrip[] {
  const { stretches, schedule } = planned;
  const first = stretches[0]?.from ?? 0;
  const last = (stretches[stretches.length - 1]?.until ?? first) - 1;
  const firstMonth = monthAt(schedule.zone, first);
  const lastMonth = Math.min(monthAt(schedule.zone, last), firstMonth + most - 1);
  const largestBetween = largestSizes(stretches);
  const strips: MonthStrip[] = [];
  for (let month = firstMonth; month <= lastMonth; month += 1) {
    const startOf = (cell: number) => cellStart(schedule.zone, month, cell, cellsPerDay);
    const cells = Array.from({ length: lengthOf(month) * cellsPerDay }, (_, cell) =>
      largestBetween(startOf(cell), startOf(cell + 1)),
    );
    strips.push({ month: nameOfMonth(month), cells });
  }
  return strips;
}

/** How many months the plan touches. */
export function monthCount({ stretches, schedule }: PlannedSchedule): number {
  const first = stretches[0]?.from ?? 0;
  const last = (stretches[stretches.length - 1]?.until ?? first) - 1;
  return monthAt(schedule.zone, last) - monthAt(schedule.zone, first) + 1;
}

function monthAt(zone: Zone, ms: number): number {
  const local = new Date(ms + offsetAt(zone, ms) * MS_PER_MINUTE);
  return monthNumber(local.getUTCFullYear(), local.getUTCMonth() + 1);
}

function nameOfMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** Epoch milliseconds. */
function cellStart(zone: Zone, month: number, cell: number, cellsPerDay: number): number {
  const civil = firstDayOf(month) * MINUTES_PER_DAY + (cell * MINUTES_PER_DAY) / cellsPerDay;
  return instantOf(zone, civil) * MS_PER_MINUTE;
}

/** The reader only goes forward, so each call has to start where the last one did or later. */
function largestSizes(stretches: readonly Stretch[]): (from: number, until: number) => string | null {
  let index = 0;
  return (from, until) => {
    while ((stretches[index]?.until ?? Number.POSITIVE_INFINITY) <= from) index += 1;
    let largest: string | null = null;
    for (let at = index; (stretches[at]?.from ?? until) < until; at += 1) {
      const stretch = stretches[at];
      if (stretch === undefined) continue;
      const size = sizeOf(stretch.target);
      if (largest === null || compareSizes(size, largest) > 0) largest = size;
    }
    return largest;
  };
}
