import { NEVER } from "../calendar/civil";
import type { Schedule, SizeTarget } from "../model";
import { tierNumber } from "../tiers";
import { MS_PER_MINUTE } from "../time-units";

/**
 * The largest target of the windows that are open now or will be. A target counts by its upper bound, else its tier, else
 * its analytics tier; of equal ones the first in the list is taken. Null: no window ahead asks for a size.
 */
export function largestTargetAhead(schedule: Schedule, atMs: number): SizeTarget | null {
  const minute = Math.floor(atMs / MS_PER_MINUTE);
  let largest: SizeTarget | null = null;
  for (const { target, spans } of schedule.windows) {
    if ("paused" in target) continue;
    const isAhead = spans.isOpen(minute) || spans.changeAfter(minute, false) < NEVER;
    if (isAhead && (largest === null || sizeNumber(target) > sizeNumber(largest))) largest = target;
  }
  return largest;
}

function sizeNumber({ tier, analyticsTier, autoScaling }: SizeTarget): number {
  const named = autoScaling?.max ?? tier ?? analyticsTier ?? "";
  return tierNumber(named);
}
