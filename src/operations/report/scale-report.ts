import type { Observed } from "../../cluster/observed";
import type { Target } from "../../schedule/model";
import type { Outcome } from "../run/outcome";
import type { FailureGroup } from "./group-failures";

/** What `scaleUp` or `scaleDown` did. Programs may rely on it: keys are added, not changed. */
export interface ScaleReport {
  readonly at: string;
  readonly dryRun: boolean;
  readonly summary: string;
  readonly clusters: readonly ScaledCluster[];
  readonly failures: readonly FailureGroup[];
}

export interface ScaledCluster {
  readonly project: string;
  readonly cluster: string;
  /** null: no schedule matches it. */
  readonly schedule: string | null;
  readonly before: Observed;
  readonly target: Target;
  /** `reconcile` leaves the cluster alone until then, by the tag `scheduler-hold`; null: no run would change it. */
  readonly heldUntil: string | null;
  readonly outcome: Outcome | { readonly result: "already-so" };
}
