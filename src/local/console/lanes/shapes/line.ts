/** What was, as a line: level while the cluster rests, climbing node by node while Atlas changes it, broken while it is paused. */

import type { ActualStretch, Axis } from "../model";
import { largerSize, readSize } from "../sizes";
import { extentOf, type Levels } from "./levels";
import { rectangle, short } from "./path";
import { type Run, runsOf } from "./runs";

export interface LineShapes {
  readonly line: string;
  readonly hatches: string;
  readonly gaps: string;
}

type ToY = (share: number) => number;
type ActualRun = Run<ActualStretch>;

/** A box around a change between sizes of one level is seen all the same. */
const LOWEST_BOX = 6;

export function lineOf(
  actual: readonly ActualStretch[],
  axis: Axis,
  width: number,
  levels: Levels,
  yOf: ToY,
): LineShapes {
  const runs = runsOf(actual, axis, width, largerActual);
  const shapes = { line: "", hatches: "", gaps: "" };
  let end: number | null = null;
  for (const run of runs) {
    const y = yOf(heightOf(run.stretch, levels));
    const isConnected = end !== null && Math.abs(end - run.x0) < 0.1;
    shapes.line += isConnected ? `V${short(y)}` : `M${short(run.x0)} ${short(y)}`;
    const isGap = isPaused(run.stretch);
    if (isGap) shapes.gaps += `M${short(run.x0)} ${short(y)}H${short(run.x1)}`;
    shapes.line += isGap ? `M${short(run.x1)} ${short(y)}` : `H${short(run.x1)}`;
    shapes.hatches += hatchOf(run, levels, yOf);
    end = run.x1;
  }
  return shapes;
}

/** A change under way says more than rest, and of two the larger wins. */
function largerActual(one: ActualStretch, other: ActualStretch): ActualStretch {
  if ((one.changing === null) !== (other.changing === null)) return one.changing === null ? other : one;
  return largerSize(one.size, other.size) === one.size ? one : other;
}

function isPaused({ size, changing }: ActualStretch): boolean {
  return changing === null && readSize(size).kind === "paused";
}

/** Of nodes that differ at rest, the largest counts: it is what the cluster was asked to be, or costs. */
function heightOf(stretch: ActualStretch, levels: Levels): number {
  const { size, changing } = stretch;
  if (changing === null) return extentOf(size, levels).high;
  const { start, goal } = changeOf(stretch, levels);
  const done = changing.of > 0 ? Math.min(Math.max(changing.done / changing.of, 0), 1) : 0;
  return start + (goal - start) * done;
}

/** While nodes differ, those that are done are part of the size: a growing cluster started at its smallest, a shrinking one at its largest. */
function changeOf(
  { size, changing }: ActualStretch,
  levels: Levels,
): { readonly start: number; readonly goal: number } {
  const { low, high } = extentOf(size, levels);
  const goal = extentOf(changing?.to ?? size, levels).high;
  return { start: goal >= high ? low : high, goal };
}

function hatchOf({ x0, x1, stretch }: ActualRun, levels: Levels, yOf: ToY): string {
  if (stretch.changing === null) return "";
  const { start, goal } = changeOf(stretch, levels);
  const top = yOf(Math.max(start, goal));
  const bottom = Math.max(yOf(Math.min(start, goal)), Math.min(top + LOWEST_BOX, yOf(0)));
  return rectangle(x0, Math.min(top, bottom - LOWEST_BOX), x1, bottom);
}
