/** A decision says what to do about one cluster, and why. What Atlas then answered is an outcome, not a part of it. */

import type { Desired, DriftPolicy, RunningTarget, SizeTarget, Target } from "../../schedule/model";
import type { Hold } from "../hold";
import type { Cluster } from "../model";
import type { Refusal } from "../targets/check-targets";
import type { Change } from "./history";

export interface DecisionFacts {
  readonly cluster: Cluster;
  readonly desired: Desired;
  /** The boundary before that of `desired`; null: none is known. */
  readonly boundaryBeforeMs: number | null;
  /** Every target that the schedule can ask for, the baseline included. */
  readonly targets: readonly Target[];
  /** Whether the schedule names the cluster, or a glob or tags match it. */
  readonly matchedBy: "name" | "pattern";
  readonly drift: DriftPolicy;
  /** How long a change may be in progress. */
  readonly longestChangeMs: number;
  readonly nowMs: number;
  /** A person asked to ignore drift and hold this once. */
  readonly takeOver: boolean;
  /** null: nobody has looked it up yet; a decision that depends on it says so. */
  readonly history: History | null;
  /** This very run has resumed the cluster, so that Atlas's work on it is no reason to wait with the size. */
  readonly afterResume?: boolean;
}

/** What is known of one cluster since `sinceMs`; the changes are sorted, the newest first. */
export type History =
  | {
      readonly readable: true;
      readonly sinceMs: number;
      readonly changes: readonly Change[];
      /** The newest edit of its tags; null: none is known. */
      readonly tagEdit: Change | null;
    }
  | { readonly readable: false };

export type Decision =
  | { readonly do: "refuse"; readonly because: CannotBeScheduled | Contested }
  | {
      readonly do: "skip";
      readonly because:
        | CannotBeScheduled
        | { readonly reason: "paused-by-hand" }
        | { readonly reason: "pause-unknown" };
    }
  /** `below`: the cluster is smaller than desired as long as it is held, which somebody should know. */
  | { readonly do: "held"; readonly because: ByTag | ChangedByHand; readonly below: boolean }
  | { readonly do: "nothing"; readonly because: { readonly reason: "as-desired" } | InState<"in-progress"> }
  | { readonly do: "wait"; readonly because: InState<"busy"> | { readonly reason: "history-unreadable" } }
  | {
      readonly do: "read-history";
      readonly sinceMs: number;
      readonly because: { readonly reason: "differs" };
    }
  | { readonly do: "pause"; readonly because: Cause }
  /** `thenResize`: the sizes differ too; they follow in a request of their own, for `paused` travels alone. */
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
  /** The target has held since `atMs`; null: for as long as anybody can tell. */
  | { readonly reason: "boundary"; readonly atMs: number | null }
  /**
   * We set it at `atMs`; since then Atlas changed it (it resumes after 30 days, raises a bound), its hold ended, or the
   * schedule was edited.
   */
  | { readonly reason: "no-longer"; readonly atMs: number }
  | { readonly reason: "correct"; readonly change: Change }
  | { readonly reason: "take-over" };

export interface CannotBeScheduled {
  readonly reason: "cannot-be-scheduled";
  readonly refusals: readonly Refusal[];
}

export interface Contested {
  readonly reason: "contested";
  /** How many runs changed it since the boundary. */
  readonly times: number;
  /** The newest change. When it is ours, the other party uses our key, or no event names it. */
  readonly change: Change;
}

export interface ByTag extends Hold {
  readonly reason: "by-tag";
  /** The newest edit of its tags, which is probably the one that wrote this one; null: none is known. */
  readonly edit: Change | null;
}

export interface ChangedByHand {
  readonly reason: "changed-by-hand";
  readonly change: Change;
  /** The change is respected until the next boundary, and no longer than this. */
  readonly atMostUntilMs: number;
}

interface InState<Reason> {
  readonly reason: Reason;
  readonly stateName: string;
  /** The newest change, which is probably what Atlas works on; null: none is known, or nobody looked it up. */
  readonly sinceMs: number | null;
}

export function isWrite(decision: Decision): decision is Write {
  return decision.do === "pause" || decision.do === "resume" || decision.do === "resize";
}
