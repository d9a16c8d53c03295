/**
 * What the console page and local Atlas say to each other, all below `/local-atlas/console`. Instants are epoch
 * milliseconds of the emulator's clock. No credential is ever part of it.
 */
import type { Speed } from "../clock/speed";
import type { Lane } from "./lanes/model";

/** Emulated seconds per second that the clock may run at, from 1. */
export const FASTEST = 100_000;

export const CONSOLE = "/local-atlas/console";

/**
 * GET /feed: server-sent events, each a frame as JSON, four a second at most and only when something changed. The first
 * of a connection has everything; those after it what is new or changed. After `isReset` the page forgets what it had.
 */
export interface Frame {
  readonly isReset?: true;
  /** With `isReset`. Another one than before: local Atlas was reset, imported or started anew, and all its past is another. */
  readonly worldId?: string;
  readonly clock?: ClockState;
  /** New and changed ones, whole. */
  readonly clusters?: readonly ClusterState[];
  /** Keys of clusters that are gone. */
  readonly gone?: readonly string[];
  /** All of them, when one changed. */
  readonly apps?: readonly AppState[];
  /** Ended since, oldest first; the newest 200 in the first frame. */
  readonly runs?: readonly RunState[];
  /** Answered since, oldest first; the newest 200 in the first frame, and 500 in a later one. */
  readonly requests?: readonly RequestState[];
  readonly faults?: FaultsState;
  readonly schedule?: ScheduleState;
}

export interface ClockState {
  readonly now: number;
  /** When local Atlas began, in its own time: there is no history before. */
  readonly beganAt: number;
  readonly speed: Speed;
  /** Time passes because somebody asked for a step that is not done yet. */
  readonly stepsTo: number | null;
  /** The next change of any scheduled cluster's target; null: none ahead. */
  readonly nextBoundary: number | null;
}

export interface ClusterState {
  /** `<project id>/<name>` */
  readonly key: string;
  readonly projectId: string;
  readonly name: string;
  /** IDLE, UPDATING, … as the Admin API says it. */
  readonly stateName: string;
  /** What it runs as: "M10", "M10, M50" while nodes differ, "paused". */
  readonly size: string;
  readonly isPaused: boolean;
  readonly nodes: readonly { readonly name: string; readonly tier: string; readonly isChanging: boolean }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly provider: string;
  readonly autoScaling: { readonly min: string; readonly max: string } | null;
  readonly load: LoadState | null;
  /** What the schedule wants of it now; null: no schedule selects it. */
  readonly scheduled: Scheduled | null;
  /** What the last look at it found; empty: as it should be. */
  readonly badges: readonly Badge[];
}

export interface Scheduled {
  readonly schedule: string;
  readonly zone: string;
  readonly size: string;
  readonly window: string | null;
  readonly since: number | null;
  readonly next: { readonly at: number; readonly size: string; readonly window: string | null } | null;
}

export const BADGE_KINDS = [
  "held",
  "drift",
  "refused",
  "contested",
  "late",
  "busy",
  "deferred",
  "skipped",
  "failed",
] as const;

/** Why a cluster is not as the schedule wants it, or will not be. */
export interface Badge {
  readonly kind: (typeof BADGE_KINDS)[number];
  /** The reason in one sentence, as the run that found it said it. */
  readonly says: string;
  /** When that run was. */
  readonly at: number;
}

/** Simulated, and to be labelled so. */
export interface LoadState {
  readonly operationsPerSecond: number;
  readonly latencyMs: number;
  readonly isSaturated: boolean;
}

export interface AppState {
  readonly id: string;
  readonly clientAppId: string;
  readonly name: string;
  readonly projectId: string;
  readonly functions: readonly string[];
  readonly triggers: readonly TriggerState[];
}

export interface TriggerState {
  readonly name: string;
  readonly functionName: string;
  /** The CRON expression in UTC. */
  readonly schedule: string;
  readonly isEnabled: boolean;
  readonly nextAt: number | null;
  /** Extra firings that somebody asked for and that lie ahead. */
  readonly askedFor: readonly number[];
  /** Its newest run. */
  readonly lastRunId: string | null;
  /** The newest firing that a fault swallowed. */
  readonly lastLostAt: number | null;
}

export interface RunState {
  readonly id: string;
  readonly appId: string;
  readonly functionName: string;
  /** `trigger`, `console` (somebody ran it), or `look`: the console page itself asked for the state of the clusters. */
  readonly cause: "trigger" | "console" | "look";
  readonly trigger: string | null;
  readonly scheduledAt: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly isFailed: boolean;
  /** First line of what it said: the summary, or the error. */
  readonly says: string;
  readonly httpRequests: number;
  /** Changes that it sent and Atlas took. */
  readonly changes: number;
}

