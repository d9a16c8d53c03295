/** Builds PATCH bodies: of the keys that `PatchBody` allows, and with every shard and region of the cluster. */

import type { SizeTarget } from "../../schedule/model";
import { tierClass } from "../../schedule/tiers";
import { withHold } from "../hold";
import type { AutoScaling, Cluster, ComputeAutoScaling, HardwareSpec, Region, Shard } from "../model";
import { analyticsSizes, baseSizeFor, baseSizes, isUsed } from "../observed";
import { isMultiCloud, volumeFor } from "../volumes";
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

/** Sets the tag `scheduler-hold` and keeps every other tag. */
export function holdBody(cluster: Cluster, untilMs: number): HoldBody {
  return { tags: withHold(cluster.tags, untilMs) };
}

/** Asks for the sizes and bounds of the target; everything else travels as it was observed. */
export function resizeBody(cluster: Cluster, target: SizeTarget): ResizeBody {
  const disks = disksOf(cluster, target);
  return { replicationSpecs: cluster.shards.map((shard) => shardBody(cluster, shard, target, disks)) };
}

/** Which keys of disks travel. */
type Disks = "all" | "sizes" | "none";

/** The storage of Atlas Infinite is Atlas's: its disk keys are refused (Atlas docs, September 2026). */
function disksOf(cluster: Cluster, target: SizeTarget): Disks {
  if (cluster.isInfinite || usesNvme(cluster, target)) return "none";
  return isMultiCloud(cluster) ? "sizes" : "all";
}

/** NVMe disks are fixed per tier: disk keys are refused (400 CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER). */
function usesNvme(cluster: Cluster, { tier = "", analyticsTier = "" }: SizeTarget): boolean {
  const tiers = [...baseSizes(cluster), ...analyticsSizes(cluster), tier, analyticsTier];
  return tiers.some((candidate) => tierClass(candidate) === "NVME");
}

function shardBody(cluster: Cluster, shard: Shard, target: SizeTarget, disks: Disks): ShardBody {
  const size = baseSizeFor(cluster, shard, target);
  return onlyPresent({
    id: shard.id,
    zoneName: shard.zoneName,
    regionConfigs: shard.regions.map((region) => regionBody(region, size, target, disks)),
  });
}

/** Electable and read-only nodes of a shard have one size (BASE_INSTANCE_SIZE_MUST_MATCH). */
function regionBody(region: Region, size: string, target: SizeTarget, disks: Disks): RegionBody {
  const { providerName, regionName, priority, electable, readOnly, analytics } = region;
  const body = (spec: HardwareSpec, instanceSize: string) => specBody(providerName, spec, instanceSize, disks);
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

function specBody(providerName: string, spec: HardwareSpec, instanceSize: string, disks: Disks): SpecBody {
  const { nodeCount, diskSizeGB } = spec;
  return {
    ...onlyPresent({ instanceSize, nodeCount, diskSizeGB: disks === "none" ? null : diskSizeGB }),
    ...(disks === "all" ? volumeFor(providerName, spec, instanceSize) : {}),
  };
}

/**
 * It is built key by key, so that `predictiveEnabled` and whatever else Atlas returns stay behind. Auto-scaling that is
 * off stays off.
 */
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
