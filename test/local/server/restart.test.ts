import { afterEach, describe, expect, it } from "@jest/globals";
import type { SavedAtlas } from "../../../src/local/server/saved-atlas";
import { digestCall } from "../admin-api/local-atlas";
import { anImport, aService, logIn, OWNER, PROJECT, type Service, START } from "../app-services/a-service";

const MINUTE = 60_000;

let services: Service[] = [];
afterEach(async () => {
  for (const service of services) await service.stop();
  services = [];
});

async function start(saved?: SavedAtlas): Promise<Service> {
  const service = await aService(saved === undefined ? {} : { saved });
  services.push(service);
  return service;
}

/** Stops it, and starts another with what it saved, by way of a file's text. */
async function restarted(service: Service): Promise<Service> {
  const text = JSON.stringify(service.atlas.save());
  await service.stop();
  services = services.filter((one) => one !== service);
  return await start(JSON.parse(text) as SavedAtlas);
}

const cluster = async (service: Service, name = "Cluster0") =>
  (await digestCall(`${service.atlas.url}/api/atlas/v2`, "GET", `/groups/${PROJECT}/clusters/${name}`, { key: OWNER }))
    .json;

const never = (): never => {
  throw new Error("a cluster that was added has a history");
};

describe("after a restart", () => {
  it("the clock goes on a second later, and projects, keys, clusters, events and history are there", async () => {
    const before = await start();
    before.atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster0", {
      tags: [{ key: "a", value: "b" }],
    });
    await before.advanceMinutes(10);
    const [was, history] = [await cluster(before), before.atlas.state.history];
    const eventsOf = (service: Service) => service.atlas.state.events.events;
    const events = eventsOf(before);
    const after = await restarted(before);
    expect(after.atlas.keeper.clock.now()).toBe(START + 10 * MINUTE + 1_000);
    const without = ({ links: _, replicationSpecs: __, connectionStrings: ___, ...rest }: Record<string, unknown>) =>
      rest;
    expect(without(await cluster(after))).toEqual(without(was));
    expect(eventsOf(after)).toEqual(events);
    expect(after.atlas.state.history).toEqual(history);
  });

  it("loads and the auto-scaling that follows them are as they were", async () => {
    const before = await start();
    before.atlas.workload.setLoad(PROJECT, "Cluster0", { kind: "constant", load: 1234 });
    before.atlas.workload.setAutoScaling(true);
    const after = await restarted(before);
    expect(after.atlas.workload.looks()).toMatchObject([{ cluster: "Cluster0", load: 1234 }]);
    expect(after.atlas.workload.autoScales).toBe(true);
  });

  it("a history of years is there", async () => {
    const before = await start();
    const saved = before.atlas.save();
    const [entry] = saved.adminApi.history;
    const event = {
      id: "1",
      at: START,
      projectId: PROJECT,
      type: "CLUSTER_UPDATE_STARTED",
      cluster: "Cluster0",
      namesCluster: true,
      actor: { kind: "atlas" },
    } as const;
    const many = <One>(one: One) => Array.from({ length: 300_000 }, () => one);
    const adminApi = { ...saved.adminApi, history: many(entry ?? never()), events: many(event) };
    const after = await start({ ...saved, adminApi });
    expect([after.atlas.state.history.length, after.atlas.state.events.events.length]).toEqual([300_000, 300_000]);
  });

  it("a change under way goes on with the node it was at, and tells of its end once", async () => {
    const before = await start();
    const specs = (await cluster(before)).replicationSpecs;
    const body = JSON.parse(JSON.stringify({ replicationSpecs: specs }).replaceAll('"M10"', '"M20"'));
    before.atlas.state.change(PROJECT, "Cluster0", body, { kind: "atlas" });
    await before.advanceMinutes(7);
    const after = await restarted(before);
    const tiers = () => after.atlas.state.cluster(PROJECT, "Cluster0")?.nodes.map(({ instanceSize }) => instanceSize);
    expect([tiers()?.sort(), (await cluster(after)).stateName]).toEqual([["M10", "M10", "M20"], "UPDATING"]);
    await after.advanceMinutes(10);
    expect([tiers(), (await cluster(after)).stateName]).toEqual([["M20", "M20", "M20"], "IDLE"]);
    const types = after.atlas.state.events.events.map(({ type }) => type);
    expect(types).toEqual(["CLUSTER_UPDATE_STARTED", "CLUSTER_UPDATE_COMPLETED"]);
  });

  it.each([
    ["pausing", 1, { paused: true }, "paused"],
    ["creating", 1, undefined, "IDLE"],
  ] as const)("a cluster that is %s gets there", async (what, minutes, body, end) => {
    const before = await start();
    if (what === "creating") before.atlas.state.createCluster(PROJECT, { name: "new" });
    else before.atlas.state.change(PROJECT, "Cluster0", body ?? {}, { kind: "atlas" });
    await before.advanceMinutes(minutes);
    const after = await restarted(before);
    await after.advanceMinutes(15);
    const { stateName, paused } = await cluster(after, what === "creating" ? "new" : "Cluster0");
    expect(paused ? "paused" : stateName).toBe(end);
    expect(stateName).toBe("IDLE");
  });

  it("a paused cluster still runs again after 30 days in all", async () => {
    const before = await start();
    before.atlas.state.change(PROJECT, "Cluster0", { paused: true }, { kind: "atlas" });
    await before.advanceMinutes(20 * 24 * 60);
    const after = await restarted(before);
    expect((await cluster(after)).paused).toBe(true);
    await after.advanceMinutes(10 * 24 * 60 + 10);
    expect((await cluster(after)).paused).toBe(false);
  });

  it("the app is there with its ids, Secrets, draft, deployments and logs; its triggers fire, sessions go on", async () => {
    const before = await start();
    const app = await before.createApp();
    const read = async (service: Service, path: string) => {
      const { body } = await service.ofApp(app, "GET", path);
      return JSON.parse(JSON.stringify(body).replaceAll(service.atlas.url, "")) as unknown;
    };
    await before.ofApp(app, "POST", "/secrets", { name: "my-key", value: "hush" });
    const { _id } = (await before.ofApp(app, "POST", "/drafts")).body;
    await before.ofApp(app, "POST", "/import?strategy=replace", anImport());
    await before.ofApp(app, "POST", `/drafts/${_id}/deployment`);
    await before.advanceMinutes(15);
    await before.ofApp(app, "POST", "/drafts");
    const { access_token: token } = (await logIn(before.send, OWNER)).body;
    const paths = ["", "/secrets", "/drafts", "/deployments", "/functions", "/triggers", "/values", "/logs"];
    const was: unknown[] = [];
    for (const path of paths) was.push(await read(before, path));
    const after = await restarted(before);
    const is: unknown[] = [];
    for (const path of paths) is.push(await read(after, path));
    expect(is).toEqual(was);
    await after.advanceMinutes(10);
    expect((await after.ofApp(app, "GET", "/logs")).body.logs).toHaveLength(3);
    expect((await after.send("GET", "/auth/profile", { token })).status).toBe(200);
  });

  it("a deployment that was under way has failed, and says why", async () => {
    const before = await aService({ speed: 60 });
    services.push(before);
    const app = await before.createApp();
    const { _id } = (await before.ofApp(app, "POST", "/drafts")).body;
    const { body } = await before.ofApp(app, "POST", `/drafts/${_id}/deployment`);
    const after = await restarted(before);
    expect((await after.ofApp(app, "GET", `/deployments/${body._id}`)).body).toMatchObject({
      status: "failed",
      status_error_message: "local Atlas was stopped meanwhile",
    });
  });
});
