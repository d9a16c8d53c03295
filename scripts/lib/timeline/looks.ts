/** How each size looks in a terminal: a colour and a glyph, so that it reads without colour too. */
import { compareSizes } from "../../../src/local/console/lanes/sizes";
import type { Style } from "../paint";

export interface Look {
  readonly style: Style;
  /** How the glyph is painted: a letter needs its colour behind it to be seen as a cell. */
  readonly glyphStyle: Style;
  readonly glyph: string;
}

export type Looks = ReadonlyMap<string, Look>;

/** What a cell shows in which Atlas is changing the cluster. */
export const CHANGING = "changing";

/** The looks of what has no tier. */
const looksWithoutTier: Looks = new Map([
  ["paused", { style: "gray", glyphStyle: "gray", glyph: "·" }],
  ["unmanaged", { style: "gray", glyphStyle: "gray", glyph: "?" }],
  ["running", { style: "green", glyphStyle: "green", glyph: "+" }],
  [CHANGING, { style: "magenta", glyphStyle: "magenta", glyph: "/" }],
]);

/** Sizes take these colours from small to large. */
const colours = ["blue", "cyan", "green", "yellow", "magenta", "red"] as const;
const shades = "░▒▓█";
const letters = "abcdefghijklmnopqrstuvwxyz";

/** The look of each of these sizes, the smallest first. */
export function looksOf(sizes: Iterable<string>): Looks {
  const inOrder = [...new Set(sizes)].sort(compareSizes).filter((size) => size !== CHANGING);
  const tiers = inOrder.filter((size) => !looksWithoutTier.has(size));
  const shown = new Set(sizes).has(CHANGING) ? [...inOrder, CHANGING] : inOrder;
  return new Map(
    shown.map((size) => [size, looksWithoutTier.get(size) ?? lookOfRank(tiers.indexOf(size), tiers.length)]),
  );
}

function lookOfRank(rank: number, count: number): Look {
  const style = colours[spread(rank, count, colours.length)] ?? "blue";
  if (count <= shades.length) {
    return { style, glyph: shades[spread(rank, count, shades.length)] ?? "█", glyphStyle: style };
  }
  return { style, glyph: letters[rank % letters.length] ?? "?", glyphStyle: [style, "inverse"] };
}

/** Spreads the ranks over a scale of `length`, so that the first is at its start and the last at its end. */
function spread(rank: number, count: number, length: number): number {
  return count === 1 ? 0 : Math.round((rank / (count - 1)) * (length - 1));
}
