/** What happened in one case, as the invariants read it. */

import type { Fault } from "../../../src/local/admin-api/faults";
import type { HistoryEntry } from "../../../src/local/admin-api/history";
import type { RequestRecord } from "../../../src/local/admin-api/http/http-types";
import type { Execution } from "../../../src/local/function-runtime/execution";
import type { Firing } from "../../../src/local/triggers/faults";
import type { Happening, SoakCase } from "../generated/case";
import { minuteMs } from "../generated/time";
import type { Edit } from "../oracle/timeline";
import type { Fate } from "./firing";

/** A cluster as Atlas shows it at an instant. */
export interface Seen {
  readonly atMs: number;
  readonly name: string;
  readonly stateName: string;
  readonly paused: boolean;
  /** Of the electable and read-only nodes, and of the analytics nodes, that exist. */
  readonly base: readonly string[];
  readonly analytics: readonly string[];
  readonly bounds: readonly { readonly min: string | null; readonly max: string | null }[];
  /** Of the tag `scheduler-hold`, "" for none. */
  readonly hold: string;
}

export interface RunRecord {
  /** The trigger, or "console". */
  readonly from: string;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly execution: Execution;
  /** Every cluster when the run ended. */
  readonly after: readonly Seen[];
}

/** A PATCH on its arrival, before anything came of it. */
export interface PatchRecord {
  readonly atMs: number;
  readonly cluster: string;
  readonly seen: Seen;
}

/** A request that met a fault. */
export interface FaultRecord {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly fault: Fault;
}

export interface HappeningRecord {
  readonly atMs: number;
  readonly cluster: string;
  readonly happening: Happening;
  /** Why Atlas refused it; undefined: it did not. */
  readonly refused?: string;
}

export interface SoakRecord {
  readonly soakCase: SoakCase;
  readonly edits: readonly Edit[];
  readonly runs: readonly RunRecord[];
  readonly requests: readonly RequestRecord[];
  readonly patches: readonly PatchRecord[];
  readonly faults: readonly FaultRecord[];
  /** Of all clusters, at every request and every happening. */
  readonly looks: readonly Seen[];
  readonly happenings: readonly HappeningRecord[];
  readonly history: readonly HistoryEntry[];
  readonly firings: readonly Firing[];
  readonly fates: Readonly<Record<Fate, number>>;
  /** Changes of what nobody may change, found as they happened. */
  readonly tampered: readonly string[];
  /** Credentials that turned up where they must not. */
  readonly leaks: readonly string[];
  /** As events and history name it. */
  readonly ourName: string;
}

export const instant = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");

/** What a run decides for. */
export const nearestMinute = (ms: number) => Math.round(ms / minuteMs) * minuteMs;

export const isAborted = ({ execution }: RunRecord) => execution.error?.name === "ExecutionTimeLimitExceeded";

/** A run of `reconcile` that may send something. */
export function isReal({ functionName, args }: RunRecord): boolean {
  const { dryRun, at } = (args[0] ?? {}) as { dryRun?: boolean; at?: string };
  return functionName === "reconcile" && dryRun !== true && at === undefined;
}

/** Runs going on at that instant; a request may outlive an aborted run by its own latency. */
export function runsAt({ runs }: Pick<SoakRecord, "runs">, ms: number): readonly RunRecord[] {
  return runs.filter(({ execution }) => execution.startedAtMs <= ms && execution.endedAtMs >= ms);
}
