/** How clusters changed, node by node. */
import type { HistoryEntry } from "../../../src/local/admin-api/records/history";

export interface NodeChange {
  readonly at: number;
  readonly projectId: string;
  readonly cluster: string;
  /** "AWS US_EAST_1 electable 0"; of a cluster of several shards, which of them too. */
  readonly node: string;
  readonly from: string;
  readonly to: string;
  /** When the change that it is part of was asked for; null: before the simulation. */
  readonly askedAt: number | null;
}

export function nodeChanges(history: readonly HistoryEntry[]): NodeChange[] {
  const askedAt = new Map<string, number>();
  const changes: NodeChange[] = [];
  for (const { at, projectId, cluster, what, node = "", from, to } of history) {
    const key = keyOf({ projectId, cluster });
    if (what === "submitted" || what === "auto-scaled") askedAt.set(key, at);
    if (what !== "node-done") continue;
    changes.push({ at, projectId, cluster, node, from, to, askedAt: askedAt.get(key) ?? null });
  }
  const shards = shardsByCluster(changes);
  return changes.map((change) => ({ ...change, node: readableNode(change, shards) }));
}

/** Local Atlas names a node by the id of its shard, and by what it is in it. */
const WITH_SHARD = /^([0-9a-f]{24}) (.*)$/;

const keyOf = ({ projectId, cluster }: Pick<NodeChange, "projectId" | "cluster">) => `${projectId}/${cluster}`;

function shardsByCluster(changes: readonly NodeChange[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const change of changes) {
    const shards = found.get(keyOf(change)) ?? [];
    found.set(keyOf(change), shards);
    const shard = WITH_SHARD.exec(change.node)?.[1];
    if (shard !== undefined && !shards.includes(shard)) shards.push(shard);
  }
  return found;
}

function readableNode(change: NodeChange, shardsOf: ReadonlyMap<string, readonly string[]>): string {
  const [, shard, name] = WITH_SHARD.exec(change.node) ?? [];
  if (shard === undefined || name === undefined) return change.node;
  const shards = shardsOf.get(keyOf(change)) ?? [];
  return shards.length > 1 ? `shard ${shards.indexOf(shard) + 1}: ${name}` : name;
}
