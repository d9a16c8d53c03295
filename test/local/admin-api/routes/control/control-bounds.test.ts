import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { newest } from "../../../../../src/local/admin-api/routes/control/newest";
import { type LocalAtlas, PROJECT, send, startLocalAtlas } from "../../local-atlas";

let atlas: LocalAtlas;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

const control = (method: string, path: string, body?: unknown) =>
  send(
    new URL(`${atlas.api.url}/local-atlas${path}`),
    method,
    { "content-type": "application/json" },
    body === undefined ? undefined : JSON.stringify(body),
  );

describe("fault rules", () => {
  const rule = { path: "/api/*", times: "always", fault: { kind: "status", status: 503, retryAfterSeconds: 1 } };

  it("are taken when they are of the right shape", async () => {
    const answers = [
      rule,
      { method: "GET", leg: "any", skip: 2, times: 3, fault: { kind: "latency", ms: 1000 } },
      { fault: { kind: "reset", when: "after" } },
      { fault: { kind: "truncate" } },
      { fault: { kind: "expire-tokens" } },
    ].map((body) => control("POST", "/faults", body));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect((await control("GET", "/faults")).json.rules).toHaveLength(5);
  });

  it.each([
    ["no fault", { path: "*" }],
    ["an unknown kind of fault", { fault: { kind: "flood" } }],
    ["a key that the kind has not", { fault: { kind: "reset", ms: 5 } }],
    ["an unknown key", { ...rule, colour: "red" }],
    ["a pattern that is too long", { ...rule, path: "*a".repeat(200) }],
    ["a latency of a day", { fault: { kind: "latency", ms: 86_400_000 } }],
    ["a status that is none", { fault: { kind: "status", status: 99 } }],
    ["a count below zero", { ...rule, skip: -1 }],
    ["another leg", { ...rule, leg: "left" }],
  ])("are refused with %s", async (_what, body) => {
    const { status, json } = await control("POST", "/faults", body);
    expect([status, typeof (json.detail ?? json.error)]).toEqual([400, "string"]);
    expect((await control("GET", "/faults")).json.rules).toEqual([]);
  });

  it("are 200 at most", async () => {
    for (let count = 0; count < 200; count++) atlas.api.faults.add({ fault: { kind: "truncate" } });
    expect((await control("POST", "/faults", rule)).status).toBe(400);
  });

  it.each([
    ["a rate above 1", { seed: 1, rate: 2, faults: [rule.fault] }],
    ["no faults", { seed: 1, rate: 0.5, faults: [] }],
    ["no seed", { rate: 0.5, faults: [rule.fault] }],
  ])("at random are refused with %s", async (_what, body) => {
    expect((await control("PUT", "/faults/random", body)).status).toBe(400);
  });

  it("at random are taken with a seed, a rate and faults", async () => {
    const random = { seed: 1, rate: 0.5, faults: [rule.fault] };
    expect((await control("PUT", "/faults/random", random)).json.random).toEqual(random);
  });
});

describe("the world", () => {
  const other = "5e1ec444970199272441a2ff";

  it("is set up project by project, with credentials and clusters", async () => {
    const project = { id: other, name: "more", tags: [{ key: "env", value: "dev" }], extendedStorage: true };
    expect((await control("POST", "/projects", project)).json).toMatchObject(project);
    const projects = { [other]: ["GROUP_OWNER"] };
    const key = { publicKey: "more", privateKey: "p", projects, accessList: ["203.0.113.0/24"] };
    expect((await control("POST", "/apiKeys", key)).json).toEqual({ publicKey: "more" });
    const account = { clientId: "mdb_sa_id_x", clientSecret: "s", projects };
    expect((await control("POST", "/serviceAccounts", account)).json).toEqual({ clientId: "mdb_sa_id_x" });
    const cluster = { name: "c", tier: "M30", autoScaling: { min: "M30", max: "M60" }, shards: 2 };
    expect((await control("POST", `/projects/${other}/clusters`, cluster)).status).toBe(200);
    const step = await control("POST", `/projects/${other}/clusters/c/autoScale`, { tier: "M40" });
    expect([step.status, atlas.state.cluster(other, "c")?.shards[0]?.regions[0]?.electable.instanceSize]).toEqual([
      200,
      "M40",
    ]);
    expect((await control("GET", `/projects/${other}/clusters`)).json).toHaveLength(1);
    expect((await control("DELETE", `/projects/${other}/clusters/c`)).status).toBe(200);
  });

  const key = { publicKey: "k", privateKey: "p", projects: {} };
  const cluster = { name: "c" };
  const clusters = `/projects/${PROJECT}/clusters`;
  it.each<[string, string, string, unknown]>([
    ["a project without an id", "POST", "/projects", { name: "x" }],
    ["a project with a colour", "POST", "/projects", { id: other, colour: "red" }],
    ["a key with an unknown role", "POST", "/apiKeys", { ...key, projects: { [other]: ["KING"] } }],
    ["a key of no project's id", "POST", "/apiKeys", { ...key, projects: { here: [] } }],
    ["a key without its private part", "POST", "/apiKeys", { ...key, privateKey: "" }],
    ["a key with a list of names", "POST", "/apiKeys", { ...key, accessList: ["example.com"] }],
    ["a service account without a secret", "POST", "/serviceAccounts", { clientId: "c", projects: {} }],
    ["a cluster without a name", "POST", clusters, { tier: "M30" }],
    ["a cluster of an unknown tier", "POST", clusters, { ...cluster, tier: "M31" }],
    ["a cluster with text for nodes", "POST", clusters, { ...cluster, nodes: "3" }],
    ["a cluster with a colour", "POST", clusters, { ...cluster, colour: "red" }],
    ["a cluster of no project", "POST", `/projects/${other}/clusters`, cluster],
    ["a list for a body", "POST", clusters, []],
    ["a change by nobody", "POST", `${clusters}/c/changes`, { as: {}, body: {} }],
    ["a step of other nodes", "POST", `${clusters}/c/autoScale`, { tier: "M40", nodes: "all" }],
    ["a pace of nought", "PUT", "/pace", { pace: 0 }],
    ["a pace in words", "PUT", "/pace", { pace: "fast" }],
  ])("is refused %s", async (_what, method, path, body) => {
    const before = [atlas.state.projects.length, atlas.state.clustersOf(PROJECT).length];
    expect((await control(method, path, body)).status).toBe(400);
    expect([atlas.state.projects.length, atlas.state.clustersOf(PROJECT).length]).toEqual(before);
  });

  it("is refused what is no JSON at all", async () => {
    const url = new URL(`${atlas.api.url}/local-atlas/projects`);
    expect((await send(url, "POST", { "content-type": "application/json" }, "{")).status).toBe(400);
  });
});

