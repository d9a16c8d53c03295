/** Invariants 3 and 4: no needless write, no change by hand undone that is to be respected, no endless fight. */

import type { SoakCluster } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { strangersName } from "../lived/act";
import { instant, nearestMinute, type PatchRecord, runsAt, type SoakRecord } from "../lived/record";
import { lastWhere } from "../oracle/last";
import type { Oracle } from "../oracle/timeline";
import { changesOfOurs, holdUntil, mayPause, submittedBetween } from "./excuses";
import { isAt } from "./target";

/** A PATCH for a cluster that was at its target already when every run then going on began. */
export function needlessWrites(record: SoakRecord, oracle: Oracle): readonly string[] {
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
export function undoneChanges(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    if (oracle.documentAt(patch.atMs).drift !== "respect") return [];
    const { sinceMs, before } = oracle.wanted(cluster.schedule, nearestMinute(patch.atMs));
    const fromMs = Math.max(sinceMs ?? 0, patch.atMs - 30 * dayMs);
    const [newest, ...earlier] = submittedBetween(record, patch.cluster, fromMs + 1_000, patch.atMs - 1).filter(
      ({ by }) => by !== "Atlas",
    );
    if (newest?.by !== strangersName || isTooFresh(record, patch, newest.at)) return [];
    if (isHoldTakenAway(record, patch, newest.at)) return [];
    const isOurs = (at: number) => [newest, ...earlier].some((one) => one.by === record.ourName && one.at === at);
    const hasOurs = earlier.some(({ at }) => isOurs(at)) || ownChangeAt(record, patch, fromMs);
    const isAtBefore = before !== null && isAt(patch.seen, before);
    if (isAtBefore && (!hasOurs || isBlind(record, patch))) return [];
    return [`${patch.cluster}: the change of ${instant(newest.at)} by hand was undone at ${instant(patch.atMs)}`];
  });
}

/** Taking away a hold that scaleUp or scaleDown wrote means to go on. */
function isHoldTakenAway({ happenings }: SoakRecord, { cluster }: PatchRecord, ms: number): boolean {
  return happenings.some(
    ({ atMs, cluster: on, happening }) => atMs === ms && on === cluster && happening.does === "unhold",
  );
}

/** A run decides for the minute nearest to its clock, so ours may come up to half a minute before the boundary. */
function ownChangeAt(record: SoakRecord, patch: PatchRecord, fromMs: number): boolean {
  return submittedBetween(record, patch.cluster, fromMs - minuteMs / 2, fromMs + 1_000).some(
    ({ by }) => by === record.ourName,
  );
}

/** Where events cannot be read, what is still as before the boundary is moved: the boundary matters more. */
function isBlind(record: SoakRecord, { atMs }: PatchRecord): boolean {
  const beganMs = Math.min(...runsAt(record, atMs).map(({ execution }) => execution.startedAtMs));
  return record.faults.some((fault) => fault.path.endsWith("/events") && fault.atMs >= beganMs && fault.atMs <= atMs);
}

/** Nobody can know of a change that came after the look just before the write, which every run takes for itself. */
function isTooFresh(record: SoakRecord, patch: PatchRecord, changedMs: number): boolean {
  const look = lastWhere(
    record.requests,
    ({ at, method, path }) => method === "GET" && path.endsWith(`/${patch.cluster}`) && at < patch.atMs,
  );
  const beganMs = Math.min(...runsAt(record, patch.atMs).map(({ execution }) => execution.startedAtMs));
  return changedMs >= Math.max(look?.at ?? 0, beganMs) - 1_000;
}

/** The tag `scheduler-hold` names an instant ahead, and has for longer than the look before the write is old. */
export function heldWrites(record: SoakRecord): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const untilMs = holdUntil(patch.seen.hold);
    const tagged = lastWhere(
      record.happenings,
      ({ atMs, cluster, refused }) => cluster === patch.cluster && atMs <= patch.atMs && refused === undefined,
    );
    if (!(untilMs > patch.atMs + minuteMs) || (tagged && isTooFresh(record, patch, tagged.atMs))) return [];
    return [`${patch.cluster} is held until ${patch.seen.hold}, and was written to at ${instant(patch.atMs)}`];
  });
}

/** What a schedule would never pause is not resumed either. */
export function strayResumes(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    const body = record.requests.find(({ at, path }) => at === patch.atMs && path.endsWith(`/${patch.cluster}`))?.body;
    if ((body as { paused?: boolean } | undefined)?.paused !== false) return [];
    if (mayPause(oracle.documentAt(patch.atMs), cluster.schedule)) return [];
    return [`${patch.cluster} was resumed at ${instant(patch.atMs)}, though its schedule never pauses`];
  });
}

/** Under `correct`, at most three changes of ours between two boundaries. */
export function fights(record: SoakRecord, oracle: Oracle): readonly string[] {
  return automaticPatches(record).flatMap((patch) => {
    const cluster = clusterOf(record, patch);
    const [run] = runsAt(record, patch.atMs);
    if (run === undefined || oracle.documentAt(patch.atMs).drift !== "correct" || isBlind(record, patch)) return [];
    const wanted = oracle.wanted(cluster.schedule, nearestMinute(patch.atMs));
    const before = { ...run, execution: { ...run.execution, endedAtMs: patch.atMs - 2 * minuteMs } };
    const count = changesOfOurs({ record, oracle, run: before, cluster }, wanted);
    return count < 3 ? [] : [`${patch.cluster}: changed a fourth time since the boundary, at ${instant(patch.atMs)}`];
  });
}

/** Those of triggers and of plain runs, for scheduled clusters: not what a person asked for with scaleUp, scaleDown or takeOver. */
function automaticPatches(record: SoakRecord): readonly PatchRecord[] {
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

function clusterOf({ soakCase }: SoakRecord, { cluster }: PatchRecord): SoakCluster {
  const found = soakCase.clusters.find(({ input }) => input.name === cluster);
  if (found === undefined) throw new Error(`nobody made a cluster ${cluster}`);
  return found;
}
