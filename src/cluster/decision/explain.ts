/** Decisions in words. */

import type { Target } from "../../schedule/model";
import { describeTarget, isRunning, isUnmanaged } from "../../schedule/target";
import { holdTagKey } from "../hold";
import { formatInstant } from "../instant";
import type { Cluster } from "../model";
import { type Observed, observedTarget, unique } from "../observed";
import { describeBounds, explainRefusal, type Reason } from "../targets/explain-targets";
import { targetFor } from "../targets/target-for";
import type { ByTag, Cause, Contested, Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";

/** A decision in words, in parts, from which whoever tells of it makes a sentence. None of them names the cluster. */
export interface Explanation extends Reason {
  /** "resize M10 to M50", "held at M10 (desired: M50)". */
  readonly what: string;
}

export function explainDecision(
  { cluster, desired }: Pick<DecisionFacts, "cluster" | "desired">,
  decision: Decision,
): Explanation {
  return { what: describeDecision(cluster, desired.target, decision), ...explainBecause(decision.because) };
}

function describeDecision(cluster: Cluster, target: Target, decision: Decision): string {
  if (decision.do === "refuse" && decision.because.reason === "cannot-be-scheduled") return "cannot be scheduled";
  const observed = describeObserved(observedTarget(cluster));
  const desired = describeTarget(targetFor(cluster, target));
  switch (decision.do) {
    case "nothing":
      if (isUnmanaged(target)) return "left as it is, for its schedule asks nothing of it now";
      if (isRunning(target)) return `running at ${observed}`;
      return decision.because.reason === "in-progress" ? `already set to ${desired}` : `unchanged at ${desired}`;
    case "pause":
      return "pause";
    case "resume":
      return decision.thenResize ? `resume, then resize ${describeSizes(cluster)} to ${desired}` : "resume";
    case "resize":
      return `resize ${observed} to ${desired}`;
    case "wait":
      return `waiting at ${observed} (desired: ${desired})`;
    case "held":
      return `held at ${observed} (desired: ${desired})`;
    case "skip":
      return `skipped at ${observed} (desired: ${desired})`;
    case "refuse":
      return `refused at ${observed} (desired: ${desired})`;
    case "read-history":
      return `undecided at ${observed} (desired: ${desired})`;
  }
}

export function explainBecause(because: Decision["because"]): Reason {
  switch (because.reason) {
    case "cannot-be-scheduled": {
      const reasons = because.refusals.map(explainRefusal);
      const remedies = unique(reasons.map(({ remedy }) => remedy));
      return { why: reasons.map(({ why }) => why).join("; "), remedy: remedies.join(". ") };
    }
    case "contested":
      return explainContested(because);
    case "paused-by-hand":
      return {
        why: "somebody paused it, and this app resumes only clusters that their schedule pauses",
        remedy: "Resume it in Atlas when it is needed",
      };
    case "pause-unknown":
      return {
        why: "its schedule pauses it, but it is an Atlas Infinite cluster, and MongoDB does not say whether those can be paused, so nothing is sent",
        remedy: "Pause it in Atlas, or schedule a small tier in place of the pause",
      };
    case "by-tag":
      return explainHold(because);
    case "changed-by-hand":
      return {
        why: `${describeChange(because.change)}, so it stays as it is until the next boundary (${formatInstant(because.atMostUntilMs)} at the latest)`,
        remedy: 'To take it over now, run reconcile with {"takeOver": true, "cluster": "<its name>"}',
      };
    case "as-desired":
      return { why: "as desired", remedy: "" };
    case "in-progress":
      return { why: `Atlas is still working on it (${because.stateName})`, remedy: "" };
    case "busy":
      return { why: `Atlas is busy with it (${because.stateName})`, remedy: "" };
    case "history-unreadable":
      return {
        why: "the events of its project could not be read, so somebody may have changed it on purpose",
        remedy: "The failure of the project says what to do",
      };
    case "differs":
      return { why: "the events of its project tell whether somebody changed it", remedy: "" };
    default:
      return { why: explainCause(because), remedy: "" };
  }
}

function explainHold({ untilMs, mistake, edit }: ByTag): Reason {
  const key = mistake?.key ?? holdTagKey;
  const by =
    edit === null ? "" : ` (its tags were last edited by ${edit.who ?? "somebody"} at ${formatInstant(edit.atMs)})`;
  if (untilMs === null) {
    return {
      why: `its tag ${key} has the value "${mistake?.value ?? ""}", which is not an instant such as 20261201T1200Z, so it is held until that is mended${by}`,
      remedy: `Give the tag ${holdTagKey} an instant, or delete it`,
    };
  }
  const until = `holds it until ${formatInstant(untilMs)}${by}`;
  if (mistake === null) return { why: `its tag ${key} ${until}`, remedy: "Delete the tag in Atlas to end the hold" };
  return {
    why: `its tag ${key}, which should be written ${holdTagKey}, ${until}`,
    remedy: "Write its key in small letters, or delete the tag",
  };
}

function explainCause(cause: Cause): string {
  switch (cause.reason) {
    case "boundary":
      return cause.atMs === null ? "as scheduled" : `as scheduled since ${formatInstant(cause.atMs)}`;
    case "no-longer":
      return `this app set it at ${formatInstant(cause.atMs)}; since then Atlas changed it, its hold ended, or the schedule was edited`;
    case "correct":
      return `${describeChange(cause.change)}, and the policy "drift": "correct" undoes that`;
    case "take-over":
      return "taken over on request";
  }
}

function explainContested({ times, change }: Contested): Reason {
  return {
    why: `this app set it ${times} times since the boundary, and it differs again: ${describeOther(change)}`,
    remedy: `Agree on who decides: give this app a key that nothing else uses, add the tag ${holdTagKey}, or take it out of the schedule. If you only edited the schedule that often, run reconcile with {"takeOver": true, "cluster": "<its name>"}`,
  };
}

function describeOther(change: Change): string {
  if (change.by === "somebody") return describeChange(change);
  if (change.by === "nobody") return `Atlas changed it at ${formatInstant(change.atMs)} (${change.eventType})`;
  return change.who === null
    ? "somebody whom no event names changed it"
    : `somebody with our key (${change.who}) changed it`;
}

function describeChange({ who, atMs, eventType }: Change): string {
  const verb = eventType === "CLUSTER_CREATED" ? "created" : "changed";
  return `${who ?? "somebody"} ${verb} it at ${formatInstant(atMs)}`;
}

/** "M50", "paused M50", "M30-M60 (at M40)", "M10/M20" for shards that differ, "M50, analytics M40". */
export function describeObserved({ paused, tiers, analyticsTiers, autoScaling }: Observed): string {
  const tier = tiers.join("/");
  const base = autoScaling === null ? tier : `${describeBounds(autoScaling)} (at ${tier})`;
  const analytics = analyticsTiers.length === 0 ? "" : `, analytics ${analyticsTiers.join("/")}`;
  return `${paused ? "paused " : ""}${base}${analytics}`;
}

function describeSizes(cluster: Cluster): string {
  return describeObserved({ ...observedTarget(cluster), paused: false });
}
