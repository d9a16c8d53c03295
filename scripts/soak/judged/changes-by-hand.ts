/**
 * Invariant 4: a change by hand is kept as long as `respect` promises, and undone as often as `correct` allows; a hold
 * keeps the app away, and lasts as long as it should.
 */

import type { ScaledCluster, ScaleReport } from "../../../src/operations/report/scale-report";
import { modeOf, type SoakCase } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { strangersName } from "../lived/perform-act";
import type { PatchRecord, RunRecord, SoakRecord } from "../lived/record";
import { lastWhere } from "../oracle/last";
import type { Oracle } from "../oracle/timeline";
import {
  automaticPatches,
  beganBefore,
  clusterOf,
  endOf,
  instant,
  nearestMinute,
  runsAt,
} from "./evidence/record-queries";
import { ownChanges, submittedBetween } from "./evidence/submitted-changes";
import { isAt } from "./evidence/target";
import { holdEndMs, mayPause } from "./evidence/true-reasons";
import { everyRule, type Finding } from "./finding";

export const changesByHand = everyRule(undoneChanges, heldWrites, strayResumes, endlessFights, wrongHolds);

/** Under `respect` nothing is sent after a stranger's change and before the next boundary, unless the boundary was not carried out. */
function undoneChanges(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs } = patch;
    const { schedule } = clusterOf(record, patch);
    if (oracle.documentAt(atMs).drift !== "respect") return [];
    const { sinceMs, before } = oracle.wanted(schedule, nearestMinute(atMs));
    const fromMs = Math.max(sinceMs ?? 0, atMs - 30 * dayMs);
    const changes = submittedBetween(record, patch.cluster, fromMs + 1_000, atMs - 1).filter(
      ({ by }) => by !== "Atlas",
    );
    const [newest, ...earlier] = changes;
    if (newest?.by !== strangersName || isTooFresh(record, patch, newest.at)) return [];
    if (isHoldTakenAway(record, patch, newest.at)) return [];
    const hasOurs = earlier.some(({ by }) => by === record.ourName) || hasOwnChangeAt(record, patch, fromMs);
    const isAtBefore = before !== null && isAt(patch.seen, before);
    if (isAtBefore && (!hasOurs || areEventsUnreadable(record, patch))) return [];
    const says = `${patch.cluster}: the change by hand of ${instant(newest.at)} was undone at ${instant(atMs)}`;
    return [{ says, atMs }];
  });
}

/** Taking away a hold that scaleUp or scaleDown wrote means to go on. */
function isHoldTakenAway({ happenings }: SoakRecord, { cluster }: PatchRecord, ms: number): boolean {
  return happenings.some(
    ({ atMs, cluster: on, happening }) => atMs === ms && on === cluster && happening.does === "unhold",
  );
}

/** A run decides for the minute nearest to its clock, so our change may come up to half a minute before the boundary. */
function hasOwnChangeAt(record: SoakRecord, patch: PatchRecord, fromMs: number): boolean {
  return submittedBetween(record, patch.cluster, fromMs - minuteMs / 2, fromMs + 1_000).some(
    ({ by }) => by === record.ourName,
  );
}

/** Where events cannot be read, a cluster that is still as before the boundary is moved: the boundary matters more. */
function areEventsUnreadable(record: SoakRecord, { atMs }: PatchRecord): boolean {
  const beganMs = beganBefore(record, atMs);
  return record.faults.some((fault) => fault.path.endsWith("/events") && fault.atMs >= beganMs && fault.atMs <= atMs);
}

/** Nobody can know of a change that came after the look just before the write, which every run takes for itself. */
function isTooFresh(record: SoakRecord, patch: PatchRecord, changedMs: number): boolean {
  const look = lastWhere(
    record.requests,
    ({ at, method, path }) => method === "GET" && path.endsWith(`/${patch.cluster}`) && at < patch.atMs,
  );
  return changedMs >= Math.max(look?.at ?? 0, beganBefore(record, patch.atMs)) - 1_000;
}

