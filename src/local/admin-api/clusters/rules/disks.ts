/** Rules about disks: size against tier and data, IOPS against volume type, NVMe. */
import { ApiError, invalidAttribute } from "../../http/errors";
import { AWS_PROVISIONED_IOPS, AZURE_IOPS_FIRST_TIER, GCP_IOPS_RANGE } from "../../limits";
import type { Cluster, NodeSpecs, Project, ProviderName, Region, Shard } from "../../model";
import type { RegionRequest, ShardRequest, SpecsRequest } from "../replication-specs";
import { findTier, maxDiskGB, type Tier } from "../tiers";
import { standardIops } from "../volumes";
import { specsOf, tierOf } from "./sizes";

/** What was sent, before gaps were filled: attributes that may not be there at all, and sizes that must agree. */
export function checkSentDisks(requests: readonly ShardRequest[], cluster: Cluster): void {
  const sent = requests.flatMap((shard) => shard.regions).flatMap(sentSpecs);
  for (const { providerName, specs } of sent) checkSentSpecs(providerName, specs, cluster);
  const disks = new Set(sent.flatMap(({ specs }) => specs.diskSizeGB ?? []));
  if (disks.size > 1) {
    throw new ApiError(400, "DISK_SIZE_GB_INCONSISTENT", "diskSizeGB must be the same for all shards and node types.");
  }
}

function sentSpecs(region: RegionRequest): readonly { providerName: ProviderName; specs: SpecsRequest }[] {
  return [region.electable, region.readOnly, region.analytics].flatMap((specs) =>
    specs === undefined ? [] : [{ providerName: region.providerName, specs }],
  );
}

function checkSentSpecs(provider: ProviderName, specs: SpecsRequest, cluster: Cluster): void {
  if (provider !== "AWS" && specs.ebsVolumeType !== undefined) throw invalidAttribute("ebsVolumeType");
  const tier = provider === "TENANT" ? undefined : findTier(provider, specs.instanceSize);
  if (tier === undefined) return;
  if (tier.tierClass === "NVME") checkSentNvme(specs, cluster);
  else if (provider === "GCP" && specs.diskIOPS !== undefined && !tier.generation2) throw invalidAttribute("diskIOPS");
}

/** The disk of an NVMe tier cannot be chosen (terraform-provider-mongodbatlas#2846); repeating what it is passes. */
function checkSentNvme(specs: SpecsRequest, cluster: Cluster): void {
  const asItIs = cluster.shards
    .flatMap((shard) => shard.regions)
    .flatMap(specsOf)
    .some((now) => now.instanceSize === specs.instanceSize && now.diskSizeGB === specs.diskSizeGB);
  const choosesDisk = specs.diskIOPS !== undefined || specs.diskSizeGB !== undefined;
  if (choosesDisk && !(asItIs && specs.diskIOPS === undefined)) {
    throw new ApiError(
      400,
      "CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER",
      "The disk size of an NVMe cluster cannot be modified.",
    );
  }
}

export function checkDisks(shards: readonly Shard[], cluster: Cluster, project: Project): void {
  for (const region of shards.flatMap((shard) => shard.regions)) {
    for (const specs of specsOf(region)) {
      const tier = tierOf(region, specs.instanceSize);
      if (tier.tierClass === "NVME") checkNvmeBackup(specs, cluster);
      else if (specs.nodeCount > 0) checkDisk(region, specs, tier, cluster, project);
    }
  }
}

function checkNvmeBackup(specs: NodeSpecs, cluster: Cluster): void {
  if (specs.nodeCount === 0 || cluster.backupEnabled) return;
  throw new ApiError(
    400,
    "NVME_STORAGE_PROVIDER_BACKUP_REQUIRED",
    "Cloud Backup backups must be enabled for deployments with NVMe storage.",
  );
}

function checkDisk(region: Region, specs: NodeSpecs, tier: Tier, cluster: Cluster, project: Project): void {
  const { diskSizeGB } = specs;
  if (!Number.isInteger(diskSizeGB) || diskSizeGB <= 0) {
    throw new ApiError(
      400,
      "CLUSTER_DISK_SIZE_NOT_WHOLE_NUMBER",
      `The cluster's disk size of ${diskSizeGB.toFixed(1)} GB is invalid. The disk size must be a positive whole number.`,
      [diskSizeGB],
    );
  }
  const maxGB = maxDiskGB(tier, project.extendedStorage);
  if (diskSizeGB < tier.minGB || diskSizeGB > maxGB) {
    const why = `${diskSizeGB} GB on ${tier.name}, which holds ${tier.minGB} to ${maxGB} GB`;
    throw new ApiError(400, "CLUSTER_DISK_SIZE_INVALID", `Invalid disk size: ${why}.`, [why]);
  }
  if (diskSizeGB < cluster.dataSizeGB) {
    throw new ApiError(
      400,
      "DISK_SIZE_GB_TOO_SMALL",
      "The selected disk size is smaller than the amount of data currently used.",
    );
  }
  checkIops(region.providerName, specs, tier);
}

function checkIops(provider: ProviderName, specs: NodeSpecs, tier: Tier): void {
  if (specs.diskIOPS === undefined) return;
  const allowed = iopsRange(provider, specs, tier);
  if (specs.diskIOPS >= allowed.min && specs.diskIOPS <= allowed.max) return;
  const volume = specs.ebsVolumeType ?? "STANDARD";
  const range = allowed.min === allowed.max ? `${allowed.min}` : `between ${allowed.min} and ${allowed.max}`;
  throw new ApiError(
    400,
    "CLUSTER_DISK_IOPS_INVALID",
    `The cluster's disk IOPS of ${specs.diskIOPS} is invalid. For a disk of size ${specs.diskSizeGB} on instance size ` +
      `${tier.name} with a volume type of ${volume}, the IOPS must be ${range}.`,
    [specs.diskIOPS, specs.diskSizeGB, tier.name, volume, range],
  );
}

const NONE = { min: 1, max: 0 };

function iopsRange(provider: ProviderName, specs: NodeSpecs, tier: Tier): { min: number; max: number } {
  if (provider === "GCP") return tier.generation2 ? GCP_IOPS_RANGE : NONE;
  if (provider === "AZURE") {
    const standard = standardIops("AZURE", specs.diskSizeGB);
    return { min: standard, max: tier.number >= AZURE_IOPS_FIRST_TIER ? standard * 4 : standard };
  }
  if (specs.ebsVolumeType === undefined || specs.ebsVolumeType === "STANDARD") {
    const standard = standardIops("AWS", specs.diskSizeGB);
    return { min: standard, max: standard };
  }
  const { min, max, perGB, firstTier } = AWS_PROVISIONED_IOPS;
  return tier.number < firstTier ? NONE : { min, max: Math.min(max, specs.diskSizeGB * perGB) };
}
