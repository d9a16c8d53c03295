/** What a lane says of one instant: for a pointer over it, or a cursor moved by keys. */
import type { ActualStretch, Lane, Mark, PlannedStretch } from "./model";

export interface LaneReading {
  readonly at: number;
  readonly planned: PlannedStretch | null;
  readonly actual: ActualStretch | null;
  /** Marks no further away than `within`, the nearest first; those that last, while they do. */
  readonly marks: readonly Mark[];
}

export function readingAt({ planned, actual, marks }: Lane, at: number, withinMs: number): LaneReading {
  const distance = ({ at: from, until = from }: Mark) => Math.max(from - at, at - until, 0);
  return {
    at,
    planned: stretchAt(planned, at),
    actual: stretchAt(actual, at),
    marks: marks.filter((mark) => distance(mark) <= withinMs).sort((a, b) => distance(a) - distance(b)),
  };
}

/** The stretch of an ordered list that holds the instant. */
export function stretchAt<Stretch extends { readonly from: number; readonly until: number }>(
  stretches: readonly Stretch[],
  at: number,
): Stretch | null {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { until = at } = stretches[middle] ?? {};
    if (until <= at) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found !== undefined && found.from <= at ? found : null;
}
