/** How runs behave towards Atlas, whatever comes of it: no write unasked or unseen, no haste, no end without cause. */

import type { RequestRecord } from "../../../src/local/admin-api/http/http-types";
import { modeOf } from "../generated/case";
import { instant, isAborted, isReal, type RunRecord, runsAt, type SoakRecord } from "../lived/record";
import type { Oracle } from "../oracle/timeline";

/** A PATCH where nothing is to be sent: by what only reports, for a cluster that is not meant, or that nobody scheduled. */
export function unaskedWrites(record: SoakRecord, oracle: Oracle): readonly string[] {
  return record.requests.filter(isWrite).flatMap((request) => {
    const runs = runsAt(record, request.at);
    const name = clusterIn(request);
    if (runs.length === 0 || runs.some((run) => maySend(record, oracle, run, name))) return [];
    const functions = runs.map(({ functionName, args }) => `${functionName} ${JSON.stringify(args)}`);
    return [`${name} was written to at ${instant(request.at)} by ${functions.join(", ")}, which was not to`];
  });
}

function maySend({ soakCase }: SoakRecord, oracle: Oracle, run: RunRecord, name: string): boolean {
  const cluster = soakCase.clusters.find(({ input }) => input.name === name);
  if (cluster === undefined) return false;
  const only = (run.args[0] as { cluster?: string } | undefined)?.cluster;
  if (only !== undefined && only !== name) return false;
  if (run.functionName === "scaleUp" || run.functionName === "scaleDown") return true;
  const { startedAtMs } = run.execution;
  return (
    isReal(run) && [startedAtMs - 1, startedAtMs].some((ms) => modeOf(oracle.documentAt(ms), cluster.schedule) === "on")
  );
}

/** A PATCH that no look of its own at the cluster went ahead of, in the same run and since the PATCH before. */
export function blindWrites(record: SoakRecord): readonly string[] {
  return record.runs
    .filter((run) => isAlone(record, run))
    .flatMap((run) => {
      const during = requestsOf(record, run);
      const looked = new Map<string, boolean>();
      return during.flatMap((request) => {
        const name = clusterIn(request);
        if (request.method === "GET" && request.status === 200) looked.set(name, true);
        if (!isWrite(request)) return [];
        const wasLookedAt = looked.get(name) === true;
        looked.set(name, false);
        return wasLookedAt ? [] : [`${name} was written to at ${instant(request.at)} without a look just before`];
      });
    });
}

/** Atlas said when to ask again, and was asked before; or it was asked again at once after it had failed. */
export function hasty(record: SoakRecord): readonly string[] {
  return record.faults.flatMap(({ atMs, method, path, fault }) => {
    const [run] = runsAt(record, atMs);
    // Several requests share these two, and are patient each for itself.
    if (path.endsWith("/events") || path.startsWith("/api/oauth/")) return [];
    if (run === undefined || !isAlone(record, run)) return [];
    const isRefused = fault.kind === "status" || fault.kind === "reset" || fault.kind === "truncate";
    if (!isRefused) return [];
    const waitMs = fault.kind === "status" ? (fault.retryAfterSeconds ?? 1) * 1_000 : 1_000;
    const next = record.requests
      .filter((one) => one.path === path && one.at > atMs && one.at <= run.execution.endedAtMs)
      .reduce((first, one) => Math.min(first, one.at), Number.POSITIVE_INFINITY);
    if (next >= atMs + waitMs) return [];
    return [
      `${method} ${path} at ${instant(atMs)} met ${JSON.stringify(fault)}, and was asked again after ${next - atMs} ms`,
    ];
  });
}

/** The platform ended a run although no answer took longer than one run may wait. */
export function needlessAborts(record: SoakRecord): readonly string[] {
  return record.runs.filter(isAborted).flatMap(({ execution: { startedAtMs, endedAtMs } }) => {
    const isSlow = record.faults.some(
      ({ atMs, fault }) =>
        fault.kind === "latency" && fault.ms > 100_000 && atMs >= startedAtMs - 1_000 && atMs <= endedAtMs,
    );
    return isSlow ? [] : [`the run at ${instant(startedAtMs)} took too long, with no answer so slow`];
  });
}

/** A PATCH with credentials that were taken. */
function isWrite({ method, status }: RequestRecord): boolean {
  return method === "PATCH" && status !== 401;
}

const clusterIn = ({ path }: RequestRecord) => decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));

function isAlone({ runs }: SoakRecord, run: RunRecord): boolean {
  const { startedAtMs, endedAtMs } = run.execution;
  return runs.every(
    (other) => other === run || other.execution.startedAtMs > endedAtMs || other.execution.endedAtMs < startedAtMs,
  );
}

/** In the order of their arrival. */
function requestsOf({ requests }: SoakRecord, { execution }: RunRecord): readonly RequestRecord[] {
  return requests
    .filter(({ at }) => at >= execution.startedAtMs && at <= execution.endedAtMs)
    .sort((one, other) => one.at - other.at);
}
