/** Comparing and naming targets and tiers. */

import type { Schedule, SizeTarget, Target } from "./model";

const TIER = /^[A-Z](\d+)/;

/** 50 of "M50", "R50" and "M50_NVME": tiers compare by it. Null for what is no tier. */
export function tierNumber(tier: string): number | null {
  const match = TIER.exec(tier);
  return match === null ? null : Number(match[1]);
}

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

function partsOf(target: SizeTarget): string[] {
  const parts = [sizeOf(target)];
  if (target.autoScaling && target.tier) parts.push(`from ${target.tier}`);
  if (target.analyticsTier && (target.autoScaling || target.tier)) parts.push(`analytics ${target.analyticsTier}`);
  return parts;
}

/** The whole target in words: "M50", "M30-M60", "paused", "M50-M80, from M60, analytics M30". */
export function describeTarget(target: Target): string {
  return "paused" in target ? "paused" : partsOf(target).join(", ");
}

/** Every distinct target the schedule can ask for, the baseline first. */
export function targetsOf(schedule: Schedule): Target[] {
  const found: Target[] = [schedule.baseline];
  for (const { target } of schedule.windows) {
    if (!found.some((known) => sameTarget(known, target))) found.push(target);
  }
  return found;
}
