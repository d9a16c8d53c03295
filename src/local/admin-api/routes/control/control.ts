/** `/local-atlas/…`: what a test or a demo does to local Atlas from outside. Clearly not a part of Atlas's API. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { isDescription } from "../../clusters/descriptions/described-cluster";
import type { Faults } from "../../faults/faults";
import { ApiError, errorBody } from "../../http/errors";
import type { RequestRecord } from "../../http/http-types";
import { type JsonObject, readObject } from "../../http/json-reading";
import type { AtlasState } from "../../state/state";
import { RULES_MAX, readFaultRule, readRandomFaults } from "./fault-rules";
import { newest } from "./newest";
import { readSettings } from "./read-settings";
import {
  readApiKey,
  readChangeBy,
  readClusterInput,
  readPace,
  readProject,
  readServiceAccount,
  readStep,
} from "./world-inputs";

interface Controlled {
  readonly state: AtlasState;
  readonly faults: Faults;
  readonly requests: readonly RequestRecord[];
}

type App = Hono<{ Bindings: HttpBindings }>;

const CONTROL = "/local-atlas";

export function registerControlRoutes(app: App, controlled: Controlled): void {
  registerReads(app, controlled);
  registerFaults(app, controlled);
  registerWorld(app, controlled);
  app.all(`${CONTROL}/*`, (c) => c.json({ error: `no ${c.req.method} ${c.req.path}` }, 501));
}

/**
 * These routes need no credentials, so no web page may reach them but the one that this port serves: browsers name the
 * page's `Origin`, and newer ones say of every request how near its page is.
 */
export function guardControlRoutes(app: App): void {
  app.use(`${CONTROL}/*`, async (c, next) => {
    const origin = c.req.header("origin");
    const isOwn = origin === undefined || origin === `http://${c.env.incoming.headers.host}`;
    const site = c.req.header("sec-fetch-site") ?? "none";
    const isNear = site === "same-origin" || site === "none";
    if (!isOwn || !isNear) return c.json({ error: "not for web pages of other addresses" }, 403);
    // A web page of another site can send forms and plain text here, but no JSON without being asked first.
    const type = c.req.header("content-type") ?? "";
    if (c.req.method === "GET" || c.req.method === "DELETE" || type.startsWith("application/json")) return next();
    return c.json({ error: "send application/json" }, 415);
  });
}

function registerReads(app: App, { state, requests }: Controlled): void {
  app.get(`${CONTROL}/clock`, (c) => c.json({ now: new Date(state.clock.now()).toISOString() }));
  app.get(`${CONTROL}/history`, (c) => c.json(newest(state.history, c.req.query("limit"))));
  app.get(`${CONTROL}/requests`, (c) => c.json(newest(requests, c.req.query("limit"))));
  app.get(`${CONTROL}/settings`, (c) => c.json(state.settings));
  app.patch(`${CONTROL}/settings`, (c) =>
    attempt(c, async () => {
      state.setSettings(readSettings(await readBody(c)));
      return c.json(state.settings);
    }),
  );
}

function registerFaults(app: App, { state, faults }: Controlled): void {
  const describe = () => ({ rules: faults.rules, random: faults.random ?? null });
  app.get(`${CONTROL}/faults`, (c) => c.json(describe()));
  app.post(`${CONTROL}/faults`, (c) =>
    attempt(c, async () => {
      const rule = readFaultRule(await readBody(c));
      if (faults.rules.length >= RULES_MAX) throw new Error(`there are ${RULES_MAX} rules already: delete some`);
      return c.json({ id: faults.add(rule) }, 201);
    }),
  );
  app.delete(`${CONTROL}/faults`, (c) => {
    faults.clear();
    return c.json(describe());
  });
  app.delete(`${CONTROL}/faults/:id`, (c) => {
    faults.remove(Number(c.req.param("id")));
    return c.json(describe());
  });
  app.put(`${CONTROL}/faults/random`, (c) =>
    attempt(c, async () => {
      faults.setRandom(readRandomFaults(await readBody(c)));
      return c.json(describe());
    }),
  );
  app.put(`${CONTROL}/pace`, (c) =>
    attempt(c, async () => {
      const { cluster, pace } = readPace(await readBody(c));
      state.setPace(cluster, pace);
      return c.json({ cluster, pace });
    }),
  );
}

function registerWorld(app: App, { state }: Controlled): void {
  app.post(`${CONTROL}/projects`, (c) =>
    attempt(c, async () => c.json(state.addProject(readProject(await readBody(c))), 201)),
  );
  app.post(`${CONTROL}/apiKeys`, (c) =>
    attempt(c, async () => {
      const key = readApiKey(await readBody(c));
      state.addApiKey(key);
      return c.json({ publicKey: key.publicKey }, 201);
    }),
  );
  app.post(`${CONTROL}/serviceAccounts`, (c) =>
    attempt(c, async () => {
      const account = readServiceAccount(await readBody(c));
      state.addServiceAccount(account);
      return c.json({ clientId: account.clientId }, 201);
    }),
  );
  const clusters = `${CONTROL}/projects/:projectId/clusters` as const;
  app.get(clusters, (c) => c.json(state.clustersOf(c.req.param("projectId"))));
  app.post(clusters, (c) =>
    answer(c, async () => {
      const body = await readBody(c);
      if (isDescription(body)) return state.addDescribed(param(c, "projectId"), body);
      return state.addCluster(param(c, "projectId"), readClusterInput(body));
    }),
  );
  app.delete(`${clusters}/:name`, (c) =>
    answer(c, async () => state.deleteCluster(param(c, "projectId"), param(c, "name"))),
  );
  app.post(`${clusters}/:name/changes`, (c) =>
    answer(c, async () => {
      const { as, body } = readChangeBy(await readBody(c));
      return state.changeAs(as, param(c, "projectId"), param(c, "name"), body);
    }),
  );
  app.post(`${clusters}/:name/autoScale`, (c) =>
    answer(c, async () => {
      const { tier, nodes } = readStep(await readBody(c));
      state.autoScale(param(c, "projectId"), param(c, "name"), tier, nodes);
    }),
  );
}

async function readBody(c: Context): Promise<JsonObject> {
  return readObject(await c.req.json(), "body");
}

const param = (c: Context, name: string) => c.req.param(name) ?? "";

const answer = (c: Context, run: () => Promise<unknown>) =>
  attempt(c, async () => c.json({ done: (await run()) ?? true }));

async function attempt(c: Context, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const body = error instanceof ApiError ? errorBody(error) : { error: error instanceof Error ? error.message : "?" };
    return c.json(body, 400);
  }
}
