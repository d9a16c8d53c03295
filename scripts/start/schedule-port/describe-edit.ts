/** What would be otherwise with another schedule document than with the one in force, a sentence each. */
import type { SelectableCluster } from "../../../src/local/console/schedule-port";
import type { Boundary, Schedule } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import { comparePlans, type ScheduleDiff } from "../../lib/planning/diff";
import { formatLength, utcMinute } from "../../lib/planning/local-time";
import { movesIn } from "../../lib/planning/moved";
import type { Plan } from "../../lib/planning/schedule";
import { ownersIn, sizeFor } from "./open-schedule";

export interface EditedClusters {
  readonly appProjectId: string;
  readonly clusters: readonly SelectableCluster[];
}

/** Names that a sentence has room for. */
const NAMES_MOST = 5;

/** `was` null: no document is in force. */
export function describeEdit(is: Plan, was: Plan | null, edited: EditedClusters): readonly string[] {
  if (was === null)
    return ["No document is in force now, so every cluster that this one selects would begin to follow it."];
  const diffs = comparePlans(was, is).filter(({ status }) => status !== "same");
  return [...atOnce(is, was, edited), ...diffs.flatMap((diff) => ofSchedule(diff, is))];
}

/** What the next run would do, whatever lies ahead. */
function atOnce(is: Plan, was: Plan, { clusters, appProjectId }: EditedClusters): string[] {
  const [before, after] = [targetsNow(was, appProjectId), targetsNow(is, appProjectId)];
  const namesByChange = new Map<string, string[]>();
  for (const cluster of clusters) {
    const [from, to] = [before(cluster), after(cluster)];
    if (from === to) continue;
    const change = changeNow(from, to);
    namesByChange.set(change, [...(namesByChange.get(change) ?? []), cluster.name]);
  }
  return [...namesByChange].map(([change, names]) => `${listed(names)} would ${change}.`);
}

function changeNow(from: string | null, to: string | null): string {
  if (from === null) return `begin to be scheduled, at the next run as ${to}`;
  if (to === null) return "be left alone: no schedule selects it any more";
  return `be ${to} instead of ${from} from the next run on`;
}

/** The size that a plan wants of a cluster at its beginning; null: it wants nothing of it. */
function targetsNow({ source, schedules }: Plan, appProjectId: string): (cluster: SelectableCluster) => string | null {
  const ownerOf = ownersIn(source.document, appProjectId);
  const first = new Map(schedules.map(({ schedule, stretches }) => [schedule, stretches[0]?.target]));
  return (cluster) => {
    const target = first.get(ownerOf(cluster) as Schedule);
    return target === undefined ? null : sizeFor(target, cluster.isAutoScaled);
  };
}

function ofSchedule(diff: ScheduleDiff, { from, until }: Plan): string[] {
  const { schedule, status, clusters, mode } = diff;
  const ahead = `in the coming ${formatLength(until - from)}`;
  if (status === "removed") return [`Schedule ${schedule} would be gone.`];
  const { moved, removed, added } = movesIn(diff);
  if (status === "added") return [`Schedule ${schedule} would be new, with ${counted(added.length)} ${ahead}.`];
  return [
    ...(clusters === null ? [] : [`Schedule ${schedule} would select ${clusters.is} instead of ${clusters.was}.`]),
    ...(mode === null ? [] : [`Schedule ${schedule} would be in the mode ${mode.is} instead of ${mode.was}.`]),
    ...sentence(schedule, moved.length, "moved", ahead, moved[0] && movedTo(moved[0])),
    ...sentence(schedule, added.length, "added", ahead, added[0] && told(added[0])),
    ...sentence(schedule, removed.length, "gone", ahead, removed[0] && told(removed[0])),
    ...sentence(schedule, diff.changed.length, "changed", ahead, diff.changed[0] && told(diff.changed[0].is)),
  ];
}

function sentence(schedule: string, count: number, what: string, ahead: string, first: string | undefined): string[] {
  if (first === undefined) return [];
  const one = count === 1 ? "" : ", the first ";
  return [`Schedule ${schedule}: ${counted(count)} ${ahead} would be ${what}${one === "" ? ": " : one}${first}.`];
}

const counted = (count: number) => (count === 1 ? "1 boundary" : `${count} boundaries`);

function told({ at, window, before, after }: Boundary): string {
  const which = window === null ? "the baseline" : window;
  return `${utcMinute(at)} UTC, ${which}, ${describeTarget(before)} to ${describeTarget(after)}`;
}

const movedTo = ({ was, is }: { readonly was: Boundary; readonly is: Boundary }) =>
  `${utcMinute(was.at)} to ${utcMinute(is.at)} UTC, ${is.window ?? "the baseline"}`;

function listed(names: readonly string[]): string {
  if (names.length <= NAMES_MOST) return names.join(", ");
  return `${names.slice(0, NAMES_MOST).join(", ")} and ${names.length - NAMES_MOST} more`;
}