describe("settings", () => {
  it("are changed one by one and read back", async () => {
    const change = { minutesPerNode: 2, foreignProject: "GROUP_NOT_FOUND", resumesPausedClusters: false };
    expect((await control("PATCH", "/settings", change)).json).toMatchObject(change);
    const buckets = { events: { capacity: 2, refill: 1 } };
    expect((await control("PATCH", "/settings", { buckets })).json).toMatchObject({ ...change, buckets });
  });

  it.each([
    ["an unknown name", { minutesPerMoon: 1 }],
    ["a text for a number", { minutesPerNode: "2" }],
    ["a number below zero", { minutesToPause: -1 }],
    ["a choice that there is not", { foreignProject: "OPEN" }],
    ["a number for a flag", { resumesPausedClusters: 1 }],
    ["no address", { callerAddress: "here" }],
    ["a bucket that there is not", { buckets: { rain: { capacity: 1, refill: 1 } } }],
    ["a bucket without a refill", { buckets: { events: { capacity: 1 } } }],
  ])("are refused with %s, and stay", async (_what, change) => {
    const before = atlas.state.settings;
    expect((await control("PATCH", "/settings", change)).status).toBe(400);
    expect(atlas.state.settings).toEqual(before);
  });
});

describe("what happened and what was asked", () => {
  it("are answered the newest first to stay, oldest first to read", async () => {
    for (let index = 0; index < 5; index++) atlas.state.addCluster(PROJECT, { name: `c${index}` });
    const names = async (query: string) =>
      (await control("GET", `/history${query}`)).json.map((entry: { cluster: string }) => entry.cluster);
    expect(await names("")).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    expect(await names("?limit=2")).toEqual(["c3", "c4"]);
    await atlas.call("GET", `/groups/${PROJECT}/clusters`);
    expect((await control("GET", "/requests?limit=1")).json).toHaveLength(1);
  });

  it("are 1,000 without a limit, 10,000 with the largest, and fewer where they are long", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    expect(newest(many, undefined)).toEqual(many.slice(-1000));
    expect(newest(many, "999999")).toEqual(many.slice(-10_000));
    expect(newest(many, "soon")).toHaveLength(1000);
    const long = Array.from({ length: 20 }, () => "x".repeat(1_000_000));
    expect(newest(long, undefined)).toHaveLength(7);
  });
});

describe("a request body", () => {
  it("is read no further than it may be long", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    const answer = await atlas.call("PATCH", `/groups/${PROJECT}/clusters/Cluster0`, {
      body: `{"labels":[${"1,".repeat(2_000_000)}1]}`,
    });
    expect([answer.status, answer.json.errorCode]).toEqual([413, "REQUEST_TOO_LARGE"]);
  });
});

describe("a request that was not meant for this machine", () => {
  const ask = (host: string, path = "/local-atlas/clock", more: Record<string, string> = {}) =>
    send(new URL(atlas.api.url + path), "GET", { host, ...more });

  it.each([
    ["127.0.0.1:27017", 200],
    ["localhost:1", 200],
    ["[::1]:80", 200],
    ["atlas.example.com", 421],
    ["127.0.0.1.example.com", 421],
    ["192.168.1.2", 421],
  ])("with the Host %s is answered %i", async (host, status) => {
    expect((await ask(host)).status).toBe(status);
  });

  it("is refused on every path", async () => {
    for (const path of ["/api/atlas/v2/groups", "/api/oauth/token", "/elsewhere"]) {
      expect((await ask("evil.example", path)).status).toBe(421);
    }
  });

  it("is refused to web pages where no credentials are asked for", async () => {
    expect((await ask("localhost:80", "/local-atlas/clock", { origin: "http://evil.example" })).status).toBe(403);
  });
});
