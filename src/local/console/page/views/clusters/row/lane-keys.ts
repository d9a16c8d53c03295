/** What the keys of a lane in focus mean. Pure. */
import type { Axis, Lane } from "../../../../lanes/model";

export type LaneKey =
  | { readonly does: "move"; readonly to: number }
  | { readonly does: "zoom"; readonly factor: number }
  | { readonly does: "pan"; readonly ms: number }
  | { readonly does: "toggle" }
  | { readonly does: "leave" };

const STEPS = 200;

export interface LaneKeyContext {
  readonly lane: Lane;
  readonly axis: Axis;
  /** Where the cursor is. */
  readonly at: number;
  readonly isShifted: boolean;
}

/** null: the key is not the lane's. */
export function laneKey(key: string, { lane, axis, at, isShifted }: LaneKeyContext): LaneKey | null {
  const spanMs = axis.until - axis.from;
  const step = (spanMs / STEPS) * (isShifted ? 10 : 1);
  switch (key) {
    case "ArrowLeft":
      return { does: "move", to: at - step };
    case "ArrowRight":
      return { does: "move", to: at + step };
    case "Home":
      return { does: "move", to: axis.from };
    case "End":
      return { does: "move", to: axis.until - step };
    case "n":
      return { does: "move", to: axis.now ?? at };
    case "[":
      return { does: "move", to: instantsOf(lane).findLast((one) => one < at) ?? at };
    case "]":
      return { does: "move", to: instantsOf(lane).find((one) => one > at) ?? at };
    case "+":
    case "=":
      return { does: "zoom", factor: 2 };
    case "-":
      return { does: "zoom", factor: 1 / 2 };
    case "PageUp":
      return { does: "pan", ms: -spanMs / 2 };
    case "PageDown":
      return { does: "pan", ms: spanMs / 2 };
    case "Enter":
      return { does: "toggle" };
    case "Escape":
      return { does: "leave" };
    default:
      return null;
  }
}

/** Boundaries and marks, in the order of time. */
function instantsOf({ planned, marks }: Lane): { readonly find: Find; readonly findLast: Find } {
  const instants = [...planned.slice(1).map(({ from }) => from), ...marks.map(({ at }) => at)].sort((a, b) => a - b);
  const backwards = [...instants].reverse();
  return { find: (is) => instants.find(is), findLast: (is) => backwards.find(is) };
}
type Find = (is: (instant: number) => boolean) => number | undefined;
