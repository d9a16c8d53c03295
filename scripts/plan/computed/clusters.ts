import type { ClusterSelector, Schedule } from "../../../src/schedule/model";
import { isExact, matchSelector } from "../../../src/schedule/selectors";

/** "Cluster0", "dev-*", "tags env=dev". A tag may hold any text, so control characters, which could move the cursor, are replaced. */
export function describeSelector(selector: ClusterSelector): string {
  const text = matchSelector(selector, {
    name: (name) => name,
    glob: (glob) => glob,
    tags: (tags) =>
      `tags ${Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(", ")}`,
  });
  return text.replace(/\p{Cc}+/gu, " ");
}

export function describeClusters({ clusters }: Schedule): string {
  return clusters.map(describeSelector).join(", ");
}

/** How many clusters the schedule names; null where a glob or a tag leaves that to Atlas. */
export function clusterCount({ clusters, projects }: Schedule): number | null {
  if (projects.length > 1 || !clusters.every(isExact)) return null;
  return new Set(clusters.map(describeSelector)).size;
}
