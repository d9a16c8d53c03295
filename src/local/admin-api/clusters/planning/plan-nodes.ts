/** The nodes of one region that a request asks for, with sizes, disks and volumes that it leaves open filled in. */

import { keep } from "../../http/keep";
import type { NodeSpecs, ProviderName, Region } from "../../model";
import { type DedicatedProvider, findTier, type Tier } from "../hardware/tiers";
import { type AskedVolume, volumeOf } from "../hardware/volumes";
import type { RegionRequest, ShardRequest, SpecsRequest } from "../requests/replication-specs";

/** The sizes that the kinds of a shard without nodes of their own are described with. */
export interface ShardSizes {
  readonly base: string;
  readonly analytics: string;
  readonly providers: readonly ProviderName[];
}

export function sizesOf({ regions }: ShardRequest): ShardSizes {
  const base = regions.flatMap((region) => [region.electable, region.readOnly]);
  const analytics = regions.map((region) => region.analytics);
  const baseSize = runningSize(base) ?? anySize(base) ?? anySize(analytics) ?? "";
  return {
    base: baseSize,
    analytics: runningSize(analytics) ?? baseSize,
    providers: regions.map((region) => region.providerName),
  };
}

type MaybeSpecs = readonly (SpecsRequest | undefined)[];

const runningSize = (specs: MaybeSpecs) => specs.find((one) => (one?.nodeCount ?? 0) > 0)?.instanceSize;
const anySize = (specs: MaybeSpecs) => specs.find((one) => one !== undefined)?.instanceSize;

export interface DiskChoice {
  /** What the request says, for whichever kind of node. */
  readonly sent: number | undefined;
  /** What the cluster has and keeps. */
  readonly kept: number | undefined;
  readonly before: readonly NodeSpecs[];
}

type Nodes = Pick<Region, "electable" | "readOnly" | "analytics">;

/**
 * A kind without nodes is described with the base size (analytics: with the shard's analytics size, where it has one), and
 * with the volume that was sent for it, else the base's (recorded).
 */
export function planNodes(request: RegionRequest, sizes: ShardSizes, disk: DiskChoice): Nodes {
  const base = [request.electable, request.readOnly].find((one) => (one?.nodeCount ?? 0) > 0);
  const plan = (asked: SpecsRequest | undefined, idleSize: string) => {
    const idle = asked === undefined || asked.nodeCount === 0;
    const volume = idle && asked?.diskIOPS === undefined && asked?.ebsVolumeType === undefined ? base : asked;
    return planSpecs(
      { instanceSize: idle ? idleSize : asked.instanceSize, nodeCount: asked?.nodeCount ?? 0 },
      request.providerName,
      { volume: volume ?? {}, disk, sent: asked?.diskSizeGB ?? disk.sent, providers: sizes.providers },
    );
  };
  return {
    electable: plan(request.electable, sizes.base),
    readOnly: plan(request.readOnly, sizes.base),
    analytics: plan(request.analytics, sizes.analytics),
  };
}

/** Recorded for M0. */
const FREE_DISK_GB = 0.5;

interface Hardware {
  readonly volume: AskedVolume;
  readonly disk: DiskChoice;
  readonly sent: number | undefined;
  readonly providers: readonly ProviderName[];
}

function planSpecs(
  { instanceSize, nodeCount }: Pick<NodeSpecs, "instanceSize" | "nodeCount">,
  provider: ProviderName,
  { volume, disk, sent, providers }: Hardware,
): NodeSpecs {
  const tier = provider === "TENANT" ? undefined : findTier(provider, instanceSize);
  if (provider === "TENANT") return { instanceSize, nodeCount, diskSizeGB: sent ?? FREE_DISK_GB };
  // A tier that does not exist is refused later, by name.
  if (tier === undefined) return { instanceSize, nodeCount, diskSizeGB: sent ?? disk.kept ?? 0 };
  const leavesNvme = disk.before.some((was) => findTier(provider, was.instanceSize)?.tierClass === "NVME");
  const kept = tier.tierClass === "NVME" || leavesNvme ? undefined : disk.kept;
  const diskSizeGB =
    tier.tierClass === "NVME" ? tier.defaultGB : (sent ?? kept ?? defaultDisk(instanceSize, providers, tier));
  return { instanceSize, nodeCount, diskSizeGB, ...volumeOf(provider, tier, diskSizeGB, pickVolume(volume)) };
}

const pickVolume = ({ diskIOPS, ebsVolumeType }: AskedVolume): AskedVolume => ({
  ...keep("diskIOPS", diskIOPS),
  ...keep("ebsVolumeType", ebsVolumeType),
});

/** One disk for all clouds of a cluster: the smallest default (recorded: 8 GB for M10 on AWS and Azure together). */
export function defaultDisk(instanceSize: string, providers: readonly ProviderName[], tier: Tier): number {
  const defaults = providers.flatMap((provider) =>
    provider === "TENANT" ? [] : (findTier(provider satisfies DedicatedProvider, instanceSize)?.defaultGB ?? []),
  );
  return Math.min(tier.defaultGB, ...defaults);
}
