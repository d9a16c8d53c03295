import { explainBecause } from "../../cluster/decision/explain";
import { formatInstant } from "../../cluster/instant";
import { warningsOf } from "../../schedule/document/warnings";
import { nextBoundary } from "../../schedule/windows/boundaries";
import type { Run } from "../run/run";
import type { Survey } from "../survey/survey";
import { type ExplainedPlan, hasSkippedTargets } from "./explain-plan";
import type { ScheduleReport } from "./report";
import { describeAlike, describeMany, type NamedStatement } from "./sentences";

/** What is no failure but worth knowing: about the schedule, or about a cluster. */
export type Notice =
  | { readonly about: "schedule"; readonly text: string }
  | {
      readonly about: "cluster";
      readonly kind: "below-desired" | "held" | "skipped" | "warning";
      readonly statement: NamedStatement;
    };

export function noticesOf(
  run: Run,
  survey: Survey,
  schedule: ScheduleReport,
  plans: readonly ExplainedPlan[],
): Notice[] {
  const notices: Notice[] = scheduleNotices(run, survey, schedule).map((text) => ({ about: "schedule", text }));
  for (const one of plans) notices.push(...clusterNotices(run, one));
  return notices;
}

function scheduleNotices(run: Run, { shadowed }: Survey, { isTheOneBuilt }: ScheduleReport): string[] {
  const texts = warningsOf(run.settings.document, run.atMs).map(({ path, message }) => `schedule: ${path}: ${message}`);
  if (!isTheOneBuilt) {
    texts.push("schedule: edited since the build, so its boundaries may be one heartbeat late until the next deploy");
  }
  for (const { project, cluster, schedule, owner } of shadowed) {
    texts.push(`${project}/${cluster}: schedule ${schedule} selects it too, but ${owner} comes first and decides`);
  }
  return texts;
}

function clusterNotices(run: Run, one: ExplainedPlan): Notice[] {
  const { plan, explanation, refusals, warnings } = one;
  const { match, decision } = plan;
  const name = `${match.projectId}/${match.cluster.name}`;
  const notices: Notice[] = [];
  // One with a mistake in its tag is told of as a failure.
  if (decision.do === "held" && !(decision.because.reason === "by-tag" && decision.because.mistake !== null)) {
    const head = decision.below ? "BELOW ITS DESIRED SIZE" : "HELD";
    const statement = { head, ...explanation, why: whyHeld(run, one), name };
    notices.push({ about: "cluster", kind: decision.below ? "below-desired" : "held", statement });
  }
  if (hasSkippedTargets(one)) {
    const because = explainBecause({ reason: "cannot-be-scheduled", refusals });
    const head = one.fitsSome ? "TARGETS SKIPPED" : "LEFT ALONE";
    const statement = { head, what: one.fitsSome ? "" : "cannot be scheduled", ...because, name };
    notices.push({ about: "cluster", kind: "skipped", statement });
  } else if (decision.do === "skip") {
    notices.push({ about: "cluster", kind: "skipped", statement: { head: "LEFT ALONE", ...explanation, name } });
  }
  for (const reason of warnings) {
    notices.push({ about: "cluster", kind: "warning", statement: { head: "WARNING", what: "", ...reason, name } });
  }
  return notices;
}

/** Of a change by hand, until when it is respected. */
function whyHeld(run: Run, { plan, explanation }: ExplainedPlan): string {
  const { decision, match } = plan;
  if (decision.do !== "held" || decision.because.reason !== "changed-by-hand") return explanation.why;
  const next = nextBoundary(match.schedule, run.atMs)?.at ?? Number.POSITIVE_INFINITY;
  return `${explanation.why}; held until ${formatInstant(Math.min(next, decision.because.atMostUntilMs))}`;
}

/** Each notice in a sentence of its own. */
export function describeNotice(notice: Notice): string {
  return notice.about === "schedule" ? notice.text : describeMany(notice.statement, [notice.statement.name]);
}

/** The notices of some kinds about clusters, one line for all clusters of which the same is to be said. */
export function describeClusterNotices(
  notices: readonly Notice[],
  kinds: readonly Extract<Notice, { about: "cluster" }>["kind"][],
): string[] {
  const statements: NamedStatement[] = [];
  for (const notice of notices) {
    if (notice.about === "cluster" && kinds.includes(notice.kind)) statements.push(notice.statement);
  }
  return describeAlike(statements);
}
