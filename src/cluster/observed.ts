/** What a cluster is, and whether that is what a target asks for. */

import type { SizeTarget, Target } from "../schedule/model";
import type { Cluster, ComputeAutoScaling, HardwareSpec, Region, Shard } from "./model";
import { isBetween, tierNumber } from "./tiers";

type Bounds = NonNullable<SizeTarget["autoScaling"]>;

/** The distinct sizes in use; more than one of a kind where shards differ. */
export interface Observed {
  readonly paused: boolean;
  readonly tiers: readonly string[];
  readonly analyticsTiers: readonly string[];
  /** Bounds of compute auto-scaling; null: off. `min` is null where Atlas must not scale down. */
  readonly autoScaling: { readonly min: string | null; readonly max: string | null } | null;
}

export function observedTarget(cluster: Cluster): Observed {
  const compute = computesOf(cluster)[0];
  return {
    paused: cluster.paused,
    tiers: cluster.sharedTier === null ? distinct(baseSizes(cluster)) : [cluster.sharedTier],
    analyticsTiers: distinct(analyticsSizes(cluster)),
    autoScaling: compute === undefined ? null : { min: lowerBound(compute), max: compute.maxInstanceSize },
  };
}

/**
 * Whether the cluster is not what the target asks for. With bounds, any size between them is as asked: Atlas chooses.
 * A part that the target does not name never differs; nor does an analytics tier where there are no analytics nodes.
 */
export function differs(cluster: Cluster, target: Target): boolean {
  if ("paused" in target) return !cluster.paused;
  return cluster.paused || sizesDiffer(cluster, target);
}

/** As `differs`, whether the cluster is paused or not. */
export function sizesDiffer(cluster: Cluster, target: SizeTarget): boolean {
  return baseDiffers(cluster, target) || analyticsDiffers(cluster, target);
}

export function baseDiffers(cluster: Cluster, target: SizeTarget): boolean {
  const bounds = target.autoScaling;
  if (bounds === undefined) return baseSizes(cluster).some((size) => target.tier !== undefined && size !== target.tier);
  return boundsDiffer(cluster, bounds) || baseSizes(cluster).some((size) => !isBetween(size, bounds.min, bounds.max));
}

/** Without scale-down Atlas keeps no lower bound, so only the upper one counts. */
export function boundsDiffer(cluster: Cluster, bounds: Bounds): boolean {
  const computes = computesOf(cluster);
  const differing = (compute: ComputeAutoScaling): boolean =>
    compute.maxInstanceSize !== bounds.max ||
    (compute.scaleDownEnabled === true && compute.minInstanceSize !== bounds.min);
  return computes.length === 0 || computes.some(differing);
}

function analyticsDiffers(cluster: Cluster, target: SizeTarget): boolean {
  const tier = target.analyticsTier;
  return tier !== undefined && analyticsSizes(cluster).some((size) => size !== tier);
}

/** Whether some node is smaller than the target asks for; a paused cluster is, whatever its size. */
export function isBelow(cluster: Cluster, target: Target): boolean {
  if ("paused" in target) return false;
  if (cluster.paused) return true;
  const floor = target.autoScaling === undefined ? target.tier : target.autoScaling.min;
  return anySmaller(baseSizes(cluster), floor) || anySmaller(analyticsSizes(cluster), target.analyticsTier);
}

function anySmaller(sizes: readonly string[], floor: string | undefined): boolean {
  return floor !== undefined && sizes.some((size) => tierNumber(size) < tierNumber(floor));
}

/** Sizes of the electable and read-only nodes, which change together within a shard. */
export function baseSizes(cluster: Cluster): string[] {
  return sizesOf(cluster.shards, (region) => [region.electable, region.readOnly]);
}

export function shardSizes(shard: Shard): string[] {
  return sizesOf([shard], (region) => [region.electable, region.readOnly]);
}

export function analyticsSizes(cluster: Cluster): string[] {
  return sizesOf(cluster.shards, (region) => [region.analytics]);
}

export function regionsOf(cluster: Cluster): Region[] {
  const regions: Region[] = [];
  for (const shard of cluster.shards) regions.push(...shard.regions);
  return regions;
}

/** Compute auto-scaling of each region that has it on. */
export function computesOf(cluster: Cluster): ComputeAutoScaling[] {
  return regionsOf(cluster)
    .map((region) => region.autoScaling?.compute ?? null)
    .filter(isOn);
}

/** The same for analytics nodes, which have bounds of their own. */
export function analyticsComputesOf(cluster: Cluster): ComputeAutoScaling[] {
  return regionsOf(cluster)
    .filter((region) => region.analytics !== null && region.analytics.nodeCount > 0)
    .map((region) => region.analyticsAutoScaling?.compute ?? null)
    .filter(isOn);
}

export function lowerBound(compute: ComputeAutoScaling): string | null {
  return compute.scaleDownEnabled === true ? compute.minInstanceSize : null;
}

function isOn(compute: ComputeAutoScaling | null): compute is ComputeAutoScaling {
  return compute !== null && compute.enabled === true;
}

/** Of the specs that have nodes. */
function sizesOf(shards: readonly Shard[], specsOf: (region: Region) => readonly (HardwareSpec | null)[]): string[] {
  const sizes: string[] = [];
  for (const shard of shards) {
    for (const region of shard.regions) {
      for (const spec of specsOf(region)) if (spec !== null && spec.nodeCount > 0) sizes.push(spec.instanceSize);
    }
  }
  return sizes;
}

export function distinct(values: readonly string[]): string[] {
  return Array.from(new Set(values));
}
