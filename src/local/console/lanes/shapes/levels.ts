/** How high each size stands in a lane: paused at the bottom, then its tiers in even steps. */
import type { Lane, Size } from "../model";
import { compareTiers, readSize } from "../sizes";

export interface Levels {
  /** The smallest first. */
  readonly tiers: readonly string[];
  /** 0 for paused to 1 for the largest tier. */
  readonly heightOf: (tier: string) => number;
}

/** From one height to another; equal ones for a single tier. What says no tier may be anything. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

export function levelsOf(sizes: Iterable<Size>): Levels {
  const found = new Set<string>();
  for (const size of new Set(sizes)) for (const tier of readSize(size).tiers) found.add(tier);
  const tiers = [...found].sort(compareTiers);
  const heights = new Map(tiers.map((tier, index) => [tier, (index + 1) / tiers.length]));
  return { tiers, heightOf: (tier) => heights.get(tier) ?? 0 };
}

/** Every size that a lane shows. */
export function sizesIn({ planned, actual }: Pick<Lane, "planned" | "actual">): Set<Size> {
  const sizes = new Set<Size>();
  for (const { size } of planned) sizes.add(size);
  for (const { size, changing } of actual) {
    sizes.add(size);
    if (changing !== null) sizes.add(changing.to);
  }
  return sizes;
}

export function extentOf(size: Size, { heightOf }: Levels): Extent {
  const { kind, tiers } = readSize(size);
  if (kind === "paused") return { low: 0, high: 0 };
  const [first] = tiers;
  const last = tiers.at(-1);
  if (first === undefined || last === undefined) return { low: 0, high: 1 };
  return { low: heightOf(first), high: heightOf(last) };
}
