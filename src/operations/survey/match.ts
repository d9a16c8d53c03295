import type { Cluster, Tag } from "../../cluster/model";
import type { Schedule } from "../../schedule/model";
import { exactNames, ownership } from "../../schedule/selectors";
import type { Run } from "../run/run";
import type { ProjectObservation } from "./observe";

/** A cluster and the schedule that owns it. */
export interface Match {
  readonly projectId: string;
  readonly cluster: Cluster;
  readonly schedule: Schedule;
  /** "name": the schedule names it, so that it must be there; "pattern": a glob or tags match it. */
  readonly matchedBy: "name" | "pattern";
}

export function withCluster(match: Match, cluster: Cluster): Match {
  return { ...match, cluster };
}

export interface Shadowed {
  readonly project: string;
  readonly cluster: string;
  /** A schedule that selects the cluster too, and below the earlier one that owns it. */
  readonly schedule: string;
  readonly owner: string;
}

export interface NotFound {
  readonly projects: readonly string[];
  readonly schedule: string;
  readonly cluster: string;
}

export interface Matches {
  readonly matches: readonly Match[];
  readonly shadowed: readonly Shadowed[];
  /** Clusters that a schedule names and that none of its projects has, where all of them could be read. */
  readonly notFound: readonly NotFound[];
  /** Clusters of schedules that are not off whose descriptions cannot be understood; null: one without a name. */
  readonly unreadable: readonly {
    readonly project: string;
    readonly cluster: string | null;
    readonly problem: string;
  }[];
}

/**
 * The projects of a schedule are those that it lists, or else the one that the app lives in. Those of one for all projects
 * are what Atlas lists and `limits.projects` allows, which may be none.
 */
export function projectsOf({ projects, allProjects }: Schedule, appProjectId: string): readonly string[] {
  return projects.length === 0 && !allProjects ? [appProjectId] : projects;
}

/** Nobody lists all projects for a schedule that is off, and it owns its clusters in each of them. */
function isFor(schedule: Schedule, projectId: string, appProjectId: string): boolean {
  if (schedule.allProjects && schedule.mode === "off") return true;
  return projectsOf(schedule, appProjectId).includes(projectId);
}

/** The projects of the schedules that are not off, each once, in the order of the document. */
export function projectIds(run: Run): string[] {
  const ids: string[] = [];
  for (const schedule of run.settings.document.schedules) {
    if (schedule.mode === "off") continue;
    for (const id of projectsOf(schedule, run.ports.appProjectId)) if (!ids.includes(id)) ids.push(id);
  }
  return ids;
}

/**
 * The first schedule that selects a cluster owns it; later ones are shadowed, which is no mistake. A schedule that is off
 * owns its clusters too: they are left alone, and not passed to a later schedule.
 */
export function matchClusters(
  schedules: readonly Schedule[],
  observations: readonly ProjectObservation[],
  appProjectId: string,
): Matches {
  const matches: Match[] = [];
  const shadowed: Shadowed[] = [];
  const notUnderstood: Matches["unreadable"][number][] = [];
  for (const { projectId, clusters, unreadable } of observations) {
    const ownerOf = ownership(schedules.filter((one) => isFor(one, projectId, appProjectId)));
    for (const cluster of clusters) {
      const owned = ownerOf({ name: cluster.name, tags: tagsOf(cluster.tags) });
      if (owned === null) continue;
      matches.push({ projectId, cluster, schedule: owned.schedule, matchedBy: owned.exact ? "name" : "pattern" });
      for (const later of owned.shadowed) {
        shadowed.push({ project: projectId, cluster: cluster.name, schedule: later.name, owner: owned.schedule.name });
      }
    }
    notUnderstood.push(...notUnderstoodIn(projectId, unreadable, ownerOf));
  }
  const notFound = findMissing(schedules, observations, appProjectId);
  return { matches, shadowed, notFound, unreadable: notUnderstood };
}

/** One without a name may be any cluster, so it counts too. */
function notUnderstoodIn(
  project: string,
  unreadable: ProjectObservation["unreadable"],
  ownerOf: ReturnType<typeof ownership>,
): Matches["unreadable"][number][] {
  const found: Matches["unreadable"][number][] = [];
  for (const { name, tags, problem } of unreadable) {
    const mode = name === null ? "on" : ownerOf({ name, tags: tagsOf(tags) })?.schedule.mode;
    if (mode === "on" || mode === "report") found.push({ project, cluster: name, problem });
  }
  return found;
}

export function tagsOf(ofCluster: readonly Tag[]): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const { key, value } of ofCluster) tags[key] = value;
  return tags;
}

/**
 * A name that is listed for several projects must be in at least one of them; where one could not be read, nobody can
 * tell.
 */
function findMissing(
  schedules: readonly Schedule[],
  observations: readonly ProjectObservation[],
  appProjectId: string,
): NotFound[] {
  const namesByProject = new Map(observations.map((one) => [one.projectId, namesIn(one)] as const));
  const missing: NotFound[] = [];
  for (const schedule of schedules) {
    if (schedule.mode === "off") continue;
    const projects = projectsOf(schedule, appProjectId);
    const known = projects.map((project) => namesByProject.get(project) ?? null);
    if (known.includes(null)) continue;
    for (const cluster of exactNames(schedule)) {
      const isThere = known.some((names) => names?.has(cluster));
      if (!isThere) missing.push({ projects, schedule: schedule.name, cluster });
    }
  }
  return missing;
}

/** null: the project could not be read. */
function namesIn({ clusters, unreadable, failure }: ProjectObservation): ReadonlySet<string> | null {
  if (failure !== null) return null;
  const names = new Set(clusters.map(({ name }) => name));
  for (const { name } of unreadable) if (name !== null) names.add(name);
  return names;
}
