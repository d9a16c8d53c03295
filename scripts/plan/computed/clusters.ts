import type { ClusterSelector, Schedule } from "../../../src/schedule/model";

/** "Cluster0", "dev-*", "tags env=dev": a tag may hold any text, of which nothing moves the cursor. */
export function describeSelector(selector: ClusterSelector): string {
  if ("name" in selector) return selector.name;
  if ("glob" in selector) return selector.glob;
  const tags = Object.entries(selector.tags).map(([key, value]) => `${key}=${value}`);
  return `tags ${tags.join(", ")}`.replace(/\p{Cc}+/gu, " ");
}

export function describeClusters({ clusters }: Schedule): string {
  return clusters.map(describeSelector).join(", ");
}

/** How many clusters the schedule names; null where a glob or a tag leaves that to Atlas. */
export function clusterCount({ clusters, projects }: Schedule): number | null {
  if (projects.length > 1 || clusters.some((selector) => !("name" in selector))) return null;
  return new Set(clusters.map(describeSelector)).size;
}
