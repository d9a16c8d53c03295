import { describeMany } from "./describe-failures";
import type { ClusterReport } from "./report";

/** What was to be sent and what became of it, one line for all clusters of which the same is to be said. */
export function describeWrites(clusters: readonly ClusterReport[]): string[] {
  const groups = new Map<string, { head: string; what: string; why: string; names: string[] }>();
  for (const { cluster, says, outcome } of clusters) {
    if (outcome === null) continue;
    const code = "code" in outcome ? ` ${outcome.code}` : "";
    const head = outcome.result.toUpperCase() + code;
    const [what = "", ...rest] = says.split(`: ${cluster}: `);
    const why = rest.join();
    const key = `${head} ${what} ${why}`;
    const group = groups.get(key) || { head, what, why, names: [] };
    group.names.push(cluster);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ head, what, why, names }) => describeMany(head, what, why, names));
}
