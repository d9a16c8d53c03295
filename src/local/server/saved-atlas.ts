/** Everything that outlives a restart of local Atlas, as one JSON document. */
import type { SavedAdminApi } from "../admin-api/state/saved-state";
import type { SavedApp } from "../app-services/apps/hosted-app";
import { Refused } from "../console/server/query";
import type { SavedWorkload } from "../workload/workload";

/** Raised when the document changes so that an older one cannot be read. */
export const SAVED_VERSION = 1;

export interface SavedAtlas {
  readonly version: typeof SAVED_VERSION;
  /** What the emulator's clock showed. */
  readonly clockMs: number;
  /** What it showed at the very beginning; left out by older versions. */
  readonly beganAt?: number;
  /** With it sessions of App Services go on. */
  readonly signingKey: string;
  readonly adminApi: SavedAdminApi;
  readonly workload: SavedWorkload;
  readonly apps: readonly SavedApp[];
}

/** A document that says it is one of this version; what is inside shows when it is restored. */
export function readSaved(value: unknown): SavedAtlas {
  const saved = (value ?? {}) as Partial<Record<keyof SavedAtlas, unknown>>;
  if (saved.adminApi === undefined || saved.apps === undefined || saved.workload === undefined) {
    throw new Refused("This file is no state of local Atlas: choose one that was exported here.");
  }
  if (saved.version !== SAVED_VERSION) {
    throw new Refused(
      `This state is of version ${String(saved.version)}, and this local Atlas reads ${SAVED_VERSION}.`,
    );
  }
  if (typeof saved.clockMs !== "number" || typeof saved.signingKey !== "string") {
    throw new Refused("This state is broken: its clock or its signing key is missing.");
  }
  return value as SavedAtlas;
}

/**
 * The clock goes on a second later: ids are made of the second and a count that begins anew, so that none is given twice.
 */
export const RESTART_MS = 1_000;
