/** What a lane says of one instant, in sentences: for a pointer over it, and for the cursor that keys move. Pure. */
import type { ActualStretch, Lane, PlannedStretch } from "../../../lanes/model";
import { readingAt } from "../../../lanes/reading";
import { bothTexts } from "../../state/instants";

export interface LaneSentences {
  /** In both zones. */
  readonly at: string;
  readonly planned: string;
  /** null: it lies ahead, or before all history. */
  readonly actual: string | null;
  readonly marks: readonly string[];
}

const MOST_MARKS = 4;

/** `withinMs`: marks so near to the instant are told; `now`: what was and what is are told apart. */
export function laneSentences(lane: Lane, at: number, withinMs: number, now: number | null): LaneSentences {
  const { planned, actual, marks } = readingAt(lane, at, withinMs);
  const told = marks
    .filter(({ kind }) => kind !== "boundary")
    .map((mark) => `${bothTexts(mark.at, lane.zone)}: ${mark.says}`);
  const more = told.length - MOST_MARKS;
  return {
    at: bothTexts(at, lane.zone),
    planned: plannedSentence(planned, lane),
    actual: actual === null ? null : actualSentence(actual, now !== null && actual.until >= now),
    marks: more > 0 ? [...told.slice(0, MOST_MARKS), `… and ${more} more.`] : told,
  };
}

function plannedSentence(planned: PlannedStretch | null, { planned: all, zone }: Lane): string {
  if (all.length === 0) return "No schedule selects this cluster.";
  if (planned === null) return "Nothing is known of what it should be then.";
  const { size, window, until } = planned;
  const isLast = planned === all.at(-1);
  const why = window === null ? "no window is open" : `window ${window}`;
  return `Should be ${size} (${why})${isLast ? "" : `, until ${bothTexts(until, zone)}`}.`;
}

function actualSentence({ size, changing }: ActualStretch, isNow: boolean): string {
  const [verb, changes] = isNow ? ["Is", "is being changed"] : ["Was", "was being changed"];
  if (changing === null) return `${verb} ${size}.`;
  return `${verb} ${size}, ${changes} to ${changing.to}: ${changing.done} of ${changing.of} nodes done.`;
}
