/** Drift is what somebody else did to a cluster since the boundary. Here it is told from what this app did. */

import { isSizes } from "../../schedule/target";
import { contestedAfter, earliestMs, longestHoldMs, sameRunMs } from "../limits";
import { analyticsComputesOf, baseDiffers, differs, isBelow } from "../observed";
import type { Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";

type Readable = Extract<DecisionFacts["history"], { readable: true }>;

/** The instant from which on changes of the cluster matter to a decision. */
export function historySince({ desired, nowMs }: DecisionFacts): number {
  return notBefore(nowMs - longestHoldMs, desired.since === null ? null : desired.since - earliestMs);
}

function notBefore(floorMs: number, atMs: number | null): number {
  return Math.max(floorMs, atMs ?? floorMs);
}

/** The changes since the boundary that count, newest first. */
export function changesSinceBoundary(facts: DecisionFacts, { changes }: Readable): Change[] {
  const sinceMs = notBefore(facts.nowMs - longestHoldMs, facts.desired.since);
  return countingChanges(facts, changes).filter((change) => change.atMs >= sinceMs - (isRun(change) ? earliestMs : 0));
}

/**
 * An edit of tags alone is no change of size: it neither makes drift nor ends it. The creation counts even where no event
 * tells of it: a cluster made in the middle of a window stays as it was made until the next boundary.
 */
function countingChanges({ cluster }: DecisionFacts, changes: readonly Change[]): Change[] {
  const counted = changes.filter(({ by, editsTags }) => by === "us" || editsTags !== true);
  const isTold = changes.some((change) => change.eventType === "CLUSTER_CREATED");
  if (cluster.createdAtMs !== null && !isTold) {
    counted.push({ atMs: cluster.createdAtMs, by: "somebody", who: null, eventType: "CLUSTER_CREATED" });
  }
  return counted.sort((a, b) => b.atMs - a.atMs);
}

/** The changes, newest first, that Atlas may still be working on; on its creation only while it says so. */
export function changesInProgress(facts: DecisionFacts, { changes }: Readable): Change[] {
  const isCreating = facts.cluster.stateName === "CREATING";
  return countingChanges(facts, changes).filter(
    ({ atMs, eventType }) => atMs >= facts.nowMs - longestHoldMs && (isCreating || eventType !== "CLUSTER_CREATED"),
  );
}

/** A change of ours by a run of `reconcile`; `scaleUp` and `scaleDown` write a tag with theirs. */
function isRun({ by, editsTags }: Change): boolean {
  return by === "us" && editsTags !== true;
}

/**
 * Under the policy `respect` the cluster stays as it is until the next boundary when the newest change is somebody
 * else's, unless the boundary is still to be carried out. To tell that, older events may be needed.
 */
export function heldByHand(facts: DecisionFacts, history: Readable, changes: readonly Change[]): Decision | null {
  const change = newestByHand(changes);
  if (facts.drift !== "respect" || change === null || change.by !== "somebody") return null;
  if (isNotCarriedOut(facts, changes)) {
    const sinceMs = notBefore(facts.nowMs - longestHoldMs, facts.boundaryBeforeMs);
    if (history.sinceMs > sinceMs) return { do: "read-history", sinceMs, because: { reason: "differs" } };
    if (!wasChangedBefore(facts, history, sinceMs)) return null;
  }
  const because = { reason: "changed-by-hand", change, atMostUntilMs: change.atMs + longestHoldMs } as const;
  return { do: "held", because, below: isBelow(facts.cluster, facts.desired.target) };
}

/** Atlas's own work (auto-scaling, its pauses) neither makes drift nor ends it. */
export function newestByHand(changes: readonly Change[]): Change | null {
  return changes.find((change) => change.by !== "nobody") ?? null;
}

/**
 * Whether nobody seems to have carried out the boundary yet: the cluster is still at the target before it, and no change
 * of ours came since, so that what somebody did was about something else. Of a boundary so old that our own change may
 * lie beyond the events that we look at, nobody can tell.
 */
export function isNotCarriedOut(facts: DecisionFacts, changes: readonly Change[]): boolean {
  const { since } = facts.desired;
  const isVisible = since !== null && since >= facts.nowMs - longestHoldMs;
  return isVisible && isAtTargetBefore(facts) && ourChanges(changes).length === 0;
}

/**
 * Whether a person changed the cluster between the boundary before and this one, `scaleUp` and `scaleDown` included. Then
 * it may have been as desired when this one came, and what was done since is a choice.
 */
function wasChangedBefore(facts: DecisionFacts, { changes }: Readable, sinceMs: number): boolean {
  const untilMs = facts.desired.since ?? facts.nowMs;
  return countingChanges(facts, changes).some(
    (change) => change.atMs >= sinceMs && change.atMs < untilMs && change.by !== "nobody" && !isRun(change),
  );
}

function isAtTargetBefore({ cluster, desired }: DecisionFacts): boolean {
  return desired.before !== null && !differs(cluster, desired.before);
}

export function ourChanges(changes: readonly Change[]): Change[] {
  return changes.filter((change) => change.by === "us");
}

/**
 * A cluster is contested when runs have changed it so often since the boundary and it differs again, under either policy:
 * whoever changes it back may use our key, so that it looks as if nobody else did.
 */
export function contested(changes: readonly Change[]): Decision | null {
  const times = countRuns(ourChanges(changes));
  const [change] = changes;
  if (change === undefined || times < contestedAfter) return null;
  return { do: "refuse", because: { reason: "contested", times, change } };
}

/** Changes that come from one run count once, and those of a run by hand do not count. */
function countRuns(newestFirst: readonly Change[]): number {
  const runs: Change[][] = [];
  for (const change of newestFirst) {
    const run = runs[runs.length - 1];
    if (run?.[0] !== undefined && run[0].atMs - change.atMs < sameRunMs) run.push(change);
    else runs.push([change]);
  }
  return runs.filter((run) => run.every(isRun)).length;
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
