/** Computes when a window is open: the union of the spans that its starts open. All times are minutes since the epoch. */

import { LONG_AGO, NEVER } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
import { type DaysIn, FIRST_MINUTE, type Occurrences, occurrencesOf } from "../calendar/occurrences";
import type { Zone } from "../calendar/zone";
import type { Spans } from "../model";
import { touchingRuns } from "./touching-runs";

/** The days on which every start is an end as well, and so opens nothing: the days of the end, if its times of day include the start's. */
function daysOfNoSpan(start: CronLine, end: CronLine, ends: Occurrences): DaysIn | null {
  const timesIncluded =
    (start.earlyMinutes & ~end.earlyMinutes) === 0 &&
    (start.lateMinutes & ~end.lateMinutes) === 0 &&
    (start.hours & ~end.hours) === 0;
  return timesIncluded ? ends.daysIn : null;
}

function either(one: DaysIn | null, other: DaysIn | null): DaysIn | null {
  if (one === null || other === null) return one ?? other;
  return (month) => one(month) | other(month);
}

/** Each start opens [start, first end at or after it). Starts on the days of `except` do not count. */
export function spansToEnd(start: CronLine, end: CronLine, zone: Zone, except: DaysIn | null): Spans {
  const ends = occurrencesOf(end, zone, null);
  const starts = occurrencesOf(start, zone, either(except, daysOfNoSpan(start, end, ends)));
  const opens = (minute: number) => ends.atOrBefore(minute) !== minute;
  return {
    isOpen: (minute) => starts.atOrBefore(minute) > ends.atOrBefore(minute),
    changeAfter(minute, isOpen) {
      if (isOpen) return ends.atOrAfter(minute + 1);
      let at = starts.atOrAfter(minute + 1);
      while (at < NEVER && !opens(at)) at = starts.atOrAfter(at + 1);
      return at;
    },
    changeBy(minute, isOpen) {
      if (isOpen) return starts.atOrAfter(Math.max(ends.atOrBefore(minute), FIRST_MINUTE) + 1);
      let at = starts.atOrBefore(minute);
      while (at > LONG_AGO && !opens(at)) at = starts.atOrBefore(at - 1);
      return at === LONG_AGO ? at : ends.atOrAfter(at);
    },
  };
}

/** Each start opens [start, start + duration). Spans that touch are one span. */
export function spansOfDuration(start: CronLine, durationMinutes: number, zone: Zone, except: DaysIn | null): Spans {
  const starts = occurrencesOf(start, zone, except);
  const run = touchingRuns(start, durationMinutes, zone, except);
  // A closing far ahead takes long to find, so the last one found is kept, with the minutes of which it is the next.
  let known = { from: NEVER, until: LONG_AGO };
  const findClosing = (minute: number) => {
    let last = starts.atOrBefore(minute);
    for (;;) {
      const next = starts.atOrBefore(last + durationMinutes);
      if (next === last) return last + durationMinutes;
      last = Math.max(next, starts.atOrBefore(run(next).until - 1));
    }
  };
  const closing = (minute: number) => {
    if (minute < known.from || minute >= known.until) known = { from: minute, until: findClosing(minute) };
    return known.until;
  };
  const opening = (minute: number, floor: number) => {
    let first = starts.atOrBefore(minute);
    for (;;) {
      const earlier = starts.atOrAfter(first - durationMinutes);
      if (earlier >= first || first < floor) return first;
      first = Math.min(earlier, starts.atOrAfter(run(earlier).from));
    }
  };
  return {
    isOpen: (minute) => starts.atOrBefore(minute) + durationMinutes > minute,
    changeAfter: (minute, isOpen) => (isOpen ? closing(minute) : starts.atOrAfter(minute + 1)),
    changeBy: (minute, isOpen, floor) =>
      isOpen ? opening(minute, floor) : starts.atOrBefore(minute) + durationMinutes,
  };
}

/** The window is open once, [from, until). */
export function singleSpan(from: number, until: number): Spans {
  const isOpen = (minute: number) => minute >= from && minute < until;
  return {
    isOpen,
    changeAfter: (minute) => (minute < from ? from : minute < until ? until : NEVER),
    changeBy: (minute) => (minute >= until ? until : minute >= from ? from : LONG_AGO),
  };
}
