/** Hours by size. */

import { sizeOf } from "../../../src/schedule/target";
import { MS_PER_HOUR } from "../../../src/schedule/time-units";
import type { Prices } from "./money/prices";
import type { PlannedSchedule } from "./schedule";
import { compareSizes } from "./sizes";

/** Hours of one cluster by size ("M50", "M30-M60", "paused", "running", "unmanaged"), the smallest first. They sum to the length of the plan. */
export type Hours = ReadonlyMap<string, number>;

/** The hours are exact to the millisecond, because they are added up from the boundaries. */
export function hoursOf({ stretches }: Pick<PlannedSchedule, "stretches">): Hours {
  const msBySize = new Map<string, number>();
  for (const { from, until, target } of stretches) {
    const size = sizeOf(target);
    msBySize.set(size, (msBySize.get(size) ?? 0) + until - from);
  }
  return new Map([...msBySize].sort(([a], [b]) => compareSizes(a, b)).map(([size, ms]) => [size, ms / MS_PER_HOUR]));
}

/** How the user wants savings reckoned: null where nothing was given. */
export interface Reckoning {
  readonly prices: Prices | null;
  /** A tier to compare with instead of the largest size. */
  readonly against: string | null;
}

export function totalOf(hours: Hours): number {
  return [...hours.values()].reduce((total, spent) => total + spent, 0);
}