/** Nothing is sent while the tag `scheduler-hold` names an instant ahead, and did so before the look ahead of the write. */
function heldWrites(record: SoakRecord): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs, cluster, seen } = patch;
    const tagged = lastWhere(
      record.happenings,
      (one) => one.cluster === cluster && one.atMs <= atMs && one.refused === undefined,
    );
    const isHeld = holdEndMs(seen.hold) > atMs + minuteMs;
    if (!isHeld || (tagged && isTooFresh(record, patch, tagged.atMs))) return [];
    return [{ says: `${cluster} is held until ${seen.hold}, and yet got a PATCH at ${instant(atMs)}`, atMs }];
  });
}

/** What a schedule would never pause is not resumed either. */
function strayResumes(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs, cluster } = patch;
    const { schedule } = clusterOf(record, patch);
    const body = record.requests.find(({ at, path }) => at === atMs && path.endsWith(`/${cluster}`))?.body;
    if ((body as { paused?: boolean } | undefined)?.paused !== false) return [];
    if (mayPause(oracle.documentAt(atMs), schedule)) return [];
    return [{ says: `${cluster} was resumed at ${instant(atMs)}, although its schedule never pauses it`, atMs }];
  });
}

/** Under `correct` the app changes a cluster three times at most between two boundaries. */
function endlessFights(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs } = patch;
    const cluster = clusterOf(record, patch);
    const [run] = runsAt(record, atMs);
    const isCorrecting = oracle.documentAt(atMs).drift === "correct";
    if (run === undefined || !isCorrecting || areEventsUnreadable(record, patch)) return [];
    const { sinceMs } = oracle.wanted(cluster.schedule, nearestMinute(atMs));
    const span = {
      fromMs: Math.max(sinceMs ?? 0, run.execution.startedAtMs - 30 * dayMs),
      untilMs: atMs - 2 * minuteMs,
    };
    if (ownChanges(record, patch.cluster, span) < 3) return [];
    const says = `${patch.cluster} was changed a fourth time since the boundary, at ${instant(atMs)}`;
    return [{ says, atMs }];
  });
}

const longestHoldMs = 30 * dayMs;

/** scaleUp and scaleDown hold what they changed until the next boundary, 30 days at most. */
function wrongHolds(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.runs.flatMap((run) => {
    const { functionName, execution } = run;
    if (!functionName.startsWith("scale") || execution.outcome !== "completed") return [];
    return (execution.result as ScaleReport).clusters.flatMap((scaled) => wrongHoldOf(record, oracle, run, scaled));
  });
}

function wrongHoldOf(record: SoakRecord, oracle: Oracle, run: RunRecord, scaled: ScaledCluster): readonly Finding[] {
  const { cluster, schedule, before, target, outcome } = scaled;
  const { startedAtMs } = run.execution;
  const isOff = schedule === null || modeOf(oracle.documentAt(startedAtMs), schedule) === "off";
  const takesNoTag = before.paused && "paused" in target;
  if (isOff || takesNoTag || outcome.result === "not-sent" || isDisturbed(record, run, cluster)) return [];
  const tag = run.after.find(({ name }) => name === cluster)?.hold ?? "";
  const until = holdEndMs(tag);
  const fromMs = nearestMinute(startedAtMs);
  const nextMs = nextBoundary(record.soakCase, oracle, schedule, fromMs);
  const isRight =
    nextMs === null
      ? until >= endOf(record.soakCase) && until <= fromMs + longestHoldMs
      : until === Math.min(nextMs, fromMs + longestHoldMs);
  if (isRight) return [];
  const wanted = nextMs === null ? "the next boundary" : instant(nextMs);
  const says = `${cluster}: ${run.functionName} at ${instant(startedAtMs)} holds it until "${tag}" instead of ${wanted}`;
  return [{ says, atMs: startedAtMs }];
}

/** Another run, somebody or an edit had a hand in it meanwhile. */
function isDisturbed(
  record: SoakRecord,
  { execution: { startedAtMs, endedAtMs } }: RunRecord,
  cluster: string,
): boolean {
  const happened = record.happenings.filter((one) => one.cluster === cluster);
  return (
    runsAt(record, startedAtMs).length > 1 ||
    [...happened, ...record.edits].some(({ atMs }) => atMs > startedAtMs && atMs <= endedAtMs)
  );
}

/** null: none in the time of the case. */
function nextBoundary(soakCase: SoakCase, oracle: Oracle, schedule: string, afterMs: number): number | null {
  return oracle.plainBoundaries(schedule, afterMs + 1, endOf(soakCase), afterMs)[0] ?? null;
}
