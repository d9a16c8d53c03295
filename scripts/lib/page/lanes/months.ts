/** The months of a zone that a span touches. */
import { firstDayOf, monthOf } from "../../../../src/schedule/calendar/civil";
import { instantOf, steadySpan, type Zone } from "../../../../src/schedule/calendar/zone";
import { MINUTES_PER_DAY, MS_PER_MINUTE } from "../../../../src/schedule/time-units";

export interface Month {
  /** "2026-12". */
  readonly name: string;
  /** Cut to the span; epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

export function monthsBetween(zone: Zone, from: number, until: number): Month[] {
  const months: Month[] = [];
  for (let month = monthAt(zone, from); startOf(zone, month) < until; month += 1) {
    months.push({
      name: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`,
      from: Math.max(startOf(zone, month), from),
      until: Math.min(startOf(zone, month + 1), until),
    });
  }
  return months;
}

function monthAt(zone: Zone, ms: number): number {
  const minute = Math.floor(ms / MS_PER_MINUTE);
  return monthOf(Math.floor((minute + steadySpan(zone, minute).offset) / MINUTES_PER_DAY));
}

function startOf(zone: Zone, month: number): number {
  return instantOf(zone, firstDayOf(month) * MINUTES_PER_DAY) * MS_PER_MINUTE;
}
