/** How the boundaries of a schedule were carried out: which change each of them led to, and when the cluster was there. */

import { lateAfterMs } from "../../src/cluster/limits";
import type { Boundary, SizeTarget, Target } from "../../src/schedule/model";
import { describeTarget, isPaused, isRunning, isSizes, isUnmanaged } from "../../src/schedule/target";
import {
  type AcceptedPatch,
  type FinishedChange,
  type PatchedCluster,
  type PatchedRegion,
  regionsOf,
  tiersIn,
} from "./changes";

export interface CarriedOut {
  readonly at: number;
  readonly schedule: string;
  readonly project: string;
  readonly cluster: string;
  readonly window: string | null;
  readonly from: string;
  readonly to: string;
  /** When Atlas accepted a change to exactly this target; null: never, or too late. */
  readonly askedAt: number | null;
  /** When the last node had changed; null: not before the next boundary or the end. */
  readonly reachedAt: number | null;
  /** Whether a change that the boundary needed was not requested within the hour, or the next boundary came before it was completed. */
  readonly isMissed: boolean;
}

/**
 * How one boundary was carried out on one cluster. `nextAt`: the boundary after it; null: none before the end.
 * A boundary for which nothing was requested before the cluster counts as late is missed.
 */
export function followBoundary(
  of: Pick<CarriedOut, "schedule" | "project" | "cluster">,
  boundary: Boundary,
  nextAt: number | null,
  patches: readonly AcceptedPatch[],
  finished: readonly FinishedChange[],
): CarriedOut {
  const { at, window, before, after } = boundary;
  const isOf = (one: { readonly project: string; readonly cluster: string }) =>
    one.project === of.project && one.cluster === of.cluster;
  const until = Math.min(nextAt ?? Number.POSITIVE_INFINITY, at + lateAfterMs);
  const asked = patches.find((one) => isOf(one) && one.at >= at && one.at < until && asksFor(one.body, after));
  const reached =
    asked &&
    finished.find(
      (one) => isOf(one) && one.at >= asked.at && (nextAt === null || one.at <= nextAt) && isAt(one.to, after),
    );
  return {
    at,
    ...of,
    window,
    from: describeTarget(before),
    to: describeTarget(after),
    askedAt: asked?.at ?? null,
    reachedAt: reached?.at ?? null,
    isMissed: asked === undefined ? needsRequest(boundary) : reached === undefined && nextAt !== null,
  };
}

/** Whether the cluster cannot be as desired without a request. After an unmanaged target nobody knows what it is. */
function needsRequest({ before, after }: Boundary): boolean {
  if (isUnmanaged(before) || isUnmanaged(after)) return false;
  return isPaused(before) || !isRunning(after);
}

/** Whether a PATCH asks for exactly this target. A resume does where sizes are wanted: they are right already, or follow. */
function asksFor(body: PatchedCluster, target: Target): boolean {
  const { paused } = body;
  if (isPaused(target)) return paused === true;
  if (paused !== undefined) return !paused;
  if (!isSizes(target)) return false;
  const regions = regionsOf(body);
  return regions.length > 0 && regions.every((region) => asksRegionFor(region, target));
}

function asksRegionFor({ electableSpecs, analyticsSpecs, autoScaling }: PatchedRegion, target: SizeTarget): boolean {
  const isBase =
    target.autoScaling === undefined
      ? target.tier === undefined || electableSpecs?.instanceSize === target.tier
      : autoScaling?.compute?.maxInstanceSize === target.autoScaling.max;
  const isAnalytics = target.analyticsTier === undefined || analyticsSpecs?.instanceSize === target.analyticsTier;
  return isBase && isAnalytics;
}

/** Bounds leave the tier to Atlas, so any tier is right for them. */
function isAt(label: string, target: Target): boolean {
  if (isPaused(target)) return label === "paused";
  if (label === "paused") return false;
  if (!isSizes(target)) return true;
  const { base, analytics } = tiersIn(label);
  const isBase = target.autoScaling !== undefined || target.tier === undefined || isOnly(base, target.tier);
  return isBase && (target.analyticsTier === undefined || isOnly(analytics, target.analyticsTier));
}

/** Nodes of another tier are still to be changed. */
function isOnly(tiers: readonly string[], tier: string): boolean {
  return tiers.every((one) => one === tier);
}
