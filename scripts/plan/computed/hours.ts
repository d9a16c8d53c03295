/** Hours by size, and what the schedule saves compared with staying at the largest. */

import { sizeOf } from "../../../src/schedule/target";
import { tierNumber } from "../../../src/schedule/tiers";
import { MS_PER_HOUR } from "../../../src/schedule/time-units";
import type { Prices } from "./prices";
import type { PlannedSchedule } from "./schedule";

/** Hours of one cluster by size ("M50", "M30-M60", "paused"), the smallest first. They sum to the length of the plan. */
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

/** Sorts paused first, then by the largest tier that a size stands for, then by the smallest. */
export function compareSizes(one: string, other: string): number {
  const [min, max] = rangeOf(one);
  const [otherMin, otherMax] = rangeOf(other);
  return max - otherMax || min - otherMin || (one < other ? -1 : Number(one > other));
}

function rangeOf(size: string): readonly [number, number] {
  const [min = "", max = min] = size.replace("analytics ", "").split("-");
  return [tierNumber(min), tierNumber(max)];
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
  /** Hours that one cluster does not spend at it. */
  readonly hoursSaved: number;
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
  const known = { largest, hoursSaved: total - (hours.get(largest) ?? 0), unpriced };
  if (prices === null || unpriced.length > 0) return { ...known, costs: null };
  const priceOf = (size: string) => prices.hourly.get(size) ?? Number.NaN;
  const cost = sum([...hours].map(([size, spent]) => spent * priceOf(size)));
  return { ...known, costs: { currency: prices.currency, cost, costAtLargest: total * priceOf(largest) } };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
