/**
 * PATCH bodies, from an allow-list of keys. `replicationSpecs` is replaced as a whole, and shards left out are deleted,
 * so every shard and region travels (OpenAPI document; Atlas Go SDK examples).
 */

import type { SizeTarget } from "../schedule/model";
import type { AutoScaling, Cluster, ComputeAutoScaling, HardwareSpec, Region, Shard } from "./model";
import { analyticsSizes, baseSizes, boundsDiffer, shardSizes } from "./observed";
import { isBetween, isGen2, nearestTier, tierClass, tierNumber } from "./tiers";

export interface PatchBody {
  readonly replicationSpecs: readonly ReplicationSpecBody[];
}

export interface ReplicationSpecBody {
  readonly id?: string;
  readonly zoneName?: string;
  readonly regionConfigs: readonly RegionConfigBody[];
}

export interface RegionConfigBody {
  readonly providerName: string;
  readonly regionName: string;
  readonly priority?: number;
  readonly electableSpecs?: SpecBody;
  readonly readOnlySpecs?: SpecBody;
  readonly analyticsSpecs?: SpecBody;
  readonly autoScaling?: AutoScalingBody;
  readonly analyticsAutoScaling?: AutoScalingBody;
}

export interface SpecBody {
  readonly instanceSize: string;
  readonly nodeCount: number;
  readonly diskSizeGB?: number;
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: string;
}

export interface AutoScalingBody {
  readonly compute?: {
    readonly enabled?: boolean;
    readonly scaleDownEnabled?: boolean;
    readonly minInstanceSize?: string;
    readonly maxInstanceSize?: string;
  };
  readonly diskGB?: { readonly enabled: boolean };
}

type Bounds = SizeTarget["autoScaling"];

/** `paused` must travel alone (409 CANNOT_UPDATE_AND_PAUSE_CLUSTER). */
export function pauseBody(): { paused: true } {
  return { paused: true };
}

export function resumeBody(): { paused: false } {
  return { paused: false };
}

/** Sizes and bounds as the target asks; all else as observed. */
export function patchFor(cluster: Cluster, target: SizeTarget): PatchBody {
  const keepDisks = !usesNvme(cluster, target);
  return { replicationSpecs: cluster.shards.map((shard) => shardBody(cluster, shard, target, keepDisks)) };
}

/** NVMe disks are fixed per tier: disk keys are refused (400 CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER). */
function usesNvme(cluster: Cluster, target: SizeTarget): boolean {
  const asked = [target.tier, target.analyticsTier, target.autoScaling?.min].filter((tier) => tier !== undefined);
  return [...baseSizes(cluster), ...analyticsSizes(cluster), ...asked].some((tier) => tierClass(tier) === "NVME");
}

function shardBody(cluster: Cluster, shard: Shard, target: SizeTarget, keepDisks: boolean): ReplicationSpecBody {
  const size = baseSizeFor(cluster, shard, target);
  return {
    ...(shard.id !== null && { id: shard.id }),
    ...(shard.zoneName !== null && { zoneName: shard.zoneName }),
    regionConfigs: shard.regions.map((region) => regionBody(region, size, target, keepDisks)),
  };
}

/** Electable and read-only nodes of a shard have one size. With the bounds already right, Atlas's own choice stays. */
function baseSizeFor(cluster: Cluster, shard: Shard, target: SizeTarget): string {
  const current = shardSizes(shard)[0] ?? "";
  const bounds = target.autoScaling;
  if (bounds === undefined) return target.tier ?? current;
  const inside = isBetween(current, bounds.min, bounds.max);
  if (!boundsDiffer(cluster, bounds)) return inside ? current : nearestTier(current, bounds);
  return target.tier ?? nearestTier(current, bounds);
}

