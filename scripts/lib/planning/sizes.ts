/** Sizes as the plan names them: a tier, bounds ("M30-M60"), "paused", "running" or "unmanaged". */

import { tierNumber } from "../../../src/schedule/tiers";

/** The sizes that say nothing of a tier, in their order before all others. */
const sizesWithoutTier = ["paused", "unmanaged", "running"];

/** Whether nobody can tell from the plan how large a cluster of this size is. */
export function isOpenSize(size: string): boolean {
  return size === "unmanaged" || size === "running";
}

/** Sorts paused first, then unmanaged and running, then by the largest tier that a size stands for, then by the smallest. */
export function compareSizes(one: string, other: string): number {
  const [min, max] = rangeOf(one);
  const [otherMin, otherMax] = rangeOf(other);
  return max - otherMax || min - otherMin || (one < other ? -1 : Number(one > other));
}

function rangeOf(size: string): readonly [min: number, max: number] {
  const rank = sizesWithoutTier.indexOf(size);
  if (rank >= 0) return [0, rank - sizesWithoutTier.length];
  const [min = "", max = min] = size.replace("analytics ", "").split("-");
  return [tierNumber(min), tierNumber(max)];
}
