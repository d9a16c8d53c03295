/** Building PATCH bodies: what `PatchBody` allows, and every shard and region of the cluster. */

import type { SizeTarget } from "../../schedule/model";
import { isSecondGeneration, tierClass, tierNumber } from "../../schedule/tiers";
import { withHold } from "../hold";
import type { AutoScaling, Cluster, ComputeAutoScaling, HardwareSpec, Region, Shard } from "../model";
import { analyticsSizes, baseSizeFor, baseSizes } from "../observed";
import { isUsed } from "../read";
import type {
  AutoScalingBody,
  ComputeBody,
  HoldBody,
  PauseBody,
  RegionBody,
  ResizeBody,
  ShardBody,
  SpecBody,
} from "./patch-body";

export function pauseBody(): PauseBody {
  return { paused: true };
}

export function resumeBody(): PauseBody {
  return { paused: false };
}

/** The tag `scheduler-hold`, and every other tag as it is. */
export function holdBody(cluster: Cluster, untilMs: number): HoldBody {
  return { tags: withHold(cluster.tags, untilMs) };
}

/** Sizes and bounds as the target asks; all else as observed. */
export function resizeBody(cluster: Cluster, target: SizeTarget): ResizeBody {
  const keepDisks = !usesNvme(cluster, target);
  return { replicationSpecs: cluster.shards.map((shard) => shardBody(cluster, shard, target, keepDisks)) };
}

/** NVMe disks are fixed per tier: disk keys are refused (400 CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER). */
function usesNvme(cluster: Cluster, { tier = "", analyticsTier = "" }: SizeTarget): boolean {
  const tiers = [...baseSizes(cluster), ...analyticsSizes(cluster), tier, analyticsTier];
  return tiers.some((candidate) => tierClass(candidate) === "NVME");
}

function shardBody(cluster: Cluster, shard: Shard, target: SizeTarget, keepDisks: boolean): ShardBody {
  const size = baseSizeFor(cluster, shard, target);
  return onlyPresent({
    id: shard.id,
    zoneName: shard.zoneName,
    regionConfigs: shard.regions.map((region) => regionBody(region, size, target, keepDisks)),
  });
}

/** Electable and read-only nodes of a shard have one size (BASE_INSTANCE_SIZE_MUST_MATCH). */
function regionBody(region: Region, size: string, target: SizeTarget, keepDisks: boolean): RegionBody {
  const { providerName, regionName, priority, electable, readOnly, analytics } = region;
  const body = (spec: HardwareSpec, instanceSize: string) => specBody(providerName, spec, instanceSize, keepDisks);
  return onlyPresent({
    providerName,
    regionName,
    priority,
    electableSpecs: electable && body(electable, size),
    readOnlySpecs: readOnly && body(readOnly, size),
    // Atlas returns them even where there are no nodes, and refuses them if sent so (ANALYTICS_INSTANCE_SIZE_MUST_MATCH).
    analyticsSpecs: isUsed(analytics) ? body(analytics, target.analyticsTier ?? analytics.instanceSize) : null,
    autoScaling: autoScalingBody(region.autoScaling, target.autoScaling),
    analyticsAutoScaling: autoScalingBody(region.analyticsAutoScaling, undefined),
  });
}

function specBody(providerName: string, spec: HardwareSpec, instanceSize: string, keepDisks: boolean): SpecBody {
  return onlyPresent({
    instanceSize,
    nodeCount: spec.nodeCount,
    diskSizeGB: keepDisks ? spec.diskSizeGB : null,
    diskIOPS: keepDisks && keepsIops(providerName, spec, instanceSize) ? spec.diskIOPS : null,
    ebsVolumeType: keepDisks && providerName === "AWS" ? spec.ebsVolumeType : null,
  });
}

/**
 * Only IOPS that somebody provisioned are sent: Atlas derives the rest from the tier, and refuses stale values (400
 * CLUSTER_DISK_IOPS_INVALID) or any value at all (GCP before generation 2). Azure has them from M40 on.
 */
function keepsIops(providerName: string, spec: HardwareSpec, instanceSize: string): boolean {
  const tiers = [spec.instanceSize, instanceSize];
  if (providerName === "AWS") return spec.ebsVolumeType !== null && spec.ebsVolumeType !== "STANDARD";
  if (providerName === "GCP") return tiers.every(isSecondGeneration);
  return tiers.every((tier) => tierNumber(tier) >= 40) && spec.diskIOPS !== azureIops(spec.diskSizeGB ?? 0);
}

/** What an Azure Premium SSD of this size has unless more is provisioned (Azure docs: P4 to P50). */
function azureIops(diskGB: number): number {
  const steps: [number, number][] = [
    [32, 120],
    [64, 240],
    [128, 500],
    [256, 1100],
    [512, 2300],
    [1024, 5000],
  ];
  return steps.find(([upToGB]) => diskGB <= upToGB)?.[1] ?? 7500;
}

/** Key by key, so that `predictiveEnabled` and what else Atlas returns stays behind. Auto-scaling that is off stays so. */
function autoScalingBody(autoScaling: AutoScaling | null, bounds: SizeTarget["autoScaling"]): AutoScalingBody | null {
  if (autoScaling === null) return null;
  const { compute, diskEnabled } = autoScaling;
  return onlyPresent({
    compute: compute && computeBody(compute, compute.enabled === true ? bounds : undefined),
    diskGB: diskEnabled === null ? null : { enabled: diskEnabled },
  });
}

/** The lower bound must be absent unless Atlas may scale down. */
function computeBody(compute: ComputeAutoScaling, bounds: SizeTarget["autoScaling"]): ComputeBody {
  const { enabled, scaleDownEnabled } = compute;
  return onlyPresent({
    enabled,
    scaleDownEnabled,
    minInstanceSize: scaleDownEnabled === true ? (bounds?.min ?? compute.minInstanceSize) : null,
    maxInstanceSize: bounds?.max ?? compute.maxInstanceSize,
  });
}

type Present<T> = { readonly [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** Without the keys that are null: what Atlas did not return is not sent. */
function onlyPresent<T extends object>(body: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) if (value !== null) kept[key] = value;
  return kept as Present<T>;
}
