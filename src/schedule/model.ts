/**
 * The normalized schedule: what parsing yields and everything else works with. Instants are epoch milliseconds,
 * always whole minutes.
 */

/** Sizes a cluster should have. A part that is absent is left as it is. Tiers are Atlas instance sizes ("M50"). */
export interface SizeTarget {
  readonly tier?: string;
  readonly analyticsTier?: string;
  /** Bounds of compute auto-scaling, both inclusive. */
  readonly autoScaling?: { readonly min: string; readonly max: string };
}

export interface PausedTarget {
  readonly paused: true;
}

/** What a cluster should be: sizes, or paused. As written in the schedule document. */
export type Target = SizeTarget | PausedTarget;

export type ClusterSelector =
  | { readonly name: string }
  | { readonly glob: string }
  /** Every listed tag must be on the cluster with this value. */
  | { readonly tags: Readonly<Record<string, string>> };

/** on: carry out; report: decide and report only; off: ignore. */
export type Mode = "on" | "report" | "off";

/** What to do about a change that somebody else made since the boundary. */
export type DriftPolicy = "respect" | "correct";

/** What holds for one schedule at one instant. */
export interface Desired {
  readonly target: Target;
  /** Name of the open window the target comes from; null: the baseline. */
  readonly window: string | null;
  /** The boundary since which `target` holds (it is at or before the instant asked); null: none in the past that the zone data covers. */
  readonly since: number | null;
  /** The target before that boundary; null when `since` is. */
  readonly before: Target | null;
}

/** An instant at which the target of a schedule changes. */
export interface Boundary {
  readonly at: number;
  /** Name of the window open from here on; null: the baseline. */
  readonly window: string | null;
  readonly before: Target;
  readonly after: Target;
}
