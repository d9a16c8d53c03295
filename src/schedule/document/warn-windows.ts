/** Warnings that come from the times of one window: starts that do not do what they seem to. */

import { NEVER } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
import { addDuration } from "../calendar/duration";
import { occurrencesOf } from "../calendar/occurrences";
import type { Zone } from "../calendar/zone";
import type { Recurring, Schedule, Window } from "../model";
import { MINUTES_PER_DAY, MS_PER_MINUTE } from "../time-units";
import { coverageOf, formatDay } from "../windows/coverage";

const MINUTES_PER_YEAR = 366 * MINUTES_PER_DAY;
/** The months of 30 days and February, as bits. */
const SHORT_MONTHS = (1 << 2) | (1 << 4) | (1 << 6) | (1 << 9) | (1 << 11);

/** A window that will not open any more, though it may have been open. */
export function isPast({ spans }: Window, schedule: Schedule, now: number): boolean {
  return !spans.isOpen(now) && spans.changeAfter(now, false) >= coverageOf(schedule).until;
}

/** The parts of a line that name a day which many months lack, such as 31; a range to the 31st means the whole month. */
export function daysOftenLacking({ text, months }: CronLine): string[] {
  const [, , day = "", , weekday = ""] = text.split(" ");
  const ofMonth = (months & SHORT_MONTHS) === 0 ? [] : day.split(",").filter((part) => /^(31w?|l-30)$/i.test(part));
  return [...ofMonth, ...weekday.split(",").filter((part) => part.endsWith("#5"))];
}

/** The first minute at which the window starts although an earlier start, before `until`, still lasts; null: not within so many `looks`. */
export function startWhileOpen(
  recurs: Recurring,
  zone: Zone,
  now: number,
  until: number,
  looks: number,
): number | null {
  const starts = occurrencesOf(recurs.start, zone, recurs.except);
  const ends = recurs.end && occurrencesOf(recurs.end, zone, null);
  let start = starts.atOrAfter(now);
  for (let count = 0; count < looks && start < until; count += 1) {
    const next = starts.atOrAfter(start + 1);
    const end = ends ? ends.atOrAfter(start) : addDuration(zone, start, recurs.duration ?? { days: 0, minutes: 0 });
    if (next < end) return next;
    start = next;
  }
  return null;
}

/** A day on which the clock skips a start and leads to its end, so that it opens nothing. */
export interface Swallowed {
  readonly day: string;
  /** Such as "02:00 to 03:00". */
  readonly skips: string;
}

/** The first such day in the years ahead; null: there is none. */
export function swallowedStart(recurs: Recurring, zone: Zone, now: number): Swallowed | null {
  const { start, end, except } = recurs;
  if (end === null) return null;
  const ends = occurrencesOf(end, zone, null);
  for (let index = 1; index < zone.starts.length; index += 1) {
    const at = zone.starts[index] ?? NEVER;
    const [before = 0, after = 0] = zone.offsets.slice(index - 1, index + 1);
    if (at < now || at > now + 2 * MINUTES_PER_YEAR || after <= before || ends.atOrBefore(at) !== at) continue;
    // A clock that does not change shows the times of the gap.
    const unchanged: Zone = { name: "", starts: zone.starts.slice(0, 1), offsets: [before] };
    const skipped = occurrencesOf(start, unchanged, except).atOrAfter(at);
    const isEnd = occurrencesOf(end, unchanged, null).atOrBefore(skipped) === skipped;
    if (skipped < at + after - before && !isEnd) {
      return { day: formatDay(at + before), skips: `${clock(at + before)} to ${clock(at + after)}` };
    }
  }
  return null;
}

/** "02:00" of a civil minute. */
function clock(civil: number): string {
  return new Date(civil * MS_PER_MINUTE).toISOString().slice(11, 16);
}

/** "2026-12-01 08:00", the local time of a minute. */
export function localTime(minute: number, offset: number): string {
  return new Date((minute + offset) * MS_PER_MINUTE).toISOString().slice(0, 16).replace("T", " ");
}
