/** Comparing and naming targets. */

import type { Schedule, Target } from "./model";

export function sameTarget(a: Target, b: Target): boolean {
  if (a === b) return true;
  if ("paused" in a || "paused" in b) return "paused" in a && "paused" in b;
  return (
    a.tier === b.tier &&
    a.analyticsTier === b.analyticsTier &&
    a.autoScaling?.min === b.autoScaling?.min &&
    a.autoScaling?.max === b.autoScaling?.max
  );
}

/** "M50", "M30-M60" for bounds, "paused": the size that counts, and the key under which hours are added up. */
export function sizeOf(target: Target): string {
  if ("paused" in target) return "paused";
  if (target.autoScaling) return `${target.autoScaling.min}-${target.autoScaling.max}`;
  return target.tier ?? `analytics ${target.analyticsTier}`;
}

/** The whole target in words: "M50", "M30-M60", "paused", "M50-M80 (starting at M60), analytics M30". */
export function describeTarget(target: Target): string {
  if ("paused" in target) return "paused";
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
