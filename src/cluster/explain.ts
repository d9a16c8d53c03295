/** Decision values in words, as `what: on what: why`, with a remedy where there is one. */

import type { Target } from "../schedule/model";
import type { Refusal } from "./check-targets";
import type { Cause, Contested, Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";
import { holdTagKey } from "./hold";
import type { Cluster } from "./model";
import { type Observed, observedTarget } from "./observed";
import type { Warning } from "./warn-targets";

export function explainDecision(
  { cluster, desired }: Pick<DecisionFacts, "cluster" | "desired">,
  decision: Decision,
): string {
  return `${what(cluster, desired.target, decision)}: ${cluster.name}: ${why(cluster, decision)}`;
}

function what(cluster: Cluster, target: Target, decision: Decision): string {
  const change = `${describeObserved(observedTarget(cluster))} to ${describeTarget(target)}`;
  switch (decision.do) {
    case "nothing":
      return `nothing to do, ${describeTarget(target)}`;
    case "resize":
      return `resize ${change}`;
    case "resume":
      return decision.thenResize ? `resume, then resize ${change}` : "resume";
    case "wait":
    case "held":
    case "skip":
    case "refuse":
      return decision.because.reason === "cannot-be-scheduled"
        ? "cannot be scheduled"
        : `${outcomes[decision.do]}, ${change}`;
    case "pause":
      return "pause";
    case "read-history":
      return `not decided yet, ${change}`;
  }
}

const outcomes = { wait: "waits", held: "held", skip: "skipped", refuse: "refused" } as const;

function why(cluster: Cluster, { because }: Decision): string {
  switch (because.reason) {
    case "cannot-be-scheduled":
      return because.refusals.map((refusal) => explainRefusal(refusal)).join("; ");
    case "contested":
      return explainContested(because);
    case "paused-by-hand":
      return "somebody paused it, and its schedule never pauses. Resume it in Atlas if it is needed";
    case "by-tag":
      return `its tag ${holdTagKey} says so until ${minute(because.untilMs)}. Delete the tag to end this`;
    case "changed-by-hand":
      return `${told(because.change)}; left alone until the next boundary (${minute(because.atMostUntilMs)} at most). Run reconcile with {"takeOver": true, "cluster": "${cluster.name}"} to end this`;
    case "as-desired":
      return "as desired";
    case "in-progress":
      return `in progress, Atlas is working on it (${because.stateName})`;
    case "busy":
      return `Atlas is busy with something else (${because.stateName})`;
    case "history-unreadable":
      return "the events of its project cannot be read, so it may have been changed by hand";
    case "differs":
      return "the events since the boundary are needed";
    default:
      return explainCause(because);
  }
}

function explainCause(cause: Cause): string {
  switch (cause.reason) {
    case "boundary":
      return cause.atMs === null ? "so its schedule says" : `so its schedule says since ${minute(cause.atMs)}`;
    case "no-longer":
      return `set at ${minute(cause.atMs)} and no longer so: Atlas moved it, or the schedule was edited`;
    case "correct":
      return `${told(cause.change)}; drift is corrected`;
    case "take-over":
      return "taken over";
  }
}

function explainContested({ times, change }: Contested): string {
  const party = change === null ? "somebody undoes it whom no event names" : told(change);
  return `contested: we changed it ${times} times since the boundary, and ${party}. Agree on who decides: add the tag ${holdTagKey}, or take it out of the schedule`;
}

function told({ who, atMs, eventType }: Change): string {
  const verb = eventType === "CLUSTER_CREATED" ? "created" : "changed";
  return `${verb} by ${who ?? "somebody"} at ${minute(atMs)}`;
}

export function explainRefusal(refusal: Refusal): string {
  switch (refusal.reason) {
    case "shared-tier":
      return `${refusal.tier} has no size to schedule. Move it to a dedicated tier (M10 or larger) or take it out of the schedule`;
    case "internal-cluster":
      return `it is Atlas's own (${refusal.role}). Take it out of the schedule`;
    case "nvme-cannot-pause":
      return "NVMe clusters cannot be paused. Schedule a smaller tier in place of paused";
    case "asymmetric-shards":
      return `its shards differ (${refusal.shards.join(", ")}). Make them equal or take it out of the schedule`;
    case "cluster-wide-auto-scaling":
      return "it is sharded with cluster-wide auto-scaling, and any change through the current API would move it to independent shard scaling for ever. Make that move yourself, or turn auto-scaling off";
    case "auto-scaling-mode-unknown":
      return "it is sharded and auto-scaled, and its auto-scaling mode could not be read (GET autoScalingConfiguration)";
    case "auto-scaled-without-bounds":
      return `compute auto-scaling is on, and ${describeTarget(refusal.target)} would be undone. Give the target autoScaling {min, max}, or turn auto-scaling off`;
    case "bounds-without-auto-scaling":
      return `compute auto-scaling is off, and ${describeTarget(refusal.target)} needs it. Turn it on, or give the target a tier`;
    case "analytics-outside-bounds":
      return `${describeTarget(refusal.target)} is outside the bounds of analytics auto-scaling (${range(refusal.min, refusal.max)}). Choose a tier inside, or move the bounds`;
  }
}

export function explainWarning(warning: Warning): string {
  switch (warning.reason) {
    case "initial-sync":
      return `${warning.from} to ${warning.to} needs an initial sync of every node: hours with much data`;
    case "disk-too-large":
      return `its disk of ${warning.diskGB} GB is more than ${warning.tier} holds (${warning.maxGB} GB): Atlas may refuse the tier`;
    case "unknown-tier":
      return `${warning.tier} is not among the tiers of ${warning.provider} that we know: Atlas may refuse it`;
    case "no-analytics-nodes":
      return `it has no analytics nodes: analyticsTier ${warning.tier} changes nothing`;
    case "never-scales-down":
      return `Atlas may not scale it down, so autoScaling.min (${warning.min}) is no bound, and it stays as large as it gets`;
    case "malformed-hold":
      return `its tag ${holdTagKey} "${warning.value}" is not like 20261201T1200Z: nothing is held`;
  }
}

/** "M50", "M30-M60", "M50, analytics M40" or "paused". */
export function describeTarget(target: Target): string {
  if ("paused" in target) return "paused";
  const { tier, analyticsTier, autoScaling } = target;
  return parts(autoScaling === undefined ? (tier ?? "") : range(autoScaling.min, autoScaling.max), analyticsTier ?? "");
}

/** As a target reads; the size in use follows the bounds: "M30-M60 (at M40)". */
export function describeObserved({ paused, tiers, analyticsTiers, autoScaling }: Observed): string {
  const size = tiers.join("/");
  const base = autoScaling === null ? size : `${range(autoScaling.min, autoScaling.max)} (at ${size})`;
  return `${paused ? "paused " : ""}${parts(base, analyticsTiers.join("/"))}`;
}

function parts(base: string, analytics: string): string {
  return [base, analytics && `analytics ${analytics}`].filter((part) => part !== "").join(", ");
}

function range(min: string | null, max: string | null): string {
  return `${min ?? ""}-${max ?? ""}`;
}

function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
