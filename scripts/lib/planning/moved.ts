/** Boundaries that an edit moved to another time: the one that is gone and the one that came in its place. */
import type { Boundary } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import { MS_PER_DAY } from "../../../src/schedule/time-units";
import type { Difference, ScheduleDiff } from "./diff";

export interface Moves {
  readonly moved: readonly Difference<Boundary>[];
  /** Those that nothing came in the place of, and those that came in the place of nothing. */
  readonly removed: readonly Boundary[];
  readonly added: readonly Boundary[];
}

/** Of the same window, with the same targets, and no more than a day apart; each is paired once, with the nearest that is left. */
export function movesIn({ removed, added }: Pick<ScheduleDiff, "removed" | "added">): Moves {
  const free = new Map<string, Boundary[]>();
  for (const boundary of added) {
    const key = kindOf(boundary);
    free.set(key, [...(free.get(key) ?? []), boundary]);
  }
  const moved: Difference<Boundary>[] = [];
  const gone: Boundary[] = [];
  for (const was of removed) {
    const is = takeNearest(free.get(kindOf(was)) ?? [], was.at);
    if (is === null) gone.push(was);
    else moved.push({ was, is });
  }
  const paired = new Set(moved.map(({ is }) => is));
  return { moved, removed: gone, added: added.filter((boundary) => !paired.has(boundary)) };
}

function kindOf({ window, before, after }: Boundary): string {
  return JSON.stringify([window, describeTarget(before), describeTarget(after)]);
}

/** Takes it out of the list, which is in the order of time. */
function takeNearest(boundaries: Boundary[], at: number): Boundary | null {
  while ((boundaries[0]?.at ?? at) < at - MS_PER_DAY) boundaries.shift();
  let nearest = -1;
  for (const [index, boundary] of boundaries.entries()) {
    const distance = Math.abs(boundary.at - at);
    if (distance > MS_PER_DAY) break;
    if (nearest === -1 || distance < Math.abs((boundaries[nearest]?.at ?? 0) - at)) nearest = index;
  }
  return nearest === -1 ? null : (boundaries.splice(nearest, 1)[0] ?? null);
}
