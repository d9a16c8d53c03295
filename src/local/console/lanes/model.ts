/** Lanes: what a cluster should be and what it was, on an axis of time. Plain data for the console, plans and reports. */

/** A size as people write it: "M50", "M30–M60" for bounds, "paused", "running", "unmanaged". */
export type Size = string;

/** A time in which the target stays the same; [from, until) in epoch milliseconds. */
export interface PlannedStretch {
  readonly from: number;
  readonly until: number;
  readonly size: Size;
  /** The window that is open; null: the baseline. */
  readonly window: string | null;
}

/** A time in which the cluster ran as one size; [from, until) in epoch milliseconds. */
export interface ActualStretch {
  readonly from: number;
  readonly until: number;
  readonly size: Size;
  /** Atlas changes it to another size, so many of its nodes are done; null: it is at rest. */
  readonly changing: { readonly to: Size; readonly done: number; readonly of: number } | null;
}

export const MARK_KINDS = [
  "boundary",
  "changed-by-hand",
  "auto-scaled",
  "run-failed",
  "firing-lost",
  "conflict",
  "warning",
  "hold",
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Something at one instant, or from it until another. */
export interface Mark {
  readonly at: number;
  readonly until?: number;
  readonly kind: MarkKind;
  /** One sentence: what, from what to what, by whom. */
  readonly says: string;
}

export interface Lane {
  /** `<project id>/<cluster>`, or the schedule's name in a plan. */
  readonly key: string;
  readonly label: string;
  /** The zone of its schedule; UTC where it has none. */
  readonly zone: string;
  /** In order, without gaps; empty for a cluster that is not scheduled. */
  readonly planned: readonly PlannedStretch[];
  /** In order; empty in a plan. */
  readonly actual: readonly ActualStretch[];
  readonly marks: readonly Mark[];
}

/** What is shown of the lanes: [from, until), and where "now" is, if it is. */
export interface Axis {
  readonly from: number;
  readonly until: number;
  readonly now: number | null;
}
