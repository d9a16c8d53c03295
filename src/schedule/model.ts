/**
 * The normalized schedule, which parsing yields and everything else works with. Instants are epoch milliseconds and
 * always whole minutes; what says "minute" counts minutes since the epoch.
 */

import type { CronLine } from "./calendar/cron";
import type { Duration } from "./calendar/duration";
import type { DaysIn } from "./calendar/occurrences";
import type { Zone } from "./calendar/zone";

/** A mistake in a schedule document, or something worth a warning. */
export interface Issue {
  /** Such as `schedules[0].windows[1].end`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

/** The sizes that a cluster should have. A part that is absent is left as it is. Tiers are Atlas instance sizes ("M50"). */
export interface SizeTarget {
  readonly tier?: string;
  readonly analyticsTier?: string;
  /** Bounds of compute auto-scaling, both inclusive. */
  readonly autoScaling?: { readonly min: string; readonly max: string };
}

export interface PausedTarget {
  readonly paused: true;
}

/** The cluster runs, at whatever size it has: its sizes are never looked at. */
export interface RunningTarget {
  readonly paused: false;
}

/** Nothing is asked: whatever anybody does is as desired, until the next boundary. */
export interface UnmanagedTarget {
  readonly unmanaged: true;
}

/** What a cluster should be, as the schedule document says it. target.ts tells the kinds apart. */
export type Target = SizeTarget | PausedTarget | RunningTarget | UnmanagedTarget;

export type ClusterSelector =
  | { readonly name: string }
  | { readonly glob: string }
  /** Every listed tag must be on the cluster with this value. */
  | { readonly tags: Readonly<Record<string, string>> };

/** on: changes are carried out; report: they are decided and reported only; off: the clusters are left alone. */
export type Mode = "on" | "report" | "off";

/** What becomes of a change that somebody else made since the boundary: it is left alone until the next one, or put right. */
export type DriftPolicy = "respect" | "correct";

/** What holds for one schedule at one instant. */
export interface Desired {
  readonly target: Target;
  /** Name of the open window the target comes from; null: the baseline. */
  readonly window: string | null;
  /** The boundary since which `target` holds, at or before the instant asked for; null: the zone data covers none. */
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

/** A schedule cannot be evaluated at an instant that the time zone data does not cover. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
}

/** When a window is open. All times are minutes since the epoch. */
export interface Spans {
  isOpen(minute: number): boolean;
  /** The first minute after `minute` at which it opens or closes, given whether it is open at `minute`; Infinity: none. */
  changeAfter(minute: number, isOpen: boolean): number;
  /**
   * The last minute, `minute` included, at which it opened or closed, given whether it is open at `minute`; -Infinity:
   * none. The search ends at `floor`: for a change before it the answer may be any minute at or before `floor`.
   */
  changeBy(minute: number, isOpen: boolean, floor: number): number;
}

/** A window that opens at every match of a cron line. Either `end` or `duration` is null. */
export interface Recurring {
  readonly start: CronLine;
  readonly end: CronLine | null;
  readonly duration: Duration | null;
  /** How many minutes before each start it opens. */
  readonly lead: number;
  /** Starts on these days do not count; null: all do. */
  readonly except: DaysIn | null;
}

export interface Window {
  readonly name: string;
  readonly target: Target;
  readonly spans: Spans;
  /** What the document says of a recurring window; null for a one-off one. */
  readonly recurs: Recurring | null;
}

export interface Schedule {
  readonly name: string;
  readonly clusters: readonly ClusterSelector[];
  /** Project ids; an empty list means the project that the app belongs to, unless `allProjects`. */
  readonly projects: readonly string[];
  /** The schedule is for every project that the credentials can list; it has no exact names then. */
  readonly allProjects: boolean;
  /** The IANA name of `zone`. */
  readonly timezone: string;
  /** The more cautious of the document's mode and the schedule's own. */
  readonly mode: Mode;
  readonly baseline: Target;
  /** The first open window wins. */
  readonly windows: readonly Window[];
  readonly zone: Zone;
}

/** A named list of dates, for "except". */
export interface Calendar {
  readonly name: string;
  /** Days since 1970-01-01, ascending. */
  readonly days: readonly number[];
}

/** What no schedule of the document, and no change by hand, may go beyond. limits.ts combines and checks them. */
export interface Limits {
  /** The largest tier; tiers compare by their number. */
  readonly maxTier?: string;
  /** The only projects in which clusters may be changed. */
  readonly projects?: readonly string[];
  /** Whether a target may pause. */
  readonly pausing: boolean;
  /** How long a change may be in progress before that is a failure. */
  readonly longestChangeMinutes: number;
}

export interface ScheduleDocument {
  /** The zone for schedules that name none. */
  readonly timezone: string;
  readonly schedules: readonly Schedule[];
  readonly calendars: readonly Calendar[];
  readonly drift: DriftPolicy;
  readonly limits: Limits;
}
