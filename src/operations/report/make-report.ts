import { formatInstant } from "../../cluster/instant";
import { targetFor } from "../../cluster/targets/target-for";
import { zoneDataEnd, zoneDataVersion } from "../../schedule/calendar/zone";
import { builtFrom } from "../run/built-from";
import type { Failure } from "../run/failure";
import { fingerprint } from "../run/fingerprint";
import type { Outcome } from "../run/outcome";
import type { Run } from "../run/run";
import type { ScheduleSource } from "../run/settings";
import type { Planned } from "../survey/plan";
import type { Survey } from "../survey/survey";
import { type ExplainedPlan, explainPlan, hasSkippedTargets } from "./explain-plan";
import { failureOfPlan } from "./failures-of";
import { groupFailures, tryAgain } from "./group-failures";
import { describeNotice, type Notice, noticesOf } from "./notices";
import type { ClusterReport, Report, ScheduleReport } from "./report";
import { sentences } from "./sentences";
import { fateOf, summarize } from "./summarize";

export interface Findings {
  readonly survey: Survey;
  readonly planned: readonly Planned[];
  /** Failures of projects whose events could not be read. */
  readonly historyFailures: readonly Failure[];
  readonly outcomes: ReadonlyMap<Planned, Outcome>;
}

/** The report, and apart from it the notices that its warnings were made of. */
export function makeReport(run: Run, findings: Findings): { report: Report; notices: readonly Notice[] } {
  const { survey, planned, outcomes } = findings;
  const explained = planned.map((plan) => explainPlan(run, plan));
  const clusters = explained.map((one) => clusterReport(one, outcomes.get(one.plan) ?? null));
  const failures = failuresOf(run, findings);
  const schedule = scheduleReport(run.settings.schedule);
  const notices = noticesOf(run, survey, schedule, explained);
  const report = {
    at: formatInstant(run.atMs),
    dryRun: run.dryRun,
    schedule,
    summary: summarize(
      run,
      clusters.map(({ decision, outcome }) => fateOf(decision, outcome)),
      failures.length,
      explained.filter(hasSkippedTargets).map(({ plan }) => plan.match.cluster.name),
    ),
    clusters,
    failures: groupFailures(failures, tryAgain.nextRun),
    warnings: notices.map(describeNotice),
    shadowed: survey.shadowed,
  };
  return { report, notices };
}

export function scheduleReport({ from, written }: ScheduleSource): ScheduleReport {
  const zoneData = { version: zoneDataVersion, until: formatInstant(zoneDataEnd) };
  return { from, isTheOneBuilt: builtFrom().documents.includes(fingerprint(written)), zoneData };
}

function clusterReport(
  { plan, observed, since, explanation, refusals }: ExplainedPlan,
  outcome: Outcome | null,
): ClusterReport {
  const { match, desired, decision } = plan;
  const { cluster } = match;
  return {
    project: match.projectId,
    cluster: cluster.name,
    schedule: match.schedule.name,
    mode: match.schedule.mode,
    window: desired.window,
    desired: targetFor(cluster, desired.target),
    since,
    observed,
    refusals,
    decision,
    explanation,
    says: `${cluster.name}: ${sentences(`${explanation.what}: ${explanation.why}`, explanation.remedy)}`,
    outcome,
  };
}

function failuresOf(run: Run, { survey, planned, historyFailures, outcomes }: Findings): Failure[] {
  const failures: Failure[] = [];
  for (const { failure } of survey.observations) if (failure !== null) failures.push(failure);
  failures.push(...historyFailures);
  failures.push(...survey.missing);
  failures.push(...survey.unreadable);
  for (const plan of planned) {
    const failure = failureOfPlan(plan, outcomes.get(plan) ?? null, run);
    if (failure !== null) failures.push(failure);
  }
  return failures;
}
