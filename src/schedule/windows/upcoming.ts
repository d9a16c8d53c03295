import { NEVER } from "../calendar/civil";
import type { RunningTarget, Schedule, SizeTarget } from "../model";
import { isRunning, isSizes } from "../target";
import { tierNumber } from "../tiers";
import { MS_PER_MINUTE } from "../time-units";

/**
 * The largest target of the windows that are open now or will be. A target counts by its upper bound, else its tier, else
 * its analytics tier; of equal ones the first in the list is taken. One that asks only for the cluster to run is less
 * than any size. Null: no window ahead asks for either.
 */
export function largestTargetAhead(schedule: Schedule, atMs: number): SizeTarget | RunningTarget | null {
  const minute = Math.floor(atMs / MS_PER_MINUTE);
  let largest: SizeTarget | RunningTarget | null = null;
  for (const { target, spans } of schedule.windows) {
    if (!isSizes(target) && !isRunning(target)) continue;
    const isAhead = spans.isOpen(minute) || spans.changeAfter(minute, false) < NEVER;
    if (isAhead && (largest === null || sizeNumber(target) > sizeNumber(largest))) largest = target;
  }
  return largest;
}

function sizeNumber(target: SizeTarget | RunningTarget): number {
  if (!isSizes(target)) return -1;
  return tierNumber(target.autoScaling?.max ?? target.tier ?? target.analyticsTier ?? "");
}
