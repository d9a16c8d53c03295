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

/** The projects of a schedule in words; "" where it is only the one that the app lives in. */
export function describeProjects({ projects, allProjects }: Schedule): string {
  if (allProjects) return "all projects";
  if (projects.length === 0) return "";
  return `project${projects.length === 1 ? "" : "s"} ${projects.join(", ")}`;
}

/** "Cluster0, dev-* in project 5e1ec444970199272441a214". */
export function describeSelection(schedule: Schedule): string {
  const projects = describeProjects(schedule);
  return describeClusters(schedule) + (projects === "" ? "" : ` in ${projects}`);
}

/** How many clusters the schedule names; null where a glob or a tag leaves that to Atlas. */
export function clusterCount({ clusters, projects, allProjects }: Schedule): number | null {
  if (allProjects || projects.length > 1 || !clusters.every(isExact)) return null;
  return new Set(clusters.map(describeSelector)).size;
}
