/** What a disk does: operations per second, throughput and, on AWS, the type of volume. */
import {
  AWS_NVME_IOPS,
  AWS_STANDARD_IOPS,
  AZURE_DISKS,
  AZURE_NVME_IOPS,
  GCP_IOPS_RANGE,
  GEN2_IOPS,
  GEN2_THROUGHPUT,
} from "../../limits";
import type { NodeSpecs, VolumeType } from "../../model";
import type { DedicatedProvider, Tier } from "./tiers";

export interface AskedVolume {
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: VolumeType;
}

export type Volume = Pick<NodeSpecs, "diskIOPS" | "diskThroughput" | "ebsVolumeType">;

/** The volume a node gets: what was asked for, and where nothing was, what its cloud gives a disk of that size. */
export function volumeOf(provider: DedicatedProvider, tier: Tier, diskSizeGB: number, asked: AskedVolume): Volume {
  if (tier.tierClass === "NVME") return nvmeVolume(provider, tier);
  switch (provider) {
    case "AWS":
      return awsVolume(tier, diskSizeGB, asked);
    case "AZURE": {
      const [, iops, diskThroughput] = azureDisk(diskSizeGB);
      return { diskIOPS: asked.diskIOPS ?? iops, diskThroughput };
    }
    case "GCP":
      // Assumed: a Gen2 tier shows the least it has; earlier tiers show no IOPS at all.
      return tier.generation2 ? { diskIOPS: asked.diskIOPS ?? GCP_IOPS_RANGE.min } : {};
  }
}

function nvmeVolume(provider: DedicatedProvider, { number }: Tier): Volume {
  const diskIOPS = (provider === "AWS" ? AWS_NVME_IOPS : AZURE_NVME_IOPS)[number];
  return {
    ...(diskIOPS === undefined ? {} : { diskIOPS }),
    ...(provider === "AWS" ? { ebsVolumeType: "PROVISIONED" } : {}),
  };
}

function awsVolume(tier: Tier, diskSizeGB: number, asked: AskedVolume): Volume {
  const ebsVolumeType = asked.ebsVolumeType ?? "STANDARD";
  if (!tier.generation2) return { ebsVolumeType, diskIOPS: asked.diskIOPS ?? standardIops("AWS", tier, diskSizeGB) };
  return { ebsVolumeType, diskIOPS: asked.diskIOPS ?? GEN2_IOPS.min, diskThroughput: GEN2_THROUGHPUT };
}

/** The operations per second of a volume that nobody chose a number for. */
export function standardIops(provider: "AWS" | "AZURE", tier: Tier, diskSizeGB: number): number {
  if (provider === "AZURE") return azureDisk(diskSizeGB)[1];
  if (tier.generation2) return GEN2_IOPS.min;
  const { min, perGB, max } = AWS_STANDARD_IOPS;
  return Math.max(min, Math.min(max, Math.floor(diskSizeGB * perGB)));
}

const LARGEST_AZURE_DISK = [16_384, 18_000, 750] as const;

const azureDisk = (diskSizeGB: number) => AZURE_DISKS.find(([upToGB]) => diskSizeGB <= upToGB) ?? LARGEST_AZURE_DISK;
