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
      return (curve.steps.filter((step) => step.at <= at).at(-1) ?? curve.steps[0])?.load ?? 0;
    case "daily":
      return curve.loads[Math.floor(at / HOUR_MS) % HOURS_OF_A_DAY] ?? 0;
  }
}
