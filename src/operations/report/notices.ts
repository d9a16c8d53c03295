import { explainBecause } from "../../cluster/decision/explain";
import { formatInstant } from "../../cluster/instant";
import { warningsOf } from "../../schedule/document/warnings";
import { matchSelector } from "../../schedule/selectors";
import { nextBoundary } from "../../schedule/windows/boundaries";
import type { Run } from "../run/run";
import type { Matchless } from "../survey/matchless";
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

function scheduleNotices(run: Run, { shadowed, matchless }: Survey, { isTheOneBuilt }: ScheduleReport): string[] {
  const texts = warningsOf(run.settings.document, run.atMs).map(({ path, message }) => `schedule: ${path}: ${message}`);
  if (!isTheOneBuilt) {
    texts.push("schedule: edited since the build, so its boundaries may be one heartbeat late until the next deploy");
  }
  texts.push(...matchless.map(describeMatchless));
  for (const { project, cluster, schedule, owner } of shadowed) {
    texts.push(`${project}/${cluster}: schedule ${schedule} selects it too, but ${owner} comes first and decides`);
  }
  return texts;
}

/** "schedule office-hours: the glob "Dev-*" matches no cluster; but for its case it would match dev-a" */
function describeMatchless({ schedule, selector, near }: Matchless): string {
  const [what, has] = matchSelector<readonly [what: string, has: string]>(selector, {
    name: (name) => [`the name "${name}" matches`, ""],
    glob: (glob) => [`the glob "${glob}" matches`, ""],
    tags: (tags) => [`the tags ${describeTags(tags)} match`, `, which has ${describeTags(tagsLike(near, tags))}`],
  });
  const remedy = near === null ? "" : `: but for the case of letters it would be ${near.name}${has}`;
  return `schedule ${schedule}: ${what} no cluster of its projects${remedy}`;
}

/** The tags of the cluster whose keys are the wanted ones but for their case. */
function tagsLike(near: Matchless["near"], wanted: Readonly<Record<string, string>>): Record<string, string> {
  const keys = Object.keys(wanted).map((key) => key.toLowerCase());
  const alike: Record<string, string> = {};
  for (const key of Object.keys(near?.tags ?? {})) {
    if (keys.includes(key.toLowerCase())) alike[key] = near?.tags[key] ?? "";
  }
  return alike;
}

function describeTags(tags: Readonly<Record<string, string>>): string {
  return Object.keys(tags)
    .map((key) => `${key}=${tags[key]}`)
    .join(", ");
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
