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

/** What one cluster costs over the plan, by the user's own prices, and what it would cost always at the other size. */
export interface Costs {
  readonly currency: string;
  readonly cost: number;
  readonly costAgainst: number;
}

/** How the user wants savings reckoned: null where nothing was given. */
export interface Reckoning {
  readonly prices: Prices | null;
  /** A tier to compare with instead of the largest size. */
  readonly against: string | null;
}

export interface Savings {
  /** The size to compare with, as if the cluster were always that: the largest in the plan, or the tier that was given. */
  readonly against: string;
  /** Hours that one cluster is smaller than that. Those in which the schedule leaves the size open are not counted. */
  readonly hoursSaved: number;
  /** Hours that it is larger than that. */
  readonly hoursAbove: number;
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

export function savingsOf(hours: Hours, { prices, against: given }: Reckoning): Savings {
  const sizes = [...hours.keys()];
  const against = given ?? sizes[sizes.length - 1] ?? "paused";
  const open = sizes.filter((size) => isOpenSize(size) && size !== against);
  const sumWhere = (isMeant: (size: string) => boolean) =>
    sum(sizes.filter((size) => !open.includes(size) && isMeant(size)).map((size) => hours.get(size) ?? 0));
  const priced = given === null ? sizes : [...new Set([...sizes, given])];
  const known = {
    against,
    hoursSaved: sumWhere((size) => compareSizes(size, against) < 0),
    hoursAbove: sumWhere((size) => compareSizes(size, against) > 0),
    hoursOpen: sum(open.map((size) => hours.get(size) ?? 0)),
    unpriced: prices === null ? [] : priced.filter((size) => !prices.hourly.has(size)),
  };
  if (prices === null || known.unpriced.length > 0) return { ...known, costs: null };
  const cost = costOf(hours, prices) ?? 0;
  const costOpen = sum(open.map((size) => (hours.get(size) ?? 0) * priceOf(size, prices)));
  const costAgainst = (totalOf(hours) - known.hoursOpen) * priceOf(against, prices) + costOpen;
  return { ...known, costs: { currency: prices.currency, cost, costAgainst } };
}

/** What one cluster costs in these hours; null: a size has no price. */
export function costOf(hours: Hours, prices: Prices): number | null {
  const costs = [...hours].map(([size, spent]) => spent * priceOf(size, prices));
  return costs.some(Number.isNaN) ? null : sum(costs);
}

function priceOf(size: string, { hourly }: Prices): number {
  return hourly.get(size) ?? Number.NaN;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
