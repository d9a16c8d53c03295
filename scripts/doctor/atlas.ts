/** The Atlas that the doctor examines: the real one, or what ATLAS_BASE_URL names. */
import { setTimeout as wait } from "node:timers/promises";
import type { Ports } from "../../src/operations/run/ports";
import { type Run, startRun } from "../../src/operations/run/run";
import { readSettings } from "../../src/operations/run/settings";
import type { Environment } from "../lib/environment";
import { nodeHttp } from "../lib/node-http";

export interface Atlas {
  /** A dry run of the app with the credentials and the schedule of this machine: nothing of it changes a cluster. */
  readonly run: Run;
  /** The project that the app is taken to live in. */
  readonly projectId: string;
  readonly nowMs: number;
  close(): void;
}

export interface AtlasChoices {
  readonly environment: Environment;
  /** The schedule document, as it is written. */
  readonly written: unknown;
  /** Of the Value ATLAS_BASE_URL. */
  readonly baseUrl: unknown;
  readonly nowMs: () => number;
}

/** An answer that takes longer is lost; recorded ones take a second. */
const requestLimitMs = 30_000;

/** Throws `ConfigError` for half a pair of credentials, or none, and for an address that credentials must not be sent to. */
export function openAtlas({ environment, written, baseUrl, nowMs }: AtlasChoices): Atlas {
  const values: Readonly<Record<string, unknown>> = { ATLAS_BASE_URL: baseUrl, ...environment, schedule: written };
  const http = nodeHttp(requestLimitMs);
  const projectId = environment.ATLAS_PROJECT_ID ?? "";
  const ports: Ports = {
    nowMs,
    sleep: async (ms) => void (await wait(ms, undefined, { ref: false })),
    random: Math.random,
    sendHttp: http.sendHttp,
    log: () => undefined,
    redact: (text) => text,
    value: (name) => values[name],
    environmentValue: () => undefined,
    environmentTag: "",
    appProjectId: projectId,
  };
  const choices = { atMs: null, dryRun: true, cluster: null, project: null, takeOver: false };
  const run = startRun(ports, readSettings(ports), choices);
  return { run, projectId, nowMs: nowMs(), close: http.close };
}
