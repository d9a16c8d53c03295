/** Marks a run that failed on the lanes of the clusters that it concerns. */
import type { Cluster } from "../../../admin-api/model";
import type { AtlasState } from "../../../admin-api/state/state";
import type { RequestState, RunDetail } from "../../protocol";
import type { RunFindings } from "../../schedule-port";
import { clusterOfPath } from "../books/cluster-before";
import { selectableOf } from "../feed/clusters-part";
import type { ScheduleInForce } from "../schedule-in-force";
import { clustersOf, keyOf } from "../world";
import type { MarkBook } from "./mark-book";

export type FailedRun = Pick<RunDetail, "startedAt" | "says" | "functionName" | "error">;

export interface Failure {
  readonly run: FailedRun;
  readonly requests: readonly RequestState[];
  /** Of its report; null: it failed without one. */
  readonly findings: RunFindings | null;
}

export interface MarkSources {
  readonly state: AtlasState;
  readonly schedule: ScheduleInForce;
  readonly marks: MarkBook;
}

/**
 * Those that its requests failed for, and those that its report does; without a report those that its error names; where
 * there are none, all that are scheduled.
 */
export function markFailedRun({ state, schedule, marks }: MarkSources, { run, requests, findings }: Failure): void {
  const refused = new Set(requests.flatMap(({ status, path }) => (status >= 200 && status < 300 ? [] : keyIn(path))));
  const clusters = clustersOf({ state });
  const { open } = schedule.current;
  const isScheduled = (one: Cluster) => open?.scheduledAt(selectableOf(one), run.startedAt) != null;
  const isNamed = findings === null ? namedIn(run) : failedIn(findings, isScheduled);
  const concerned = clusters.filter((one) => refused.has(keyOf(one)) || isNamed(one));
  const meant = concerned.length > 0 ? concerned : clusters.filter(isScheduled);
  const mark = { at: run.startedAt, kind: "run-failed", says: `${run.functionName} failed: ${run.says}` } as const;
  for (const cluster of meant) marks.add(keyOf(cluster), mark);
}

/** A message has no room for more than some names, but it is all that an error of another app has. */
function namedIn({ error }: FailedRun): (cluster: Cluster) => boolean {
  const words = new Set((error?.message ?? "").split(/[^A-Za-z0-9_-]+/));
  return ({ name }) => words.has(name);
}

function failedIn({ failed, failedProjects }: RunFindings, isScheduled: (cluster: Cluster) => boolean) {
  return (one: Cluster) => failed.has(keyOf(one)) || (failedProjects.has(one.projectId) && isScheduled(one));
}

function keyIn(path: string): string[] {
  const named = clusterOfPath(path);
  return named === undefined ? [] : [keyOf(named)];
}
