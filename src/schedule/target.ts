/** Comparing and naming targets. */

import type { PausedTarget, RunningTarget, Schedule, SizeTarget, Target, UnmanagedTarget } from "./model";

export function isPaused(target: Target): target is PausedTarget {
  return "paused" in target && target.paused;
}

export function isRunning(target: Target): target is RunningTarget {
  return "paused" in target && !target.paused;
}

export function isUnmanaged(target: Target): target is UnmanagedTarget {
  return "unmanaged" in target;
}

export function isSizes(target: Target): target is SizeTarget {
  return !("paused" in target || "unmanaged" in target);
}

export function sameTarget(a: Target, b: Target): boolean {
  if (a === b) return true;
  if (!isSizes(a) || !isSizes(b)) return sizeOf(a) === sizeOf(b);
  return (
    a.tier === b.tier &&
    a.analyticsTier === b.analyticsTier &&
    a.autoScaling?.min === b.autoScaling?.min &&
    a.autoScaling?.max === b.autoScaling?.max
  );
}

/**
 * "M50", "M30-M60" for bounds, "paused", "running", "unmanaged": what counts, and the key under which hours are added
 * up.
 */
export function sizeOf(target: Target): string {
  if (isPaused(target)) return "paused";
  if (isRunning(target)) return "running";
  if (isUnmanaged(target)) return "unmanaged";
  if (target.autoScaling) return `${target.autoScaling.min}-${target.autoScaling.max}`;
  return target.tier ?? `analytics ${target.analyticsTier}`;
}

/**
 * The whole target in words: "M50", "M30-M60", "paused", "M50-M80 (starting at M60), analytics M30", "running at
 * whatever size".
 */
export function describeTarget(target: Target): string {
  if (isRunning(target)) return "running at whatever size";
  if (!isSizes(target)) return sizeOf(target);
  const { tier, analyticsTier, autoScaling } = target;
  const start = autoScaling && tier ? ` (starting at ${tier})` : "";
  const analytics = analyticsTier && (autoScaling || tier) ? `, analytics ${analyticsTier}` : "";
  return `${sizeOf(target)}${start}${analytics}`;
}

/** Every distinct target the schedule can ask for, the baseline first. */
export function targetsOf(schedule: Schedule): Target[] {
  const found: Target[] = [schedule.baseline];
  for (const { target } of schedule.windows) {
    if (!found.some((known) => sameTarget(known, target))) found.push(target);
  }
  return found;
}
