/** How each size of a plan looks: a colour and a glyph, so that it reads without colour too. */

import type { Style } from "../../lib/paint";
import { hoursOf } from "../../lib/planning/hours";
import type { Plan } from "../../lib/planning/schedule";
import { compareSizes } from "../../lib/planning/sizes";

export interface Look {
  readonly style: Style;
  /** How the glyph is painted: a letter needs its colour behind it to be seen as a cell. */
  readonly glyphStyle: Style;
  /** The same colour on the HTML page. */
  readonly css: string;
  readonly glyph: string;
}

/** The looks of what has no tier. */
const looksWithoutTier: ReadonlyMap<string, Look> = new Map([
  ["paused", { style: "gray", glyphStyle: "gray", css: "#d9dde3", glyph: "·" }],
  ["unmanaged", { style: "gray", glyphStyle: "gray", css: "#f1f2f4", glyph: "?" }],
  ["running", { style: "green", glyphStyle: "green", css: "#bfe3c0", glyph: "+" }],
]);

/** Sizes take these colours from small to large. */
const colours = [
  { style: "blue", css: "#9cc3e6" },
  { style: "cyan", css: "#5fb3b3" },
  { style: "green", css: "#5aa469" },
  { style: "yellow", css: "#e3b341" },
  { style: "magenta", css: "#b565b5" },
  { style: "red", css: "#d1495b" },
] as const;
const shades = "░▒▓█";
const letters = "abcdefghijklmnopqrstuvwxyz";

/** The look of every size in the plan, the smallest first. */
export function looksOf({ schedules }: Plan): ReadonlyMap<string, Look> {
  const sizes = [...new Set(schedules.flatMap((planned) => [...hoursOf(planned).keys()]))].sort(compareSizes);
  const tiers = sizes.filter((size) => !looksWithoutTier.has(size));
  return new Map(
    sizes.map((size) => [size, looksWithoutTier.get(size) ?? lookOfRank(tiers.indexOf(size), tiers.length)]),
  );
}

function lookOfRank(rank: number, count: number): Look {
  const { style, css } = colours[spread(rank, count, colours.length)] ?? colours[0];
  if (count <= shades.length) {
    return { style, css, glyph: shades[spread(rank, count, shades.length)] ?? "█", glyphStyle: style };
  }
  return { style, css, glyph: letters[rank % letters.length] ?? "?", glyphStyle: [style, "inverse"] };
}

/** Spreads the ranks over a scale of `length`, so that the first is at its start and the last at its end. */
function spread(rank: number, count: number, length: number): number {
  return count === 1 ? 0 : Math.round((rank / (count - 1)) * (length - 1));
}
