/** How each size of a plan looks: a colour and a glyph, so that it reads without colour too. */

import { compareSizes, hoursOf } from "./plan-hours";
import type { Style } from "./plan-paint";
import type { Plan } from "./plan-schedule";

export interface Look {
  readonly style: Style;
  /** The same colour for a page. */
  readonly css: string;
  readonly glyph: string;
}

const pausedLook: Look = { style: "gray", css: "#d9dde3", glyph: "·" };

/** From small to large. */
const colours: readonly { readonly style: Style; readonly css: string }[] = [
  { style: "blue", css: "#9cc3e6" },
  { style: "cyan", css: "#5fb3b3" },
  { style: "green", css: "#5aa469" },
  { style: "yellow", css: "#e3b341" },
  { style: "magenta", css: "#b565b5" },
  { style: "red", css: "#d1495b" },
];
const shades = "░▒▓█";
const letters = "abcdefghijklmnopqrstuvwxyz";

/** Of every size in the plan, the smallest first. */
export function looksOf({ schedules }: Plan): ReadonlyMap<string, Look> {
  const sizes = [...new Set(schedules.flatMap((planned) => [...hoursOf(planned).keys()]))].sort(compareSizes);
  const running = sizes.filter((size) => size !== "paused");
  return new Map(
    sizes.map((size) => {
      const rank = running.indexOf(size);
      return [size, rank < 0 ? pausedLook : lookOfRank(rank, running.length)];
    }),
  );
}

function lookOfRank(rank: number, count: number): Look {
  const colour = colours[spread(rank, count, colours.length)] ?? { style: "white", css: "#888888" };
  const glyph = count <= shades.length ? shades[spread(rank, count, shades.length)] : letters[rank % letters.length];
  return { ...colour, glyph: glyph ?? "█" };
}

/** Ranks over a scale of `length`: the first at its start, the last at its end. */
function spread(rank: number, count: number, length: number): number {
  return count === 1 ? 0 : Math.round((rank / (count - 1)) * (length - 1));
}
