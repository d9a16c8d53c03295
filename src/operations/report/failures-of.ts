import type { Decision } from "../../cluster/decision/decision";
import { explainBecause } from "../../cluster/decision/explain";
import { isLate } from "../../cluster/decision/urgency";
import { lateAfterMs } from "../../cluster/limits";
import { MS_PER_MINUTE } from "../../schedule/time-units";
import type { Failure, FailureReason } from "../run/failure";
import { afterSent, type Outcome } from "../run/outcome";
import type { Planned } from "../survey/plan";

/** The failure that the decision and outcome of one cluster amount to, at most one; null: there is none. */
export function failureOfPlan(plan: Planned, outcome: Outcome | null, atMs: number): Failure | null {
  const { match } = plan;
  const reason = match.schedule.mode === "off" ? null : reasonFor(plan, outcome, atMs);
  return reason && { project: match.projectId, cluster: match.cluster.name, ...reason };
}

function reasonFor(plan: Planned, outcome: Outcome | null, atMs: number): FailureReason | null {
  const refusal = reasonOfRefusal(plan.decision);
  if (refusal !== null) return refusal;
  if (outcome?.result === "failed") {
    const { code, message, remedy, passes, sent } = outcome;
    return { code, message: afterSent(message, sent), remedy, passes };
  }
  const later = outcome?.result === "overtaken" ? reasonOfRefusal(outcome.decision) : null;
  if (later !== null) return later;
  return isLateStill(plan, outcome, atMs) ? lateBecause(whyLate(plan.decision, outcome)) : null;
}

/** A refusal fails the run, and so does a decision for which the events could not be read; null: it is another one. */
function reasonOfRefusal({ do: what, because }: Decision): FailureReason | null {
  const isBlind = because.reason === "history-unreadable";
  if (what !== "refuse" && !isBlind) return null;
  const { why, remedy } = explainBecause(because);
  return { code: because.reason, message: why, remedy, passes: isBlind };
}

/** A schedule that only reports sends nothing, so none of its clusters is ever late. */
function isLateStill({ match, decision, desired }: Planned, outcome: Outcome | null, atMs: number): boolean {
  if (match.schedule.mode !== "on") return false;
  if (outcome?.result === "accepted" || outcome?.result === "not-sent") return false;
  return isLate(outcome?.result === "overtaken" ? outcome.decision : decision, desired.since, atMs);
}

function lateBecause(why: string): FailureReason {
  const message = `${lateAfterMs / MS_PER_MINUTE} minutes after the boundary it is still not at its target: ${why}`;
  return { code: "late", message, remedy: "Look in Atlas at what it is doing", passes: true };
}

function whyLate(decision: Decision, outcome: Outcome | null): string {
  switch (outcome?.result) {
    case "waits":
      return `Atlas says not yet: ${outcome.why} (${outcome.code})`;
    case "deferred":
      return "no run had time for it so far";
    case "overtaken":
      return explainBecause(outcome.decision.because).why;
    default:
      return explainBecause(decision.because).why;
  }
}
