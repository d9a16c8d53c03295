/** Keeps lanes short: what is too brief to be seen is joined with its neighbours, as the largest of their sizes. */
import type { ActualStretch, Mark, PlannedStretch } from "../../lanes/model";
import { largerSize } from "../../lanes/sizes";

/** A lane has room for so many stretches side by side. */
const STRETCHES = 2_000;
const MARKS = 1_000;

type Stretch = PlannedStretch | ActualStretch;

/** `span`: the length of the lane. At most some thousands are left; a stretch long enough to be seen stays as it is. */
export function mergeBrief<One extends Stretch>(stretches: readonly One[], span: number): readonly One[] {
  const brief = span / STRETCHES;
  const lengthOf = ({ from, until }: Stretch) => until - from;
  const merged: One[] = [];
  let isOpen = false;
  for (const stretch of stretches) {
    const last = merged.at(-1);
    const isBrief = lengthOf(stretch) < brief;
    if (isBrief && isOpen && last !== undefined && last.until === stretch.from) {
      merged[merged.length - 1] = joined(last, stretch);
      isOpen = lengthOf(last) + lengthOf(stretch) < brief;
    } else {
      merged.push(stretch);
      isOpen = isBrief;
    }
  }
  return merged;
}

function joined<One extends Stretch>(one: One, next: One): One {
  const larger = largerSize(one.size, next.size) === one.size ? one : next;
  const both = { ...larger, from: one.from, until: next.until };
  if (!("changing" in one && "changing" in next)) return both;
  const isSameChange = one.changing !== null && one.changing.to === next.changing?.to;
  return { ...both, changing: isSameChange ? next.changing : null };
}

/** Where there are too many: of marks of a kind that lie closer together than can be seen, the first. */
export function thinned(marks: readonly Mark[], span: number): readonly Mark[] {
  if (marks.length <= MARKS) return marks;
  const apart = span / MARKS;
  const lastOfKind = new Map<string, number>();
  return marks.filter(({ kind, at }) => {
    const last = lastOfKind.get(kind);
    if (last !== undefined && at - last < apart) return false;
    lastOfKind.set(kind, at);
    return true;
  });
}
