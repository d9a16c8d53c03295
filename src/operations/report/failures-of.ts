import type { Decision } from "../../cluster/decision";
import { explainRefusal } from "../../cluster/explain";
import { isLate } from "../../cluster/urgency";
import { type Failure, withoutName } from "../run/failure";
import type { Outcome } from "../run/outcome";
import type { Planned } from "../survey/plan";

/** The failure that one cluster's decision and outcome amount to; null: none. At most one a cluster. */
export function failureOfPlan(plan: Planned, outcome: Outcome | null, atMs: number): Failure | null {
  const { match, decision } = plan;
  if (match.schedule.mode === "off") return null;
  const at = { project: match.projectId, cluster: match.cluster.name };
  const refusal = refusalOf(decision);
  if (refusal !== null) return { ...at, ...refusal };
  if (outcome !== null && outcome.result === "failed") {
    const { code, message, remedy } = outcome;
    return { ...at, code, message: withSent(withoutName(message, at.cluster), outcome), remedy };
  }
  if (outcome !== null && outcome.result === "overtaken") {
    const later = refusalOf(outcome.decision);
    if (later !== null) return { ...at, ...later };
  }
  return isLateStill(plan, outcome, atMs) ? { ...at, ...lateBecause(decision, outcome) } : null;
}

type Reason = Pick<Failure, "code" | "message" | "remedy">;

function refusalOf(decision: Decision): Reason | null {
  const { because } = decision;
  if (decision.do === "wait" && because.reason === "history-unreadable") {
    return { code: "history-unreadable", message: "the events of the project cannot be read, so it waits", remedy: "" };
  }
  if (decision.do !== "refuse") return null;
  if (because.reason === "contested") {
    const other = because.change?.who || "somebody whom no event names";
    return {
      code: "contested",
      message: `changed by us ${because.times} times since the boundary, and each time back by ${other}`,
      remedy: "agree on who decides: add the tag scheduler-hold, or take it out of the schedule",
    };
  }
  if (because.reason !== "cannot-be-scheduled") return null;
  return { code: "cannot-be-scheduled", message: because.refusals.map(explainRefusal).join("; "), remedy: "" };
}

/** What is half done is named. */
function withSent(message: string, { sent }: Extract<Outcome, { sent: unknown }>): string {
  return sent.length === 0 ? message : `${message} (done before: ${sent.join(", ")})`;
}

/** What only reports sends nothing, so nothing of it is late. */
function isLateStill({ match, decision, desired }: Planned, outcome: Outcome | null, atMs: number): boolean {
  if (match.schedule.mode !== "on") return false;
  if (outcome !== null && (outcome.result === "accepted" || outcome.result === "not-sent")) return false;
  const last = outcome !== null && outcome.result === "overtaken" ? outcome.decision : decision;
  return isLate(last, desired.since, atMs);
}

function lateBecause(decision: Decision, outcome: Outcome | null): Reason {
  const why =
    outcome === null || outcome.result === "not-sent"
      ? `${decision.do}: ${decision.because.reason}`
      : outcome.result === "waits"
        ? `${outcome.result}: ${outcome.code}`
        : outcome.result;
  return { code: "late", message: `not at its target 60 minutes after the boundary (${why})`, remedy: "see Atlas" };
}
