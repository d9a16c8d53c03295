/** What should be, as filled bands: a tier from the bottom to its level, bounds between their two levels. */

import { sizeClass } from "../looks";
import type { PlannedStretch, Size } from "../model";
import { compareSizes, readSize, type SizeKind } from "../sizes";
import { type Extent, extentOf, type Levels } from "./levels";
import { rectangle } from "./path";
import type { Run } from "./runs";

export interface Band {
  readonly size: Size;
  readonly kind: SizeKind;
  /** `sizeClass` of its size. */
  readonly className: string;
  /** To be filled. */
  readonly path: string;
  /** Of bounds, what is below the smaller one: the cluster is at least so large. "" of all others. */
  readonly floor: string;
}

export interface BandLabel {
  /** The middle of the band. */
  readonly x: number;
  /** The text's middle, below its band's upper edge. */
  readonly y: number;
  readonly text: Size;
  /** `sizeClass` of its band. */
  readonly className: string;
}

type PlannedRun = Run<PlannedStretch>;
type ToY = (share: number) => number;

/** A strip at the bottom is what a pause looks like. */
const PAUSED_PX = 3;
/** Bounds that share a level are seen all the same. */
const THINNEST = 2;

/** One band for each size, the smallest first. */
export function bandsOf(runs: readonly PlannedRun[], levels: Levels, yOf: ToY): Band[] {
  const runsBySize = new Map<Size, PlannedRun[]>();
  for (const run of runs) {
    const { size } = run.stretch;
    const same = runsBySize.get(size);
    if (same === undefined) runsBySize.set(size, [run]);
    else same.push(run);
  }
  return [...runsBySize]
    .sort(([one], [other]) => compareSizes(one, other))
    .map(([size, ofSize]) => bandOf(size, joined(ofSize), extentOf(size, levels), yOf));
}

function bandOf(size: Size, runs: readonly PlannedRun[], extent: Extent, yOf: ToY): Band {
  const { kind } = readSize(size);
  const { top, bottom } = edgesOf(kind, extent, yOf);
  const boxes = (y0: number, y1: number) => runs.map(({ x0, x1 }) => rectangle(x0, y0, x1, y1)).join("");
  return {
    size,
    kind,
    className: sizeClass(size),
    path: boxes(top, bottom),
    floor: kind === "bounds" ? boxes(bottom, yOf(0)) : "",
  };
}

function edgesOf(kind: SizeKind, { low, high }: Extent, yOf: ToY): { readonly top: number; readonly bottom: number } {
  const ground = yOf(0);
  if (kind === "paused") return { top: ground - PAUSED_PX, bottom: ground };
  if (kind !== "bounds") return { top: yOf(high), bottom: ground };
  return { top: Math.min(yOf(high), ground - THINNEST), bottom: Math.max(yOf(low), yOf(high) + THINNEST) };
}

/** Neighbours of one size are one box: no seam is drawn between two windows with the same target. */
function joined(runs: readonly PlannedRun[]): PlannedRun[] {
  const boxes: PlannedRun[] = [];
  for (const run of runs) {
    const last = boxes.at(-1);
    if (last !== undefined && last.x1 === run.x0) boxes[boxes.length - 1] = { ...last, x1: run.x1 };
    else boxes.push(run);
  }
  return boxes;
}

const LETTER_PX = 7;
const TEXT_PX = 14;
/** From a band's upper edge, along which the line of a cluster as it should be runs, to the middle of the text. */
const BELOW_LINE_PX = 9;

/** Written where the band is wide and high enough for the text. */
export function labelsOf(runs: readonly PlannedRun[], levels: Levels, yOf: ToY): BandLabel[] {
  const labels: BandLabel[] = [];
  for (const { x0, x1, stretch } of runs) {
    const { kind } = readSize(stretch.size);
    const { top, bottom } = edgesOf(kind, extentOf(stretch.size, levels), yOf);
    const isPaused = kind === "paused";
    if (x1 - x0 < (stretch.size.length + 1) * LETTER_PX || (!isPaused && bottom - top < TEXT_PX)) continue;
    const y = isPaused ? top - TEXT_PX / 2 : top + Math.min((bottom - top) / 2, BELOW_LINE_PX);
    labels.push({ x: (x0 + x1) / 2, y, text: stretch.size, className: sizeClass(stretch.size) });
  }
  return labels;
}
