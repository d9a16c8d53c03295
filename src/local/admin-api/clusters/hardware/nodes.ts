/** From the shards a cluster is to have to the single nodes, and from nodes to the words of a timeline. */
import type { Cluster, NodeKind, NodeSpecs, Region, RunningNode, Shard } from "../../model";
import { findTier } from "./tiers";

const KINDS: readonly NodeKind[] = ["electable", "readOnly", "analytics"];

export function nodesOf(shards: readonly Shard[]): readonly RunningNode[] {
  return shards.flatMap((shard) =>
    shard.regions.flatMap((region) => KINDS.flatMap((kind) => nodesOfKind(shard, region, kind, region[kind]))),
  );
}

function nodesOfKind(shard: Shard, region: Region, kind: NodeKind, specs: NodeSpecs): readonly RunningNode[] {
  return Array.from({ length: specs.nodeCount }, (_, position) => {
    const { nodeCount: _count, ...hardware } = specs;
    const key = `${shard.id} ${region.providerName} ${region.regionName} ${kind} ${position}`;
    return { key, shardId: shard.id, kind, ...hardware };
  });
}

export const isSameHardware = (one: RunningNode, other: RunningNode) =>
  one.instanceSize === other.instanceSize &&
  one.diskSizeGB === other.diskSizeGB &&
  one.diskIOPS === other.diskIOPS &&
  one.ebsVolumeType === other.ebsVolumeType;

/**
 * Atlas docs, "Modify a cluster": moves between NVMe and other storage, between NVMe tiers, and between classes on Azure
 * copy all data to new disks.
 */
export function needsInitialSync(from: RunningNode, to: RunningNode): boolean {
  if (from.instanceSize === to.instanceSize) return false;
  if (from.instanceSize.includes("_NVME") || to.instanceSize.includes("_NVME")) return true;
  const onAzure = to.key.split(" ")[1] === "AZURE";
  return onAzure && findTier("AZURE", from.instanceSize)?.tierClass !== findTier("AZURE", to.instanceSize)?.tierClass;
}

/** `M50`, or `M10, M50` where base nodes differ, with ` + analytics M30` where analytics nodes have their own tier. */
export function describeTiers(nodes: readonly { kind: NodeKind; instanceSize: string }[]): string {
  const names = (analytics: boolean) => [
    ...new Set(nodes.filter(({ kind }) => (kind === "analytics") === analytics).map((node) => node.instanceSize)),
  ];
  const base = names(false).join(", ");
  const analytics = names(true).join(", ");
  return analytics === "" || analytics === base ? base : `${base} + analytics ${analytics}`;
}

export const targetTiers = (cluster: Cluster) => (cluster.paused ? "paused" : describeTiers(nodesOf(cluster.shards)));
