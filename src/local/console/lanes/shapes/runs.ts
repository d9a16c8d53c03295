/**
 * Stretches of time as runs of pixels: what is narrower than a pixel is drawn a pixel wide, together with its narrow
 * neighbours, as the largest of them. So a lane has no more runs than pixels, however long its history is.
 */
import type { Axis } from "../model";
import { clippedX } from "../scale";

export interface Run<Stretch> {
  readonly x0: number;
  readonly x1: number;
  readonly stretch: Stretch;
}

interface Spanning {
  readonly from: number;
  readonly until: number;
}

const NARROWEST = 1;

/** `stretches` in the order of time; `larger` chooses of two that share a pixel. Runs are in order and never overlap. */
export function runsOf<Stretch extends Spanning>(
  stretches: readonly Stretch[],
  axis: Axis,
  width: number,
  larger: (one: Stretch, other: Stretch) => Stretch,
): Run<Stretch>[] {
  const runs: Run<Stretch>[] = [];
  let end = 0;
  for (const stretch of stretches) {
    if (stretch.until <= axis.from || stretch.from >= axis.until || stretch.from >= stretch.until) continue;
    const x0 = Math.max(clippedX(stretch.from, axis, width), end);
    const x1 = clippedX(stretch.until, axis, width);
    const last = runs.at(-1);
    if (last !== undefined && (x1 <= end || x0 >= width)) {
      runs[runs.length - 1] = { ...last, stretch: larger(last.stretch, stretch) };
      continue;
    }
    end = Math.min(Math.max(x1, x0 + NARROWEST), width);
    runs.push({ x0, x1: end, stretch });
  }
  return runs;
}
