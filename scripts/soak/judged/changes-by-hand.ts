/**
 * Invariant 4: a change by hand is kept as long as `respect` promises, and undone as often as `correct` allows; a hold
 * keeps the app away, and lasts as long as it should.
 */

import moment from "moment-timezone";
import type { ScaledCluster, ScaleReport } from "../../../src/operations/report/scale-report";
import { modeOf, type SoakCase } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { strangersName } from "../lived/perform-act";
import type { PatchRecord, RunRecord, Seen, SoakRecord } from "../lived/record";
import { holdEndMs } from "../lived/stranger";
import { lastWhere } from "../oracle/last";
import type { Oracle } from "../oracle/timeline";
import {
  argumentOf,
  automaticPatches,
  beganBefore,
  clusterOf,
  endOf,
  instant,
  nearestMinute,
  oldestLookMs,
  runsAt,
} from "./evidence/record-queries";
import { isAnonymousBetween, ownChanges, submittedBetween, wasChangedBefore } from "./evidence/submitted-changes";
import { isAt } from "./evidence/target";
import { mayPause } from "./evidence/true-reasons";
import { everyRule, type Finding } from "./finding";

export const changesByHand = everyRule(undoneChanges, heldWrites, strayResumes, endlessFights, wrongHolds);

/**
 * Under `respect` nothing is sent after a stranger's change and before the next boundary, unless the boundary was not
 * carried out: the cluster is still at the target before it, no change of ours came since, and nobody changed it between
 * the boundary before and this one.
 */
function undoneChanges(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs } = patch;
    const cluster = clusterOf(record, patch);
    if (oracle.documentAt(atMs).drift !== "respect") return [];
    const { sinceMs, before } = oracle.asked(cluster, nearestMinute(atMs));
    const fromMs = Math.max(sinceMs ?? 0, atMs - 30 * dayMs);
    const [newest, ...earlier] = submittedBetween(record, patch.cluster, fromMs + 1_000, atMs - 1);
    if (newest?.by !== strangersName || isTooFresh(record, patch, newest.at)) return [];
    if (isAnonymousBetween(record, patch.cluster, newest.at - 1_000, atMs)) return [];
    const hasOurs = earlier.some(({ by }) => by === record.ourName) || hasOwnChangeAt(record, patch, fromMs);
    const boundary = { name: patch.cluster, schedule: cluster.schedule, boundaryMs: fromMs, inForceMs: atMs };
    const isStillDue = !hasOurs && wasChangedBefore(record, oracle, boundary) !== "surely";
    const isAtBefore = before !== null && isAt(patch.seen, before);
    if (isAtBefore && (isStillDue || areEventsUnreadable(record, patch))) return [];
    const says = `${patch.cluster}: the change by hand of ${instant(newest.at)} was undone at ${instant(atMs)}`;
    return [{ says, atMs }];
  });
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

/** Nobody can know of a change that came after the look just before the write: at the cluster, or at the list of its project. */
function isTooFresh(record: SoakRecord, patch: PatchRecord, changedMs: number): boolean {
  const { project } = clusterOf(record, patch);
  const looks = record.requests.filter(
    ({ at, method, path }) =>
      method === "GET" &&
      at < patch.atMs &&
      (path.endsWith(`/${patch.cluster}`) || path.endsWith(`/${project}/clusters`)),
  );
  const newestMs = Math.max(0, ...looks.map(({ at }) => at));
  const oldestMs = Math.min(newestMs, ...looks.map(({ at }) => at).filter((at) => at >= patch.atMs - oldestLookMs));
  return changedMs >= Math.max(oldestMs, beganBefore(record, patch.atMs)) - 1_000;
}

/** Nothing is sent while the tag `scheduler-hold` names an instant ahead, and did so before the look ahead of the write. */
function heldWrites(record: SoakRecord): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs, cluster, seen } = patch;
    const tagged = lastWhere(
      record.happenings,
      (one) => one.cluster === cluster && one.atMs <= atMs && one.refused === undefined,
    );
    const isHeld = seen.heldUntilMs > atMs + minuteMs;
    if (!isHeld || (tagged && isTooFresh(record, patch, tagged.atMs))) return [];
    return [{ says: `${cluster} is held until ${untilText(seen)}, and yet got a PATCH at ${instant(atMs)}`, atMs }];
  });
}

