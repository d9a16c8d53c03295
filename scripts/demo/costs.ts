/** What the clusters of a simulation cost by the user's own prices, and what they would have cost always at their largest tier. */

import { unpricedOf } from "../lib/planning/money/money";
import type { Prices } from "../lib/planning/money/prices";
import type { ClusterHours } from "./tier-hours";

export interface ClusterCost {
  readonly cluster: string;
  readonly currency: string;
  /** null: a tier has no price. */
  readonly cost: number | null;
  readonly costAtLargest: number | null;
  readonly unpriced: readonly string[];
}

/** Hours are shares of node-hours, so that a change is billed node by node, as it went. A pause without a price costs nothing. */
export function costOfHours({ cluster, hoursByTier, largestTier }: ClusterHours, prices: Prices): ClusterCost {
  const unpriced = unpricedOf(Object.keys(hoursByTier), prices);
  const priceOf = (tier: string) => prices.hourly.get(tier) ?? 0;
  const spent = Object.entries(hoursByTier);
  const known = { cluster, currency: prices.currency, unpriced };
  if (unpriced.length > 0) return { ...known, cost: null, costAtLargest: null };
  return {
    ...known,
    cost: spent.reduce((sum, [tier, hours]) => sum + hours * priceOf(tier), 0),
    costAtLargest: spent.reduce((sum, [, hours]) => sum + hours, 0) * priceOf(largestTier),
  };
}

/** What the costs take for granted, for the foot of a report. */
export function describeCostBasis(hours: readonly ClusterHours[], { file, hourly }: Prices): string[] {
  const isEverPaused = hours.some(({ hoursByTier }) => hoursByTier.paused !== undefined);
  const storage =
    !isEverPaused || hourly.has("paused") ? "" : `storage while paused (${file} has no price for paused), `;
  return [
    `${file} is taken to give the price of one hour of a whole cluster at each size, with all its nodes`,
    "while Atlas changes a cluster, each node is counted at the size that it has",
    `not included: ${storage}disks larger than those of the tier, backup, data transfer, Search Nodes`,
  ];
}
