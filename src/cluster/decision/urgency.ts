/** The order in which writes go out, and when a cluster is late. */

import type { SizeTarget } from "../../schedule/model";
import { tierNumber } from "../../schedule/tiers";
import { lateAfterMs } from "../limits";
import type { Cluster } from "../model";
import { analyticsSizes, baseSizeFor, baseSizes, computesOf, lowerBound } from "../observed";
import type { Decision } from "./decision";

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

/**
 * A cluster is late that is not at its target so long after the boundary, unless it is held, in progress or skipped. Who
 * asks has seen that no write of this run was accepted.
 */
export function isLate(decision: Decision, sinceMs: number | null, nowMs: number): boolean {
  if (decision.do === "nothing" || decision.do === "held" || decision.do === "skip") return false;
  return sinceMs !== null && nowMs - sinceMs >= lateAfterMs;
}
