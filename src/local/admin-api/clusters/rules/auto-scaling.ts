/** Rules about compute auto-scaling bounds (error table, COMPUTE_AUTO_SCALING_…). */
import { ApiError } from "../../http/errors";
import type { ComputeScaling, NodeSpecs, Project, Region, Shard } from "../../model";
import { maxDiskGB, type Tier } from "../hardware/tiers";
import type { ShardRequest } from "../requests/replication-specs";
import { tierOf } from "./sizes";

/** Either every region says how it scales, or none (seen by terraform-provider-mongodbatlas). */
export function checkSentAutoScaling(requests: readonly ShardRequest[]): void {
  const regions = requests.flatMap((shard) => shard.regions);
  const saying = regions.filter((region) => region.autoScaling !== undefined);
  if (saying.length > 0 && saying.length < regions.length) {
    throw new ApiError(
      400,
      "AUTO_SCALINGS_MUST_BE_IN_EVERY_REGION_CONFIG",
      "If any regionConfigs specify an autoScaling object, all regionConfigs must also specify an autoScaling object.",
    );
  }
  for (const region of regions) {
    if (region.autoScaling !== undefined) checkSwitches(region.autoScaling.compute);
    if (region.analyticsAutoScaling !== undefined) checkSwitches(region.analyticsAutoScaling.compute);
  }
}

function checkSwitches({ enabled, scaleDownEnabled, minInstanceSize, maxInstanceSize }: ComputeScaling): void {
  if (scaleDownEnabled && !enabled) {
    throw refusal("SCALE_DOWN_ENABLED_INVALID", "Compute auto-scaling must be enabled to enable down-scaling.");
  }
  if (!enabled) return;
  if (maxInstanceSize === undefined) {
    throw refusal("MAX_INSTANCE_SIZE_REQUIRED", "Compute auto-scaling max instance size required.");
  }
  if (scaleDownEnabled && minInstanceSize === undefined) {
    throw refusal("MIN_INSTANCE_SIZE_REQUIRED", "Compute auto-scaling min instance size required.");
  }
  if (!scaleDownEnabled && minInstanceSize !== undefined) {
    throw refusal(
      "MIN_INSTANCE_SIZE_INVALID",
      "Compute auto-scaling min instance size must be unset when scale down is disabled.",
    );
  }
}

export function checkAutoScaling(shards: readonly Shard[], oplogMinRetentionHours: number, project: Project): void {
  for (const region of shards.flatMap((shard) => shard.regions)) {
    checkOplogRetention(region, oplogMinRetentionHours);
    checkBounds(
      region,
      region.electable.nodeCount > 0 ? region.electable : region.readOnly,
      region.autoScaling.compute,
      project,
    );
    if (region.analyticsAutoScaling !== undefined && region.analytics.nodeCount > 0) {
      checkBounds(region, region.analytics, region.analyticsAutoScaling.compute, project);
    }
  }
}

/** A minimum oplog window may need more disk than there is, so it wants disk auto-scaling (terraform provider docs). */
function checkOplogRetention(region: Region, oplogMinRetentionHours: number): void {
  if (oplogMinRetentionHours === 0 || region.autoScaling.diskGB.enabled) return;
  throw new ApiError(
    400,
    "OPLOG_MIN_RETENTION_HOURS_NO_DISK_AUTO_SCALING",
    "A minimum oplog retention needs storage auto-scaling.",
  );
}

/** The proposed size lies within the bounds, the bounds are of its class and hold the disk. */
function checkBounds(region: Region, specs: NodeSpecs, scaling: ComputeScaling, project: Project): void {
  if (!scaling.enabled) return;
  const size = tierOf(region, specs.instanceSize);
  const min = scaling.minInstanceSize === undefined ? undefined : tierOf(region, scaling.minInstanceSize);
  const max = tierOf(region, scaling.maxInstanceSize ?? specs.instanceSize);
  if (size.tierClass === "NVME") {
    throw new ApiError(400, "AUTO_SCALING_NOT_SUPPORTED", "Cannot set auto-scaling. NVMe tiers do not auto-scale.");
  }
  if (min !== undefined && (min.number >= max.number || !sameFamily(min, max))) {
    throw refusal(
      "INSTANCE_SIZE_RANGE_INVALID",
      `The min instance size (${min.name}) must be less than the max instance size (${max.name}).`,
      [min.name, max.name],
    );
  }
  if (size.number > max.number || !sameFamily(size, max)) {
    throw refusal(
      "MAX_INSTANCE_SIZE_INVALID",
      `The max instance size (${max.name}) must be greater than or equal to proposed instance size (${size.name}).`,
      [max.name, size.name],
    );
  }
  if (min === undefined) return;
  if (size.number < min.number) {
    throw refusal(
      "MIN_INSTANCE_SIZE_INVALID",
      `The min instance size (${min.name}) must be less than or equal to proposed instance size (${size.name}).`,
      [min.name, size.name],
    );
  }
  if (specs.diskSizeGB > maxDiskGB(min, project.extendedStorage)) {
    const why = `${min.name} cannot hold ${specs.diskSizeGB} GB`;
    throw refusal(
      "MIN_INSTANCE_SIZE_STORAGE_CONFIGURATION_INVALID",
      `Compute auto-scaling configuration is invalid. ${why}.`,
      [why],
    );
  }
}

/** Auto-scaling stays inside a class (Atlas docs, "Configure auto-scaling"). */
const sameFamily = (one: Tier, other: Tier) =>
  one.tierClass === other.tierClass && one.generation2 === other.generation2;

const refusal = (code: string, detail: string, parameters: readonly string[] = []) =>
  new ApiError(400, `COMPUTE_AUTO_SCALING_${code}`, detail, parameters);
