/** A schedule document, opened for the console: what it wants of each cluster, and when. */
import type { Mark } from "../../../src/local/console/lanes/model";
import type { Scheduled } from "../../../src/local/console/protocol";
import type { ClusterPlan, OpenSchedule, SelectableCluster } from "../../../src/local/console/schedule-port";
import { projectsOf, tagsOf } from "../../../src/operations/survey/match";
import {
  type Boundary,
  type Schedule,
  type ScheduleDocument,
  ScheduleError,
  type Target,
} from "../../../src/schedule/model";
import { ownership } from "../../../src/schedule/selectors";
import { isSizes, sizeOf } from "../../../src/schedule/target";
import { MS_PER_MINUTE } from "../../../src/schedule/time-units";
import { boundariesFrom, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { coverageOf } from "../../../src/schedule/windows/coverage";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { type PlannedSchedule, planSchedule } from "../../lib/planning/schedule";

/** A lane shows no more of a schedule; what lies beyond is left out. */
const MOST_BOUNDARIES = 20_000;

export function openSchedule(document: ScheduleDocument, appProjectId: string): OpenSchedule {
  const ownerOf = ownersIn(document, appProjectId);
  const calendars = new Map(document.schedules.map((schedule) => [schedule, calendarOf(schedule)]));

  return {
    zone: document.timezone,
    scheduledAt(cluster, at) {
      const schedule = ownerOf(cluster);
      return (schedule && calendars.get(schedule)?.at(at, cluster.isAutoScaled)) ?? null;
    },
    nextBoundary(clusters, after) {
      const schedules = new Set(clusters.map(ownerOf));
      const times = [...schedules].flatMap(
        (schedule) => (schedule && known(() => nextBoundary(schedule, after)))?.at ?? [],
      );
      return times.length === 0 ? null : Math.min(...times);
    },
    planOf(cluster, from, until) {
      const schedule = ownerOf(cluster);
      const planned = schedule && calendars.get(schedule)?.plan(from, until);
      return planned ? clusterPlan(planned, cluster) : null;
    },
  };
}

/** The schedule that a cluster follows; null: none, or one that is off. The answer is kept as long as the cluster's object. */
export function ownersIn(
  document: ScheduleDocument,
  appProjectId: string,
): (cluster: SelectableCluster) => Schedule | null {
  const byProject = new Map<string, ReturnType<typeof ownership>>();
  const known = new WeakMap<SelectableCluster, Schedule | null>();
  const isOf = (schedule: Schedule, projectId: string) =>
    schedule.allProjects
      ? (document.limits.projects?.includes(projectId) ?? true)
      : projectsOf(schedule, appProjectId).includes(projectId);
  const ownershipIn = (projectId: string) => {
    const found = byProject.get(projectId) ?? ownership(document.schedules.filter((one) => isOf(one, projectId)));
    byProject.set(projectId, found);
    return found;
  };
  return (cluster) => {
    const last = known.get(cluster);
    if (last !== undefined) return last;
    const owner = ownershipIn(cluster.projectId)({ name: cluster.name, tags: tagsOf(cluster.tags) })?.schedule ?? null;
    const followed = owner === null || owner.mode === "off" ? null : owner;
    known.set(cluster, followed);
    return followed;
  };
}

interface Moment {
  readonly from: number;
  readonly until: number;
  readonly scheduled: Scheduled;
  readonly scaled: Scheduled;
}

/** Looks up one schedule, and again only when its next boundary has come. */
function calendarOf(schedule: Schedule) {
  let moment: Moment | null = null;
  let lastPlan: { readonly from: number; readonly until: number; readonly plan: PlannedSchedule | null } | null = null;
  return {
    at(at: number, isAutoScaled: boolean): Scheduled | null {
      if (moment === null || at < moment.from || at >= moment.until) moment = known(() => momentOf(schedule, at));
      return moment && (isAutoScaled ? moment.scaled : moment.scheduled);
    },
    plan(from: number, until: number): PlannedSchedule | null {
      if (lastPlan?.from !== from || lastPlan.until !== until)
        lastPlan = { from, until, plan: planWithin(schedule, from, until) };
      return lastPlan.plan;
    },
  };
}

function momentOf(schedule: Schedule, at: number): Moment {
  const { target, window, since } = desiredAt(schedule, at);
  const next = nextBoundary(schedule, at);
  const scheduledFor = (isAutoScaled: boolean): Scheduled => ({
    schedule: schedule.name,
    zone: schedule.timezone,
    size: sizeFor(target, isAutoScaled),
    window,
    since,
    next: next && { at: next.at, size: sizeFor(next.after, isAutoScaled), window: next.window },
  });
  const until = next?.at ?? Number.POSITIVE_INFINITY;
  return { from: at, until, scheduled: scheduledFor(false), scaled: scheduledFor(true) };
}

/** As much of [from, until) as the zone data covers and a lane can show; null: nothing. */
export function planWithin(schedule: Schedule, from: number, until: number): PlannedSchedule | null {
  const coverage = coverageOf(schedule);
  const first = Math.max(from, coverage.from * MS_PER_MINUTE);
  const end = Math.min(until, coverage.until * MS_PER_MINUTE);
  if (first >= end) return null;
  const beyond = boundariesFrom(schedule, first, MOST_BOUNDARIES + 1, end)[MOST_BOUNDARIES];
  return planSchedule(schedule, first, beyond?.at ?? end);
}

/** One schedule may serve a mixed fleet: where a target has a tier and bounds, auto-scaled clusters take the bounds. */
export function sizeFor(target: Target, isAutoScaled: boolean): string {
  if (!isSizes(target) || isAutoScaled || target.tier === undefined) return sizeOf(target);
  const { autoScaling: _, ...sizes } = target;
  return sizeOf(sizes);
}

export function clusterPlan(
  { schedule, stretches, boundaries }: PlannedSchedule,
  { isAutoScaled }: SelectableCluster,
): ClusterPlan {
  return {
    zone: schedule.timezone,
    planned: stretches.map(({ from, until, target, window }) => ({
      from,
      until,
      size: sizeFor(target, isAutoScaled),
      window,
    })),
    marks: boundaries.map((boundary) => markOf(boundary, isAutoScaled)),
  };
}

function markOf({ at, window, before, after }: Boundary, isAutoScaled: boolean): Mark {
  const opens = window === null ? "The baseline begins" : `Window ${window} opens`;
  return {
    at,
    kind: "boundary",
    says: `${opens}: ${sizeFor(before, isAutoScaled)} to ${sizeFor(after, isAutoScaled)}.`,
  };
}

/** null: the zone data does not reach that time. */
function known<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}