const untilText = ({ heldUntilMs }: Seen) =>
  Number.isFinite(heldUntilMs) ? instant(heldUntilMs) : "its hold is mended";

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

/** Runs change a cluster three times at most between two boundaries, whatever the policy. */
function endlessFights(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return automaticPatches(record).flatMap((patch) => {
    const { atMs } = patch;
    const cluster = clusterOf(record, patch);
    const [run] = runsAt(record, atMs);
    if (run === undefined || areEventsUnreadable(record, patch)) return [];
    const { sinceMs } = oracle.asked(cluster, nearestMinute(atMs));
    const span = {
      fromMs: Math.max(sinceMs ?? 0, run.execution.startedAtMs - 30 * dayMs),
      untilMs: atMs - 2 * minuteMs,
    };
    if (ownChanges(record, patch.cluster, span).least < 3) return [];
    const says = `${patch.cluster} was changed a fourth time since the boundary, at ${instant(atMs)}`;
    return [{ says, atMs }];
  });
}

const longestHoldMs = 30 * dayMs;

/** scaleUp and scaleDown hold what they changed as long as their argument says, else until the next boundary, 30 days at most. */
function wrongHolds(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.runs.flatMap((run) => {
    const { functionName, execution } = run;
    if (!functionName.startsWith("scale") || execution.outcome !== "completed") return [];
    return (execution.result as ScaleReport).clusters.flatMap((scaled) => wrongHoldOf(record, oracle, run, scaled));
  });
}

function wrongHoldOf(record: SoakRecord, oracle: Oracle, run: RunRecord, scaled: ScaledCluster): readonly Finding[] {
  const { cluster, schedule, before, target, outcome } = scaled;
  const { startedAtMs, endedAtMs } = run.execution;
  const isOff = schedule === null || modeOf(oracle.documentAt(startedAtMs), schedule) === "off";
  const takesNoTag = before.paused && "paused" in target;
  if (isOff || takesNoTag || outcome.result === "not-sent" || isDisturbed(record, run, cluster)) return [];
  const tag = run.after.find(({ name }) => name === cluster)?.hold ?? "";
  const until = holdEndMs(tag);
  const asked = holdAsked(run);
  if (asked !== null) {
    if (until === asked) return [];
    const says = `${cluster}: ${run.functionName} at ${instant(startedAtMs)} holds it until "${tag}" instead of ${instant(asked)}, as it was asked to`;
    return [{ says, atMs: startedAtMs }];
  }
  const fromMs = nearestMinute(startedAtMs);
  // A boundary that is seconds away is not held over; one that passes meanwhile may be.
  const nexts = [startedAtMs, endedAtMs].map((ms) => nextBoundary(record.soakCase, oracle, schedule, ms));
  const isRight = nexts.some((nextMs) =>
    nextMs === null
      ? until >= Math.min(endOf(record.soakCase), fromMs + longestHoldMs) && until <= fromMs + longestHoldMs
      : until === Math.min(nextMs, fromMs + longestHoldMs),
  );
  if (isRight) return [];
  const [nextMs = null] = nexts;
  const wanted = nextMs === null ? "the next boundary" : instant(nextMs);
  const says = `${cluster}: ${run.functionName} at ${instant(startedAtMs)} holds it until "${tag}" instead of ${wanted}`;
  return [{ says, atMs: startedAtMs }];
}

/** The end of the hold that the argument names, rounded up to a minute; null: it names none. */
function holdAsked(run: RunRecord): number | null {
  const { for: hours, until } = argumentOf(run);
  if (until !== undefined) return Math.ceil(Date.parse(until) / minuteMs) * minuteMs;
  if (hours === undefined) return null;
  return nearestMinute(run.execution.startedAtMs) + moment.duration(hours).asMilliseconds();
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
  const minuteBegunMs = Math.floor(afterMs / minuteMs) * minuteMs;
  return oracle.plainBoundaries(schedule, minuteBegunMs + 1, endOf(soakCase), afterMs)[0] ?? null;
}
