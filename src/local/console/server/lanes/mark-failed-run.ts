/** Marks a run that failed on the lanes of the clusters that it concerns. */
import type { Cluster } from "../../../admin-api/model";
import type { AtlasState } from "../../../admin-api/state/state";
import type { RequestState, RunDetail } from "../../protocol";
import { clusterOfPath } from "../books/cluster-before";
import { selectableOf } from "../feed/clusters-part";
import type { ScheduleInForce } from "../schedule-in-force";
import { clustersOf, keyOf } from "../world";
import type { MarkBook } from "./mark-book";

export type FailedRun = Pick<RunDetail, "startedAt" | "says" | "functionName" | "error">;

export interface MarkSources {
  readonly state: AtlasState;
  readonly schedule: ScheduleInForce;
  readonly marks: MarkBook;
}

/** Those that its requests failed for, and those that its error names; where it names none, all that are scheduled. */
export function markFailedRun(
  { state, schedule, marks }: MarkSources,
  { run, requests }: { readonly run: FailedRun; readonly requests: readonly RequestState[] },
): void {
  const refused = new Set(requests.flatMap(({ status, path }) => (status >= 200 && status < 300 ? [] : keyIn(path))));
  const words = new Set((run.error?.message ?? "").split(/[^A-Za-z0-9_-]+/));
  const clusters = clustersOf({ state });
  const concerned = clusters.filter((one) => refused.has(keyOf(one)) || words.has(one.name));
  const { open } = schedule.current;
  const isScheduled = (one: Cluster) => open?.scheduledAt(selectableOf(one), run.startedAt) != null;
  const meant = concerned.length > 0 ? concerned : clusters.filter(isScheduled);
  const mark = { at: run.startedAt, kind: "run-failed", says: `${run.functionName} failed: ${run.says}` } as const;
  for (const cluster of meant) marks.add(keyOf(cluster), mark);
}

function keyIn(path: string): string[] {
  const named = clusterOfPath(path);
  return named === undefined ? [] : [keyOf(named)];
}
