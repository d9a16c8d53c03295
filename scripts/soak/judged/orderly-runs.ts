/**
 * What every invariant takes for granted: a run ends by itself or with a failure that it reports, waits as long as Atlas
 * asks it to, and repeats what may succeed later.
 */

import { modeOf } from "../generated/case";
import { secondMs } from "../generated/time";
import type { FaultRecord, RunRecord, SoakRecord } from "../lived/record";
import type { Oracle } from "../oracle/timeline";
import {
  argumentOf,
  inForceDuring,
  instant,
  isAborted,
  isAlone,
  isUnanswered,
  requestsDuring,
  runsAt,
} from "./evidence/record-queries";
import { everyRule, type Finding } from "./finding";

export const orderlyRuns = everyRule(brokenRuns, abortedRuns, longWaits, hastyRepeats, requestsGivenUp);

/** A run fails with `RunFailed` or by the time limit of the platform, never because of a bug. */
function brokenRuns(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.runs
    .filter(({ execution: { error } }) => error !== undefined && error.name !== "RunFailed")
    .filter((run) => !isAborted(run) && !isRefusal(record, oracle, run))
    .map(({ execution: { startedAtMs, error } }) => ({
      says: `the run at ${instant(startedAtMs)} ended with ${error?.name}: ${error?.message}`,
      atMs: startedAtMs,
    }));
}

/** A person is told why nothing was done: scaleUp finds no larger target, or the cluster's schedule is off. */
function isRefusal({ soakCase }: SoakRecord, oracle: Oracle, run: RunRecord): boolean {
  if (run.execution.error?.name !== "ConfigError") return false;
  const only = argumentOf(run).cluster;
  const owner = soakCase.clusters.find(({ input }) => input.name === only)?.schedule ?? "";
  const documents = inForceDuring(run).map((ms) => oracle.documentAt(ms));
  return run.functionName.startsWith("scale") || documents.some((document) => modeOf(document, owner) === "off");
}

/** The platform ended a run, and all that it had to report was lost: whatever is slow, each request has a limit of its own. */
function abortedRuns(record: SoakRecord): readonly Finding[] {
  return record.runs.filter(isAborted).map(({ execution: { startedAtMs } }) => ({
    says: `the run at ${instant(startedAtMs)} was ended by the time limit of the platform`,
    atMs: startedAtMs,
  }));
}

/** Whatever never comes holds up a run for a minute at most: then it goes on with something else, or ends. */
function longWaits(record: SoakRecord): readonly Finding[] {
  return record.faults.flatMap(({ atMs, method, path, fault }) => {
    const [run] = runsAt(record, atMs);
    if (run === undefined || !isUnanswered(fault) || !isAlone(record, run)) return [];
    const isIdle = !requestsDuring(record, run).some(({ at }) => at > atMs && at <= atMs + longestWaitMs);
    if (!isIdle || run.execution.endedAtMs <= atMs + longestWaitMs) return [];
    const says = `${method} ${path} at ${instant(atMs)} was not answered, and its run did nothing for more than a minute`;
    return [{ says, atMs }];
  });
}

/** The limit of a request, and the quarter of a minute by which it may be passed. */
const longestWaitMs = 61 * secondMs;

/** A request was repeated before the time that Atlas had named, or at once after it had failed. */
function hastyRepeats(record: SoakRecord): readonly Finding[] {
  return record.faults.flatMap(({ atMs, method, path, fault }) => {
    const [run] = runsAt(record, atMs);
    // Several clusters need an event list or a token at once, and each of them waits for itself.
    if (path.endsWith("/events") || path.startsWith("/api/oauth/")) return [];
    if (run === undefined || !isAlone(record, run)) return [];
    const isRefused = fault.kind === "status" || fault.kind === "reset" || fault.kind === "truncate";
    if (!isRefused) return [];
    const waitMs = fault.kind === "status" ? (fault.retryAfterSeconds ?? 1) * 1_000 : 1_000;
    const next = record.requests
      .filter((one) => one.path === path && one.at > atMs && one.at <= run.execution.endedAtMs)
      .reduce((first, one) => Math.min(first, one.at), Number.POSITIVE_INFINITY);
    if (next >= atMs + waitMs) return [];
    const met = `${method} ${path} at ${instant(atMs)} met ${JSON.stringify(fault)}`;
    return [{ says: `${met} and was repeated after ${next - atMs} ms, which is too early`, atMs }];
  });
}

