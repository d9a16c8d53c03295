import { zoneDataEnd, zoneDataVersion } from "../../schedule/calendar/zone";
import { warningsOf } from "../../schedule/document/warnings";
import { builtFrom } from "../run/built-from";
import { type Failure, groupFailures } from "../run/failure";
import { fingerprint } from "../run/fingerprint";
import { formatInstant } from "../run/minute";
import type { Outcome } from "../run/outcome";
import type { Run } from "../run/run";
import type { ScheduleSource } from "../run/settings";
import type { Planned } from "../survey/plan";
import type { Survey } from "../survey/survey";
import { belowDesired } from "./describe-clusters";
import { failureOfPlan } from "./failures-of";
import type { ClusterReport, Report, ScheduleReport } from "./report";
import { type Told, tell } from "./tell";

export interface Findings {
  readonly survey: Survey;
  readonly planned: readonly Planned[];
  /** Failures of projects whose events could not be read. */
  readonly historyFailures: readonly Failure[];
  readonly outcomes: ReadonlyMap<Planned, Outcome>;
}

export function makeReport(run: Run, findings: Findings): Report {
  const { survey, planned, outcomes } = findings;
  const told = planned.map((plan) => tell(run, plan));
  const clusters = told.map((one) => clusterReport(one, outcomes.get(one.plan) || null));
  const failures = failuresOf(run, findings);
  const schedule = scheduleReport(run.settings.schedule);
  return {
    at: formatInstant(run.atMs),
    dryRun: run.dryRun,
    schedule,
    summary: summarize(run, clusters, failures),
    clusters,
    failures: groupFailures(failures),
    warnings: warningsFor(run, survey, schedule, told),
    shadowed: survey.shadowed,
  };
}

export function scheduleReport({ from, written }: ScheduleSource): ScheduleReport {
  const zoneData = { version: zoneDataVersion, until: formatInstant(zoneDataEnd) };
  return { from, isTheOneBuilt: builtFrom().indexOf(fingerprint(written)) >= 0, zoneData };
}

function clusterReport({ plan, observed, since, says }: Told, outcome: Outcome | null): ClusterReport {
  const { match, desired, decision } = plan;
  const { cluster } = match;
  return {
    project: match.projectId,
    cluster: cluster.name,
    schedule: match.schedule.name,
    mode: match.schedule.mode,
    window: desired.window,
    desired: desired.target,
    since,
    observed,
    decision,
    says,
    outcome,
  };
}

function failuresOf(run: Run, { survey, planned, historyFailures, outcomes }: Findings): Failure[] {
  const failures: Failure[] = [];
  for (const { failure } of survey.observations) if (failure !== null) failures.push(failure);
  failures.push(...historyFailures);
  failures.push(...survey.missing);
  failures.push(...unreadable(run, survey));
  for (const plan of planned) {
    const failure = failureOfPlan(plan, outcomes.get(plan) || null, run.atMs);
    if (failure !== null) failures.push(failure);
  }
  return failures;
}

/** A description that cannot be understood fails the run when a schedule names the cluster, or when it has no name. */
function unreadable(run: Run, { observations }: Survey): Failure[] {
  const failures: Failure[] = [];
  const named = new Set<string>();
  for (const { clusters, mode } of run.settings.document.schedules) {
    for (const selector of clusters) if (mode !== "off" && "name" in selector) named.add(selector.name);
  }
  for (const { projectId, unreadable: clusters } of observations) {
    for (const { name, problem } of clusters) {
      if (name !== null && !named.has(name)) continue;
      const message = `Atlas describes it in a way that this app does not understand: ${problem}`;
      failures.push({ project: projectId, cluster: name, code: "unreadable", message, remedy: "update this app" });
    }
  }
  return failures;
}

function warningsFor(run: Run, survey: Survey, schedule: ScheduleReport, told: readonly Told[]): string[] {
  const { document } = run.settings;
  const warnings = warningsOf(document, run.atMs).map(({ path, message }) => `schedule: ${path}: ${message}`);
  if (!schedule.isTheOneBuilt) {
    warnings.push(
      "the schedule was edited since the build: its boundaries may be one heartbeat late until the next deploy",
    );
  }
  for (const { project, cluster, schedule: later, owner } of survey.shadowed) {
    warnings.push(`${project}/${cluster}: schedule ${later} matches it too, but ${owner} comes first and owns it`);
  }
  for (const { plan, says, warnings: ofCluster } of told) {
    const { match, decision } = plan;
    if (decision.do === "skip" || (decision.do === "held" && decision.below)) {
      const below = decision.do === "held" ? `${belowDesired}: ` : "";
      warnings.push(`${match.projectId}: ${below}${says}`);
    }
    for (const warning of ofCluster) warnings.push(`${match.projectId}/${match.cluster.name}: ${warning}`);
  }
  return warnings;
}

/** "2 clusters for 2026-12-01T12:00Z: 1 nothing, 1 resize accepted; 0 failures". */
function summarize(run: Run, clusters: readonly ClusterReport[], failures: readonly Failure[]): string {
  const counts = new Map<string, number>();
  for (const { decision, outcome } of clusters) {
    const what = outcome === null ? decision.do : `${decision.do} ${outcome.result}`;
    counts.set(what, (counts.get(what) || 0) + 1);
  }
  const parts = Array.from(counts, ([what, count]) => `${count} ${what}`);
  const what = `${clusters.length} ${clusters.length === 1 ? "cluster" : "clusters"} for ${formatInstant(run.atMs)}`;
  const failed = failures.length === 1 ? "1 failure" : `${failures.length} failures`;
  return `${what}${run.dryRun ? " (dry run)" : ""}: ${parts.concat(failed).join(", ")}`;
}
