/**
 * What a target asks of one cluster. One schedule may serve a mixed fleet, of which some are sized by Atlas; by the
 * design, not by src/cluster.
 */

import type { SizeTarget, Target } from "../../../src/schedule/model";
import type { SoakCluster, SoakSchedule } from "../generated/case";

/**
 * Of a tier beside bounds a cluster that Atlas does not scale takes the tier. Of a tier without bounds one that it does
 * scale takes nothing but, where the schedule pauses it, to run; where it is named, that is refused and the target stays.
 */
export function askedOf({ input }: SoakCluster, schedule: SoakSchedule, target: Target): Target {
  if (!isSizes(target)) return target;
  const { autoScaling, ...sizes } = target;
  const isScaled = input.autoScaling !== undefined;
  if (!isScaled && autoScaling !== undefined && target.tier !== undefined) return sizes;
  if (!isScaled || autoScaling !== undefined || schedule.selectsBy === "name") return target;
  return pausesSomewhere(schedule) ? { paused: false } : { unmanaged: true };
}

/** Atlas scales the cluster by itself, and nobody named it, so that targets without bounds are skipped for it. */
export function isSkippingTargets({ input }: SoakCluster, schedule: SoakSchedule): boolean {
  if (input.autoScaling === undefined || schedule.selectsBy === "name") return false;
  return targetsIn(schedule).some((target) => isSizes(target) && target.autoScaling === undefined);
}

export function pausesSomewhere(schedule: SoakSchedule): boolean {
  return targetsIn(schedule).some((target) => "paused" in target && target.paused);
}

const targetsIn = ({ baseline, windows }: SoakSchedule) => [baseline, ...windows.map(({ target }) => target)];

function isSizes(target: Target): target is SizeTarget {
  return !("paused" in target || "unmanaged" in target);
}
