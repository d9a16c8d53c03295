/** The invariants, checked on the record of a case. Each returns its violations in words. */

import { strangersName } from "./soak-act";
import type { SoakCluster } from "./soak-case";
import { claimsAbout } from "./soak-claims";
import { changesOfOurs, excusesFor, nearestMinute, submittedBetween } from "./soak-excuses";
import { lastWhere } from "./soak-last";
import type { PatchRecord, RunRecord, SoakRecord } from "./soak-record";
import { isAt } from "./soak-target";
import { dayMs, minuteMs } from "./soak-time";
import { type Oracle, oracleFor } from "./soak-timeline";

export interface Violation {
  /** 1 to 5, as the README's list of what is proved counts them; 0: a run ended in a way that none of them allows. */
  readonly invariant: 0 | 1 | 2 | 3 | 4 | 5;
  readonly says: string;
}

type Check = (record: SoakRecord, oracle: Oracle) => readonly string[];

export function violationsOf(record: SoakRecord): readonly Violation[] {
  const oracle = oracleFor(record.soakCase, record.edits);
  const checks: readonly (readonly [Violation["invariant"], Check])[] = [
    [0, brokenRuns],
    [1, missedBoundaries],
    [1, unexplained],
    [2, ({ tampered }) => tampered],
    [2, strayRequests],
    [3, needlessWrites],
    [4, undoneChanges],
    [4, fights],
    [5, ({ leaks }) => leaks],
  ];
  return checks.flatMap(([invariant, check]) => check(record, oracle).map((says) => ({ invariant, says })));
}

const instant = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");

const isAborted = ({ execution }: RunRecord) => execution.error?.name === "ExecutionTimeLimitExceeded";

/** A run fails with `RunFailed` or by the platform's time-out, never because of a mistake of ours. */
function brokenRuns({ runs }: SoakRecord): readonly string[] {
  return runs
    .filter(({ execution: { error } }) => error !== undefined && error.name !== "RunFailed")
    .filter((run) => !isAborted(run) && !isRefusal(run))
    .map(
      ({ execution }) =>
        `run at ${instant(execution.startedAtMs)}: ${execution.error?.name}: ${execution.error?.message}`,
    );
}

/** By hand, a person is told why nothing was done: no target, no such cluster. */
function isRefusal({ functionName, execution }: RunRecord): boolean {
  return functionName !== "reconcile" && execution.error?.name === "ConfigError";
}

/** A trigger fires on the minute of every boundary of the document that was deployed, of an edited one within a heartbeat. */
function missedBoundaries({ soakCase, edits, firings }: SoakRecord, oracle: Oracle): readonly string[] {
  const { startMs, days } = soakCase;
  const isDeployed = edits.length === 0;
  const latestMs = isDeployed ? 0 : 15 * minuteMs;
  const at = firings.map(({ scheduledAtMs }) => scheduledAtMs).sort((a, b) => a - b);
  const last = at.at(-1) ?? 0;
  return soakCase.documents.flatMap((_, index) =>
    index > 0
      ? []
      : (soakCase.documents[0]?.schedules ?? []).flatMap(({ name }) =>
          oracle
            .boundaries(name, startMs, startMs + days * dayMs)
            .filter((ms) => ms + latestMs <= last && !at.some((fired) => fired >= ms && fired <= ms + latestMs))
            .map((ms) => `no trigger fires for the boundary of ${name} at ${instant(ms)}`),
        ),
  );
}

/** When a run ends, every cluster is at its target (which Atlas shows from the request on), or the run says truly why not. */
function unexplained(record: SoakRecord, oracle: Oracle): readonly string[] {
  const { runs, soakCase } = record;
  return runs
    .filter((run) => run.functionName === "reconcile" && !isAborted(run) && run.execution.error?.name !== "ConfigError")
    .flatMap((run) => soakCase.clusters.flatMap((cluster) => unexplainedOf(record, oracle, run, cluster)));
}

function unexplainedOf(record: SoakRecord, oracle: Oracle, run: RunRecord, cluster: SoakCluster): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const name = cluster.input.name;
  const only = (run.args[0] as { cluster?: string } | undefined)?.cluster;
  const seen = run.after.find((one) => one.name === name);
  if (seen === undefined || (only !== undefined && only !== name)) return [];
  const wants = [startedAtMs, endedAtMs].map((ms) => oracle.wanted(cluster.schedule, nearestMinute(ms), startedAtMs));
  if (wants.some(({ target }) => isAt(seen, target))) return [];
  const claims = claimsAbout(run, name, cluster.project);
  const excuses = excusesFor({ record, oracle, run, cluster });
  if (claims.some((claim) => excuses.has(claim))) return [];
  const target = JSON.stringify(wants.at(-1)?.target);
  return [
    `${name} is not at ${target} after the run that ended ${instant(endedAtMs)}: it says ${JSON.stringify(claims)}, ` +
      `true would be ${JSON.stringify([...excuses])}; it is ${JSON.stringify(seen)}`,
  ];
}

