import { getAutoScalingMode } from "../../atlas/requests";
import type { Cluster } from "../../cluster/model";
import { readAutoScalingMode, withAutoScalingMode } from "../../cluster/read";
import { needsAutoScalingMode } from "../../cluster/targets/check-targets";
import { didYouMean } from "../../schedule/document/guess";
import { ConfigError } from "../run/config-error";
import type { Failure } from "../run/failure";
import { inParallel } from "../run/in-parallel";
import { projectsAtATime, writesAtATime } from "../run/limits";
import type { Run } from "../run/run";
import { withListedProjects } from "./listed-projects";
import { type Matches, matchClusters, projectIds, withCluster } from "./match";
import { observeProject, type ProjectObservation } from "./observe";
import { whyMissing } from "./why-missing";

/** What the scheduled projects have, and which schedule owns what. */
export interface Survey extends Pick<Matches, "matches" | "shadowed"> {
  readonly observations: readonly ProjectObservation[];
  /** The names that no readable project has, each with the reason. */
  readonly missing: readonly Failure[];
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
  const chosen = run.onlyCluster === null ? all : only(run.onlyCluster, all, observations);
  const matches = chosen.matches.slice();
  const unclear = matches.filter(({ schedule, cluster }) => schedule.mode !== "off" && needsAutoScalingMode(cluster));
  await inParallel(unclear, writesAtATime, async (match) => {
    const cluster = await withModeWhereNeeded(run, match.projectId, match.cluster);
    matches[matches.indexOf(match)] = withCluster(match, cluster);
  });
  const missing = await whyMissing(run, chosen.notFound, observations);
  const listing = failure === null ? [] : [{ projectId: failure.project, clusters: [], unreadable: [], failure }];
  return { matches, shadowed: chosen.shadowed, observations: [...observations, ...listing], missing };
}

/**
 * What concerns the one cluster that the argument names. To name one that no schedule selects is a mistake, unless a
 * project could not be read.
 */
function only(name: string, all: Matches, observations: readonly ProjectObservation[]): Matches {
  const isIt = (one: { readonly cluster: string }) => one.cluster === name;
  const matches = all.matches.filter(({ cluster }) => cluster.name === name);
  const notFound = all.notFound.filter(isIt);
  if (matches.length + notFound.length === 0 && observations.every(({ failure }) => failure === null)) {
    const guess = didYouMean(
      name,
      all.matches.map(({ cluster }) => cluster.name),
    );
    throw new ConfigError([{ path: "argument.cluster", message: `no schedule selects a cluster "${name}"${guess}` }]);
  }
  return { matches, notFound, shadowed: all.shadowed.filter(isIt) };
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
