/** What a cluster is, and whether that is what a target asks for. */

import type { SizeTarget, Target } from "../schedule/model";
import { isPaused, isRunning, isSizes, isUnmanaged } from "../schedule/target";
import { tierNumber } from "../schedule/tiers";
import type { Cluster, ComputeAutoScaling, HardwareSpec, Region, Shard } from "./model";
import { isBetween, nearestTier } from "./tiers";

type Bounds = NonNullable<SizeTarget["autoScaling"]>;
type NodeKind = "electable" | "readOnly" | "analytics";

/** The distinct sizes that nodes have; there is more than one of a kind where shards differ. */
export interface Observed {
  readonly paused: boolean;
  readonly tiers: readonly string[];
  readonly analyticsTiers: readonly string[];
  /** The bounds of compute auto-scaling; null: it is off. `min` is null where Atlas must not scale down. */
  readonly autoScaling: { readonly min: string | null; readonly max: string | null } | null;
}

export function observedTarget(cluster: Cluster): Observed {
  const compute = computesOf(cluster)[0];
  return {
    paused: cluster.paused,
    tiers: cluster.sharedTier === null ? unique(baseSizes(cluster)) : [cluster.sharedTier],
    analyticsTiers: unique(analyticsSizes(cluster)),
    autoScaling: compute === undefined ? null : { min: lowerBound(compute), max: compute.maxInstanceSize },
  };
}

/**
 * Whether the cluster is not what the target asks for. With bounds any size between them is as asked, for Atlas chooses.
 * A part that the target does not name never differs, so a cluster that runs, at any size, is as `{paused: false}` asks;
 * nor does an analytics tier differ where there are no analytics nodes.
 */
export function differs(cluster: Cluster, target: Target): boolean {
  if (isUnmanaged(target)) return false;
  if (isPaused(target)) return !cluster.paused;
  return cluster.paused || (isSizes(target) && sizesDiffer(cluster, target));
}

/** The same for the sizes alone, be the cluster paused or not. */
export function sizesDiffer(cluster: Cluster, target: SizeTarget): boolean {
  const { analyticsTier } = target;
  return baseDiffers(cluster, target) || analyticsSizes(cluster).some((size) => size !== (analyticsTier ?? size));
}

export function baseDiffers(cluster: Cluster, { tier, autoScaling }: SizeTarget): boolean {
  if (autoScaling === undefined) return baseSizes(cluster).some((size) => size !== (tier ?? size));
  const { min, max } = autoScaling;
  return boundsDiffer(cluster, autoScaling) || baseSizes(cluster).some((size) => !isBetween(size, min, max));
}

/** Atlas keeps no lower bound where it must not scale down; there only the upper one counts. */
function boundsDiffer(cluster: Cluster, bounds: Bounds): boolean {
  const computes = computesOf(cluster);
  return computes.length === 0 || computes.some((compute) => !hasBounds(compute, bounds));
}

function hasBounds(compute: ComputeAutoScaling, { min, max }: Bounds): boolean {
  return compute.maxInstanceSize === max && (lowerBound(compute) ?? min) === min;
}

/**
 * The size that a resize gives the electable and read-only nodes of a shard. New bounds come with a size: the target's
 * tier, else the nearest inside. Where the bounds are right already, Atlas's own choice stays.
 */
export function baseSizeFor(cluster: Cluster, shard: Shard, { tier, autoScaling }: SizeTarget): string {
  const current = sizesOf([shard], ["electable", "readOnly"])[0] ?? "";
  if (autoScaling === undefined) return tier ?? current;
  const keeps = tier === undefined || !boundsDiffer(cluster, autoScaling);
  return keeps ? nearestTier(current, autoScaling) : tier;
}

/**
 * Whether some node is smaller than the target asks for. A paused cluster has no nodes that run, so it is smaller
 * whatever its size.
 */
export function isBelow(cluster: Cluster, target: Target): boolean {
  if (!isSizes(target)) return isRunning(target) && cluster.paused;
  const floor = target.autoScaling === undefined ? target.tier : target.autoScaling.min;
  return (
    cluster.paused || anySmaller(baseSizes(cluster), floor) || anySmaller(analyticsSizes(cluster), target.analyticsTier)
  );
}

function anySmaller(sizes: readonly string[], floor: string | undefined): boolean {
  return floor !== undefined && sizes.some((size) => tierNumber(size) < tierNumber(floor));
}

/** Sizes of the electable and read-only nodes, which change together within a shard. */
export function baseSizes(cluster: Pick<Cluster, "shards">): string[] {
  return sizesOf(cluster.shards, ["electable", "readOnly"]);
}

export function analyticsSizes(cluster: Cluster): string[] {
  return sizesOf(cluster.shards, ["analytics"]);
}

/** The sizes of the specs that have nodes. */
function sizesOf(shards: readonly Shard[], kinds: readonly NodeKind[]): string[] {
  const sizes: string[] = [];
  for (const region of regionsOf({ shards })) {
    for (const kind of kinds) {
      const spec = region[kind];
      if (isUsed(spec)) sizes.push(spec.instanceSize);
    }
  }
  return sizes;
}

/** Atlas describes kinds of node that a region has none of; their sizes mean nothing. */
export function isUsed(spec: HardwareSpec | null): spec is HardwareSpec {
  return spec !== null && spec.nodeCount > 0;
}

export function regionsOf(cluster: Pick<Cluster, "shards">): Region[] {
  const regions: Region[] = [];
  for (const shard of cluster.shards) regions.push(...shard.regions);
  return regions;
}

/** The compute auto-scaling of each region that has it on. */
export function computesOf(cluster: Pick<Cluster, "shards">): ComputeAutoScaling[] {
  return regionsOf(cluster)
    .map((region) => region.autoScaling?.compute ?? null)
    .filter(isOn);
}

/** The same for analytics nodes, which have bounds of their own. */
export function analyticsComputesOf(cluster: Cluster): ComputeAutoScaling[] {
  return regionsOf(cluster)
    .map(({ analytics, analyticsAutoScaling }) => (isUsed(analytics) ? (analyticsAutoScaling?.compute ?? null) : null))
    .filter(isOn);
}

/** The lower bound counts only where Atlas may scale down. */
export function lowerBound(compute: ComputeAutoScaling): string | null {
  return compute.scaleDownEnabled === true ? compute.minInstanceSize : null;
}

function isOn(compute: ComputeAutoScaling | null): compute is ComputeAutoScaling {
  return compute?.enabled === true;
}

export function unique(values: readonly string[]): string[] {
  return Array.from(new Set(values));
}
