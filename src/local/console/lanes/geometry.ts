/**
 * A lane as shapes: what should be as filled bands, what was as a line, changes under way as hatched boxes in which the
 * line climbs node by node, pauses as gaps of the line. Pure; the number of shapes is bounded by the width.
 */

import type { Axis, Lane, PlannedStretch, Size } from "./model";
import { xOf } from "./scale";
import { type Band, type BandLabel, bandsOf, labelsOf } from "./shapes/bands";
import { levelsOf, sizesIn } from "./shapes/levels";
import { lineOf } from "./shapes/line";
import { type PlacedMark, placeMarks } from "./shapes/marks";
import { vertical } from "./shapes/path";
import { type Run, runsOf } from "./shapes/runs";
import { largerSize } from "./sizes";

export type { PlacedMark } from "./shapes/marks";

export interface LaneFrame {
  readonly width: number;
  readonly height: number;
  /** Sizes that have a level whether or not this lane shows them, so that lanes can be compared. */
  readonly sizes?: Iterable<Size>;
}

export interface LaneGeometry {
  readonly width: number;
  readonly height: number;
  /** The tiers and their height in pixels, the smallest first; paused is at the bottom. */
  readonly levels: readonly { readonly tier: string; readonly y: number }[];
  /** What should be, a path for each size. */
  readonly bands: readonly Band[];
  /** Sizes written into their bands where there is room. */
  readonly labels: readonly BandLabel[];
  /** What was, as one path to be stroked; "" where nothing is known. */
  readonly line: string;
  /** Boxes around changes under way, as one path to be filled with hatching. */
  readonly hatches: string;
  /** Where it was paused, as one path to be stroked with dots. */
  readonly gaps: string;
  /** Instants at which the target changes, as one path to be stroked; "" where they are too dense to be told apart. */
  readonly boundaries: string;
  readonly marks: readonly PlacedMark[];
  /** Where "now" is; null: not on this axis. */
  readonly now: number | null;
}

/** Room above the largest tier, so that its line is seen whole. */
export const TOP = 2;
/** The bottom line is this far above the frame's edge. */
export const BOTTOM = 1.5;

export function laneGeometry(lane: Lane, axis: Axis, { width, height, sizes }: LaneFrame): LaneGeometry {
  const levels = levelsOf([...sizesIn(lane), ...(sizes ?? [])]);
  const yOf = (share: number) => height - BOTTOM - share * Math.max(height - BOTTOM - TOP, 0);
  const planned = plannedRuns(lane, axis, width);
  const marks = lane.marks.filter(({ kind }) => kind !== "boundary");
  return {
    width,
    height,
    levels: levels.tiers.map((tier) => ({ tier, y: yOf(levels.heightOf(tier)) })),
    bands: bandsOf(planned, levels, yOf),
    labels: labelsOf(planned, levels, yOf),
    ...lineOf(lane.actual, axis, width, levels, yOf),
    boundaries: boundariesOf(lane, axis, width, height),
    marks: placeMarks(marks, axis, width),
    now: axis.now === null || axis.now < axis.from || axis.now >= axis.until ? null : xOf(axis.now, axis, width),
  };
}

/** The targets as runs of pixels, at most one a pixel: what a pointer is over. */
export function plannedRuns({ planned }: Pick<Lane, "planned">, axis: Axis, width: number): Run<PlannedStretch>[] {
  return runsOf(planned, axis, width, largerPlanned);
}

function largerPlanned(one: PlannedStretch, other: PlannedStretch): PlannedStretch {
  return largerSize(one.size, other.size) === one.size ? one : other;
}

/** So near on average, the lines would hide the bands. */
const BOUNDARY_PX = 16;

/** None where they are too dense. */
function boundariesOf({ planned, marks }: Lane, axis: Axis, width: number, height: number): string {
  const instants = [
    ...planned.slice(1).map(({ from }) => from),
    ...marks.filter(({ kind }) => kind === "boundary").map(({ at }) => at),
  ].filter((at) => at >= axis.from && at < axis.until);
  const columns = new Set(instants.map((at) => Math.round(xOf(at, axis, width))));
  if (columns.size > width / BOUNDARY_PX) return "";
  return [...columns]
    .sort((a, b) => a - b)
    .map((x) => vertical(x, 0, height))
    .join("");
}
