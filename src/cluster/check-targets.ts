/** Why a cluster can never be scheduled as its schedule asks: checked on every run for every target, open or not. */

import type { SizeTarget, Target } from "../schedule/model";
import type { Cluster, ComputeAutoScaling } from "./model";
import {
  analyticsComputesOf,
  analyticsSizes,
  baseSizes,
  computesOf,
  distinct,
  lowerBound,
  regionsOf,
  shardSizes,
} from "./observed";
import { isBetween, tierClass } from "./tiers";

export type Refusal =
  | { readonly reason: "shared-tier"; readonly tier: string }
  | { readonly reason: "internal-cluster"; readonly role: string }
  | { readonly reason: "nvme-cannot-pause" }
  | { readonly reason: "asymmetric-shards"; readonly shards: readonly string[] }
  | { readonly reason: "cluster-wide-auto-scaling" }
  | { readonly reason: "auto-scaling-mode-unknown" }
  | { readonly reason: "auto-scaled-without-bounds"; readonly target: SizeTarget }
  | { readonly reason: "bounds-without-auto-scaling"; readonly target: SizeTarget }
  | {
      readonly reason: "analytics-outside-bounds";
      readonly target: SizeTarget;
      readonly min: string | null;
      readonly max: string | null;
    };

export function checkTargets(cluster: Cluster, targets: readonly Target[]): Refusal[] {
  if (cluster.sharedTier !== null) return [{ reason: "shared-tier", tier: cluster.sharedTier }];
  if (cluster.internalClusterRole !== "NONE") {
    return [{ reason: "internal-cluster", role: cluster.internalClusterRole }];
  }
  const refusals = [...checkShards(cluster), ...checkPause(cluster, targets)];
  for (const target of targets) if (!("paused" in target)) refusals.push(...checkSizes(cluster, target));
  return refusals;
}

/**
 * Whether `autoScalingMode` matters and must be read: a PATCH of the current version moves a sharded, auto-scaled
 * cluster to independent shard scaling, for ever (Atlas CLI docs).
 */
export function needsAutoScalingMode(cluster: Cluster): boolean {
  const sharded = cluster.clusterType !== "REPLICASET" || cluster.shards.length > 1;
  return sharded && computesOf(cluster).length + analyticsComputesOf(cluster).length > 0;
}

function checkShards(cluster: Cluster): Refusal[] {
  const refusals: Refusal[] = [];
  const shards = distinct(shardLabels(cluster));
  if (shards.length > 1) refusals.push({ reason: "asymmetric-shards", shards });
  if (!needsAutoScalingMode(cluster) || cluster.autoScalingMode === "INDEPENDENT_SHARD_SCALING") return refusals;
  const reason = cluster.autoScalingMode === null ? "auto-scaling-mode-unknown" : "cluster-wide-auto-scaling";
  return [...refusals, { reason }];
}

/** What must be equal on all shards: the size, or the bounds within which Atlas chooses a size for each. */
function shardLabels(cluster: Cluster): string[] {
  return cluster.shards.map((shard) => {
    const compute = computesOf({ ...cluster, shards: [shard] })[0];
    return compute === undefined ? (shardSizes(shard)[0] ?? "") : boundsLabel(compute);
  });
}

function boundsLabel(compute: ComputeAutoScaling): string {
  return `${lowerBound(compute) ?? "any"} to ${compute.maxInstanceSize ?? "any"}`;
}

/** NVMe, now or in a window: 409 CANNOT_PAUSE_NVME_CLUSTER. */
function checkPause(cluster: Cluster, targets: readonly Target[]): Refusal[] {
  if (!targets.some((target) => "paused" in target)) return [];
  const tiers = [...baseSizes(cluster), ...analyticsSizes(cluster)];
  for (const target of targets) {
    if (!("paused" in target)) tiers.push(target.tier ?? "", target.analyticsTier ?? "");
  }
  return tiers.some((tier) => tierClass(tier) === "NVME") ? [{ reason: "nvme-cannot-pause" }] : [];
}

function checkSizes(cluster: Cluster, target: SizeTarget): Refusal[] {
  const refusals: Refusal[] = [];
  const autoScaled = computesOf(cluster).length > 0;
  if (autoScaled && target.autoScaling === undefined && target.tier !== undefined) {
    refusals.push({ reason: "auto-scaled-without-bounds", target });
  }
  if (!autoScaled && target.autoScaling !== undefined) {
    refusals.push({ reason: "bounds-without-auto-scaling", target });
  }
  return [...refusals, ...checkAnalytics(cluster, target)];
}

function checkAnalytics(cluster: Cluster, target: SizeTarget): Refusal[] {
  const tier = target.analyticsTier;
  if (tier === undefined) return [];
  for (const compute of analyticsComputesOf(cluster)) {
    const [min, max] = [lowerBound(compute), compute.maxInstanceSize];
    const sameClass = max === null || tierClass(tier) === tierClass(max);
    if (!sameClass || !isBetween(tier, min, max)) return [{ reason: "analytics-outside-bounds", target, min, max }];
  }
  return [];
}

/** Providers in use, each once. */
export function providersOf(cluster: Cluster): string[] {
  return distinct(regionsOf(cluster).map((region) => region.providerName));
}
