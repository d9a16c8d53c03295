import type { Schedule } from "../../../src/schedule/model";
import { MS_PER_HOUR } from "../../../src/schedule/time-units";
import { type Findings, findingsOf } from "../../lib/planning/findings";
import { hoursOf, type Reckoning } from "../../lib/planning/hours";
import { basisOf, type Usage, usageOf } from "../../lib/planning/money/money";
import type { Prices } from "../../lib/planning/money/prices";
import { savingsOf } from "../../lib/planning/money/savings";
import { boundariesInOrder, type Plan } from "../../lib/planning/schedule";
import { asWritten } from "../../lib/planning/written";
import { describeBasis, describeOverlap, describeShadowing } from "./words";

/** The plan for programs: ISO instants in UTC, targets and clusters as the document writes them, `savings` of one cluster only where they are asked for. */
export function planJson(plan: Plan, reckoning: Reckoning): unknown {
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
    projects: bySchedule(plan, ({ schedule }) => projectsJson(schedule)),
    ...findingsJson(findingsOf(plan)),
    ...((reckoning.prices !== null || reckoning.against !== null) && {
      savings: bySchedule(plan, (planned) => savingsJson(planned, reckoning)),
    }),
    ...basisJson(reckoning.prices, plan.schedules.map(usageOf)),
  };
}

/** null: the project that the app lives in. */
function projectsJson({ projects, allProjects }: Schedule): readonly string[] | "all" | null {
  if (allProjects) return "all";
  return projects.length === 0 ? null : projects;
}

/** Each conflict and warning as its facts, and in words. */
export function findingsJson({ overlaps, shadowings, warnings }: Findings): Readonly<Record<string, unknown>> {
  const ofWindows = overlaps.map((overlap) => ({
    schedule: overlap.schedule.name,
    windows: [overlap.winner.name, overlap.loser.name],
    wins: overlap.winner.name,
    from: isoOf(overlap.from),
    until: isoOf(overlap.until),
    times: overlap.times,
    hours: overlap.totalMs / MS_PER_HOUR,
    message: describeOverlap(overlap),
  }));
  const ofSchedules = shadowings.map((shadowing) => ({
    cluster: shadowing.cluster,
    project: shadowing.project,
    schedules: [shadowing.owner, ...shadowing.shadowed],
    wins: shadowing.owner,
    message: describeShadowing(shadowing),
  }));
  return { conflicts: [...ofWindows, ...ofSchedules], warnings };
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Object.fromEntries makes any name a key of its own, even `__proto__`. */
function bySchedule(plan: Plan, of: (planned: Plan["schedules"][number]) => unknown): Record<string, unknown> {
  return Object.fromEntries(plan.schedules.map((planned) => [planned.schedule.name, of(planned)]));
}

function savingsJson(planned: Plan["schedules"][number], reckoning: Reckoning): unknown {
  const { against, hoursSaved, hoursAbove, costs, unpriced } = savingsOf(usageOf(planned), reckoning);
  const hours = { against, hours: hoursSaved, hoursAbove };
  if (reckoning.prices === null) return hours;
  return {
    ...hours,
    currency: reckoning.prices.currency,
    cost: costs && cents(costs.cost.total),
    changing: costs && { hours: costs.cost.changing.hours, cost: cents(costs.cost.changing.cost) },
    costAgainst: costs && cents(costs.costAgainst),
    saved: costs && cents(costs.costAgainst - costs.cost.total),
    unpriced,
  };
}

/** What the amounts take for granted, as facts and in words; nothing where there are no prices. */
export function basisJson(prices: Prices | null, usages: readonly Usage[]): Readonly<Record<string, unknown>> {
  if (prices === null) return {};
  const basis = basisOf(prices, usages);
  return { pricing: { ...basis, notes: describeBasis(basis) } };
}

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
