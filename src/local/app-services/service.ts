/** The App Services Admin API on an app that another server carries, and the apps behind it. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { AtlasState } from "../admin-api/state/state";
import type { Firing } from "../triggers/faults";
import { Sessions } from "./access/sessions";
import { AppStore } from "./apps/app-store";
import type { EndedRun, SavedApp } from "./apps/hosted-app";
import { RunningApp } from "./apps/running-app";
import { absent } from "./errors";
import type { Call, Reply, Route } from "./http/route";
import { errorReply, readJsonBody, serve } from "./http/serve";
import { SERVICE_ROUTES } from "./routes/all";

export interface AppServicesOptions {
  readonly state: AtlasState;
  /** Signs the sessions' tokens; the same key, and they outlive a restart. */
  readonly signingKey: string;
  /** Real time, in which sessions expire. */
  readonly realNowMs: () => number;
  /** `http://127.0.0.1:<port>`, once there is one. */
  readonly url: () => string;
  /** How long a deployment takes on the emulator's clock. Default: two seconds. */
  readonly deploymentMs?: () => number;
  /** Whether runs from the console are logged; no source says. Default true. */
  readonly logsConsoleRuns?: boolean;
  /** When the runs of a firing start, in milliseconds after it. Default: in time. */
  readonly fateOf?: (appId: string, firing: Firing) => readonly number[];
  readonly onRun?: (run: EndedRun) => void;
}

export interface AppServices {
  readonly apps: AppStore;
  readonly newId: () => string;
  register(app: Hono<{ Bindings: HttpBindings }>): void;
  save(): readonly SavedApp[];
  stop(): Promise<void>;
}

const API = "/api/admin/v3.0";
const DEPLOYMENT_MS = 2_000;

export function createAppServices(options: AppServicesOptions): AppServices {
  const { state, url, fateOf } = options;
  const sessions = new Sessions(options.signingKey, options.realNowMs);
  const { newId } = state;
  const apps = new AppStore({
    clock: state.clock,
    newId,
    deploymentMs: options.deploymentMs ?? (() => DEPLOYMENT_MS),
    logsConsoleRuns: options.logsConsoleRuns ?? true,
    ...(options.onRun === undefined ? {} : { onRun: options.onRun }),
    createRunningApp: (facts, onRun) =>
      new RunningApp({
        clock: state.clock,
        appId: facts.id,
        project: { id: facts.groupId, ...nameOfProject(state, facts.groupId) },
        ownUrl: url,
        onRun,
        ...(fateOf === undefined ? {} : { firingRule: (firing) => fateOf(facts.id, firing) }),
      }),
  });

  /** Emulated time stands while the request is answered, as in the Admin API. */
  async function answer(c: Context, handle: (call: Call) => Promise<Reply>): Promise<Response> {
    const hold = state.clock.hold();
    try {
      const bodyText = c.req.method === "GET" ? "" : await c.req.text();
      return responseOf(
        await handle({
          state,
          apps,
          sessions,
          newId,
          params: c.req.param(),
          query: new URL(c.req.url).searchParams,
          url: url(),
          authorization: c.req.header("authorization"),
          hold,
          readBody: () => readJsonBody(bodyText),
        }),
      );
    } finally {
      hold.release();
    }
  }

  function register(app: Hono<{ Bindings: HttpBindings }>): void {
    // realm-cli asks for no more than 200 (status.go).
    app.get("/api/private/v1.0/version", (c) => c.json({ version: "local-atlas" }));
    for (const route of SERVICE_ROUTES) {
      app.on(route.method, `${API}${route.path}`, (c) => answer(c, (call) => serve(route, call)));
    }
    for (const path of [`${API}/*`, "/api/private/*"]) app.all(path, (c) => refuseUnknown(c));
  }

  return { apps, newId, register, save: () => apps.apps.map((app) => app.save()), stop: () => apps.stop() };
}

function refuseUnknown(c: Context): Response {
  return responseOf(errorReply(absent(`${c.req.method} ${c.req.path}`)));
}

function responseOf({ status, headers = {}, body }: Reply): Response {
  if (body === undefined) return new Response(null, { status, headers });
  if (Buffer.isBuffer(body)) return new Response(new Uint8Array(body), { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

function nameOfProject(state: AtlasState, id: string): { readonly name?: string } {
  const name = state.project(id)?.name;
  return name === undefined ? {} : { name };
}

export type { Route };
