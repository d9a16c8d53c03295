/** Two plans compared boundary by boundary, schedule by schedule of the same name. */

import type { Boundary, Mode, Target } from "../../../src/schedule/model";
import { sameTarget } from "../../../src/schedule/target";
import { describeSelection } from "./clusters";
import { type Usage, usageOf } from "./money/money";
import type { Plan, PlannedSchedule } from "./schedule";

export interface Difference<Value> {
  readonly was: Value;
  readonly is: Value;
}

export interface ScheduleDiff {
  readonly schedule: string;
  readonly status: "added" | "removed" | "changed" | "same";
  /** The clusters that it selects; null: unchanged. Likewise `mode` and `atStart`. */
  readonly clusters: Difference<string> | null;
  readonly mode: Difference<Mode> | null;
  /** The target that holds when the plan begins. */
  readonly atStart: Difference<Target> | null;
  readonly added: readonly Boundary[];
  readonly removed: readonly Boundary[];
  /** Boundaries of the same instant with another target before or after, or with another window. */
  readonly changed: readonly Difference<Boundary>[];
  readonly unchanged: number;
  /** null: the schedule did not exist, or no longer does. */
  readonly usageWas: Usage | null;
  readonly usageIs: Usage | null;
}

/** The schedules of `is` in their order, then those that only `was` has. */
export function comparePlans(was: Plan, is: Plan): ScheduleDiff[] {
  const before = new Map(was.schedules.map((planned) => [planned.schedule.name, planned]));
  const after = new Map(is.schedules.map((planned) => [planned.schedule.name, planned]));
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].map((name) => compareSchedules(name, before.get(name), after.get(name)));
}

function compareSchedules(
  schedule: string,
  was: PlannedSchedule | undefined,
  is: PlannedSchedule | undefined,
): ScheduleDiff {
  const boundaries = compareBoundaries(was?.boundaries ?? [], is?.boundaries ?? []);
  const shared = was && is && { was, is };
  const clusters = shared ? changeOf(shared, ({ schedule }) => describeSelection(schedule)) : null;
  const mode = shared ? changeOf(shared, ({ schedule }) => schedule.mode) : null;
  const atStart = shared ? changeOf(shared, targetAtStart, sameTarget) : null;
  const { added, removed, changed } = boundaries;
  const isSame = added.length + removed.length + changed.length === 0 && !clusters && !mode && !atStart;
  return {
    schedule,
    status: !was ? "added" : !is ? "removed" : isSame ? "same" : "changed",
    clusters,
    mode,
    atStart,
    ...boundaries,
    usageWas: was ? usageOf(was) : null,
    usageIs: is ? usageOf(is) : null,
  };
}

function changeOf<Value>(
  { was, is }: Difference<PlannedSchedule>,
  of: (planned: PlannedSchedule) => Value,
  isSame: (one: Value, other: Value) => boolean = Object.is,
): Difference<Value> | null {
  const change = { was: of(was), is: of(is) };
  return isSame(change.was, change.is) ? null : change;
}

function targetAtStart({ stretches, schedule }: PlannedSchedule): Target {
  return stretches[0]?.target ?? schedule.baseline;
}

function compareBoundaries(was: readonly Boundary[], is: readonly Boundary[]) {
  const left = new Map(was.map((boundary) => [boundary.at, boundary]));
  const added: Boundary[] = [];
  const changed: Difference<Boundary>[] = [];
  let unchanged = 0;
  for (const boundary of is) {
    const old = left.get(boundary.at);
    left.delete(boundary.at);
    if (old === undefined) added.push(boundary);
    else if (isSameBoundary(old, boundary)) unchanged += 1;
    else changed.push({ was: old, is: boundary });
  }
  return { added, removed: [...left.values()], changed, unchanged };
}

function isSameBoundary(one: Boundary, other: Boundary): boolean {
  return one.window === other.window && sameTarget(one.before, other.before) && sameTarget(one.after, other.after);
}
