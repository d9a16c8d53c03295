/** The Atlas that the doctor examines: the real one, or what ATLAS_BASE_URL names. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readBaseUrl } from "../../src/operations/run/base-url";
import type { Ports } from "../../src/operations/run/ports";
import { type Run, startRun } from "../../src/operations/run/run";
import { readSettings, readSettingsForHand, type Settings } from "../../src/operations/run/settings";
import { guardHttp } from "../../src/runtime/guarded-http";
import { createRedactor } from "../../src/runtime/redaction/redactor";
import { secretsOf } from "../../src/runtime/redaction/secret-values";
import type { Environment } from "../lib/environment/environment";
import { readJsonFile } from "../lib/json-file";
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
  /** The schedule document, as it is written; undefined: there is none to go by. */
  readonly written: unknown;
  /** What the app's files say; a variable ATLAS_BASE_URL wins. */
  readonly baseUrl: unknown;
  /** The hosts that the app's files name, which a build puts into the functions. */
  readonly hosts: readonly string[];
  readonly nowMs: () => number;
}

/** Of the environment, which wins, or of the Value. undefined: neither says anything. */
export function committedBaseUrl(appDir: string, tag: string | null): unknown {
  const ofEnvironment = tag === null ? undefined : contentIn(join(appDir, `environments/${tag}.json`)).values;
  const { ATLAS_BASE_URL } = (ofEnvironment ?? {}) as { ATLAS_BASE_URL?: unknown };
  return ATLAS_BASE_URL ?? contentIn(join(appDir, "values/ATLAS_BASE_URL.json")).value;
}

function contentIn(file: string): { readonly value?: unknown; readonly values?: unknown } {
  return existsSync(file) ? ((readJsonFile(file) ?? {}) as object) : {};
}

/** An answer that takes longer is lost; recorded ones take a second. */
const requestLimitMs = 30_000;

/** Throws `ConfigError` for half a pair of credentials, or none, and for an address that credentials must not be sent to. */
export function openAtlas({ environment, written, baseUrl, hosts, nowMs }: AtlasChoices): Atlas {
  const values: Readonly<Record<string, unknown>> = { ATLAS_BASE_URL: baseUrl, ...environment, schedule: written };
  const http = nodeHttp(requestLimitMs);
  const projectId = environment.ATLAS_PROJECT_ID ?? "";
  const redactor = createRedactor();
  for (const secret of secretsOf((name) => values[name])) redactor.learn(secret);
  const ports: Ports = {
    nowMs,
    sleep: async (ms) => void (await wait(ms, undefined, { ref: false })),
    random: Math.random,
    sendHttp: guardHttp(http.sendHttp, redactor),
    log: () => undefined,
    redact: redactor.redact,
    value: (name) => values[name],
    environmentValue: () => undefined,
    environmentTag: "",
    appProjectId: projectId,
  };
  const choices = { atMs: null, dryRun: true, cluster: null, project: null, takeOver: false };
  const run = startRun(ports, settingsWith(ports, hosts), choices);
  // A wait before a repetition keeps no process alive; without this one it would end there, as if all were well.
  const open = setInterval(() => undefined, requestLimitMs);
  const close = () => {
    clearInterval(open);
    http.close();
  };
  return { run, projectId, nowMs: nowMs(), close };
}

/** An address at a committed host is right, though nothing was built here that could know it. */
function settingsWith(ports: Ports, hosts: readonly string[]): Settings {
  const read = ports.value("schedule") === undefined ? readSettingsForHand : readSettings;
  const url = readBaseUrl(String(ports.value("ATLAS_BASE_URL") ?? "").trim(), hosts);
  if ("problem" in url) return read(ports);
  const value = (name: string) => (name === "ATLAS_BASE_URL" ? undefined : ports.value(name));
  return { ...read({ ...ports, value }), baseUrl: url.url };
}
