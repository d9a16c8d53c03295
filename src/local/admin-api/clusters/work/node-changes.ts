/** The steps between the nodes a cluster has and the nodes it is to have. */
import type { Cluster, NodeKind, RunningNode, ScalingStrategy } from "../../model";
import { isSameHardware, nodesOf } from "../hardware/nodes";

/** No `from`: the node is new. No `to`: it goes. */
export interface NodeChange {
  readonly key: string;
  readonly shardId: string;
  readonly kind: NodeKind;
  readonly from?: RunningNode;
  readonly to?: RunningNode;
}

/** What still separates the nodes from the target. */
export function pendingChanges(cluster: Cluster): readonly NodeChange[] {
  const target = nodesOf(cluster.shards);
  const running = new Map(cluster.nodes.map((node) => [node.key, node]));
  const wanted = new Set(target.map((node) => node.key));
  const changes: NodeChange[] = [];
  for (const to of target) {
    const from = running.get(to.key);
    const { key, shardId, kind } = to;
    if (from === undefined) changes.push({ key, shardId, kind, to });
    else if (!isSameHardware(from, to)) changes.push({ key, shardId, kind, from, to });
  }
  for (const from of cluster.nodes) {
    if (!wanted.has(from.key)) changes.push({ key: from.key, shardId: from.shardId, kind: from.kind, from });
  }
  return changes;
}

/** Which nodes of a shard wait for each other (Atlas docs, "Configure scaling mode"). */
export function laneOf(kind: NodeKind, strategy: ScalingStrategy): string {
  switch (strategy) {
    case "SEQUENTIAL":
      return "all";
    case "WORKLOAD_TYPE":
      return kind === "analytics" ? "analytics" : "operational";
    case "NODE_TYPE":
      return kind;
  }
}
