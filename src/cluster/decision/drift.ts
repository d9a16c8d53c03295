/** Drift: what somebody else did to a cluster since the boundary, and what we did. */

import { isSizes } from "../../schedule/target";
import { holdTagKey } from "../hold";
import { contestedAfter, earliestMs, longestHoldMs, sameRunMs } from "../limits";
import { analyticsComputesOf, baseDiffers, differs, isBelow } from "../observed";
import type { Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";

/** From when on the changes of the cluster matter. */
export function historySince({ desired, nowMs }: DecisionFacts): number {
  return Math.max((desired.since ?? Number.NEGATIVE_INFINITY) - earliestMs, nowMs - longestHoldMs);
}

/** Changes that count, newest first. The creation is one even where no event tells of it. */
export function changesSinceBoundary(facts: DecisionFacts, changes: readonly Change[]): Change[] {
  const sinceMs = Math.max(facts.desired.since ?? Number.NEGATIVE_INFINITY, facts.nowMs - longestHoldMs);
  const counting = changes.filter((change) => change.atMs >= sinceMs - (change.by === "us" ? earliestMs : 0));
  const createdAtMs = facts.cluster.createdAtMs;
  const isTold = changes.some((change) => change.eventType === "CLUSTER_CREATED");
  if (createdAtMs !== null && createdAtMs >= sinceMs && !isTold) {
    counting.push({ atMs: createdAtMs, by: "somebody", who: null, eventType: "CLUSTER_CREATED" });
  }
  return counting.sort((a, b) => b.atMs - a.atMs);
}

/** Policy `respect`: the newest change is somebody else's, so it stays until the next boundary. */
export function heldByHand(facts: DecisionFacts, changes: readonly Change[]): Decision | null {
  const change = newestByHand(changes);
  if (facts.drift !== "respect" || change === null || change.by !== "somebody") return null;
  if (isNotCarriedOut(facts, changes) || endsOurHold(facts, change, changes)) return null;
  const because = { reason: "changed-by-hand", change, atMostUntilMs: change.atMs + longestHoldMs } as const;
  return { do: "held", because, below: isBelow(facts.cluster, facts.desired.target) };
}

/** Atlas's own work (auto-scaling, its pauses) neither makes drift nor ends it. */
export function newestByHand(changes: readonly Change[]): Change | null {
  return changes.find((change) => change.by !== "nobody" || change.eventType === "CLUSTER_UPDATE_SUBMITTED") ?? null;
}

/**
 * Still at the target before the boundary, and no change of ours since: what somebody did was about something else.
 * Not claimed of a boundary so old that our own change may lie beyond the events we look at.
 */
export function isNotCarriedOut(facts: DecisionFacts, changes: readonly Change[]): boolean {
  const { since } = facts.desired;
  const isVisible = since !== null && since >= facts.nowMs - longestHoldMs;
  return isVisible && isAtTargetBefore(facts) && ourChanges(changes).length === 0;
}

/** We wrote a hold with our newest change, and somebody who edited tags since took it away: that means to go on. */
function endsOurHold({ cluster }: DecisionFacts, change: Change, changes: readonly Change[]): boolean {
  const wasHeld = ourChanges(changes)[0]?.editsTags === true;
  return wasHeld && change.editsTags === true && cluster.tags.every(({ key }) => key !== holdTagKey);
}

function isAtTargetBefore({ cluster, desired }: DecisionFacts): boolean {
  return desired.before !== null && !differs(cluster, desired.before);
}

/**
 * Changes that name us; where none does, the updates that name nobody. The events of a service account may not name it,
 * and what we take for ours by mistake only makes us more careful.
 */
export function ourChanges(changes: readonly Change[]): Change[] {
  const named = changes.filter((change) => change.by === "us");
  if (named.length > 0) return named;
  return changes.filter((change) => change.by === "nobody" && change.eventType === "CLUSTER_UPDATE_SUBMITTED");
}

/** Policy `correct`: we changed it three times since the boundary and it still differs. */
export function contested(facts: DecisionFacts, changes: readonly Change[]): Decision | null {
  const times = countRuns(ourChanges(changes));
  if (facts.drift !== "correct" || times < contestedAfter) return null;
  const change = changes.find((candidate) => candidate.by === "somebody") ?? null;
  return { do: "refuse", because: { reason: "contested", times, change } };
}

function countRuns(newestFirst: readonly Change[]): number {
  let runs = 0;
  let startMs = Number.POSITIVE_INFINITY;
  for (const change of newestFirst) {
    if (startMs - change.atMs < sameRunMs) continue;
    runs += 1;
    startMs = change.atMs;
  }
  return runs;
}

/**
 * Analytics nodes that Atlas scales by itself have no bounds in a target, so nothing tells whose choice a size is: we
 * set it once after a boundary and leave it to Atlas from then on.
 */
export function isLeftToAnalyticsAutoScaling(facts: DecisionFacts, changes: readonly Change[]): boolean {
  const { cluster, desired } = facts;
  if (!isSizes(desired.target) || cluster.paused || baseDiffers(cluster, desired.target)) return false;
  return analyticsComputesOf(cluster).length > 0 && ourChanges(changes).length > 0;
}
