/** One part of a frame. What a new page is told is what the others were told so far, so that both go on alike. */
import type { Frame } from "../../protocol";

export interface FeedPart {
  /** What is new or changed since the last call; undefined: nothing. */
  changes(): Frame | undefined;
  /** All that `changes` has told so far. */
  whole(): Frame;
}

/** A part that is one value, sent whole when it is another. */
export function valuePart<Name extends keyof Frame>(
  name: Name,
  read: () => NonNullable<Frame[Name]>,
  isSame: (one: NonNullable<Frame[Name]>, other: NonNullable<Frame[Name]>) => boolean,
): FeedPart {
  let told: NonNullable<Frame[Name]> | undefined;
  const frame = (): Frame => ({ [name]: told });
  return {
    changes() {
      const now = read();
      if (told !== undefined && isSame(told, now)) return undefined;
      told = now;
      return frame();
    },
    whole: frame,
  };
}

export const isSameJson = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
