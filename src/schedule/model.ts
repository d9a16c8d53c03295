/**
 * The normalized schedule: what parsing yields and everything else works with. Instants are epoch milliseconds,
 * always whole minutes.
 */

import type { CronLine } from "./calendar/cron";
import type { Zone } from "./calendar/zone";

/** What is wrong, or worth a warning, in a schedule document. */
export interface Issue {
  /** Such as `schedules[0].windows[1].end`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

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

/** A schedule cannot be evaluated at this instant: the time zone data does not reach it. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
}

/** When a window is open. Minutes since the epoch. */
export interface Spans {
  isOpen(minute: number): boolean;
  /** The first minute after `minute` at which it opens or closes, given whether it is open at `minute`; Infinity: none. */
  changeAfter(minute: number, isOpen: boolean): number;
  /**
   * The last minute, `minute` included, at which it opened or closed, given whether it is open at `minute`; -Infinity:
   * none. Where that is before `floor`, any minute at or before `floor` is answered: the search stops there.
   */
  changeBy(minute: number, isOpen: boolean, floor: number): number;
}

export interface Window {
  readonly name: string;
  readonly target: Target;
  readonly spans: Spans;
  /** The cron lines it was written with; null for a one-off window. `end` is null where a duration was given. */
  readonly lines: { readonly start: CronLine; readonly end: CronLine | null } | null;
}

export interface Schedule {
  readonly name: string;
  readonly clusters: readonly ClusterSelector[];
  /** Project ids; none: the project the app lives in. */
  readonly projects: readonly string[];
  /** IANA name. */
  readonly timezone: string;
  /** The more cautious of the document's mode and the schedule's own. */
  readonly mode: Mode;
  readonly baseline: Target;
  /** The first that is open wins. */
  readonly windows: readonly Window[];
  readonly zone: Zone;
}

/** A list of dates that windows leave out by its name. */
export interface Calendar {
  readonly name: string;
  /** Days since 1970-01-01, ascending. */
  readonly days: readonly number[];
}

export interface ScheduleDocument {
  /** The zone of schedules that name none. */
  readonly timezone: string;
  readonly schedules: readonly Schedule[];
  readonly calendars: readonly Calendar[];
  readonly drift: DriftPolicy;
  readonly limits: { readonly maxTier?: string };
}
