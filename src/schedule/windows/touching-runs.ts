/** Finds runs of starts whose spans touch for certain, so that they need not be looked at one by one. */

import { firstDayOf, monthOf } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
import { type DaysIn, pausesOf } from "../calendar/occurrences";
import { steadySpan, type Zone } from "../calendar/zone";
import { MINUTES_PER_DAY } from "../time-units";

/** A run covers from <= minute < until, in minutes since the epoch. */
export interface TouchingRun {
  readonly from: number;
  readonly until: number;
}

const ALL_MONTHS = 0x1ffe;

/**
 * The time around a start within which the spans of all starts touch, if each lasts for `spanMinutes` where no clock
 * changes. Where they touch overnight, that is as long as the zone's offset stays the same (or the civil month, if "except"
 * leaves out days of other months); where they touch within the day only, it is the civil day; elsewhere it is the start
 * alone. A start at the end of a gap is taken alone too: when the clock goes forward at midnight, it may stand for one of
 * the civil day before.
 */
export function touchingRuns(
  line: CronLine,
  spanMinutes: number,
  zone: Zone,
  except: DaysIn | null,
): (start: number) => TouchingRun {
  let touch: "always" | "in the day" | "never" | null = null;
  const touching = () => {
    if (touch === null) {
      const { inDay, overnight } = pausesOf(line);
      const isEveryDay = line.dayField === "none" && line.months === ALL_MONTHS;
      touch = inDay > spanMinutes ? "never" : isEveryDay && overnight <= spanMinutes ? "always" : "in the day";
    }
    return touch;
  };
  return (start) => {
    if (touching() === "never") return { from: start, until: start + 1 };
    const { from: changed, until, offset } = steadySpan(zone, start);
    if (start === changed) return { from: start, until: start + 1 };
    const from = changed + 1;
    const isAlways = touching() === "always";
    if (isAlways && except === null) return { from, until };
    const day = Math.floor((start + offset) / MINUTES_PER_DAY);
    const month = monthOf(day);
    const isWholeMonth = isAlways && except?.(month) === 0;
    const midnight = (isWholeMonth ? firstDayOf(month) : day) * MINUTES_PER_DAY - offset;
    const next = (isWholeMonth ? firstDayOf(month + 1) : day + 1) * MINUTES_PER_DAY - offset;
    return { from: Math.max(from, midnight), until: Math.min(until, next) };
  };
}
