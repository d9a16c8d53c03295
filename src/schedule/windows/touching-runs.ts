/** Which starts of a window need no looking at one by one, because their spans touch for certain. */

import { firstDayOf, monthOf } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
import { type DaysIn, pausesOf } from "../calendar/occurrences";
import { steadySpan, type Zone } from "../calendar/zone";
import { MINUTES_PER_DAY } from "../time-units";

/** from <= at < until; minutes since the epoch. */
export interface TouchingRun {
  readonly from: number;
  readonly until: number;
}

const ALL_MONTHS = 0x1ffe;

/**
 * The time around a start within which the spans of all starts touch: as long as the zone's offset stays, where they
 * touch overnight too (a civil month at a time, where days are left out in others); the civil day, where they touch
 * within it; else the start alone.
 */
export function touchingRuns(
  line: CronLine,
  durationMinutes: number,
  zone: Zone,
  except: DaysIn | null,
): (start: number) => TouchingRun {
  let touch: "always" | "in the day" | "never" | null = null;
  const touching = () => {
    if (touch === null) {
      const { inDay, overnight } = pausesOf(line);
      const isEveryDay = line.dayField === "none" && line.months === ALL_MONTHS;
      touch = inDay > durationMinutes ? "never" : isEveryDay && overnight <= durationMinutes ? "always" : "in the day";
    }
    return touch;
  };
  return (start) => {
    if (touching() === "never") return { from: start, until: start + 1 };
    const { from, until, offset } = steadySpan(zone, start);
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
