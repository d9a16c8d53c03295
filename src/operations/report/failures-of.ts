import type { Decision } from "../../cluster/decision/decision";
import { explainBecause } from "../../cluster/decision/explain";
import { isLate } from "../../cluster/decision/urgency";
import { formatInstant, formatSpan } from "../../cluster/instant";
import { lateAfterMs } from "../../cluster/limits";
import { MS_PER_MINUTE } from "../../schedule/time-units";
import type { Failure, FailureReason } from "../run/failure";
import { afterSent, type Outcome } from "../run/outcome";
import type { Run } from "../run/run";
import type { Planned } from "../survey/plan";

/** The failure that the decision and outcome of one cluster amount to, at most one; null: there is none. */
export function failureOfPlan(plan: Planned, outcome: Outcome | null, run: Run): Failure | null {
  const { match } = plan;
  const reason = match.schedule.mode === "off" ? null : reasonFor(plan, outcome, run);
  return reason && { project: match.projectId, cluster: match.cluster.name, ...reason };
}

function reasonFor(plan: Planned, outcome: Outcome | null, run: Run): FailureReason | null {
  const { atMs, settings } = run;
  const longestChangeMs = settings.document.limits.longestChangeMinutes * MS_PER_MINUTE;
  const refusal = reasonOfRefusal(plan.decision);
  if (refusal !== null) return refusal;
  if (outcome?.result === "failed") {
    const { code, message, remedy, passes, sent } = outcome;
    return { code, message: afterSent(message, sent), remedy, passes };
  }
  const later = outcome?.result === "overtaken" ? reasonOfRefusal(outcome.decision) : null;
  if (later !== null) return later;
  const isAsked = run.takeOver && plan.match.cluster.name === run.onlyCluster;
  const left = isAsked ? reasonOfTakeOver(plan.decision, outcome) : null;
  if (left !== null) return left;
  const mistaken = reasonOfHold(plan.decision);
  if (mistaken !== null) return mistaken;
  const stuck = reasonOfStuck(plan, longestChangeMs, atMs);
  if (stuck !== null) return stuck;
  return isLateStill(plan, outcome, atMs) ? lateBecause(plan.decision, outcome) : null;
}

/**
 * A refusal fails the run, and so does a decision for which the events, or how the cluster scales, could not be read;
 * null: it is another one.
 */
function reasonOfRefusal({ do: what, because }: Decision): FailureReason | null {
  const isBlind = because.reason === "history-unreadable" || isModeUnread(because);
  if (what !== "refuse" && !isBlind) return null;
  const { why, remedy } = explainBecause(because);
  return { code: because.reason, message: why, remedy, passes: isBlind };
}

/** Without an answer nobody knows whether the cluster could be scheduled, however it was matched. */
function isModeUnread(because: Decision["because"]): boolean {
  if (because.reason !== "cannot-be-scheduled") return false;
  return because.refusals.some(({ reason }) => reason === "auto-scaling-mode-unknown");
}

/** Somebody wanted the cluster left alone, so it is; but nobody can tell for how long, or by which rule. */
function reasonOfHold({ because }: Decision): FailureReason | null {
  if (because.reason !== "by-tag" || because.mistake === null) return null;
  const { why, remedy } = explainBecause(because);
  return { code: "mistaken-hold", message: why, remedy, passes: false };
}

/** The next run does not take over what this one had to leave: it respects the change by hand, or the hold, as before. */
function reasonOfTakeOver({ do: what, because }: Decision, outcome: Outcome | null): FailureReason | null {
  const waits = outcome?.result === "waits";
  if (what !== "wait" && !waits && outcome?.result !== "deferred") return null;
  const why = waits ? outcome.why : explainBecause(because).why;
  const remedy = "Once Atlas has finished, run reconcile with takeOver again";
  return { code: "not-taken-over", message: `it was not taken over: ${why}`, remedy, passes: false };
}

/** What Atlas has been working on for so long will hardly end by itself. */
function reasonOfStuck(
  { match, decision: { because } }: Planned,
  longestChangeMs: number,
  atMs: number,
): FailureReason | null {
  if (match.schedule.mode !== "on" || because.reason !== "in-progress" || because.sinceMs === null) return null;
  if (atMs - because.sinceMs < longestChangeMs) return null;
  const message = `Atlas has been working on it since ${formatInstant(because.sinceMs)} (${because.stateName}), longer than limits.longestChange (${formatSpan(longestChangeMs)})`;
  const remedy = "Look in Atlas at what it is doing, and ask MongoDB's support if it does not end";
  return { code: "stuck", message, remedy, passes: true };
}

/** A schedule that only reports sends nothing, so none of its clusters is ever late. */
function isLateStill({ match, decision, desired }: Planned, outcome: Outcome | null, atMs: number): boolean {
  if (match.schedule.mode !== "on") return false;
  if (outcome?.result === "accepted" || outcome?.result === "not-sent") return false;
  if (outcome?.result === "waits" && outcome.code === codeOfRecentResume) return false;
  const facts = { desired, cluster: match.cluster, matchedBy: match.matchedBy };
  return isLate(outcome?.result === "overtaken" ? outcome.decision : decision, facts, atMs);
}

/**
 * Atlas lets nobody pause for 60 minutes after a resume, its own after 30 days included (Atlas docs: pause or resume a
 * cluster), so this passes.
 */
const codeOfRecentResume = "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER";

function lateBecause(decision: Decision, outcome: Outcome | null): FailureReason {
  const why = whyLate(decision, outcome);
  const message = `${lateAfterMs / MS_PER_MINUTE} minutes after the boundary it is still not at its target: ${why}`;
  const isLeftAlone = decision.because.reason === "paused-by-hand";
  const remedy = isLeftAlone ? explainBecause(decision.because).remedy : "Look in Atlas at what it is doing";
  return { code: "late", message, remedy, passes: !isLeftAlone };
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
