/** What every showing of a comparison needs of it. */
import type { ScheduleDiff } from "../../lib/planning/diff";
import { costOf, type Usage, unpricedOf } from "../../lib/planning/money/money";
import type { Prices } from "../../lib/planning/money/prices";
import type { Plan } from "../../lib/planning/schedule";

export type ZonedSchedule = Plan["schedules"][number]["schedule"] | undefined;

/** The schedule as it is, or as it was where it was removed. */
export function zoneIn(was: Plan, is: Plan, name: string): ZonedSchedule {
  return [...is.schedules, ...was.schedules].find(({ schedule }) => schedule.name === name)?.schedule;
}

export function usagesOf(diffs: readonly ScheduleDiff[]): Usage[] {
  return diffs.flatMap(({ usageWas, usageIs }) => [usageWas, usageIs].filter((usage) => usage !== null));
}

export interface DiffCosts {
  /** null: there was no such schedule, or a size has no price. Likewise `is`. */
  readonly was: number | null;
  readonly is: number | null;
  readonly unpriced: readonly string[];
}

/** What one cluster costs, before and after. */
export function costsOf({ usageWas, usageIs }: ScheduleDiff, prices: Prices): DiffCosts {
  const sizes = new Set([usageWas, usageIs].flatMap((usage) => (usage === null ? [] : [...usage.hours.keys()])));
  const total = (usage: Usage | null) => (usage && costOf(usage, prices)?.total) ?? null;
  return { was: total(usageWas), is: total(usageIs), unpriced: unpricedOf(sizes, prices) };
}
