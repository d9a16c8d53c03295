/** What one cluster costs by the user's own prices, and what these prices are taken to mean. */

import { type Hours, hoursOf } from "../hours";
import type { PlannedSchedule } from "../schedule";
import type { Prices } from "./prices";
import { minutesPerChange, type Transition, transitionsOf } from "./transitions";

/** The time of one cluster, by size and by change. */
export interface Usage {
  readonly hours: Hours;
  readonly transitions: readonly Transition[];
}

export interface Cost {
  readonly total: number;
  /** The hours in which the dearer size is billed though a cheaper one is already asked for, and what they add to the total. */
  readonly changing: { readonly hours: number; readonly cost: number };
}

export function usageOf(planned: PlannedSchedule): Usage {
  return { hours: hoursOf(planned), transitions: transitionsOf(planned) };
}

/**
 * While Atlas changes a cluster, node by node, the dearer of the two sizes is counted. After growth that is the target
 * anyhow; after a reduction or a pause the size before is billed until the change is done. null: a size has no price.
 */
export function costOf({ hours, transitions }: Usage, prices: Prices): Cost | null {
  if (unpricedOf(hours.keys(), prices).length > 0) return null;
  const late = transitions
    .map(({ before, after, hours: lasting }) => ({
      hours: lasting,
      more: priceOf(before, prices) - priceOf(after, prices),
    }))
    .filter(({ more }) => more > 0);
  const changing = {
    hours: sum(late.map(({ hours: lasting }) => lasting)),
    cost: sum(late.map(({ hours: lasting, more }) => lasting * more)),
  };
  return { total: sum([...hours].map(([size, spent]) => spent * priceOf(size, prices))) + changing.cost, changing };
}

/** The sizes that have no price. A paused cluster may do without: its storage is then said to be left out. */
export function unpricedOf(sizes: Iterable<string>, { hourly }: Prices): string[] {
  return [...sizes].filter((size) => size !== "paused" && !hourly.has(size));
}

/** The same time with some sizes replaced by others. */
export function replaceSizes({ hours, transitions }: Usage, replaced: (size: string) => string): Usage {
  const spent = new Map<string, number>();
  for (const [size, time] of hours) spent.set(replaced(size), (spent.get(replaced(size)) ?? 0) + time);
  const changes = transitions.map(({ before, after, hours: lasting }) => {
    return { before: replaced(before), after: replaced(after), hours: lasting };
  });
  return { hours: spent, transitions: changes };
}

/** What everything that is said of money takes for granted. */
export interface Basis {
  readonly file: string;
  readonly minutesPerChange: number;
  /** Whether clusters are paused and their storage in that time has no price. */
  readonly lacksPausedStorage: boolean;
}

export function basisOf(prices: Prices, usages: readonly Usage[]): Basis {
  const isEverPaused = usages.some(({ hours }) => hours.has("paused"));
  return { file: prices.file, minutesPerChange, lacksPausedStorage: isEverPaused && !prices.hourly.has("paused") };
}

function priceOf(size: string, { hourly }: Prices): number {
  return hourly.get(size) ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
