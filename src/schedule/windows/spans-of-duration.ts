/** Computes when a window is open whose starts last for a duration. All times are minutes since the epoch. */

import { LONG_AGO, NEVER } from "../calendar/civil";
import { addDuration, civilMinutesOf, type Duration, firstReaching } from "../calendar/duration";
import { occurrencesOf } from "../calendar/occurrences";
import type { Spans } from "../model";
import type { Recurrence } from "./recurrence";
import { touchingRuns } from "./touching-runs";

/** Each start S opens [S - lead, S + duration). Spans that touch are one span. A later start never ends earlier. */
export function spansOfDuration({ start, zone, except, lead }: Recurrence, duration: Duration): Spans {
  const starts = occurrencesOf(start, zone, except);
  const run = touchingRuns(start, civilMinutesOf(duration) + lead, zone, except);
  const endOf = (minute: number) => addDuration(zone, minute, duration);
  // A closing far ahead takes long to find, so the last one found is kept, with the minutes of which it is the next.
  let known = { from: NEVER, until: LONG_AGO };
  const findClosing = (minute: number) => {
    let last = starts.atOrBefore(minute + lead);
    for (;;) {
      const next = starts.atOrBefore(endOf(last) + lead);
      if (next === last) return endOf(last);
      last = Math.max(next, starts.atOrBefore(run(next).until - 1));
    }
  };
  const closing = (minute: number) => {
    if (minute < known.from || minute >= known.until) known = { from: minute, until: findClosing(minute) };
    return known.until;
  };
  const opening = (minute: number, floor: number) => {
    let first = starts.atOrBefore(minute + lead);
    for (;;) {
      const opened = first - lead;
      const earlier = opened < floor ? first : starts.atOrAfter(firstReaching(zone, opened, duration));
      if (earlier >= first) return opened;
      first = Math.min(earlier, starts.atOrAfter(run(earlier).from));
    }
  };
  return {
    isOpen: (minute) => endOf(starts.atOrBefore(minute + lead)) > minute,
    changeAfter: (minute, isOpen) => (isOpen ? closing(minute) : starts.atOrAfter(minute + 1 + lead) - lead),
    changeBy: (minute, isOpen, floor) => (isOpen ? opening(minute, floor) : endOf(starts.atOrBefore(minute + lead))),
  };
}