/** The budgets of the app: a function may take 300 s, and one request waits at most a minute in all. */
const runBudgetMs = 200_000;
const waitBudgetMs = 55_000;
/** How often one request is sent, including the one for its token; and how often a cluster is looked at for one change. */
const attempts = 4;
const looks = 2;
const tokenPath = "/api/oauth/token";

/** A request that failed in a way that passes was repeated, or its cluster looked at again, before it was given up. */
function requestsGivenUp(record: SoakRecord): readonly Finding[] {
  return record.faults.flatMap((faulted) => {
    const run = onlyRunAt(record, faulted.atMs);
    if (run === undefined || !isWorthRepeating(record, faulted) || isOutOfTime(run, faulted)) return [];
    const earlier = record.faults.filter(
      ({ atMs, path, fault }) =>
        (path === faulted.path || path === tokenPath || fault.kind === "expire-tokens") &&
        atMs >= run.execution.startedAtMs &&
        atMs <= faulted.atMs,
    );
    if (earlier.length >= mostAttempts(faulted) || isWithoutToken(record, run, faulted)) return [];
    const firstMs = Math.min(
      faulted.atMs,
      ...[...earlier, ...lostLooksBefore(record, run, faulted)].map(({ atMs }) => atMs),
    );
    const waitedMs = faulted.atMs - firstMs;
    if (waitedMs + 2_000 * 2 ** earlier.length > waitBudgetMs) return [];
    const isFollowed = record.requests.some(
      ({ at, path }) => path === faulted.path && at > faulted.atMs && at <= run.execution.endedAtMs,
    );
    if (isFollowed) return [];
    const { method, path, fault, atMs } = faulted;
    return [{ says: `${method} ${path} at ${instant(atMs)} met ${JSON.stringify(fault)} and was not repeated`, atMs }];
  });
}

/** A write and the look ahead of it have their time together, and the list of its project can be that look. */
function lostLooksBefore({ faults }: SoakRecord, run: RunRecord, { method, path, atMs }: FaultRecord) {
  if (method !== "PATCH") return [];
  return faults.filter(
    (other) =>
      isUnanswered(other.fault) &&
      other.method === "GET" &&
      (path === other.path || path.startsWith(`${other.path}/`)) &&
      other.atMs >= run.execution.startedAtMs &&
      other.atMs <= atMs,
  );
}

/** Its token had expired and no other could be had: the request for a token has attempts of its own. */
function isWithoutToken({ faults }: SoakRecord, run: RunRecord, { fault, atMs }: FaultRecord): boolean {
  const { endedAtMs } = run.execution;
  if (fault.kind !== "expire-tokens") return false;
  return faults.some((other) => other.path === tokenPath && other.atMs >= atMs && other.atMs <= endedAtMs);
}

/** A token that is refused twice in a row is a credential that is refused. */
function mostAttempts({ method, fault }: FaultRecord): number {
  return method === "PATCH" || fault.kind === "expire-tokens" ? looks : attempts;
}

/** The run of `reconcile` in which a request was made, if no other was going on. */
function onlyRunAt(record: SoakRecord, ms: number): RunRecord | undefined {
  const running = runsAt(record, ms);
  return running.length === 1 && running[0]?.functionName === "reconcile" ? running[0] : undefined;
}

function isWorthRepeating({ soakCase }: SoakRecord, { fault, path }: FaultRecord): boolean {
  // An expired token is replaced by another within the same attempt.
  if (fault.kind === "expire-tokens") return soakCase.identity === "service-account" && path !== tokenPath;
  if (fault.kind === "status") return fault.status !== 429 || (fault.retryAfterSeconds ?? 0) < 60;
  return fault.kind === "reset" || fault.kind === "truncate";
}

function isOutOfTime({ execution }: RunRecord, { atMs }: FaultRecord): boolean {
  return atMs - execution.startedAtMs > runBudgetMs || execution.endedAtMs - execution.startedAtMs > runBudgetMs;
}
