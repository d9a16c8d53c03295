/** App Services served for one test, and a client that sends what realm-cli sends, over real HTTP. */
import type { RealTime } from "../../../src/local/clock/real-clock";
import { type ServedAtlas, type ServeOptions, serveLocalAtlas } from "../../../src/local/server/serve-local-atlas";

export const PROJECT = "5e1ec444970199272441a214";
export const OTHER_PROJECT = "5e1ec444970199272441a215";
export const START = Date.parse("2026-11-01T00:00:00Z");
export const OWNER = { publicKey: "ownerkey", privateKey: "11111111-2222-3333-4444-555555555555" };
export const MANAGER = { publicKey: "managerk", privateKey: "66666666-7777-8888-9999-000000000000" };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared, never computed with
  readonly body: any;
  readonly bytes: Buffer;
}

export interface Service {
  readonly atlas: ServedAtlas;
  /** Real time passes; the emulator's clock stands. */
  passRealTime(ms: number): void;
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** As the owner, logged in. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The same, below an app. */
  ofApp(app: { readonly _id: string }, method: string, path: string, body?: unknown): Promise<Answer>;
  createApp(name?: string): Promise<{ readonly _id: string; readonly client_app_id: string }>;
  advanceMinutes(minutes: number): Promise<void>;
  stop(): Promise<void>;
}

export interface SendOptions {
  readonly token?: string;
  readonly body?: unknown;
}

export async function aService(options: Partial<ServeOptions> = {}): Promise<Service> {
  let realMs = Date.parse("2026-01-01T00:00:00Z");
  const time: RealTime = { now: () => realMs, startTimer: () => ({ cancel() {} }) };
  const atlas = await serveLocalAtlas({ port: 0, startMs: START, speed: "step", time, ...options });
  if (options.saved === undefined) furnish(atlas);
  let token: string | undefined;

  async function send(method: string, path: string, { token: bearer, body }: SendOptions = {}): Promise<Answer> {
    const response = await fetch(`${atlas.url}/api/admin/v3.0${path}`, {
      method,
      headers: {
        "X-BAAS-Request-Origin": "mongodb-baas-cli",
        ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get("content-type") === "application/json";
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(bytes.toString()) : undefined,
      bytes,
    };
  }

  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    token ??= (await logIn(send, OWNER)).body.access_token as string;
    return await send(method, path, { token, ...(body === undefined ? {} : { body }) });
  }

  return {
    atlas,
    passRealTime(ms) {
      realMs += ms;
    },
    send,
    call,
    ofApp: (app, method, path, body) => call(method, `/groups/${PROJECT}/apps/${app._id}${path}`, body),
    async createApp(name = "my-app") {
      return (await call("POST", `/groups/${PROJECT}/apps`, { name, location: "US-VA", deployment_model: "GLOBAL" }))
        .body;
    },
    advanceMinutes: (minutes) => atlas.keeper.clock.advanceBy(minutes * 60_000),
    stop: () => atlas.stop(),
  };
}

function furnish({ state }: ServedAtlas): void {
  state.addProject({ id: PROJECT, name: "shop" });
  state.addProject({ id: OTHER_PROJECT, name: "elsewhere" });
  state.addApiKey({ ...OWNER, projects: { [PROJECT]: ["GROUP_OWNER"] } });
  state.addApiKey({ ...MANAGER, projects: { [PROJECT]: ["GROUP_CLUSTER_MANAGER"] } });
  state.addCluster(PROJECT, { name: "Cluster0", tier: "M10" });
}

export function logIn(
  send: Service["send"],
  { publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string },
): Promise<Answer> {
  const body = { username: publicKey, apiKey: privateKey };
  return send("POST", "/auth/providers/mongodb-cloud/login", { body });
}

/** What realm-cli 2.6.2 makes of an app folder. */
export function anImport(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    config_version: 20210101,
    name: "my-app",
    location: "US-VA",
    deployment_model: "GLOBAL",
    environments: { "production.json": { values: { size: 2 } } },
    values: [{ name: "size", value: 1, from_secret: false }],
    functions: {
      config: [{ name: "nightly", private: true, run_as_system: true }],
      sources: { "nightly.js": "exports = function (arg) { console.log('ran'); return arg || 'no argument'; };" },
    },
    triggers: [aTrigger()],
    auth: {},
    endpoints: {},
    graphql: {},
    sync: {},
    secrets: {},
    ...changes,
  };
}

export function aTrigger(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    name: "every-ten-minutes",
    type: "SCHEDULED",
    config: { schedule: "*/10 * * * *" },
    function_name: "nightly",
    disabled: false,
    ...changes,
  };
}
