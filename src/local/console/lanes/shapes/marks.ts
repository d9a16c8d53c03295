/** Marks at their places. Those of one kind that would cover each other are one mark that counts. */
import type { Axis, Mark, MarkKind } from "../model";
import { clippedX, xOf } from "../scale";

export interface PlacedMark {
  readonly kind: MarkKind;
  readonly x: number;
  /** Where it ends; null: it is one instant. */
  readonly x1: number | null;
  /** The marks it stands for, in the order of time; the first few where there are many. */
  readonly marks: readonly Mark[];
  readonly count: number;
}

/** So near, two marks of one kind are one. */
export const MARK_PX = 12;
const KEPT = 5;

export function placeMarks(marks: readonly Mark[], axis: Axis, width: number): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const lastOfKind = new Map<MarkKind, number>();
  const inTime = marks
    .filter(({ at, until = at }) => at < axis.until && until >= axis.from)
    .sort((a, b) => a.at - b.at);
  for (const mark of inTime) {
    const one = placeOf(mark, axis, width);
    const index = lastOfKind.get(mark.kind);
    const last = index === undefined ? undefined : placed[index];
    if (index !== undefined && last !== undefined && one.x - last.x < MARK_PX) {
      placed[index] = together(last, one);
      continue;
    }
    lastOfKind.set(mark.kind, placed.length);
    placed.push(one);
  }
  return placed;
}

function placeOf(mark: Mark, axis: Axis, width: number): PlacedMark {
  const x1 = mark.until === undefined ? null : clippedX(mark.until, axis, width);
  return { kind: mark.kind, x: Math.max(xOf(mark.at, axis, width), 0), x1, marks: [mark], count: 1 };
}

function together(last: PlacedMark, { x1, marks }: PlacedMark): PlacedMark {
  return {
    ...last,
    x1: x1 === null ? last.x1 : Math.max(x1, last.x1 ?? x1),
    marks: last.count < KEPT ? [...last.marks, ...marks] : last.marks,
    count: last.count + 1,
  };
}
