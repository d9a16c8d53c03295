/** What happened in one case, as the invariants read it. */

import type { Fault } from "../../../src/local/admin-api/faults/faults";
import type { RequestRecord } from "../../../src/local/admin-api/http/http-types";
import type { Cluster } from "../../../src/local/admin-api/model";
import type { HistoryEntry } from "../../../src/local/admin-api/records/history";
import type { Execution } from "../../../src/local/function-runtime/execution";
import type { Firing } from "../../../src/local/triggers/faults";
import type { Happening, SoakCase } from "../generated/case";
import type { Edit } from "../oracle/timeline";
import type { Fate } from "./firing";

/** A cluster as Atlas shows it at an instant. */
export interface Seen {
  readonly atMs: number;
  readonly name: string;
  readonly stateName: string;
  readonly paused: boolean;
  /** Sizes of the electable and read-only nodes, and of the analytics nodes, that exist. */
  readonly base: readonly string[];
  readonly analytics: readonly string[];
  readonly bounds: readonly { readonly min: string | null; readonly max: string | null }[];
  /** The value of the tag `scheduler-hold`, "" for none. */
  readonly hold: string;
  /** When its longest hold ends, Infinity for one that nobody can read, -Infinity for none. */
  readonly heldUntilMs: number;
  /** The value of its longest hold cannot be read, or the key differs by case. */
  readonly isHoldMisspelt: boolean;
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

/** A cluster before and after a run, or a time between runs. */
export interface ClusterChange {
  readonly during: string;
  readonly atMs: number;
  readonly before: Cluster;
  readonly after: Cluster;
}

export interface SoakRecord {
  readonly soakCase: SoakCase;
  readonly edits: readonly Edit[];
  readonly runs: readonly RunRecord[];
  readonly requests: readonly RequestRecord[];
  readonly patches: readonly PatchRecord[];
  readonly faults: readonly FaultRecord[];
  /** Every cluster at every request and every happening. */
  readonly looks: readonly Seen[];
  readonly happenings: readonly HappeningRecord[];
  readonly history: readonly HistoryEntry[];
  /** When somebody changed a cluster with the app's own key. */
  readonly rivals: readonly { readonly atMs: number; readonly cluster: string }[];
  readonly firings: readonly Firing[];
  readonly fates: Readonly<Record<Fate, number>>;
  /** How clusters changed meanwhile, except by what people and Atlas did to them. */
  readonly changes: readonly ClusterChange[];
  /** The credentials of the case, which must not turn up anywhere, and tokens that were made of them. */
  readonly secrets: readonly string[];
  /** The content of every file in the app folder when the case ended. */
  readonly files: readonly string[];
  /** The name of the app's key or service account in events and history. */
  readonly ourName: string;
}
