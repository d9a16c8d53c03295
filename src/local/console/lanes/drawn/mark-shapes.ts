/** The shape of each kind of mark, so that its colour is not the only thing to know it by, and its name in a legend. */
import type { MarkKind } from "../model";

export interface MarkShape {
  /** Path data around (0, 0), within 6 to each side; to be filled, and stroked in the same colour. */
  readonly path: string;
  /** What a legend says of it. */
  readonly name: string;
}

export const markShapes: Readonly<Record<MarkKind, MarkShape>> = {
  boundary: { path: "M0 -6V6", name: "the target changes" },
  "changed-by-hand": { path: "M0 -5.5L5.5 0L0 5.5L-5.5 0Z", name: "changed by hand" },
  "auto-scaled": { path: "M0 -5.5L4 -1H-4ZM0 5.5L4 1H-4Z", name: "auto-scaled" },
  "run-failed": { path: "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5", name: "a run failed" },
  "firing-lost": { path: "M-4 -5H4L-4 5H4Z", name: "a trigger did not fire" },
  conflict: { path: "M0 -5.5L5.5 4.5H-5.5Z", name: "conflict: the first window in the list wins" },
  warning: { path: "M-1.2 -5.5H1.2L0.8 1.5H-0.8ZM-1.2 3.2H1.2V5.5H-1.2Z", name: "warning" },
  hold: { path: "M-4 -5H-1V5H-4ZM1 -5H4V5H1Z", name: "held: left alone until then" },
};
