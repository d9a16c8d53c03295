/** Hours by size, and what following the calendar saves against staying at the largest. */

import { sizeOf } from "../../../src/schedule/target";
import { tierNumber } from "../../../src/schedule/tiers";
import type { Prices } from "./prices";
import type { PlannedSchedule } from "./schedule";

const hourMs = 3_600_000;

/** Hours of one cluster by size ("M50", "M30-M60", "paused"), the smallest first. They sum to the length of the plan. */
export type Hours = ReadonlyMap<string, number>;

/** Exact: added up from the boundaries, to the millisecond. */
export function hoursOf({ stretches }: Pick<PlannedSchedule, "stretches">): Hours {
  const msBySize = new Map<string, number>();
  for (const { from, until, target } of stretches) {
    const size = sizeOf(target);
    msBySize.set(size, (msBySize.get(size) ?? 0) + until - from);
  }
  return new Map([...msBySize].sort(([a], [b]) => compareSizes(a, b)).map(([size, ms]) => [size, ms / hourMs]));
}

/** Paused, then by the largest tier a size can mean, then by the smallest. */
export function compareSizes(one: string, other: string): number {
  const [min, max] = rangeOf(one);
  const [otherMin, otherMax] = rangeOf(other);
  return max - otherMax || min - otherMin || (one < other ? -1 : Number(one > other));
}

function rangeOf(size: string): readonly [number, number] {
  const [min = "", max = min] = size.replace("analytics ", "").split("-");
  return [tierNumber(min), tierNumber(max)];
}

/** Money of one cluster over the plan, by the user's own prices. */
export interface Costs {
  readonly currency: string;
  readonly cost: number;
  readonly costAtLargest: number;
}

export interface Savings {
  /** The largest size that the plan comes to. */
  readonly largest: string;
  /** Hours of one cluster not spent at it. */
  readonly hoursSaved: number;
  /** null: no prices given, or not of every size. */
  readonly costs: Costs | null;
  /** Sizes that the prices given leave out. */
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
