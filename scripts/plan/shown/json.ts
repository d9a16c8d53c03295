import { hoursOf, savingsOf } from "../computed/hours";
import type { Prices } from "../computed/prices";
import { boundariesInOrder, type Plan } from "../computed/schedule";
import { asWritten } from "../computed/written";

/** The plan for programs: ISO instants in UTC, targets and clusters as the document writes them, `savings` of one cluster only with prices. */
export function planJson(plan: Plan, prices: Prices | null): unknown {
  const { targetOf, clustersOf } = asWritten(plan.source);
  return {
    timezone: plan.source.document.timezone,
    from: isoOf(plan.from),
    until: isoOf(plan.until),
    boundaries: boundariesInOrder(plan).map(({ schedule, boundary }) => ({
      at: isoOf(boundary.at),
      schedule: schedule.name,
      clusters: clustersOf(schedule),
      window: boundary.window,
      before: targetOf(boundary.before),
      after: targetOf(boundary.after),
    })),
    hours: bySchedule(plan, (planned) => Object.fromEntries(hoursOf(planned))),
    ...(prices !== null && { savings: bySchedule(plan, (planned) => savingsJson(planned, prices)) }),
  };
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Object.fromEntries makes any name a key of its own, even `__proto__`. */
function bySchedule(plan: Plan, of: (planned: Plan["schedules"][number]) => unknown): Record<string, unknown> {
  return Object.fromEntries(plan.schedules.map((planned) => [planned.schedule.name, of(planned)]));
}

function savingsJson(planned: Plan["schedules"][number], prices: Prices): unknown {
  const { largest, hoursSaved, costs, unpriced } = savingsOf(hoursOf(planned), prices);
  return {
    against: largest,
    hours: hoursSaved,
    currency: prices.currency,
    cost: costs && cents(costs.cost),
    costAtLargest: costs && cents(costs.costAtLargest),
    saved: costs && cents(costs.costAtLargest - costs.cost),
    unpriced,
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
