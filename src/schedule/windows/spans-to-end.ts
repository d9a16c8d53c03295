/** Computes when a window is open whose starts last until a match of another cron line. All times are minutes since the epoch. */

import { LONG_AGO, NEVER } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
import { type DaysIn, FIRST_MINUTE, type Occurrences, occurrencesOf } from "../calendar/occurrences";
import type { Spans } from "../model";
import type { Recurrence } from "./recurrence";

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

/** Each start S opens [S - lead, E), where E is the first end at or after S. A start that is an end opens nothing. */
export function spansToEnd({ start, zone, except, lead }: Recurrence, end: CronLine): Spans {
  const ends = occurrencesOf(end, zone, null);
  const starts = occurrencesOf(start, zone, either(except, daysOfNoSpan(start, end, ends)));
  const opens = (minute: number) => ends.atOrBefore(minute) !== minute;
  const nextStart = (minute: number) => {
    let at = starts.atOrAfter(minute);
    while (at < NEVER && !opens(at)) at = starts.atOrAfter(at + 1);
    return at;
  };
  const lastStart = (minute: number) => {
    let at = starts.atOrBefore(minute);
    while (at > LONG_AGO && !opens(at)) at = starts.atOrBefore(at - 1);
    return at;
  };
  const spans: Spans = {
    isOpen: (minute) => starts.atOrBefore(minute) > ends.atOrBefore(minute),
    changeAfter: (minute, isOpen) => (isOpen ? ends.atOrAfter(minute + 1) : nextStart(minute + 1)),
    changeBy(minute, isOpen) {
      if (isOpen) return starts.atOrAfter(Math.max(ends.atOrBefore(minute), FIRST_MINUTE) + 1);
      const at = lastStart(minute);
      return at === LONG_AGO ? at : ends.atOrAfter(at);
    },
  };
  return lead === 0 ? spans : openedEarlier(spans, nextStart, lead);
}

/** The spans, each of whose starts opens them `lead` minutes earlier. Spans that come to touch are one. */
function openedEarlier(spans: Spans, nextStart: (minute: number) => number, lead: number): Spans {
  const isOpen = (minute: number) => spans.isOpen(minute) || nextStart(minute + 1) - lead <= minute;
  // A closing far ahead takes long to find, so the last one found is kept, with the minutes of which it is the next.
  let known = { from: NEVER, until: LONG_AGO };
  const findClosing = (minute: number) => {
    let end = minute;
    for (let at = spans.isOpen(minute) ? minute : nextStart(minute); at - lead <= end; at = nextStart(end)) {
      end = spans.changeAfter(at, true);
      if (end === NEVER) return end;
    }
    return end;
  };
  const closing = (minute: number) => {
    if (minute < known.from || minute >= known.until) known = { from: minute, until: findClosing(minute) };
    return known.until;
  };
  const opening = (minute: number, floor: number) => {
    let start = spans.isOpen(minute) ? spans.changeBy(minute, true, floor) : nextStart(minute + 1);
    for (;;) {
      const opened = start - lead;
      if (opened < floor || opened === LONG_AGO) return opened;
      const isOpenBefore = spans.isOpen(opened - 1);
      const earlier = isOpenBefore ? spans.changeBy(opened - 1, true, floor) : nextStart(opened);
      if (earlier >= start) return opened;
      start = earlier;
    }
  };
  return {
    isOpen,
    changeAfter: (minute, open) => (open ? closing(minute) : nextStart(minute + 1) - lead),
    changeBy: (minute, open, floor) => (open ? opening(minute, floor) : spans.changeBy(minute, false, floor)),
  };
}
