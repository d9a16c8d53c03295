/** The order in which writes go out, and when a cluster is late. */

import type { Desired, SizeTarget } from "../../schedule/model";
import { isPaused } from "../../schedule/target";
import { tierNumber } from "../../schedule/tiers";
import { lateAfterMs, longestPauseMs } from "../limits";
import type { Cluster } from "../model";
import { analyticsSizes, baseSizeFor, baseSizes, computesOf, lowerBound } from "../observed";
import type { Decision, DecisionFacts } from "./decision";

/**
 * A resume is growth. A resize is when it makes larger the first thing that it changes: base nodes, bounds, analytics
 * nodes.
 */
export function isGrowth(cluster: Cluster, decision: Decision): boolean {
  if (decision.do === "resume") return true;
  return decision.do === "resize" && (growthSteps(cluster, decision.target).find((step) => step !== 0) ?? 0) > 0;
}

/** How much each thing that a resize may change grows, as a difference of tier numbers. */
function growthSteps(cluster: Cluster, target: SizeTarget): number[] {
  const compute = computesOf(cluster)[0];
  return [
    ...cluster.shards.map((shard) =>
      stepBetween(baseSizes({ shards: [shard] })[0], baseSizeFor(cluster, shard, target)),
    ),
    stepBetween(compute?.maxInstanceSize, target.autoScaling?.max),
    stepBetween(compute && lowerBound(compute), target.autoScaling?.min),
    ...analyticsSizes(cluster).map((size) => stepBetween(size, target.analyticsTier)),
  ];
}

function stepBetween(from: string | null | undefined, to: string | undefined): number {
  return from === null || from === undefined || to === undefined ? 0 : tierNumber(to) - tierNumber(from);
}

/** How long ago the target began to hold; 0 when no boundary is known. */
export function overdueMs(sinceMs: number | null, nowMs: number): number {
  return sinceMs === null ? 0 : Math.max(0, nowMs - sinceMs);
}

/** Sorts growth and resumes before reductions and pauses, then the longest overdue first, then by name. */
export function byUrgency(
  a: { readonly growth: boolean; readonly overdueMs: number; readonly name: string },
  b: { readonly growth: boolean; readonly overdueMs: number; readonly name: string },
): number {
  if (a.growth !== b.growth) return a.growth ? -1 : 1;
  if (a.overdueMs !== b.overdueMs) return b.overdueMs - a.overdueMs;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

export interface LateFacts {
  readonly desired: Desired;
  readonly cluster: Cluster;
  readonly matchedBy: DecisionFacts["matchedBy"];
}

/**
 * A cluster is late that is not at its target so long after the boundary, unless it is held, in progress or skipped. One
 * that is named and that somebody paused is late too. Who asks has seen that no write of this run was accepted.
 */
export function isLate(decision: Decision, facts: LateFacts, nowMs: number): boolean {
  const sinceMs = facts.desired.since;
  switch (decision.do) {
    case "nothing":
    case "held":
      return false;
    case "skip": {
      const isMissed = decision.because.reason === "paused-by-hand" && facts.matchedBy === "name";
      return isMissed && (sinceMs === null || isOver(sinceMs, nowMs));
    }
    case "wait":
      if (decision.because.reason === "busy" && isExcused(decision.because, facts, nowMs)) return false;
      return sinceMs !== null && isOver(sinceMs, nowMs);
    default:
      return sinceMs !== null && isOver(sinceMs, nowMs);
  }
}

function isOver(sinceMs: number, nowMs: number): boolean {
  return nowMs - sinceMs >= lateAfterMs;
}

/**
 * Atlas may take its time over what somebody asked for a short while ago, over a new cluster, and over its own resume of
 * one that has been paused for 30 days, of which no event of these days tells.
 */
function isExcused(
  { stateName, sinceMs }: { readonly stateName: string; readonly sinceMs: number | null },
  { desired, cluster }: LateFacts,
  nowMs: number,
): boolean {
  if (stateName === "CREATING" || (sinceMs !== null && !isOver(sinceMs, nowMs))) return true;
  const isOldPause = isPaused(desired.target) && desired.since !== null && nowMs - desired.since >= longestPauseMs;
  return isOldPause && !cluster.paused && sinceMs === null;
}
