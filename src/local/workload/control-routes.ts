/** `/local-atlas/workload`: the simulated load of the clusters, what it does to them, and auto-scaling by it. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { ApiError, errorBody, validationError } from "../admin-api/http/errors";
import {
  isJsonObject,
  readBoolean,
  readList,
  readNumber,
  readObject,
  readText,
  refuseUnknownAttributes,
} from "../admin-api/http/json-reading";
import type { AtlasState } from "../admin-api/state/state";
import { HOURS_OF_A_DAY, type LoadCurve, type LoadStep } from "./load-curve";
import type { Workload } from "./workload";

type App = Hono<{ Bindings: HttpBindings }>;

const WORKLOAD = "/local-atlas/workload";
const OF_CLUSTER = "/local-atlas/projects/:projectId/clusters/:name/workload";
const ABOUT = "Simulated: an illustration by the formula in src/local/README.md, not a measurement.";
const STEPS_MAX = 10_000;

export function registerWorkloadRoutes(app: App, state: AtlasState, workload: Workload): void {
  const overview = () => ({ about: ABOUT, autoScaling: workload.autoScales, clusters: workload.looks() });
  app.get(WORKLOAD, (c) => c.json(overview()));
  app.put(WORKLOAD, (c) =>
    attempt(c, async () => {
      const body = readObject(await c.req.json(), "workload");
      refuseUnknownAttributes(body, ["autoScaling"]);
      workload.setAutoScaling(readBoolean(body.autoScaling, "autoScaling"));
      return overview();
    }),
  );
  const find = (c: Context) => state.cluster(c.req.param("projectId") ?? "", c.req.param("name") ?? "");
  app.get(OF_CLUSTER, (c) => {
    const cluster = find(c);
    if (cluster === undefined) return c.json({ error: "there is no such cluster" }, 404);
    return c.json(workload.look(cluster) ?? { simulated: true, cluster: cluster.name, serves: "nobody just now" });
  });
  app.put(OF_CLUSTER, (c) =>
    attempt(c, async () => {
      const cluster = find(c);
      if (cluster === undefined) throw new Error("there is no such cluster");
      workload.setLoad(cluster.projectId, cluster.name, readCurve(await c.req.json()));
      return workload.look(cluster) ?? { simulated: true, cluster: cluster.name, serves: "nobody just now" };
    }),
  );
}

/** `{load}`, `{steps: [{at, load}]}` or `{daily: [24 loads]}`. */
export function readCurve(value: unknown): LoadCurve {
  const body = readObject(value, "workload");
  refuseUnknownAttributes(body, ["load", "steps", "daily"]);
  if (Object.keys(body).length !== 1) throw validationError("one of load, steps and daily is needed");
  if (body.load !== undefined) return { kind: "constant", load: readLoad(body.load) };
  if (body.steps !== undefined) return { kind: "steps", steps: readSteps(body.steps) };
  const loads = readList(body.daily, "daily").map(readLoad);
  if (loads.length !== HOURS_OF_A_DAY) throw validationError(`daily needs ${HOURS_OF_A_DAY} loads`);
  return { kind: "daily", loads };
}

function readSteps(value: unknown): readonly LoadStep[] {
  const steps = readList(value, "steps").map((item) => {
    if (!isJsonObject(item)) throw validationError("a step is {at, load}");
    refuseUnknownAttributes(item, ["at", "load"]);
    const at = Date.parse(readText(item.at, "at"));
    if (Number.isNaN(at)) throw validationError("at must be an instant such as 2026-12-01T12:00:00Z");
    return { at, load: readLoad(item.load) };
  });
  if (steps.length === 0 || steps.length > STEPS_MAX) throw validationError(`steps must be 1 to ${STEPS_MAX}`);
  return steps.sort((one, other) => one.at - other.at);
}

function readLoad(value: unknown): number {
  const load = readNumber(value, "load");
  if (!(load >= 0 && Number.isFinite(load))) throw validationError("a load is a number of operations per second");
  return load;
}

async function attempt(c: Context, run: () => Promise<unknown>): Promise<Response> {
  try {
    return c.json(await run());
  } catch (error) {
    const body = error instanceof ApiError ? errorBody(error) : { error: error instanceof Error ? error.message : "?" };
    return c.json(body, 400);
  }
}
