import type { Axis, Lane } from "../../../../lanes/model";
import { laneSentences } from "../../../charts/lane/lane-sentences";
import type { Cursor } from "./cursor";
import { linesOf } from "./lane-reading";

interface CursorAloudProps {
  readonly cursor: Cursor | null;
  readonly lane: Lane | null;
  readonly axis: Axis;
}

/** Marks within this part of what is shown are told. */
const NEAR = 1 / 100;

/** What is at the cursor that keys move, read out. A pointer's is not: it would never be still. */
export function CursorAloud({ cursor, lane, axis }: CursorAloudProps) {
  const isTold = cursor?.isByKey === true && lane !== null;
  const text = isTold ? linesOf(laneSentences(lane, cursor.at, NEAR * (axis.until - axis.from), axis.now), null) : [];
  return (
    <p class="read-out" aria-live="polite">
      {text.join(" ")}
    </p>
  );
}
