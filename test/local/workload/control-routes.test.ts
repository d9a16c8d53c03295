import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AdminApi, startAdminApi } from "../../../src/local/admin-api/server";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock, type SteppedClock } from "../../../src/local/clock/stepped-clock";
import { registerWorkloadRoutes } from "../../../src/local/workload/control-routes";
import { Workload } from "../../../src/local/workload/workload";
import { PROJECT, START, send } from "../admin-api/local-atlas";

let clock: SteppedClock;
let state: AtlasState;
let workload: Workload;
let api: AdminApi;

beforeEach(async () => {
  clock = createSteppedClock({ startMs: START });
  state = createAtlasState({ clock });
  state.addProject({ id: PROJECT });
  workload = new Workload(state);
  api = await startAdminApi({ clock, state, moreControl: (app) => registerWorkloadRoutes(app, state, workload) });
});
afterEach(async () => {
  workload.stop();
  state.stop();
  await api.close();
});

function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const url = new URL(`${api.url}/local-atlas${path}`);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return send(url, method, { "content-type": "application/json", ...headers }, text);
}
const ofShop = `/projects/${PROJECT}/clusters/shop/workload`;

describe("the workload of a cluster", () => {
  it("is constant at 40 % of its tier until somebody sets it", async () => {
    state.addCluster(PROJECT, { name: "shop", tier: "M30" });
    const { json } = await control("GET", ofShop);
    expect(json).toEqual({
      simulated: true,
      projectId: PROJECT,
      cluster: "shop",
      curve: { kind: "constant", load: 800 },
      load: 800,
      tier: "M30",
      utilisation: 0.4,
      latencyMs: 3.33,
      saturated: false,
    });
  });

  it("is set as a number, in steps or by the hour, and shows what a change of tier does", async () => {
    state.addCluster(PROJECT, { name: "shop", tier: "M30" });
    expect((await control("PUT", ofShop, { load: 1600 })).json).toMatchObject({ utilisation: 0.8, latencyMs: 10 });
    const steps = [
      { at: "2026-11-01T01:00:00Z", load: 1900 },
      { at: "2026-11-01T00:00:00Z", load: 200 },
    ];
    expect((await control("PUT", ofShop, { steps })).json.load).toBe(200);
    await clock.advanceBy(3_600_000);
    expect((await control("GET", ofShop)).json).toMatchObject({ load: 1900, latencyMs: 40 });
    const daily = Array.from({ length: 24 }, (_, hour) => hour * 10);
    expect((await control("PUT", ofShop, { daily })).json.load).toBe(10);
  });

  it("is told of all clusters at once, and labelled as simulated; of a paused one there is nothing to tell", async () => {
    state.addCluster(PROJECT, { name: "shop", tier: "M30" });
    state.addCluster(PROJECT, { name: "asleep", tier: "M30", paused: true });
    const { json } = await control("GET", "/workload");
    expect(json.about).toMatch(/^Simulated: an illustration/);
    expect([json.autoScaling, json.clusters.map((one: { cluster: string }) => one.cluster)]).toEqual([false, ["shop"]]);
    const asleep = await control("GET", `/projects/${PROJECT}/clusters/asleep/workload`);
    expect(asleep.json).toEqual({ simulated: true, cluster: "asleep", serves: "nobody just now" });
  });

  it("drives auto-scaling once that is on", async () => {
    state.addCluster(PROJECT, { name: "shop", tier: "M30", autoScaling: { min: "M30", max: "M60" } });
    await control("PUT", ofShop, { load: 1990 });
    await clock.advanceBy(3_600_000);
    expect(state.cluster(PROJECT, "shop")?.nodes[0]?.instanceSize).toBe("M30");
    expect((await control("PUT", "/workload", { autoScaling: true })).json.autoScaling).toBe(true);
    await clock.advanceBy(3_600_000);
    expect(state.cluster(PROJECT, "shop")?.nodes[0]?.instanceSize).toBe("M40");
  });

  it.each([
    ["no curve", {}],
    ["two curves", { load: 1, daily: [] }],
    ["a load below zero", { load: -1 }],
    ["23 hours", { daily: Array.from({ length: 23 }, () => 1) }],
    ["a step at no time", { steps: [{ at: "soon", load: 1 }] }],
    ["no steps", { steps: [] }],
    ["an unknown key", { weight: 1 }],
  ])("is refused with %s", async (_what, body) => {
    state.addCluster(PROJECT, { name: "shop", tier: "M30" });
    expect((await control("PUT", ofShop, body)).status).toBe(400);
  });

  it("is for this machine's programs, not for web pages, and for clusters that are there", async () => {
    expect((await control("GET", "/workload", undefined, { origin: "http://evil.example" })).status).toBe(403);
    expect((await control("GET", ofShop)).status).toBe(404);
    expect((await control("PUT", ofShop, { load: 1 })).status).toBe(400);
    expect((await control("PUT", "/workload", { autoScaling: "yes" })).status).toBe(400);
  });
});
