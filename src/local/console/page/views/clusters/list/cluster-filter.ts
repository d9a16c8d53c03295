/** Which clusters are listed, and in which order. Pure. */
import type { ClusterState } from "../../../../protocol";

export const SHOWN_KINDS = ["all", "badges", "changing", "unscheduled"] as const;
export type ShownKind = (typeof SHOWN_KINDS)[number];

export function isOfKind({ badges, stateName, scheduled }: ClusterState, kind: ShownKind): boolean {
  if (kind === "badges") return badges.length > 0;
  if (kind === "changing") return stateName !== "IDLE";
  return kind === "all" || scheduled === null;
}

/** Every word must be found in the name, a badge, the schedule, its window or a tag. */
export function filtered(clusters: Iterable<ClusterState>, search: string, kind: ShownKind): ClusterState[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = (cluster: ClusterState) => {
    const text = textOf(cluster);
    return words.every((word) => text.includes(word));
  };
  return [...clusters].filter((cluster) => isOfKind(cluster, kind) && isFound(cluster)).sort(inOrder);
}

function textOf({ name, badges, scheduled, tags }: ClusterState): string {
  return [
    name,
    ...badges.map((badge) => badge.kind),
    ...(scheduled === null ? [] : [scheduled.schedule, scheduled.window ?? ""]),
    ...tags.map(({ key, value }) => `${key}:${value}`),
  ]
    .join("\n")
    .toLowerCase();
}

/** dev-2 before dev-10. */
const names = new Intl.Collator("en", { numeric: true });

/** Those that follow a schedule come first. */
function inOrder(one: ClusterState, other: ClusterState): number {
  const isFirst = Number(one.scheduled === null) - Number(other.scheduled === null);
  return isFirst || names.compare(one.name, other.name) || names.compare(one.projectId, other.projectId);
}
