/** What to do about one cluster and why. What Atlas then answered is no part of it. */

import type { Desired, DriftPolicy, RunningTarget, SizeTarget, Target } from "../../schedule/model";
import type { Cluster } from "../model";
import type { Refusal } from "../targets/check-targets";
import type { Change } from "./history";

export interface DecisionFacts {
  readonly cluster: Cluster;
  readonly desired: Desired;
  /** Every target that the schedule can ask for, the baseline too. */
  readonly targets: readonly Target[];
  /** By exact name, or by a glob or tags. */
  readonly matchedBy: "name" | "pattern";
  readonly drift: DriftPolicy;
  readonly nowMs: number;
  /** Ignores drift and hold. */
  readonly takeOver: boolean;
  /** null: not asked yet; a decision that depends on it says so. */
  readonly history: History | null;
  /** We resumed this cluster in this very run, so that Atlas's work on it is no reason to wait with the size. */
  readonly afterResume?: boolean;
}

/** Changes of this cluster, newest first, from `sinceMs` of the decision that asked for them, or from earlier on. */
export type History = { readonly readable: true; readonly changes: readonly Change[] } | { readonly readable: false };

export type Decision =
  | { readonly do: "refuse"; readonly because: CannotBeScheduled | Contested }
  | { readonly do: "skip"; readonly because: CannotBeScheduled | { readonly reason: "paused-by-hand" } }
  /** `below`: smaller than desired meanwhile, which is worth telling. */
  | { readonly do: "held"; readonly because: ByTag | ChangedByHand; readonly below: boolean }
  | { readonly do: "nothing"; readonly because: { readonly reason: "as-desired" } | InState<"in-progress"> }
  | { readonly do: "wait"; readonly because: InState<"busy"> | { readonly reason: "history-unreadable" } }
  | {
      readonly do: "read-history";
      readonly sinceMs: number;
      readonly because: { readonly reason: "differs" };
    }
  | { readonly do: "pause"; readonly because: Cause }
  /** `thenResize`: the sizes differ too, and follow in a request of their own. */
  | {
      readonly do: "resume";
      readonly target: SizeTarget | RunningTarget;
      readonly thenResize: boolean;
      readonly because: Cause;
    }
  | { readonly do: "resize"; readonly target: SizeTarget; readonly because: Cause };

/** The decisions that send something. */
export type Write = Extract<Decision, { do: "pause" | "resume" | "resize" }>;

export type Cause =
  /** The target holds since then; null: for as long as we can tell. */
  | { readonly reason: "boundary"; readonly atMs: number | null }
  /** We set it at `atMs`, and since then Atlas moved it (it resumes after 30 days, raises a bound) or the schedule was edited. */
  | { readonly reason: "no-longer"; readonly atMs: number }
  | { readonly reason: "correct"; readonly change: Change }
  | { readonly reason: "take-over" };

export interface CannotBeScheduled {
  readonly reason: "cannot-be-scheduled";
  readonly refusals: readonly Refusal[];
}

export interface Contested {
  readonly reason: "contested";
  readonly times: number;
  /** The other party's newest change; null: no event names anybody. */
  readonly change: Change | null;
}

export interface ByTag {
  readonly reason: "by-tag";
  readonly untilMs: number;
}

export interface ChangedByHand {
  readonly reason: "changed-by-hand";
  readonly change: Change;
  /** Until the next boundary, and no longer than this. */
  readonly atMostUntilMs: number;
}

interface InState<Reason> {
  readonly reason: Reason;
  readonly stateName: string;
}

export function isWrite(decision: Decision): decision is Write {
  return decision.do === "pause" || decision.do === "resume" || decision.do === "resize";
}
