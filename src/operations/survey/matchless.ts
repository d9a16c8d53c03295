import type { ClusterSelector, Schedule } from "../../schedule/model";
import { isExact, nearMiss, selects, type TaggedCluster } from "../../schedule/selectors";
import { projectsOf, tagsOf } from "./match";
import type { ProjectObservation } from "./observe";

/** A glob, or tags, of a schedule that match no cluster. */
export interface Matchless {
  readonly schedule: string;
  readonly selector: ClusterSelector;
  /** A cluster that it would match but for the case of its letters; null: there is none. */
  readonly near: TaggedCluster | null;
}

/** Where a project of the schedule could not be read, nobody can tell. */
export function findMatchless(
  schedules: readonly Schedule[],
  observations: readonly ProjectObservation[],
  appProjectId: string,
): Matchless[] {
  const matchless: Matchless[] = [];
  for (const schedule of schedules) {
    if (schedule.mode === "off") continue;
    const projects = projectsOf(schedule, appProjectId);
    const own = observations.filter(({ projectId }) => projects.includes(projectId));
    if (own.length < projects.length || own.some(({ failure }) => failure !== null)) continue;
    const clusters = taggedClusters(own);
    for (const selector of schedule.clusters) {
      if (isExact(selector) || clusters.some((cluster) => selects(selector, cluster))) continue;
      matchless.push({ schedule: schedule.name, selector, near: nearMiss(selector, clusters) });
    }
  }
  return matchless;
}

function taggedClusters(observations: readonly ProjectObservation[]): TaggedCluster[] {
  const tagged: TaggedCluster[] = [];
  for (const { clusters, unreadable } of observations) {
    for (const { name, tags } of [...clusters, ...unreadable]) {
      if (name !== null) tagged.push({ name, tags: tagsOf(tags) });
    }
  }
  return tagged;
}
