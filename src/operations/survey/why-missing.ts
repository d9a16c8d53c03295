import { AtlasError } from "../../atlas/errors";
import { diagnose } from "../../atlas/remedies";
import { getCluster } from "../../atlas/requests";
import { didYouMean } from "../../schedule/document/guess";
import { type Failure, failureOf } from "../run/failure";
import { inParallel } from "../run/in-parallel";
import { missingLooks, writesAtATime } from "../run/limits";
import type { Run } from "../run/run";
import type { NotFound } from "./match";
import type { ProjectObservation } from "./observe";

/** Names that no readable project has: the first few are asked for once, to say why (Flex, another project, a slip of the pen). */
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

/** null: Atlas knows no such cluster. */
async function askWhy(run: Run, { projects, cluster }: NotFound): Promise<Failure | null> {
  const project = projects.join(", ");
  try {
    await run.client.call(getCluster(projects[0] ?? "", cluster));
    return { project, cluster, code: "not-listed", message: "Atlas did not list it, yet it is there", remedy: "" };
  } catch (error) {
    const diagnosis = diagnose(error);
    const isUnknown = error instanceof AtlasError && error.facts.status === 404;
    return isUnknown ? null : failureOf(project, cluster, error, diagnosis);
  }
}

function unknown({ projects, cluster, schedule }: NotFound, observations: readonly ProjectObservation[]): Failure {
  const message = `schedule ${schedule} names a cluster that is not in the project`;
  const remedy = remedyFor(cluster, projects, observations);
  return { project: projects.join(", "), cluster, code: "not-found", message, remedy };
}

function remedyFor(name: string, projects: readonly string[], observations: readonly ProjectObservation[]): string {
  const near: string[] = [];
  for (const { projectId, clusters } of observations) {
    const names = clusters.map((cluster) => cluster.name);
    if (names.indexOf(name) >= 0) return `project ${projectId} has it: name that in the schedule's projects`;
    if (projects.indexOf(projectId) >= 0) near.push(...names);
  }
  return `correct the name or the schedule's projects${didYouMean(name, near)}`;
}
