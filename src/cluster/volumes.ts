/**
 * Which volume type and IOPS travel with a resize. Node specs are replaced as a whole, so what somebody chose is lost
 * unless it is sent; what Atlas derives from the tier must stay behind, for it refuses stale values (400
 * CLUSTER_DISK_IOPS_INVALID).
 */

import { isSecondGeneration, tierClass, tierNumber } from "../schedule/tiers";
import type { Cluster, HardwareSpec } from "./model";
import { regionsOf, unique } from "./observed";

interface Volume {
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: string;
}

/** Provisioned volumes exist from M30 on (Atlas docs, "Customize Storage"). */
const firstProvisionedTier = 30;

/** Azure takes IOPS from M40 on (OpenAPI document, AzureHardwareSpec20240805.diskIOPS). */
const firstAzureTierWithIops = 40;

/** The least a volume of the second generation has (Terraform provider docs, mongodbatlas_advanced_cluster). */
const secondGenerationIops = 3000;

/** A cluster on several clouds takes neither `diskIOPS` nor `ebsVolumeType` (Terraform provider docs). */
export function isMultiCloud(cluster: Pick<Cluster, "shards">): boolean {
  return unique(regionsOf(cluster).map(({ providerName }) => providerName)).length > 1;
}

/**
 * What is sent for the nodes of `spec` when they move to `instanceSize`, in a cluster on one cloud and without NVMe.
 */
export function volumeFor(providerName: string, spec: HardwareSpec, instanceSize: string): Volume {
  const ebsVolumeType = providerName === "AWS" ? volumeTypeFor(spec, instanceSize) : null;
  const keepsIops = isChosen(providerName, spec) && canKeepIops(providerName, spec, instanceSize);
  return {
    ...(ebsVolumeType === null ? {} : { ebsVolumeType }),
    ...(keepsIops && spec.diskIOPS !== null ? { diskIOPS: spec.diskIOPS } : {}),
  };
}

/** IOPS or a volume type that somebody chose and that the tier cannot have: Atlas goes back to its defaults. */
export function losesVolume(providerName: string, spec: HardwareSpec, instanceSize: string): boolean {
  const { instanceSize: now, diskIOPS } = spec;
  if (spec.nodeCount === 0 || tierClass(now) === "NVME" || tierClass(instanceSize) === "NVME") return false;
  const isDefault = isSecondGeneration(now) && !isProvisioned(spec) && diskIOPS === secondGenerationIops;
  if (diskIOPS === null || isDefault || !isChosen(providerName, spec)) return false;
  return !canKeepIops(providerName, spec, instanceSize);
}

function isProvisioned({ ebsVolumeType }: HardwareSpec): boolean {
  return ebsVolumeType !== null && ebsVolumeType !== "STANDARD";
}

function volumeTypeFor(spec: HardwareSpec, instanceSize: string): string | null {
  return isProvisioned(spec) && tierNumber(instanceSize) < firstProvisionedTier ? "STANDARD" : spec.ebsVolumeType;
}

/** Whether the IOPS are, or may be, somebody's choice. Of a standard volume they are only in the second generation. */
function isChosen(providerName: string, spec: HardwareSpec): boolean {
  switch (providerName) {
    case "AWS":
      return isProvisioned(spec) || isSecondGeneration(spec.instanceSize);
    case "GCP":
      return isSecondGeneration(spec.instanceSize);
    case "AZURE":
      return hasAzureIops(spec.instanceSize) && (spec.diskIOPS ?? 0) > azureIops(spec.diskSizeGB ?? 0);
    default:
      return false;
  }
}

function canKeepIops(providerName: string, spec: HardwareSpec, instanceSize: string): boolean {
  if (providerName === "AZURE") return hasAzureIops(instanceSize);
  if (providerName === "AWS" && isProvisioned(spec)) return tierNumber(instanceSize) >= firstProvisionedTier;
  return isSecondGeneration(spec.instanceSize) && isSecondGeneration(instanceSize);
}

function hasAzureIops(tier: string): boolean {
  return tierNumber(tier) >= firstAzureTierWithIops;
}

/** Up to so many GB, a disk of Azure has so many IOPS (Azure docs: P30 to P70). */
const azureDisks: readonly (readonly [upToGB: number, iops: number])[] = [
  [512, 3500],
  [1024, 5000],
  [4096, 7500],
  [8192, 16_000],
];

/**
 * What a disk has unless somebody asked for more. All recorded Azure clusters show 3500, with disks of 8 and 32 GB too;
 * what tells a chosen value from Atlas's own is not published, so only more than this is taken for a choice.
 */
function azureIops(diskGB: number): number {
  return azureDisks.find(([upToGB]) => diskGB <= upToGB)?.[1] ?? 18_000;
}
