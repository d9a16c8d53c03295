/** What several invariants ask of a record. */

import type { Fault } from "../../../../src/local/admin-api/faults/faults";
import type { RequestRecord } from "../../../../src/local/admin-api/http/http-types";
import type { Report } from "../../../../src/operations/report/report";
import type { SoakCase, SoakCluster } from "../../generated/case";
import { dayMs, minuteMs, secondMs } from "../../generated/time";
import type { PatchRecord, RunRecord, SoakRecord } from "../../lived/record";

/** An instant as the messages write it. */
export const instant = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");

/** The minute that a run decides for. */
export const nearestMinute = (ms: number) => Math.round(ms / minuteMs) * minuteMs;

export const endOf = ({ startMs, days }: SoakCase) => startMs + days * dayMs;

export const isAborted = ({ execution }: RunRecord) => execution.error?.name === "ExecutionTimeLimitExceeded";

interface RunArgument {
  readonly cluster?: string;
  readonly dryRun?: boolean;
  readonly at?: string;
  readonly takeOver?: boolean;
  /** ISO 8601, whole hours: `PT12H`. */
  readonly for?: string;
  /** An ISO instant. */
  readonly until?: string;
}

/** The argument of a run; empty where it had none. */
export const argumentOf = ({ args }: RunRecord) => (args[0] ?? {}) as RunArgument;

/** A run of `reconcile` that may send something. */
export function maySend(run: RunRecord): boolean {
  const { dryRun, at } = argumentOf(run);
  return run.functionName === "reconcile" && dryRun !== true && at === undefined;
}

/** Instants whose documents may have been in force for a run: an edit of the same millisecond may have come too late for it. */
export const inForceDuring = ({ execution: { startedAtMs } }: RunRecord) => [startedAtMs - 1, startedAtMs];

/** The runs that were going on at an instant. */
export function runsAt({ runs }: Pick<SoakRecord, "runs">, ms: number): readonly RunRecord[] {
  return runs.filter(({ execution }) => execution.startedAtMs <= ms && execution.endedAtMs >= ms);
}

/** When the first of the runs began that were going on at an instant. */
export function beganBefore(record: SoakRecord, ms: number): number {
  return Math.min(...runsAt(record, ms).map(({ execution }) => execution.startedAtMs));
}

/** A write goes out at most so long after the look that it is based on. */
export const oldestLookMs = 30 * secondMs;

/** No other run overlapped with it. */
export function isAlone({ runs }: SoakRecord, run: RunRecord): boolean {
  const { startedAtMs, endedAtMs } = run.execution;
  return runs.every(
    (other) => other === run || other.execution.startedAtMs > endedAtMs || other.execution.endedAtMs < startedAtMs,
  );
}

export const isIn = ({ execution }: RunRecord, ms: number) => ms >= execution.startedAtMs && ms <= execution.endedAtMs;

/** An answer that takes so long never comes: a request is given up after 45 seconds, or up to 15 more. */
export const isUnanswered = (fault: Fault) => fault.kind === "latency" && fault.ms > 44 * secondMs;

/** The requests made while a run went on, in the order of their arrival. */
export function requestsDuring({ requests }: SoakRecord, { execution }: RunRecord): readonly RequestRecord[] {
  return requests
    .filter(({ at }) => at >= execution.startedAtMs && at <= execution.endedAtMs)
    .sort((one, other) => one.at - other.at);
}

/** A PATCH whose credentials were accepted. */
export function isWrite({ method, status }: RequestRecord): boolean {
  return method === "PATCH" && status !== 401;
}

/** The last part of a request's path, which in the path of a cluster is its name. */
export const nameIn = ({ path }: { readonly path: string }) =>
  decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));

/** Every PATCH for a scheduled cluster by a trigger or a plain run, and not by scaleUp, scaleDown or takeOver, which a person asked for. */
export function automaticPatches(record: SoakRecord): readonly PatchRecord[] {
  const scheduled = new Set(record.soakCase.clusters.map(({ input }) => input.name));
  return record.patches.filter(({ atMs, cluster }) => {
    const runs = runsAt(record, atMs);
    return (
      scheduled.has(cluster) &&
      runs.length > 0 &&
      runs.every((run) => run.functionName === "reconcile" && run.args.length === 0)
    );
  });
}

export function clusterOf({ soakCase }: SoakRecord, { cluster }: PatchRecord): SoakCluster {
  const found = soakCase.clusters.find(({ input }) => input.name === cluster);
  if (found === undefined) throw new Error(`the case has no cluster ${cluster}`);
  return found;
}

/** The runs that completed, each with its report. */
export function reportsOf({ runs }: SoakRecord): readonly { readonly run: RunRecord; readonly report: Report }[] {
  return runs
    .filter((run) => maySend(run) && run.execution.outcome === "completed")
    .map((run) => ({ run, report: run.execution.result as Report }));
}
