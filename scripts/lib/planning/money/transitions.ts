/** The time in which Atlas is still carrying out a change, as the plan reckons it. */

import { sizeOf } from "../../../../src/schedule/target";
import { MS_PER_HOUR, MS_PER_MINUTE } from "../../../../src/schedule/time-units";
import type { PlannedSchedule } from "../schedule";

/**
 * How long one change is taken to last. Assumed: MongoDB publishes no figure. Recorded changes of a tier took 5 to 10
 * minutes a node, one node at a time; this is a replica set of three nodes at the slower end.
 */
export const minutesPerChange = 30;

/** Hours of one cluster that Atlas takes to go from one size to another. Their target is already the size after. */
export interface Transition {
  readonly before: string;
  readonly after: string;
  readonly hours: number;
}

/** A change that the next boundary overtakes lasts until that boundary. */
export function transitionsOf({ boundaries, stretches }: PlannedSchedule): Transition[] {
  const end = stretches[stretches.length - 1]?.until ?? 0;
  return boundaries.map(({ at, before, after }, index) => {
    const next = boundaries[index + 1]?.at ?? end;
    const lasts = Math.min(minutesPerChange * MS_PER_MINUTE, next - at);
    return { before: sizeOf(before), after: sizeOf(after), hours: lasts / MS_PER_HOUR };
  });
}