function regionBody(region: Region, size: string, target: SizeTarget, keepDisks: boolean): RegionConfigBody {
  const { electable, readOnly, analytics, autoScaling, analyticsAutoScaling } = region;
  const specBody = (spec: HardwareSpec, instanceSize: string): SpecBody =>
    hardwareBody(region.providerName, spec, instanceSize, keepDisks);
  return {
    providerName: region.providerName,
    regionName: region.regionName,
    ...(region.priority !== null && { priority: region.priority }),
    ...(electable !== null && { electableSpecs: specBody(electable, size) }),
    ...(readOnly !== null && { readOnlySpecs: specBody(readOnly, size) }),
    // Returned with the base size even where there are none (ANALYTICS_INSTANCE_SIZE_MUST_MATCH if sent).
    ...(analytics !== null &&
      analytics.nodeCount > 0 && {
        analyticsSpecs: specBody(analytics, target.analyticsTier ?? analytics.instanceSize),
      }),
    ...(autoScaling !== null && { autoScaling: autoScalingBody(autoScaling, target.autoScaling) }),
    ...(analyticsAutoScaling !== null && { analyticsAutoScaling: autoScalingBody(analyticsAutoScaling, undefined) }),
  };
}

function hardwareBody(providerName: string, spec: HardwareSpec, instanceSize: string, keepDisks: boolean): SpecBody {
  const counted = { instanceSize, nodeCount: spec.nodeCount };
  if (!keepDisks) return counted;
  return {
    ...counted,
    ...(spec.diskSizeGB !== null && { diskSizeGB: spec.diskSizeGB }),
    ...(spec.diskIOPS !== null && keepsIops(providerName, spec, instanceSize) && { diskIOPS: spec.diskIOPS }),
    ...(providerName === "AWS" && spec.ebsVolumeType !== null && { ebsVolumeType: spec.ebsVolumeType }),
  };
}

/**
 * Only IOPS that somebody provisioned are sent: Atlas derives the rest from the tier, and refuses stale values (400
 * CLUSTER_DISK_IOPS_INVALID) or any value at all (GCP before generation 2). Azure has them from M40 on.
 */
function keepsIops(providerName: string, spec: HardwareSpec, instanceSize: string): boolean {
  const both = (holds: (tier: string) => boolean): boolean => holds(spec.instanceSize) && holds(instanceSize);
  if (providerName === "AWS") return spec.ebsVolumeType === "PROVISIONED" || spec.ebsVolumeType === "HIGH_PERFORMANCE";
  if (providerName === "GCP") return both(isGen2);
  return providerName === "AZURE" && both((tier) => tierNumber(tier) >= 40) && !isAzureDefaultIops(spec);
}

/** A disk of this size has these IOPS on Azure Premium SSD unless more are provisioned (Azure docs: P1 to P50). */
function isAzureDefaultIops(spec: HardwareSpec): boolean {
  const steps = [32, 120, 64, 240, 128, 500, 256, 1100, 512, 2300, 1024, 5000];
  for (let index = 0; index < steps.length; index += 2) {
    if ((spec.diskSizeGB ?? 0) <= (steps[index] ?? 0)) return spec.diskIOPS === steps[index + 1];
  }
  return spec.diskIOPS === 7500;
}

/** Key by key, so that `predictiveEnabled` and what else Atlas returns stays behind. Auto-scaling that is off stays so. */
function autoScalingBody(autoScaling: AutoScaling, bounds: Bounds): AutoScalingBody {
  const { compute, diskEnabled } = autoScaling;
  return {
    ...(compute !== null && { compute: computeBody(compute, compute.enabled === true ? bounds : undefined) }),
    ...(diskEnabled !== null && { diskGB: { enabled: diskEnabled } }),
  };
}

/** The lower bound must be absent unless Atlas may scale down. */
function computeBody(compute: ComputeAutoScaling, bounds: Bounds): NonNullable<AutoScalingBody["compute"]> {
  const min = bounds === undefined ? compute.minInstanceSize : bounds.min;
  const max = bounds === undefined ? compute.maxInstanceSize : bounds.max;
  return {
    ...(compute.enabled !== null && { enabled: compute.enabled }),
    ...(compute.scaleDownEnabled !== null && { scaleDownEnabled: compute.scaleDownEnabled }),
    ...(min !== null && compute.scaleDownEnabled === true && { minInstanceSize: min }),
    ...(max !== null && { maxInstanceSize: max }),
  };
}
