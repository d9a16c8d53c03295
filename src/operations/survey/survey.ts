import { getAutoScalingMode } from "../../atlas/requests";
import type { Cluster } from "../../cluster/model";
import { readAutoScalingMode, withAutoScalingMode } from "../../cluster/read";
import { needsAutoScalingMode } from "../../cluster/targets/check-targets";
import { didYouMean } from "../../schedule/document/guess";
import { ConfigError } from "../run/config-error";
import { type Failure, failureOf, UnreadableCluster } from "../run/failure";
import { inParallel } from "../run/in-parallel";
import { projectsAtATime, writesAtATime } from "../run/limits";
import type { Run } from "../run/run";
import { withListedProjects } from "./listed-projects";
import { type Matches, matchClusters, projectIds, withCluster } from "./match";
import { findMatchless, type Matchless } from "./matchless";
import { observeProject, type ProjectObservation } from "./observe";
import { whyMissing } from "./why-missing";

/** What the scheduled projects have, and which schedule owns what. */
export interface Survey extends Pick<Matches, "matches" | "shadowed"> {
  readonly observations: readonly ProjectObservation[];
  /** The names that no readable project has, each with the reason. */
  readonly missing: readonly Failure[];
  /** The clusters whose descriptions cannot be understood: matched by a name, a glob or tags, or without a name. */
  readonly unreadable: readonly Failure[];
  /** Globs and tags that match no cluster of their projects, where all of them could be read. */
  readonly matchless: readonly Matchless[];
}

/** Reads every project that a schedule names, page by page, and matches their clusters. */
export async function surveyProjects(asStarted: Run): Promise<Survey> {
  const { run, failure } = await withListedProjects(asStarted);
  const { appProjectId } = run.ports;
  const schedules = run.settings.document.schedules;
  const observations = await inParallel(projectIds(run), projectsAtATime, (projectId) =>
    observeProject(run.client, projectId),
  );
  const all = matchClusters(schedules, observations, appProjectId);
  const chosen = run.onlyCluster === null ? all : only(run, run.onlyCluster, all, observations);
  const matches = chosen.matches.slice();
  const unclear = matches.filter(({ schedule, cluster }) => schedule.mode !== "off" && needsAutoScalingMode(cluster));
  await inParallel(unclear, writesAtATime, async (match) => {
    const cluster = await withModeWhereNeeded(run, match.projectId, match.cluster);
    matches[matches.indexOf(match)] = withCluster(match, cluster);
  });
  const missing = await whyMissing(run, chosen.notFound, observations);
  const listing = failure === null ? [] : [{ projectId: failure.project, clusters: [], unreadable: [], failure }];
  const isWhole = run.onlyCluster === null && failure === null;
  return {
    matches,
    shadowed: chosen.shadowed,
    observations: [...observations, ...listing],
    missing,
    unreadable: chosen.unreadable.map(({ project, cluster, problem }) =>
      failureOf(project, cluster, new UnreadableCluster(problem)),
    ),
    matchless: isWhole ? findMatchless(schedules, observations, appProjectId) : [],
  };
}

/**
 * What concerns the one cluster that the argument names. To name one that no schedule selects is a mistake, unless a
 * project could not be read.
 */
function only(
  { onlyProject, takeOver }: Run,
  name: string,
  all: Matches,
  observations: readonly ProjectObservation[],
): Matches {
  const isThere = (project: string) => onlyProject === null || project === onlyProject;
  const isIt = (one: { readonly project: string; readonly cluster: string | null }) =>
    one.cluster === name && isThere(one.project);
  const matches = all.matches.filter(({ projectId, cluster }) => cluster.name === name && isThere(projectId));
  const notFound = all.notFound.filter(({ projects, cluster }) => cluster === name && projects.some(isThere));
  const unreadable = all.unreadable.filter(isIt);
  if (takeOver && matches.length > 1) {
    const message = `${matches.length} projects have a cluster "${name}": name one of them in \`project\``;
    throw new ConfigError([{ path: "argument.cluster", message }]);
  }
  const found = matches.length + notFound.length + unreadable.length;
  if (found === 0 && observations.every(({ failure }) => failure === null)) {
    const guess = didYouMean(
      name,
      all.matches.map(({ cluster }) => cluster.name),
    );
    const where = onlyProject === null ? "" : ` of project ${onlyProject}`;
    const message = `no schedule selects a cluster "${name}"${where}${guess}`;
    throw new ConfigError([{ path: "argument.cluster", message }]);
  }
  return { matches, notFound, unreadable, shadowed: all.shadowed.filter(isIt) };
}

/**
 * Reads the auto-scaling mode where it matters, which is for sharded, auto-scaled clusters alone. One that cannot be
 * read makes `decide` refuse.
 */
export async function withModeWhereNeeded(run: Run, projectId: string, cluster: Cluster): Promise<Cluster> {
  if (!needsAutoScalingMode(cluster)) return cluster;
  try {
    const answer = await run.client.call(getAutoScalingMode(projectId, cluster.name));
    return withAutoScalingMode(cluster, readAutoScalingMode(answer));
  } catch {
    return cluster;
  }
}
