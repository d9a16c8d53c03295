/** What the schedule saves compared with staying at the largest size, or at one that is given. */

import { type Reckoning, totalOf } from "../hours";
import { compareSizes, isOpenSize } from "../sizes";
import { type Cost, costOf, replaceSizes, type Usage, unpricedOf } from "./money";
import type { Prices } from "./prices";

/** What one cluster costs over the plan, by the user's own prices, and what it would cost always at the other size. */
export interface Costs {
  readonly currency: string;
  readonly cost: Cost;
  readonly costAgainst: number;
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

export function savingsOf(usage: Usage, { prices, against: given }: Reckoning): Savings {
  const { hours } = usage;
  const sizes = [...hours.keys()];
  const against = given ?? sizes[sizes.length - 1] ?? "paused";
  const isOpen = (size: string) => isOpenSize(size) && size !== against;
  const totalWhere = (isMeant: (size: string) => boolean) =>
    totalOf(new Map([...hours].filter(([size]) => isMeant(size))));
  const priced = given === null ? sizes : [...new Set([...sizes, given])];
  const unpriced = prices === null ? [] : unpricedOf(priced, prices);
  return {
    against,
    hoursSaved: totalWhere((size) => !isOpen(size) && compareSizes(size, against) < 0),
    hoursAbove: totalWhere((size) => !isOpen(size) && compareSizes(size, against) > 0),
    hoursOpen: totalWhere(isOpen),
    unpriced,
    costs: prices === null ? null : costsOf(usage, (size) => (isOpen(size) ? size : against), prices),
  };
}

/** Those of the usage as it is, and of the one with other sizes in their place; null: a size of either has no price. */
function costsOf(usage: Usage, replaced: (size: string) => string, prices: Prices): Costs | null {
  const cost = costOf(usage, prices);
  const otherwise = costOf(replaceSizes(usage, replaced), prices);
  if (cost === null || otherwise === null) return null;
  return { currency: prices.currency, cost, costAgainst: otherwise.total };
}
