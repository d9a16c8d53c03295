import type { Cluster } from "../cluster/model";
import type { Schedule } from "../schedule/model";
import { listNames } from "./report/sentences";
import { ConfigError } from "./run/config-error";
import { type Failure, failureOf } from "./run/failure";
import { inParallel } from "./run/in-parallel";
import { projectsAtATime } from "./run/limits";
import type { Run } from "./run/run";
import { withListedProjects } from "./survey/listed-projects";
import { matchClusters, projectIds } from "./survey/match";
import { observeCluster } from "./survey/observe";
import { surveyProjects, withModeWhereNeeded } from "./survey/survey";

/** A cluster that a person means. */
export interface Chosen {
  readonly projectId: string;
  readonly cluster: Cluster;
  /** null: no schedule selects it. */
  readonly schedule: Schedule | null;
}

export interface Choice {
  readonly cluster?: string;
  readonly project?: string;
  readonly all?: boolean;
}

/**
 * Chooses the cluster that is named, scheduled or not; else the only scheduled one; else, with `all`, every scheduled
 * one.
 */
export async function chooseClusters(
  run: Run,
  choice: Choice,
): Promise<{ chosen: readonly Chosen[]; failures: readonly Failure[] }> {
  return choice.cluster === undefined
    ? chooseScheduled(run, choice)
    : chooseByName(run, choice.cluster, choice.project);
}

async function chooseScheduled(run: Run, { project, all }: Choice) {
  const { matches, observations, unreadable } = await surveyProjects(run);
  const failures: Failure[] = unreadable.slice();
  for (const { failure } of observations) if (failure !== null) failures.push(failure);
  const chosen = matches.filter(
    ({ schedule, projectId }) => schedule.mode !== "off" && (project === undefined || projectId === project),
  );
  if (chosen.length > 1 && all !== true) {
    const names = listNames(chosen.map(({ cluster }) => cluster.name));
    const message = `${chosen.length} clusters are scheduled (${names})`;
    throw new ConfigError([
      { path: "argument", message: `${message}: name one in \`cluster\`, or pass {"all": true}` },
    ]);
  }
  if (chosen.length === 0 && failures.length === 0) {
    throw new ConfigError([
      { path: "argument", message: "no cluster is scheduled: name one in `cluster`, and its size in `tier`" },
    ]);
  }
  return { chosen, failures };
}

/** Looks in the project that is named, else in all scheduled projects, else in the app's own. */
async function chooseByName(asStarted: Run, name: string, project: string | undefined) {
  const { run, failure: listing } = await withListedProjects(asStarted);
  const known = projectIds(run);
  const projects = project !== undefined ? [project] : known.length === 0 ? [run.ports.appProjectId] : known;
  const looks = await inParallel(projects, projectsAtATime, (projectId) => lookForCluster(run, projectId, name));
  const chosen: Chosen[] = [];
  for (const { found } of looks) if (found !== null) chosen.push(found);
  if (chosen.length > 1) {
    const message = `${chosen.length} projects have a cluster "${name}": name one of them in \`project\``;
    throw new ConfigError([{ path: "argument.cluster", message }]);
  }
  const failures: Failure[] = listing === null ? [] : [listing];
  for (const { failure } of looks) if (failure !== null) failures.push(failure);
  return {
    chosen,
    failures: chosen.length === 1 ? failures.filter(({ code }) => code !== codeOfUnknownCluster) : failures,
  };
}

const codeOfUnknownCluster = "CLUSTER_NOT_FOUND";

async function lookForCluster(
  run: Run,
  projectId: string,
  name: string,
): Promise<{ found: Chosen | null; failure: Failure | null }> {
  try {
    const cluster = await withModeWhereNeeded(run, projectId, await observeCluster(run.client, projectId, name));
    return { found: { projectId, cluster, schedule: scheduleOf(run, projectId, cluster) }, failure: null };
  } catch (error) {
    return { found: null, failure: failureOf(projectId, name, error) };
  }
}

function scheduleOf(run: Run, projectId: string, cluster: Cluster): Schedule | null {
  const observation = { projectId, clusters: [cluster], unreadable: [], failure: null };
  const { matches } = matchClusters(run.settings.document.schedules, [observation], run.ports.appProjectId);
  return matches[0]?.schedule ?? null;
}
