/** Refusals and warnings about the targets of a schedule, in words. */

import { describeTarget } from "../../schedule/target";
import type { Refusal } from "./check-targets";
import type { Warning } from "./warn-targets";

/**
 * Why something is so, and what a person can do about it. Neither names the cluster, so that one reason serves many.
 */
export interface Reason {
  /** The rest of a sentence after a colon, without a full stop. */
  readonly why: string;
  /** A sentence of its own without a full stop; "": nothing needs to be done. */
  readonly remedy: string;
}

export function explainRefusal(refusal: Refusal): Reason {
  switch (refusal.reason) {
    case "shared-tier":
      return {
        why: `${refusal.tier} clusters share their hardware and have no size that can be scheduled`,
        remedy: "Move it to a dedicated tier (M10 or larger), or take it out of the schedule",
      };
    case "internal-cluster":
      return {
        why: `Atlas runs it for its own purposes (internalClusterRole ${refusal.role})`,
        remedy: "Take it out of the schedule",
      };
    case "nvme-cannot-pause":
      return {
        why: "the schedule pauses it, and Atlas cannot pause clusters on NVMe tiers",
        remedy: "Schedule a small tier in place of the pause, or move the cluster to a tier without NVMe",
      };
    case "asymmetric-shards":
      return {
        why: `its shards have different sizes (${refusal.shards.join(", ")})`,
        remedy: "Make them equal, or take the cluster out of the schedule",
      };
    case "cluster-wide-auto-scaling":
      return {
        why: "it is sharded with cluster-wide auto-scaling, and any change through the current API version would switch it to independent shard scaling for ever",
        remedy: "Switch it yourself, turn auto-scaling off, or take it out of the schedule",
      };
    case "auto-scaling-mode-unknown":
      return {
        why: "it is sharded and auto-scaled, and Atlas did not say whether its shards scale independently",
        remedy: "If this lasts, look at its autoScalingConfiguration in the Admin API",
      };
    case "not-in-infinite":
      return {
        why: `Atlas Infinite has no ${refusal.tiers.join(", ")}`,
        remedy: "Schedule tiers from M10 to M60 without NVMe, or move the cluster to another edition",
      };
    case "auto-scaled-without-bounds":
      return {
        why: `compute auto-scaling is on and would undo the target ${describeTarget(refusal.target)}`,
        remedy: "Give the target autoScaling {min, max}, or turn compute auto-scaling off",
      };
    case "bounds-without-auto-scaling":
      return {
        why: `the target ${describeTarget(refusal.target)} sets bounds, but compute auto-scaling is off`,
        remedy: "Turn compute auto-scaling on, or give the target a tier",
      };
    case "analytics-outside-bounds":
      return {
        why: `the analytics tier of the target ${describeTarget(refusal.target)} is outside the bounds of its analytics auto-scaling (${describeBounds(refusal)})`,
        remedy: "Choose a tier inside the bounds, or change them in Atlas",
      };
  }
}

export function explainWarning(warning: Warning): Reason {
  switch (warning.reason) {
    case "initial-sync":
      return {
        why: `a change from ${warning.from} to ${warning.to} copies all data to every node (initial sync), which takes hours when there is much of it`,
        remedy: "",
      };
    case "disk-too-large":
      return {
        why: `its disk (${warning.diskGB} GB) is larger than ${warning.tier} holds (${warning.maxGB} GB), so Atlas may refuse that tier`,
        remedy: "Schedule a larger tier, or shrink the disk in Atlas",
      };
    case "unknown-tier":
      return {
        why: `${warning.provider} has no tier ${warning.tier} that this app knows, so Atlas may refuse it`,
        remedy: "Check the schedule",
      };
    case "volume-not-kept":
      return {
        why: `its volume (${warning.volume}) does not exist at ${warning.tier}: that change gives it the tier's default, and a later change back does not restore it`,
        remedy: "Schedule tiers that can have it, or set it again in Atlas",
      };
    case "no-analytics-nodes":
      return {
        why: `its schedule sets analyticsTier ${warning.tier}, but it has no analytics nodes`,
        remedy: "",
      };
    case "never-scales-down":
      return {
        why: `autoScaling.min ${warning.min} has no effect: its auto-scaling may not scale down, so it stays as large as it gets`,
        remedy: "Allow auto-scaling to scale down in Atlas",
      };
  }
}

export function describeBounds({ min, max }: { readonly min: string | null; readonly max: string | null }): string {
  return `${min ?? ""}-${max ?? ""}`;
}
