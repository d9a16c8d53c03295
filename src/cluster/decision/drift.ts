/** Drift is what somebody else did to a cluster since the boundary. Here it is told from what this app did. */

import { isSizes } from "../../schedule/target";
import { holdTagKey } from "../hold";
import { contestedAfter, earliestMs, longestHoldMs, sameRunMs } from "../limits";
import { analyticsComputesOf, baseDiffers, differs, isBelow } from "../observed";
import type { Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";

/** The instant from which on changes of the cluster matter to a decision. */
export function historySince({ desired, nowMs }: DecisionFacts): number {
  return Math.max((desired.since ?? Number.NEGATIVE_INFINITY) - earliestMs, nowMs - longestHoldMs);
}

/**
 * The changes that count, newest first. The creation is one of them even where no event tells of it: a cluster made in
 * the middle of a window stays as it was made until the next boundary.
 */
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

/**
 * Under the policy `respect` the cluster stays as it is until the next boundary when the newest change is somebody
 * else's.
 */
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
 * Whether nobody has carried out the boundary yet: the cluster is still at the target before it, and no change of ours
 * came since, so that what somebody did was about something else. Of a boundary so old that our own change may lie
 * beyond the events that we look at, nobody can tell.
 */
export function isNotCarriedOut(facts: DecisionFacts, changes: readonly Change[]): boolean {
  const { since } = facts.desired;
  const isVisible = since !== null && since >= facts.nowMs - longestHoldMs;
  return isVisible && isAtTargetBefore(facts) && ourChanges(changes).length === 0;
}

/** Somebody who takes away the hold that our newest change wrote means us to go on, so that is not drift. */
function endsOurHold({ cluster }: DecisionFacts, change: Change, changes: readonly Change[]): boolean {
  const wasHeld = ourChanges(changes)[0]?.editsTags === true;
  return wasHeld && change.editsTags === true && cluster.tags.every(({ key }) => key !== holdTagKey);
}

function isAtTargetBefore({ cluster, desired }: DecisionFacts): boolean {
  return desired.before !== null && !differs(cluster, desired.before);
}

/**
 * Our changes are those that name us. Where no change does, an update that names nobody is assumed to be ours, for the
 * events of a service account may not name it: to assume so by mistake only makes us more careful.
 */
export function ourChanges(changes: readonly Change[]): Change[] {
  const named = changes.filter((change) => change.by === "us");
  if (named.length > 0) return named;
  return changes.filter((change) => change.by === "nobody" && change.eventType === "CLUSTER_UPDATE_SUBMITTED");
}

/**
 * Under the policy `correct` a cluster is contested when runs have changed it so often since the boundary and it
 * differs again.
 */
export function contested(facts: DecisionFacts, changes: readonly Change[]): Decision | null {
  const times = countRuns(ourChanges(changes));
  if (facts.drift !== "correct" || times < contestedAfter) return null;
  const change = changes.find((candidate) => candidate.by === "somebody") ?? null;
  return { do: "refuse", because: { reason: "contested", times, change } };
}

/** Changes that come from one run count once. */
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
 * A target has no bounds for analytics nodes that Atlas scales by itself, so nothing tells whose choice their size is: we
 * set it once after a boundary and leave it to Atlas from then on.
 */
export function isLeftToAnalyticsAutoScaling(facts: DecisionFacts, changes: readonly Change[]): boolean {
  const { cluster, desired } = facts;
  if (!isSizes(desired.target) || cluster.paused || baseDiffers(cluster, desired.target)) return false;
  return analyticsComputesOf(cluster).length > 0 && ourChanges(changes).length > 0;
}
