/** The decision table for one cluster: each row is a pure function, and the first that has an answer decides. */

import { isPaused, isRunning, isUnmanaged } from "../../schedule/target";
import { holdUntil } from "../hold";
import { differs, isBelow, sizesDiffer } from "../observed";
import { checkTargets, type Refusal } from "../targets/check-targets";
import { desiredFor, fitTarget } from "../targets/target-for";
import type { Cause, Decision, DecisionFacts } from "./decision";
import {
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
  for (const row of [heldByTag, asDesired, busy, pausedByHand, byHistory]) {
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
  const because = (refusals: readonly Refusal[]) => ({ reason: "cannot-be-scheduled", refusals }) as const;
  if (matchedBy === "name") {
    const refusals = checkTargets(cluster, targets);
    return refusals.length === 0 ? null : { do: "refuse", because: because(refusals) };
  }
  const { target, refusals } = fitTarget(cluster, desired.target, targets);
  const isResumed = cluster.paused && isRunning(target);
  return refusals.length === 0 || isResumed ? null : { do: "skip", because: because(refusals) };
}

function heldByTag({ cluster, desired, nowMs, takeOver }: DecisionFacts): Decision | null {
  const { untilMs } = holdUntil(cluster.tags, nowMs);
  if (takeOver || untilMs === null) return null;
  return { do: "held", because: { reason: "by-tag", untilMs }, below: isBelow(cluster, desired.target) };
}

/** After an accepted PATCH Atlas shows the target at once, and is done when the state is IDLE (recorded exchanges). */
function asDesired({ cluster, desired }: DecisionFacts): Decision | null {
  if (differs(cluster, desired.target)) return null;
  const { stateName } = cluster;
  if (stateName === "IDLE" || isUnmanaged(desired.target)) return { do: "nothing", because: { reason: "as-desired" } };
  return { do: "nothing", because: { reason: "in-progress", stateName } };
}

/**
 * Atlas is busy in every state but IDLE, those that we do not know included. After our own resume its work is no reason
 * to wait.
 */
function busy({ cluster, afterResume }: DecisionFacts): Decision | null {
  const { stateName } = cluster;
  if (stateName === "IDLE" || (afterResume === true && stateName === "UPDATING")) return null;
  return { do: "wait", because: { reason: "busy", stateName } };
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
  if (history === null) return { do: "read-history", sinceMs: historySince(facts), because: { reason: "differs" } };
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
