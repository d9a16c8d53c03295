/** What the targets of a schedule, which may serve a mixed fleet, ask of one cluster. */

import type { Desired, Target } from "../../schedule/model";
import { isPaused, isSizes } from "../../schedule/target";
import type { Cluster } from "../model";
import { computesOf } from "../observed";
import { checkTarget, type Refusal } from "./check-targets";

/**
 * The part of a target that is meant for this cluster: of a tier beside bounds, one that Atlas does not scale by itself
 * takes the tier.
 */
export function targetFor(cluster: Cluster, target: Target): Target {
  if (!isSizes(target) || target.autoScaling === undefined || target.tier === undefined) return target;
  if (computesOf(cluster).length > 0) return target;
  const { autoScaling: _, ...sizes } = target;
  return sizes;
}

/** A target for one cluster, and why it is not, or not wholly, carried out there. */
export interface FittedTarget {
  readonly target: Target;
  readonly refusals: readonly Refusal[];
}

/**
 * A cluster that cannot have the sizes of a target is still asked to run where its schedule pauses it: only the sizes are
 * skipped. Of a pause that it cannot have nothing is left.
 */
export function fitTarget(cluster: Cluster, target: Target, targets: readonly Target[]): FittedTarget {
  const own = checkTarget(cluster, target, targets);
  const refusals = own.length === 0 && isSizes(target) ? neverUndone(cluster, targets) : own;
  if (refusals.length === 0) return { target: targetFor(cluster, target), refusals };
  const canRun = isSizes(target) && checkTarget(cluster, { paused: false }, targets).length === 0;
  return { target: canRun && targets.some(isPaused) ? { paused: false } : { unmanaged: true }, refusals };
}

/** A size that some other target leaves open would stay for ever: bounds alone mean nothing where auto-scaling is off. */
function neverUndone(cluster: Cluster, targets: readonly Target[]): Refusal[] {
  const found: Refusal[] = [];
  for (const one of targets) {
    if (!isSizes(one) || one.autoScaling === undefined || one.tier !== undefined) continue;
    for (const refusal of checkTarget(cluster, one, targets)) {
      if (refusal.reason === "bounds-without-auto-scaling") found.push(refusal);
    }
  }
  return found;
}

/** What is desired of one cluster. */
export function desiredFor(cluster: Cluster, desired: Desired, targets: readonly Target[]): Desired {
  const { target, before } = desired;
  return {
    ...desired,
    target: fitTarget(cluster, target, targets).target,
    before: before === null ? null : fitTarget(cluster, before, targets).target,
  };
}
