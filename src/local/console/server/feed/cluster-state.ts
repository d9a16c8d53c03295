/** A cluster as the console shows it. */
import { describeTiers, nodesOf } from "../../../admin-api/clusters/hardware/nodes";
import type { Cluster, RunningNode } from "../../../admin-api/model";
import type { Look } from "../../../workload/workload";
import type { Badge, ClusterState, Scheduled } from "../../protocol";
import { keyOf } from "../world";

export interface ClusterFacts {
  readonly changingNodes: readonly string[];
  readonly look: Look | undefined;
  readonly scheduled: Scheduled | null;
  readonly badges: readonly Badge[];
}

export function clusterState(cluster: Cluster, { changingNodes, look, scheduled, badges }: ClusterFacts): ClusterState {
  return {
    key: keyOf(cluster),
    projectId: cluster.projectId,
    name: cluster.name,
    stateName: cluster.stateName,
    size: runsAs(cluster),
    isPaused: cluster.paused,
    nodes: nodesInOrder(cluster).map((node) => ({
      name: nameOfNode(node, cluster),
      tier: node.instanceSize,
      isChanging: changingNodes.includes(node.key),
    })),
    tags: cluster.tags,
    provider: providersOf(cluster).join(", "),
    autoScaling: boundsOf(cluster),
    load: look === undefined ? null : loadState(look),
    scheduled,
    badges,
  };
}

/** While it is being paused, its nodes still run. */
export function runsAs({ paused, pausing, nodes }: Cluster): string {
  return paused && !pausing ? "paused" : describeTiers(nodes);
}

const loadState = ({ load, latencyMs, saturated }: Look) => ({
  operationsPerSecond: load,
  latencyMs,
  isSaturated: saturated,
});

/** Nodes that have changed stand last in the cluster; here every node stays in its place. */
function nodesInOrder({ nodes, shards }: Cluster): readonly RunningNode[] {
  const places = new Map(nodesOf(shards).map(({ key }, place) => [key, place]));
  const placeOf = ({ key }: RunningNode) => places.get(key) ?? places.size;
  return [...nodes].sort((one, other) => placeOf(one) - placeOf(other));
}

const KIND_WORDS = { electable: "electable", readOnly: "read-only", analytics: "analytics" } as const;

/** "electable 1", with the region and the shard where there are several: "shard 2, US_EAST_1, electable 1". */
function nameOfNode({ key, shardId, kind }: RunningNode, { shards }: Cluster): string {
  const [region, , position] = key
    .slice(shardId.length + 1)
    .split(" ")
    .slice(1);
  const shard = shards.findIndex(({ id }) => id === shardId);
  const regions = shards[shard]?.regions.length ?? 1;
  return [
    ...(shards.length > 1 ? [`shard ${shard + 1}`] : []),
    ...(regions > 1 ? [region] : []),
    `${KIND_WORDS[kind]} ${Number(position) + 1}`,
  ].join(", ");
}

function providersOf({ shards }: Cluster): readonly string[] {
  return [
    ...new Set(shards.flatMap(({ regions }) => regions.map((one) => one.backingProviderName ?? one.providerName))),
  ];
}

function boundsOf({ shards }: Cluster): ClusterState["autoScaling"] {
  const { enabled, minInstanceSize, maxInstanceSize } = shards[0]?.regions[0]?.autoScaling.compute ?? {};
  if (enabled !== true || maxInstanceSize === undefined) return null;
  return { min: minInstanceSize ?? "", max: maxInstanceSize };
}
