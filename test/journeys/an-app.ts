/** The built app on local Atlas, over real sockets, on a clock that the test moves. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect } from "@jest/globals";
import { bundleFunctions } from "../../scripts/build/functions";
import { formatJson } from "../../scripts/lib/json-file";
import { appDir } from "../../scripts/lib/paths";
import { describeCluster } from "../../src/local/admin-api/clusters/descriptions/description";
import type { RequestRecord } from "../../src/local/admin-api/http/http-types";
import type { ProjectRole } from "../../src/local/admin-api/model";
import { createSteppedClock } from "../../src/local/clock/stepped-clock";
import type { Execution } from "../../src/local/function-runtime/execution";
import { type LocalAtlas, type LocalAtlasOptions, startLocalAtlas } from "../../src/local/local-atlas";
import { fingerprint } from "../../src/operations/run/fingerprint";
import { parseDocument } from "../../src/schedule/document/parse";
import type { ScheduleDocument } from "../../src/schedule/model";
import { triggersFor } from "../../src/schedule/triggers/triggers";
import { type BorrowedRealms, borrowRealms } from "../set-up/kept-realms";

export const project = "5e1ec444970199272441a214";
export const otherProject = "5e1ec444970199272441a215";
export const publicKey = "schedulr";
export const privateKey = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";

/** M10, and M50 from the 1st of the month 12:00 UTC to the 3rd 02:00 UTC. */
export const billing = {
  name: "billing",
  clusters: ["Cluster0"],
  baseline: { tier: "M10" },
  windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
} as const;

export const exampleSchedule = aDocument([billing]);

export function aDocument(schedules: readonly object[], others: object = {}): object {
  return { timezone: "UTC", schedules, ...others };
}

export interface Setup extends Partial<Omit<LocalAtlasOptions, "appDir" | "startMs">> {
  /** The document that is built, Value and triggers. Default: the example. */
  readonly schedule?: object;
  /** Deployed. Default: reconcile alone, for reading a function takes its time. */
  readonly functions?: readonly string[];
  /** ISO 8601 with a zone. */
  readonly from?: string;
  /** Of the app's API key, by project. */
  readonly roles?: Readonly<Record<string, readonly ProjectRole[]>>;
  /** API access list of the app's key. */
  readonly accessList?: readonly string[];
}

export interface Journey extends LocalAtlas {
  /** Calls a function as the console does, and lets as much time pass as it takes. */
  call(functionName: string, ...args: readonly unknown[]): Promise<Execution>;
  until(instant: string): Promise<void>;
  patches(): RequestRecord[];
  /** What the Admin API shows of the clusters of a project, by name. */
  described(projectId?: string): Record<string, unknown>;
}

interface Started {
  readonly atlas: LocalAtlas;
  readonly executions: Execution[];
  readonly borrowed: BorrowedRealms;
}

const started: Started[] = [];
const folders = new Map<string, Promise<string>>();

/** Triggers are made for the five years from here. */
const builtAtMs = Date.parse("2026-01-01T00:00Z");

/** With latencies as recorded of Atlas, and one cluster Cluster0 unless told otherwise. Stopped at the end of the test that started it, or of the file. */
export async function anAtlas(setup: Setup = {}): Promise<Journey> {
  const {
    schedule = exampleSchedule,
    functions = ["reconcile"],
    from = "2026-11-30T00:00Z",
    roles,
    accessList,
    ...options
  } = setup;
  const clock = options.clock ?? createSteppedClock({ startMs: Date.parse(from) });
  const borrowed = await borrowRealms(JSON.stringify([schedule, functions]), clock);
  const atlas = await startLocalAtlas({
    appDir: await deployable(schedule, functions),
    clock,
    realms: borrowed.realms,
    project: { id: project },
    clusters: [{ name: "Cluster0" }],
    apiKeys: [
      {
        publicKey,
        privateKey,
        projects: roles ?? { [project]: ["GROUP_CLUSTER_MANAGER"] },
        ...(accessList === undefined ? {} : { accessList }),
      },
    ],
    secrets: { "atlas-public-key": publicKey, "atlas-private-key": privateKey },
    ...options,
    settings: { readLatencyMs: 125, writeLatencyMs: 750, ...options.settings },
  });
  const executions: Execution[] = [];
  started.push({ atlas, executions, borrowed });
  return {
    ...atlas,
    call: async (functionName, ...args) => {
      const execution = await callAsConsole(atlas, functionName, args);
      executions.push(execution);
      return execution;
    },
    until: (instant) => atlas.clock.advanceTo(Date.parse(instant)),
    patches: () => atlas.api.requests.filter(({ method, status }) => method === "PATCH" && status !== 401),
    described: (projectId = project) => describeAll(atlas, projectId),
  };
}

