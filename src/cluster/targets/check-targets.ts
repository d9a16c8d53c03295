/**
 * Why a cluster can never be what its schedule asks. Every run checks every target, whether it holds now or not, so that
 * a mistake fails on the day of deployment and not at noon on the 1st.
 */

import type { SizeTarget, Target } from "../../schedule/model";
import { isPaused, isSizes, isUnmanaged } from "../../schedule/target";
import { isSecondGeneration, tierClass, tierNumber } from "../../schedule/tiers";
import type { Cluster } from "../model";
import { analyticsComputesOf, analyticsSizes, baseSizes, computesOf, lowerBound, unique } from "../observed";
import { isBetween } from "../tiers";

export type Refusal =
  | { readonly reason: "shared-tier"; readonly tier: string }
  | { readonly reason: "internal-cluster"; readonly role: string }
  | { readonly reason: "nvme-cannot-pause" }
  | { readonly reason: "asymmetric-shards"; readonly shards: readonly string[] }
  | { readonly reason: "cluster-wide-auto-scaling" }
  | { readonly reason: "auto-scaling-mode-unknown" }
  | { readonly reason: "not-in-infinite"; readonly tiers: readonly string[] }
  | { readonly reason: "auto-scaled-without-bounds"; readonly target: SizeTarget }
  | { readonly reason: "bounds-without-auto-scaling"; readonly target: SizeTarget }
  | {
      readonly reason: "analytics-outside-bounds";
      readonly target: SizeTarget;
      readonly min: string | null;
      readonly max: string | null;
    };

/** Every reason why the cluster cannot be what some target of its schedule asks, each once. */
export function checkTargets(cluster: Cluster, targets: readonly Target[]): Refusal[] {
  const refusals = new Map<string, Refusal>();
  for (const target of targets) {
    for (const refusal of checkTarget(cluster, target, targets)) refusals.set(JSON.stringify(refusal), refusal);
  }
  return Array.from(refusals.values());
}

/** Why the cluster cannot be what this target asks; `targets` are all of its schedule. */
export function checkTarget(cluster: Cluster, target: Target, targets: readonly Target[]): Refusal[] {
  const { sharedTier, internalClusterRole } = cluster;
  if (sharedTier !== null) return [{ reason: "shared-tier", tier: sharedTier }];
  if (internalClusterRole !== "NONE") return [{ reason: "internal-cluster", role: internalClusterRole }];
  if (isUnmanaged(target)) return [];
  const refusals = checkMode(cluster);
  if (isSizes(target)) refusals.push(...checkShards(cluster), ...checkSizes(cluster, target));
  return isPaused(target) ? [...refusals, ...checkPause(cluster, targets)] : refusals;
}

/**
 * Whether `autoScalingMode` matters and must be read: a PATCH of the current API version moves a sharded, auto-scaled
 * cluster to independent shard scaling for ever (Atlas CLI docs).
 */
export function needsAutoScalingMode(cluster: Cluster): boolean {
  const sharded = cluster.clusterType !== "REPLICASET" || cluster.shards.length > 1;
  return sharded && computesOf(cluster).length + analyticsComputesOf(cluster).length > 0;
}

function checkMode(cluster: Cluster): Refusal[] {
  if (!needsAutoScalingMode(cluster) || cluster.autoScalingMode === "INDEPENDENT_SHARD_SCALING") return [];
  return [{ reason: cluster.autoScalingMode === null ? "auto-scaling-mode-unknown" : "cluster-wide-auto-scaling" }];
}

function checkShards(cluster: Cluster): Refusal[] {
  const shards = unique(cluster.shards.map((shard) => shardLabel({ shards: [shard] })));
  return shards.length > 1 ? [{ reason: "asymmetric-shards", shards }] : [];
}

/** What must be equal on all shards is the size, or the bounds within which Atlas chooses a size for each. */
function shardLabel(shard: Pick<Cluster, "shards">): string {
  const compute = computesOf(shard)[0];
  if (compute === undefined) return baseSizes(shard)[0] ?? "";
  return `${lowerBound(compute) ?? ""}-${compute.maxInstanceSize ?? ""}`;
}

/** Atlas pauses no cluster on an NVMe tier (409 CANNOT_PAUSE_NVME_CLUSTER), be it on one now or in a window. */
function checkPause(cluster: Cluster, targets: readonly Target[]): Refusal[] {
  const tiers = [...baseSizes(cluster), ...analyticsSizes(cluster)];
  for (const target of targets.filter(isSizes)) tiers.push(target.tier ?? "", target.analyticsTier ?? "");
  return tiers.some((tier) => tierClass(tier) === "NVME") ? [{ reason: "nvme-cannot-pause" }] : [];
}

function checkSizes(cluster: Cluster, target: SizeTarget): Refusal[] {
  const refusals = [...checkAnalytics(cluster, target), ...checkInfinite(cluster, target)];
  const isAutoScaled = computesOf(cluster).length > 0;
  const namesBounds = target.autoScaling !== undefined;
  if (isAutoScaled && !namesBounds && target.tier !== undefined) {
    refusals.push({ reason: "auto-scaled-without-bounds", target });
  }
  if (!isAutoScaled && namesBounds && target.tier === undefined) {
    refusals.push({ reason: "bounds-without-auto-scaling", target });
  }
  return refusals;
}

/** Atlas Infinite has first-generation tiers of the classes M and R up to 60 (Atlas docs, September 2026). */
const largestInfinite = 60;

function checkInfinite({ isInfinite }: Cluster, { tier, autoScaling }: SizeTarget): Refusal[] {
  if (!isInfinite) return [];
  const named = [tier, autoScaling?.min, autoScaling?.max].filter((one) => one !== undefined);
  const tiers = named.filter(
    (one) => tierNumber(one) > largestInfinite || tierClass(one) === "NVME" || isSecondGeneration(one),
  );
  return tiers.length === 0 ? [] : [{ reason: "not-in-infinite", tiers: unique(tiers) }];
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
