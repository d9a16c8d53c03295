import { formatInstant } from "../cluster/instant";
import type { Target } from "../schedule/model";
import { nextBoundary } from "../schedule/windows/boundaries";
import { makeReport } from "./report/make-report";
import type { ClusterReport, Report } from "./report/report";
import { readArguments } from "./run/arguments";
import type { Ports } from "./run/ports";
import { startRun } from "./run/run";
import { readSettings } from "./run/settings";
import { planAll } from "./survey/plan";
import { surveyProjects } from "./survey/survey";

/** When the target of a cluster changes next, and to what. */
export interface NextBoundary {
  readonly at: string;
  readonly window: string | null;
  readonly target: Target;
}

export interface Status extends Omit<Report, "clusters"> {
  readonly clusters: readonly (ClusterReport & { readonly next: NextBoundary | null })[];
}

/**
 * Tells, without changing anything, what each scheduled cluster is, should be and why, and what `reconcile` would do
 * now. Failures are listed, not thrown.
 */
export async function reportStatus(ports: Ports, argument: unknown): Promise<Status> {
  const { cluster } = readArguments(argument, { cluster: "text" } as const);
  const choices = { atMs: null, dryRun: true, cluster: cluster ?? null, project: null, takeOver: false };
  const run = startRun(ports, readSettings(ports), choices);
  const surveyed = await surveyProjects(run);
  const { planned, failures: historyFailures } = await planAll(run, surveyed.matches);
  const { report } = makeReport(run, { survey: surveyed, planned, historyFailures, outcomes: new Map() });
  const clusters = report.clusters.map((one, index) => {
    const schedule = planned[index]?.match.schedule;
    const next = schedule === undefined ? null : nextBoundary(schedule, run.atMs);
    return {
      ...one,
      next: next === null ? null : { at: formatInstant(next.at), window: next.window, target: next.after },
    };
  });
  return { ...report, clusters };
}