/** GET /runs/:id */
export interface RunDetail extends RunState {
  readonly logs: readonly string[];
  /** What it returned, as indented JSON; null: nothing, or it failed. */
  readonly result: string | null;
  readonly error: { readonly name: string; readonly message: string; readonly stack: string | null } | null;
  readonly requests: readonly RequestState[];
}

export interface RequestState {
  /** Counts up; never used twice before a reset. */
  readonly id: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** `?itemsPerPage=500`; empty where there is none. */
  readonly query: string;
  /** 0: the connection was reset or never answered. */
  readonly status: number;
  readonly actor: string | null;
  readonly errorCode: string | null;
  /** The kind of fault that was injected into it. */
  readonly fault: string | null;
  /** The run that sent it; null: another client did. */
  readonly runId: string | null;
  /** A GET that the console page's own look caused. */
  readonly isLook: boolean;
}

/** GET /requests/:id */
export interface RequestDetail extends RequestState {
  /** What was sent, as indented JSON; null: nothing. */
  readonly body: string | null;
  /** The cluster as it was just before a PATCH, reduced to what the body names, as indented JSON. */
  readonly before: string | null;
  /** Why the run sent it, in one sentence; null: not known. */
  readonly reason: string | null;
  /** A curl command with `$PUBLIC_KEY` and `$PRIVATE_KEY` in the place of credentials. */
  readonly curl: string;
}

export interface FaultsState {
  /** Rules for requests, as `POST /local-atlas/faults` takes them, with their ids. */
  readonly rules: readonly ArmedRule[];
  readonly random: { readonly seed: number; readonly rate: number } | null;
  /** What the next firings of triggers will meet. */
  readonly firings: readonly ArmedFiring[];
  /** Clusters that Atlas changes slowly or not at all. */
  readonly paces: readonly { readonly clusterKey: string; readonly pace: "slow" | "stuck" }[];
}

export interface ArmedRule {
  readonly id: number;
  /** The rule as JSON, as it was sent. */
  readonly rule: unknown;
  /** The rule in one sentence. */
  readonly says: string;
  /** How many requests it has hit. */
  readonly hits: number;
}

export interface ArmedFiring {
  readonly id: number;
  readonly fate: "lost" | "doubled";
  /** null: of any trigger. */
  readonly trigger: string | null;
  readonly times: number | "always";
  readonly hits: number;
}

/** The document that the app follows. */
export interface ScheduleState {
  /** Its text as it is in the Value; null: the app has none. */
  readonly text: string | null;
  readonly zone: string;
  /** Changes whenever the document does. */
  readonly revision: string;
}

/** GET /lanes?from=&until=&cluster=<key>&cluster=…: history and plan of these clusters. */
export interface LanesAnswer {
  readonly lanes: readonly Lane[];
}

/** GET /load?cluster=<key>&from=&until=&points=: simulated. */
export interface LoadAnswer {
  readonly at: readonly number[];
  readonly operationsPerSecond: readonly number[];
  /** null: it served nobody. */
  readonly latencyMs: readonly (number | null)[];
}

/** POST /schedule/check {text}: never an error for a bad document. */
export interface ScheduleCheck {
  readonly issues: readonly DocumentIssue[];
  readonly warnings: readonly DocumentIssue[];
  /** What it would mean for the clusters from now on, a lane each; empty while there are issues. */
  readonly lanes: readonly Lane[];
  /** What would be otherwise than with the document in force, a sentence each. */
  readonly changes: readonly string[];
}

export interface DocumentIssue {
  /** `schedules[0].windows[1].end`, or empty where the text is no JSON. */
  readonly path: string;
  readonly problem: string;
  /** Where in the text: offsets of its first character and the one after its last. */
  readonly from: number;
  readonly to: number;
}

/**
 * The other routes. All that change something answer `{"done": true}` or 4xx with `{"error": "<sentence>"}`.
 *
 * PUT /clock {speed}                              POST /clock/step {minutes} or {to} or {boundary: true}
 * POST /clusters/change {cluster, size?, paused?, tags?: [{key, value}]}   by hand, as a person
 * POST /triggers/fire {appId, trigger, at?}       at: an instant ahead; left out: now
 * POST /triggers/enabled {appId, trigger, isEnabled}
 * POST /functions/run {appId, functionName, args: "<JSON text of an array>"}     answers RunDetail
 * POST /faults/rule {rule}                        DELETE /faults/rule/:id
 * POST /faults/firing {fate, trigger?, times?}    DELETE /faults/firing/:id
 * PUT /faults/pace {cluster, pace: "usual" | "slow" | "stuck"}
 * DELETE /faults                                  disarms everything
 * POST /schedule/check {text}                     POST /schedule/apply {text}
 * GET /state                                      the export, a JSON document
 * PUT /state <the same document>                  POST /reset {}
 */
export interface Refusal {
  readonly error: string;
}