const allowed = [
  /^GET .*\/groups\/[0-9a-f]{24}\/clusters$/,
  /^GET .*\/groups\/[0-9a-f]{24}\/events$/,
  /^(?:GET|PATCH) .*\/groups\/[0-9a-f]{24}\/clusters\/[^/]+$/,
  /^GET .*\/autoScalingConfiguration$/,
  /^POST \/api\/oauth\/token$/,
];

function strayRequests({ requests }: SoakRecord): readonly string[] {
  return requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !allowed.some((pattern) => pattern.test(line)))
    .map((line) => `the app asked for ${line}`);
}

/** A PATCH for a cluster that was at its target already when every run then going on began. */
function needlessWrites(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    const runs = runsAt(record, patch.atMs);
    const beganMs = Math.min(...runs.map(({ execution }) => execution.startedAtMs));
    const looks = record.looks.filter(
      ({ name, atMs }) => name === patch.cluster && atMs >= beganMs - minuteMs && atMs <= patch.atMs,
    );
    const before = looks.filter(({ atMs }) => atMs <= beganMs);
    const isAlways = [...looks, patch.seen].every((seen) =>
      [nearestMinute(seen.atMs), nearestMinute(patch.atMs - 2_000), nearestMinute(patch.atMs)].every((ms) =>
        isAt(seen, oracle.wanted(cluster.schedule, ms, patch.atMs).target),
      ),
    );
    if (!isAlways || before.length === 0 || runs.length === 0) return [];
    return [`${patch.cluster} was as desired, and at ${instant(patch.atMs)} something was sent for it all the same`];
  });
}

/** Under `respect`, a write after a stranger's change and before the next boundary, unless the boundary was not carried out. */
function undoneChanges(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    if (oracle.documentAt(patch.atMs).drift !== "respect") return [];
    const { sinceMs, before } = oracle.wanted(cluster.schedule, nearestMinute(patch.atMs));
    const fromMs = Math.max(sinceMs ?? 0, patch.atMs - 30 * dayMs);
    const [newest, ...earlier] = submittedBetween(record, patch.cluster, fromMs + 1_000, patch.atMs - 1).filter(
      ({ by }) => by !== "Atlas",
    );
    if (newest?.by !== strangersName || isTooFresh(record, patch, newest.at)) return [];
    const isOurs = (at: number) => [newest, ...earlier].some((one) => one.by === record.ourName && one.at === at);
    const hasOurs = earlier.some(({ at }) => isOurs(at)) || ownChangeAt(record, patch, fromMs);
    const isCarriedOut = hasOurs || before === null || !isAt(patch.seen, before);
    if (!isCarriedOut) return [];
    return [`${patch.cluster}: the change of ${instant(newest.at)} by hand was undone at ${instant(patch.atMs)}`];
  });
}

/** A run decides for the minute nearest to its clock, so ours may come up to half a minute before the boundary. */
function ownChangeAt(record: SoakRecord, patch: PatchRecord, fromMs: number): boolean {
  return submittedBetween(record, patch.cluster, fromMs - minuteMs / 2, fromMs + 1_000).some(
    ({ by }) => by === record.ourName,
  );
}

/** Nobody can know of a change that came after the look just before the write. */
function isTooFresh(record: SoakRecord, patch: PatchRecord, changedMs: number): boolean {
  const look = lastWhere(
    record.requests,
    ({ at, method, path }) => method === "GET" && path.endsWith(`/${patch.cluster}`) && at < patch.atMs,
  );
  return look === undefined || changedMs >= look.at - 1_000;
}

/** Under `correct`, at most three changes of ours between two boundaries. */
function fights(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    const [run] = runsAt(record, patch.atMs);
    if (run === undefined || oracle.documentAt(patch.atMs).drift !== "correct") return [];
    const wanted = oracle.wanted(cluster.schedule, nearestMinute(patch.atMs));
    const before = { ...run, execution: { ...run.execution, endedAtMs: patch.atMs - 2 * minuteMs } };
    const count = changesOfOurs({ record, oracle, run: before, cluster }, wanted);
    return count < 3 ? [] : [`${patch.cluster}: changed a fourth time since the boundary, at ${instant(patch.atMs)}`];
  });
}

/** Those of triggers and of plain runs: not what a person asked for with scaleUp, scaleDown or takeOver. */
function automaticPatches(record: SoakRecord): readonly PatchRecord[] {
  return record.patches.filter(({ atMs }) => {
    const runs = runsAt(record, atMs);
    return runs.length > 0 && runs.every((run) => run.functionName === "reconcile" && run.args.length === 0);
  });
}

/** Runs going on at that instant; a request may outlive an aborted run by its own latency. */
function runsAt({ runs }: SoakRecord, ms: number): readonly RunRecord[] {
  return runs.filter(({ execution }) => execution.startedAtMs <= ms && execution.endedAtMs >= ms);
}

function clusterOf({ soakCase }: SoakRecord, { cluster }: PatchRecord): SoakCluster {
  const found = soakCase.clusters.find(({ input }) => input.name === cluster);
  if (found === undefined) throw new Error(`nobody made a cluster ${cluster}`);
  return found;
}
