import { describeMany } from "./describe-failures";
import type { ClusterReport } from "./report";

/** Opens the line of a cluster that is held although it is smaller than it should be. */
export const belowDesired = "BELOW ITS DESIRED SIZE";

/** What was to be sent and what became of it. */
export function describeWrites(clusters: readonly ClusterReport[]): string[] {
  return describeAlike(clusters, ({ outcome }) => {
    if (outcome === null) return null;
    return outcome.result.toUpperCase() + ("code" in outcome ? ` ${outcome.code}` : "");
  });
}

/** No failures, and told with them. */
export function describeHeldBelow(clusters: readonly ClusterReport[]): string[] {
  return describeAlike(clusters, ({ decision }) => (decision.do === "held" && decision.below ? belowDesired : null));
}

/** One line for all clusters of which the same is to be said; `headOf` null: nothing. */
function describeAlike(
  clusters: readonly ClusterReport[],
  headOf: (cluster: ClusterReport) => string | null,
): string[] {
  const groups = new Map<string, { head: string; what: string; why: string; names: string[] }>();
  for (const one of clusters) {
    const head = headOf(one);
    if (head === null) continue;
    const [what = "", ...rest] = one.says.split(`: ${one.cluster}: `);
    const why = rest.join();
    const key = `${head} ${what} ${why}`;
    const group = groups.get(key) || { head, what, why, names: [] };
    group.names.push(one.cluster);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ head, what, why, names }) => describeMany(head, what, why, names));
}
