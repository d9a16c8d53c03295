/** Hours by size, and what the schedule saves compared with staying at the largest. */

import { sizeOf } from "../../../src/schedule/target";
import { MS_PER_HOUR } from "../../../src/schedule/time-units";
import type { Prices } from "./prices";
import type { PlannedSchedule } from "./schedule";
import { compareSizes, isOpenSize } from "./sizes";

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

/** What one cluster costs over the plan, by the user's own prices. */
export interface Costs {
  readonly currency: string;
  readonly cost: number;
  readonly costAtLargest: number;
}

export interface Savings {
  /** The largest size in the plan. */
  readonly largest: string;
  /** Hours that one cluster does not spend at it. Those in which the schedule leaves the size open are not counted. */
  readonly hoursSaved: number;
  /** Hours in which the schedule leaves the size open: running at whatever size, or unmanaged. */
  readonly hoursOpen: number;
  /** null: no prices were given, or not for every size. */
  readonly costs: Costs | null;
  /** Sizes that have no price in the file. */
  readonly unpriced: readonly string[];
}

export function totalOf(hours: Hours): number {
  return sum(hours.values());
}

export function savingsOf(hours: Hours, prices: Prices | null): Savings {
  const sizes = [...hours.keys()];
  const largest = sizes[sizes.length - 1] ?? "paused";
  const total = totalOf(hours);
  const unpriced = prices === null ? [] : sizes.filter((size) => !prices.hourly.has(size));
  const open = sizes.filter((size) => isOpenSize(size) && size !== largest);
  const hoursOpen = sum(open.map((size) => hours.get(size) ?? 0));
  const hoursSaved = total - (hours.get(largest) ?? 0) - hoursOpen;
  const known = { largest, hoursSaved, hoursOpen, unpriced };
  if (prices === null || unpriced.length > 0) return { ...known, costs: null };
  const priceOf = (size: string) => prices.hourly.get(size) ?? Number.NaN;
  const costOf = ([size, spent]: readonly [string, number]) => spent * priceOf(size);
  const cost = sum([...hours].map(costOf));
  const costOpen = sum([...hours].filter(([size]) => open.includes(size)).map(costOf));
  const costAtLargest = (total - hoursOpen) * priceOf(largest) + costOpen;
  return { ...known, costs: { currency: prices.currency, cost, costAtLargest } };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
