/** Colour for a terminal, or none. */

import { styleText } from "node:util";
import type { Output, Shell } from "./command";

export type Style = Parameters<typeof styleText>[0];

/** Returns the text as it is to be printed. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

export const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** NO_COLOR (no-color.org) wins; FORCE_COLOR colours where there is no terminal; a terminal says itself what it can. */
export function paintFor(env: Shell["env"], stream: Pick<Output, "hasColors">): Paint {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR !== undefined) return /^(?:0|false)$/.test(env.FORCE_COLOR) ? plain : coloured;
  return stream.hasColors?.(16, env) === true ? coloured : plain;
}
