/** Decision values in words, as `what: on what: why`, with a remedy where there is one. */

import type { Target } from "../schedule/model";
import { describeTarget } from "../schedule/target";
import type { Refusal } from "./check-targets";
import type { Cause, Contested, Decision, DecisionFacts } from "./decision";
import type { Change } from "./history";
import { holdTagKey } from "./hold";
import type { Cluster } from "./model";
import { type Observed, observedTarget } from "./observed";
import type { Warning } from "./warn-targets";

type Explained = Pick<DecisionFacts, "cluster" | "desired">;

export function explainDecision({ cluster, desired }: Explained, decision: Decision): string {
  return `${what(cluster, desired.target, decision)}: ${cluster.name}: ${why(cluster, decision)}`;
}

function what(cluster: Cluster, target: Target, decision: Decision): string {
  if (decision.because.reason === "cannot-be-scheduled") return "cannot be scheduled";
  const change = `${describeObserved(observedTarget(cluster))} to ${describeTarget(target)}`;
  switch (decision.do) {
    case "nothing":
      return `nothing to do at ${describeTarget(target)}`;
    case "pause":
      return "pause";
    case "resume":
      return decision.thenResize ? `resume and resize ${change}` : "resume";
    case "resize":
      return `resize ${change}`;
    default:
      return `${words[decision.do]}, ${change}`;
  }
}

const words = { wait: "waits", held: "held", skip: "skipped", refuse: "refused", "read-history": "undecided" } as const;

function why(cluster: Cluster, { because }: Decision): string {
  switch (because.reason) {
    case "cannot-be-scheduled":
      return because.refusals.map(explainRefusal).join("; ");
    case "contested":
      return explainContested(because);
    case "paused-by-hand":
      return "paused by hand; its schedule never pauses. Resume it in Atlas";
    case "by-tag":
      return `tag ${holdTagKey} until ${minute(because.untilMs)}. Delete it to go on`;
    case "changed-by-hand":
      return `${told(because.change)}; left so until the next boundary (${minute(because.atMostUntilMs)} at most). To go on: reconcile {"takeOver": true, "cluster": "${cluster.name}"}`;
    case "as-desired":
      return "as desired";
    case "in-progress":
      return `in progress (${because.stateName})`;
    case "busy":
      return `Atlas is busy with it (${because.stateName})`;
    case "history-unreadable":
      return "the project's events cannot be read, so it may have been changed by hand";
    case "differs":
      return "depends on the project's events";
    default:
      return explainCause(because);
  }
}

function explainCause(cause: Cause): string {
  switch (cause.reason) {
    case "boundary":
      return cause.atMs === null ? "as scheduled" : `as scheduled since ${minute(cause.atMs)}`;
    case "no-longer":
      return `set at ${minute(cause.atMs)}, then moved by Atlas, held no longer, or scheduled anew`;
    case "correct":
      return `${told(cause.change)}; drift is corrected`;
    case "take-over":
      return "taken over";
  }
}

function explainContested({ times, change }: Contested): string {
  const party = change === null ? "undone by somebody whom no event names" : told(change);
  return `contested: set ${times} times since the boundary, and ${party}. Agree who decides: tag it ${holdTagKey}, or unschedule it`;
}

function told({ who, atMs, eventType }: Change): string {
  const verb = eventType === "CLUSTER_CREATED" ? "created" : "changed";
  return `${verb} by ${who ?? "somebody"} at ${minute(atMs)}`;
}

export function explainRefusal(refusal: Refusal): string {
  switch (refusal.reason) {
    case "shared-tier":
      return `${refusal.tier} has no sizes. Move it to M10 or larger, or unschedule it`;
    case "internal-cluster":
      return `it is internal to Atlas (${refusal.role}). Unschedule it`;
    case "nvme-cannot-pause":
      return "NVMe cannot be paused. Schedule a tier in place of paused";
    case "asymmetric-shards":
      return `its shards differ (${refusal.shards.join(", ")}). Make them equal, or unschedule it`;
    case "cluster-wide-auto-scaling":
      return "it is sharded with cluster-wide auto-scaling, which any change by the current API version would turn into independent shard scaling for ever. Change the mode yourself, or turn auto-scaling off";
    case "auto-scaling-mode-unknown":
      return "it is sharded and auto-scaled, and its autoScalingConfiguration could not be read. Run again";
    case "auto-scaled-without-bounds":
      return `${describeTarget(refusal.target)}: compute auto-scaling is on and would undo it. Give the target autoScaling {min, max}, or turn auto-scaling off`;
    case "bounds-without-auto-scaling":
      return `${describeTarget(refusal.target)}: compute auto-scaling is off. Turn it on, or give the target a tier`;
    case "analytics-outside-bounds":
      return `${describeTarget(refusal.target)}: outside the bounds of analytics auto-scaling (${range(refusal.min, refusal.max)}). Choose a tier inside, or move them`;
  }
}

export function explainWarning(warning: Warning): string {
  switch (warning.reason) {
    case "initial-sync":
      return `${warning.from} to ${warning.to} is an initial sync of every node: hours with much data`;
    case "disk-too-large":
      return `its disk (${warning.diskGB} GB) is larger than ${warning.tier} holds (${warning.maxGB} GB); Atlas may refuse`;
    case "unknown-tier":
      return `${warning.tier} is no tier of ${warning.provider} that we know; Atlas may refuse`;
    case "no-analytics-nodes":
      return `analyticsTier ${warning.tier}: it has no analytics nodes`;
    case "never-scales-down":
      return `autoScaling.min ${warning.min}: scale-down is off, so it stays as large as it gets`;
    case "malformed-hold":
      return `tag ${holdTagKey} "${warning.value}" is not like 20261201T1200Z; nothing is held`;
  }
}

/** "M50", "paused M50", "M30-M60 (at M40)", "M10/M20" for shards that differ, "M50, analytics M40". */
export function describeObserved({ paused, tiers, analyticsTiers, autoScaling }: Observed): string {
  const tier = tiers.join("/");
  const base = autoScaling === null ? tier : `${range(autoScaling.min, autoScaling.max)} (at ${tier})`;
  const analytics = analyticsTiers.length === 0 ? "" : `, analytics ${analyticsTiers.join("/")}`;
  return `${paused ? "paused " : ""}${base}${analytics}`;
}

function range(min: string | null, max: string | null): string {
  return `${min ?? ""}-${max ?? ""}`;
}

function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
