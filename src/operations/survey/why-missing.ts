import { AtlasError } from "../../atlas/errors";
import { getCluster } from "../../atlas/requests";
import { didYouMean } from "../../schedule/document/guess";
import { type Failure, failureOf } from "../run/failure";
import { inParallel } from "../run/in-parallel";
import { missingLooks, writesAtATime } from "../run/limits";
import type { Run } from "../run/run";
import type { NotFound } from "./match";
import type { ProjectObservation } from "./observe";

/**
 * Atlas is asked once for the first few names that no readable project has, to say why: Flex, another project, a slip
 * of the pen.
 */
export function whyMissing(
  run: Run,
  notFound: readonly NotFound[],
  observations: readonly ProjectObservation[],
): Promise<Failure[]> {
  const asked = new Set(notFound.slice(0, missingLooks));
  return inParallel(notFound, writesAtATime, async (one) => {
    return (asked.has(one) ? await askWhy(run, one) : null) ?? unknown(one, observations);
  });
}

/** null: Atlas knows of no such cluster. */
async function askWhy(run: Run, { projects, cluster }: NotFound): Promise<Failure | null> {
  const project = projects.join(", ");
  try {
    await run.client.call(getCluster(projects[0] ?? "", cluster));
    const message = "Atlas did not list it among the clusters of its project, yet it is there";
    return { project, cluster, code: "not-listed", message, remedy: "", passes: true };
  } catch (error) {
    const isUnknown = error instanceof AtlasError && error.facts.status === 404;
    return isUnknown ? null : failureOf(project, cluster, error);
  }
}

function unknown({ projects, cluster, schedule }: NotFound, observations: readonly ProjectObservation[]): Failure {
  const message = `schedule ${schedule} names it, but its projects have no such cluster`;
  const remedy = remedyFor(cluster, projects, observations);
  return { project: projects.join(", "), cluster, code: "not-found", message, remedy, passes: false };
}

function remedyFor(name: string, projects: readonly string[], observations: readonly ProjectObservation[]): string {
  const near: string[] = [];
  for (const { projectId, clusters } of observations) {
    const names = clusters.map((cluster) => cluster.name);
    if (names.includes(name)) return `Project ${projectId} has it: list that project in the schedule`;
    if (projects.includes(projectId)) near.push(...names);
  }
  return `Correct the name, or the projects of the schedule${didYouMean(name, near)}`;
}
