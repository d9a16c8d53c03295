/** A lane that was asked for a while ago, as it is now: what the cluster was then it still is, or it would have been asked for again. Pure. */
import type { Lane } from "../../../../lanes/model";
import type { LoadedLane } from "./lane-loader";

export function grownLane({ lane, range }: Pick<LoadedLane, "lane" | "range">, now: number): Lane {
  const last = lane.actual.at(-1);
  const end = Math.min(now, range.until);
  if (last === undefined || last.until >= end) return lane;
  return { ...lane, actual: [...lane.actual.slice(0, -1), { ...last, until: end }] };
}
