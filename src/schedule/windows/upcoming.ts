import { NEVER } from "../calendar/civil";
import type { Schedule, SizeTarget } from "../model";
import { tierNumber } from "../tiers";
import { MS_PER_MINUTE } from "../time-units";

/**
 * The largest of the targets that windows open now or later ask for, by the upper bound, else the tier, else the
 * analytics tier; of equals the earlier in the list. Null: no window ahead asks for a size.
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
