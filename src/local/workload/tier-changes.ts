/** The changes of the tier that serves a cluster's users, read from what happened to its nodes. */
import type { HistoryEntry } from "../admin-api/records/history";

export interface TierChange {
  /** When the last electable node had changed, which until then served as the primary. Epoch milliseconds. */
  readonly at: number;
  readonly projectId: string;
  readonly cluster: string;
  readonly from: string;
  readonly to: string;
}

/** In the order of their ends. Analytics nodes serve no application, so they make no change here. */
export function tierChanges(history: readonly HistoryEntry[]): readonly TierChange[] {
  const changes: TierChange[] = [];
  const lastNodes = new Map<string, TierChange>();
  for (const entry of history) {
    const { at, projectId, cluster, what, from, to, node } = entry;
    const key = `${projectId} ${cluster}`;
    if (what === "node-done" && node?.includes(" electable ")) {
      lastNodes.set(key, { at, projectId, cluster, from, to });
    } else if (what === "completed") {
      const last = lastNodes.get(key);
      if (last !== undefined && isOfTier(last)) changes.push(last);
      lastNodes.delete(key);
    }
  }
  return changes;
}

/** A node that is new or gone has no tier before or after. */
const isOfTier = ({ from, to }: TierChange) => from !== "" && to !== "" && from !== to;
