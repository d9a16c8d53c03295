/** How much an application asks of a cluster, over time, in operations per second. */
import { HOUR_MS } from "../clock/units";

export type LoadCurve =
  | { readonly kind: "constant"; readonly load: number }
  /** From each instant on so much; before the first, what the first says. In the order of time. */
  | { readonly kind: "steps"; readonly steps: readonly LoadStep[] }
  /** So much in each hour of the UTC day. */
  | { readonly kind: "daily"; readonly loads: readonly number[] };

export interface LoadStep {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly load: number;
}

export const HOURS_OF_A_DAY = 24;

export function loadAt(curve: LoadCurve, at: number): number {
  switch (curve.kind) {
    case "constant":
      return curve.load;
    case "steps":
      return stepAt(curve.steps, at)?.load ?? 0;
    case "daily":
      return curve.loads[Math.floor(at / HOUR_MS) % HOURS_OF_A_DAY] ?? 0;
  }
}

/** The last step at or before `at`; the first, where all are later. */
function stepAt(steps: readonly LoadStep[], at: number): LoadStep | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return steps[Math.max(0, low - 1)];
}
