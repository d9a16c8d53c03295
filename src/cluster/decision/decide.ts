/** The decision table for one cluster: each row is a pure function, and the first that has an answer decides. */

import { isPaused, isRunning, isUnmanaged } from "../../schedule/target";
import { holdOf } from "../hold";
import { lateAfterMs, longestHoldMs } from "../limits";
import { differs, isBelow, sizesDiffer } from "../observed";
import { checkTargets, type Refusal } from "../targets/check-targets";
import { desiredFor, fitTarget } from "../targets/target-for";
import type { Cause, Decision, DecisionFacts } from "./decision";
import {
  changesInProgress,
  changesSinceBoundary,
  contested,
  heldByHand,
  historySince,
  isLeftToAnalyticsAutoScaling,
  isNotCarriedOut,
  newestByHand,
  ourChanges,
} from "./drift";
import type { Change } from "./history";

/**
 * Decides what to do about one cluster. It asks for the history (`read-history`) where the answer depends on changes
 * that nobody has looked up yet.
 */
export function decide(given: DecisionFacts): Decision {
  const refused = cannotBeScheduled(given);
  if (refused !== null) return refused;
  const facts = { ...given, desired: desiredFor(given.cluster, given.desired, given.targets) };
  for (const row of [heldByTag, asDesired, pauseUnknown, busy, pausedByHand, byHistory]) {
    const decision = row(facts);
    if (decision !== null) return decision;
  }
  return write(facts, facts.takeOver ? { reason: "take-over" } : { reason: "boundary", atMs: facts.desired.since });
}

/**
 * A cluster that is named must fit every target of its schedule. Of one that a glob or tags match only the targets that
 * it cannot have are skipped; it is resumed for them where the schedule pauses it.
 */
function cannotBeScheduled({ cluster, desired, targets, matchedBy }: DecisionFacts): Decision | null {
  const because = (all: readonly Refusal[]) => ({ reason: "cannot-be-scheduled", refusals: all }) as const;
  if (matchedBy === "name") {
    const ofAllTargets = checkTargets(cluster, targets);
    return ofAllTargets.length === 0 ? null : { do: "refuse", because: because(ofAllTargets) };
  }
  const { target, refusals } = fitTarget(cluster, desired.target, targets);
  const isResumed = cluster.paused && isRunning(target);
  return refusals.length === 0 || isResumed ? null : { do: "skip", because: because(refusals) };
}

/** Who wrote the tag is looked up only where the hold makes a difference. */
function heldByTag(facts: DecisionFacts): Decision | null {
  const { cluster, desired, nowMs, takeOver, history } = facts;
  const hold = holdOf(cluster.tags, nowMs);
  if (takeOver || hold === null) return null;
  if (history === null && differs(cluster, desired.target)) return askForHistory(historySince(facts));
  const edit = history?.readable === true ? history.tagEdit : null;
  return { do: "held", because: { reason: "by-tag", ...hold, edit }, below: isBelow(cluster, desired.target) };
}

function askForHistory(sinceMs: number): Decision {
  return { do: "read-history", sinceMs, because: { reason: "differs" } };
}

/** After an accepted PATCH Atlas shows the target at once, and is done when the state is IDLE (recorded exchanges). */
function asDesired(facts: DecisionFacts): Decision | null {
  const { cluster, desired } = facts;
  if (differs(cluster, desired.target)) return null;
  if (cluster.stateName === "IDLE" || isUnmanaged(desired.target)) {
    return { do: "nothing", because: { reason: "as-desired" } };
  }
  return inProgress(facts);
}

/**
 * Since when it has been in progress is looked up once a change usually is done. The boundary does not tell: what Atlas
 * works on may have been asked for long before it, for an earlier span with the same target.
 */
function inProgress(facts: DecisionFacts): Decision {
  const { cluster, desired, nowMs, longestChangeMs, history } = facts;
  const mayBeTooLong = desired.since === null || nowMs - desired.since >= Math.min(lateAfterMs, longestChangeMs);
  if (mayBeTooLong && history === null) return askForHistory(nowMs - longestHoldMs);
  const newest = history?.readable === true ? newestByHand(changesInProgress(facts, history)) : null;
  const { stateName } = cluster;
  return { do: "nothing", because: { reason: "in-progress", stateName, sinceMs: newest?.atMs ?? null } };
}

/**
 * Atlas is busy in every state but IDLE, those that we do not know included. What it works on may be what somebody asked
 * for, which is then held like anything that is done. After our own resume its work is no reason to wait.
 */
function busy(facts: DecisionFacts): Decision | null {
  const { cluster, afterResume, takeOver, history } = facts;
  const { stateName } = cluster;
  if (stateName === "IDLE" || (afterResume === true && stateName === "UPDATING")) return null;
  const wait = (sinceMs: number | null): Decision => ({ do: "wait", because: { reason: "busy", stateName, sinceMs } });
  if (takeOver || afterResume === true) return wait(null);
  if (history === null) return askForHistory(historySince(facts));
  if (!history.readable) return wait(null);
  const changes = changesSinceBoundary(facts, history);
  return heldByHand(facts, history, changes) ?? wait(newestByHand(changes)?.atMs ?? null);
}

/** Whether Atlas pauses Atlas Infinite clusters is not published (November 2026), so nothing is sent. */
function pauseUnknown({ cluster, desired }: DecisionFacts): Decision | null {
  if (!cluster.isInfinite || !isPaused(desired.target)) return null;
  return { do: "skip", because: { reason: "pause-unknown" } };
}

/** This app resumes only what its schedule pauses: whoever paused another cluster meant it. */
function pausedByHand({ cluster, targets }: DecisionFacts): Decision | null {
  if (!cluster.paused || targets.some(isPaused)) return null;
  return { do: "skip", because: { reason: "paused-by-hand" } };
}

/**
 * A cluster that this run has just resumed was judged before the resume: the first half of our own change is not drift.
 */
function byHistory(facts: DecisionFacts): Decision | null {
  if (facts.takeOver || facts.afterResume) return null;
  const { history } = facts;
  if (history === null) return askForHistory(historySince(facts));
  if (!history.readable) {
    return isNotCarriedOut(facts, []) ? null : { do: "wait", because: { reason: "history-unreadable" } };
  }
  const changes = changesSinceBoundary(facts, history);
  const drifted = heldByHand(facts, history, changes) ?? contested(changes);
  if (drifted !== null) return drifted;
  if (isLeftToAnalyticsAutoScaling(facts, changes)) return { do: "nothing", because: { reason: "as-desired" } };
  return write(facts, causeOf(facts, changes));
}

function causeOf({ desired, drift }: DecisionFacts, changes: readonly Change[]): Cause {
  const change = newestByHand(changes);
  if (drift === "correct" && change !== null && change.by === "somebody") return { reason: "correct", change };
  const ours = ourChanges(changes)[0];
  return ours === undefined ? { reason: "boundary", atMs: desired.since } : { reason: "no-longer", atMs: ours.atMs };
}

function write({ cluster, desired }: DecisionFacts, because: Cause): Decision {
  const { target } = desired;
  if (isUnmanaged(target)) return { do: "nothing", because: { reason: "as-desired" } };
  if (isPaused(target)) return { do: "pause", because };
  if (isRunning(target)) return { do: "resume", target, thenResize: false, because };
  if (!cluster.paused) return { do: "resize", target, because };
  return { do: "resume", target, thenResize: sizesDiffer(cluster, target), because };
}
