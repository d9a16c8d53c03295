import { visibleText } from "../../../../lanes/visible-text";
import type { LaneSentences } from "../../../charts/lane/lane-sentences";

interface LaneReadingProps {
  readonly sentences: LaneSentences;
  /** Of the simulated load then; null: not known. */
  readonly load: string | null;
  /** Where the cursor is, in pixels of the stage, and how wide that is. */
  readonly x: number;
  readonly width: number;
  /** Below the lane, which stays in sight. */
  readonly top: number;
}

/** What the lane says at the cursor, beside it. Those who do not see it are told by the view's live region. */
export function LaneReading({ sentences, load, x, width, top }: LaneReadingProps) {
  const isLeft = x > width / 2;
  // The sheet decides whether there is room beside the cursor.
  const beside = isLeft
    ? { "--reading-left": "auto", "--reading-right": `${Math.max(width - x + 8, 0)}px` }
    : { "--reading-left": `${x + 8}px`, "--reading-right": "auto" };
  return (
    <div class="reading" style={{ ...beside, "--reading-top": `${top}px` }} aria-hidden="true">
      {linesOf(sentences, load).map((line, index) => (
        <p key={line} class={index === 0 ? "reading-at" : undefined}>
          {line}
        </p>
      ))}
    </div>
  );
}

export function linesOf({ at, planned, actual, marks }: LaneSentences, load: string | null): string[] {
  return [at, ...(actual === null ? [] : [actual]), planned, ...(load === null ? [] : [load]), ...marks].map(
    visibleText,
  );
}
