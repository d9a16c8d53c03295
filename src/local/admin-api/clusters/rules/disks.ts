/** Rules about disks: size against tier and data, IOPS against volume type, NVMe. */
import { ApiError, invalidAttribute } from "../../http/errors";
import { AWS_PROVISIONED_IOPS, AZURE_EXTENDED_IOPS, GCP_IOPS_RANGE, GEN2_IOPS } from "../../limits";
import type { Cluster, NodeSpecs, Project, ProviderName, Region, Shard } from "../../model";
import type { Settings } from "../../settings";
import { findTier, maxDiskGB, type Tier } from "../hardware/tiers";
import { standardIops } from "../hardware/volumes";
import type { RegionRequest, ShardRequest, SpecsRequest } from "../requests/replication-specs";
import { specsOf, tierOf } from "./sizes";

/** What was sent, before gaps were filled: attributes that may not be there at all, and sizes that must agree. */
export function checkSentDisks(
  requests: readonly ShardRequest[],
  cluster: Cluster | undefined,
  multiCloudVolumes: Settings["multiCloudVolumes"],
): void {
  if (multiCloudVolumes === "refused") for (const request of requests) refuseVolumesOnManyClouds(request);
  const sent = requests.flatMap((shard) => shard.regions).flatMap(sentSpecs);
  for (const { providerName, specs } of sent) checkSentSpecs(providerName, specs, cluster);
  const disks = new Set(sent.flatMap(({ specs }) => specs.diskSizeGB ?? []));
  if (disks.size > 1) {
    throw new ApiError(400, "DISK_SIZE_GB_INCONSISTENT", "diskSizeGB must be the same for all shards and node types.");
  }
}

/** Terraform provider docs: neither can be set for a multi-cloud cluster. The code is assumed. */
function refuseVolumesOnManyClouds({ regions }: ShardRequest): void {
  if (new Set(regions.map(({ providerName }) => providerName)).size < 2) return;
  const sent = regions.flatMap(sentSpecs).map(({ specs }) => specs);
  for (const name of ["diskIOPS", "ebsVolumeType"] as const) {
    if (sent.some((specs) => specs[name] !== undefined)) throw invalidAttribute(name);
  }
}

function sentSpecs(region: RegionRequest): readonly { providerName: ProviderName; specs: SpecsRequest }[] {
  return [region.electable, region.readOnly, region.analytics].flatMap((specs) =>
    specs === undefined ? [] : [{ providerName: region.providerName, specs }],
  );
}

function checkSentSpecs(provider: ProviderName, specs: SpecsRequest, cluster: Cluster | undefined): void {
  if (provider !== "AWS" && specs.ebsVolumeType !== undefined) throw invalidAttribute("ebsVolumeType");
  const tier = provider === "TENANT" ? undefined : findTier(provider, specs.instanceSize);
  if (tier === undefined) return;
  if (tier.tierClass === "NVME") checkSentNvme(specs, cluster);
  else if (provider === "GCP" && specs.diskIOPS !== undefined && !tier.generation2) throw invalidAttribute("diskIOPS");
  else if (isProvisionedTooSmall(specs, tier)) throw invalidAttribute("ebsVolumeType");
}

/** Provisioned volumes exist from M30 on; the code for a smaller tier is assumed. */
const isProvisionedTooSmall = ({ ebsVolumeType }: SpecsRequest, tier: Tier) =>
  ebsVolumeType !== undefined && ebsVolumeType !== "STANDARD" && tier.number < AWS_PROVISIONED_IOPS.firstTier;

/** The disk of an NVMe tier cannot be chosen (terraform-provider-mongodbatlas#2846); repeating what it is passes. */
function checkSentNvme(specs: SpecsRequest, cluster: Cluster | undefined): void {
  const chosen = pickDisk(specs);
  if (Object.keys(chosen).length === 0) return;
  const asItIs = (cluster?.shards ?? [])
    .flatMap((shard) => shard.regions)
    .flatMap(specsOf)
    .some((now) => now.instanceSize === specs.instanceSize && isSameDisk(chosen, now));
  if (asItIs) return;
  throw new ApiError(
    400,
    "CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER",
    "The disk size of an NVMe cluster cannot be modified.",
  );
}

const DISK_KEYS = ["diskSizeGB", "diskIOPS", "ebsVolumeType"] as const;
type Disk = Partial<Pick<NodeSpecs, (typeof DISK_KEYS)[number]>>;

const pickDisk = (specs: SpecsRequest): Disk =>
  Object.fromEntries(DISK_KEYS.filter((name) => specs[name] !== undefined).map((name) => [name, specs[name]]));

const isSameDisk = (chosen: Disk, now: NodeSpecs) =>
  DISK_KEYS.every((name) => chosen[name] === undefined || chosen[name] === now[name]);

/** What a disk is held against beside its tier. */
export interface DiskOwner {
  readonly backupEnabled: boolean;
  readonly dataSizeGB: number;
}

export function checkDisks(shards: readonly Shard[], owner: DiskOwner, project: Project): void {
  for (const shard of shards) {
    const smallestGB = smallestDisk(shard);
    for (const region of shard.regions) {
      for (const specs of specsOf(region)) {
        const tier = tierOf(region, specs.instanceSize);
        if (tier.tierClass === "NVME") checkNvmeBackup(specs, owner);
        else if (specs.nodeCount > 0) checkDisk(region, specs, { ...tier, minGB: smallestGB }, owner, project);
      }
    }
  }
}

/** One disk for all clouds: with Azure among them from 8 GB on, though other clouds start at 10 (recorded). */
function smallestDisk({ regions }: Shard): number {
  const tiers = regions.flatMap((region) => specsOf(region).map((specs) => tierOf(region, specs.instanceSize)));
  return Math.min(...tiers.filter(({ tierClass }) => tierClass !== "NVME").map(({ minGB }) => minGB));
}

function checkNvmeBackup(specs: NodeSpecs, owner: DiskOwner): void {
  if (specs.nodeCount === 0 || owner.backupEnabled) return;
  throw new ApiError(
    400,
    "NVME_STORAGE_PROVIDER_BACKUP_REQUIRED",
    "Cloud Backup backups must be enabled for deployments with NVMe storage.",
  );
}

function checkDisk(region: Region, specs: NodeSpecs, tier: Tier, owner: DiskOwner, project: Project): void {
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
  if (diskSizeGB < owner.dataSizeGB) {
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

interface Range {
  readonly min: number;
  readonly max: number;
}

function iopsRange(provider: ProviderName, specs: NodeSpecs, tier: Tier): Range {
  if (provider === "GCP") return GCP_IOPS_RANGE;
  if (provider === "AZURE") {
    const standard = standardIops("AZURE", tier, specs.diskSizeGB);
    return { min: standard, max: tier.number >= AZURE_EXTENDED_IOPS.firstTier ? AZURE_EXTENDED_IOPS.max : standard };
  }
  if ((specs.ebsVolumeType ?? "STANDARD") === "STANDARD") return standardRange(specs, tier);
  const { min, max, perGB } = AWS_PROVISIONED_IOPS;
  return { min, max: Math.min(max, specs.diskSizeGB * perGB) };
}

/** The number of a STANDARD volume follows from its size, but on Gen2 tiers it is the customer's choice. */
function standardRange(specs: NodeSpecs, tier: Tier): Range {
  if (tier.generation2) return GEN2_IOPS;
  const standard = standardIops("AWS", tier, specs.diskSizeGB);
  return { min: standard, max: standard };
}