async function callAsConsole(atlas: LocalAtlas, functionName: string, args: readonly unknown[]): Promise<Execution> {
  let isOver = false;
  const execution = atlas.runtime.run({ functionName, args, cause: "console" }).finally(() => {
    isOver = true;
  });
  while (!isOver) await atlas.clock.advanceBy(250);
  return execution;
}

function describeAll({ state }: LocalAtlas, projectId: string): Record<string, unknown> {
  const options = { apiUrl: "", asRequested: false };
  const described = state.clustersOf(projectId).map((cluster) => [cluster.name, describeCluster(cluster, options)]);
  return structuredClone(Object.fromEntries(described));
}

/** One folder per schedule, made once in a test file. */
function deployable(schedule: object, functions: readonly string[]): Promise<string> {
  const key = JSON.stringify([schedule, functions]);
  const known = folders.get(key) ?? makeFolder(schedule, functions);
  folders.set(key, known);
  return known;
}

/** What the build makes of app/ with that schedule, of the functions named alone. */
async function makeFolder(schedule: object, functions: readonly string[]): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "journey-"));
  for (const part of ["realm_config.json", "values", "environments"]) {
    cpSync(join(appDir, part), join(dir, part), { recursive: true });
  }
  const write = (file: string, content: object) => writeFileSync(join(dir, file), formatJson(content));
  write("values/schedule.json", { name: "schedule", value: schedule, from_secret: false });
  mkdirSync(join(dir, "functions"));
  mkdirSync(join(dir, "triggers"));
  for (const [name, text] of await bundleFunctions({ scheduleFingerprints: [fingerprint(schedule)] })) {
    if (functions.includes(name)) writeFileSync(join(dir, `functions/${name}.js`), text);
  }
  write(
    "functions/config.json",
    functions.map((name) => ({ name, private: true, run_as_system: true })),
  );
  for (const { name, schedule: line } of triggersFor([documentOf(schedule)], builtAtMs)) {
    const config = { schedule: line, skip_catchup_events: true };
    write(`triggers/${name}.json`, { name, type: "SCHEDULED", config, function_name: "reconcile", disabled: false });
  }
  return dir;
}

function documentOf(schedule: object): ScheduleDocument {
  const parsed = parseDocument(schedule);
  if ("issues" in parsed) throw new Error(JSON.stringify(parsed.issues));
  return parsed.config;
}

/** Of a service account that a test may add. */
export const clientSecret = "mdb_sa_sk_aVery_longSecret-0123";

/** What no log line, error, result or recorded request may hold. */
const secrets = [privateKey, clientSecret];

function expectNoSecrets(atlas: LocalAtlas, executions: readonly Execution[]): void {
  const all = [...atlas.scheduler.runs.map(({ execution }) => execution), ...executions];
  const told = JSON.stringify([
    all.map(({ logs, error, resultEjson }) => [logs, error, resultEjson]),
    atlas.api.requests,
  ]);
  for (const secret of secrets) expect(told).not.toContain(secret);
}

async function stop({ atlas, executions, borrowed }: Started): Promise<void> {
  await atlas.stop();
  borrowed.giveBack();
  expectNoSecrets(atlas, executions);
}

let startedBeforeTest = 0;
beforeEach(() => {
  startedBeforeTest = started.length;
});
afterEach(async () => {
  for (const one of started.splice(startedBeforeTest)) await stop(one);
});

afterAll(async () => {
  for (const one of started.splice(0)) await stop(one);
  for (const dir of await Promise.all(folders.values())) rmSync(dir, { recursive: true, force: true });
});
