import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault, FaultRule } from "../../../../src/local/admin-api/faults/faults";
import { type LocalAtlas, PROJECT, START, send, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const cluster0 = `/groups/${PROJECT}/clusters/Cluster0`;

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

const hit = (fault: Fault, rule: Omit<FaultRule, "fault"> = {}) => atlas.api.faults.add({ ...rule, fault });
const get = () => atlas.call("GET", cluster0);
const label = () => atlas.call("PATCH", cluster0, { body: { labels: [{ key: "a", value: "b" }] } });
const wasChanged = () => atlas.state.history.some((entry) => entry.what === "submitted");

describe("faults by rule", () => {
  it.each([
    [429, "RATE_LIMITED"],
    [500, "UNEXPECTED_ERROR"],
    [503, "SERVICE_UNAVAILABLE"],
  ])("answer %i once, before anything happened", async (status, code) => {
    hit({ kind: "status", status });
    const answer = await label();
    expect([answer.status, answer.json.errorCode, wasChanged()]).toEqual([status, code, false]);
    expect((await label()).status).toBe(200);
  });

  it("answer for a gateway in plain text", async () => {
    hit({ kind: "status", status: 502 });
    const answer = await get();
    expect([answer.status, answer.json]).toEqual([502, undefined]);
  });

  it("answer with and without Retry-After", async () => {
    hit({ kind: "status", status: 429, retryAfterSeconds: 7 });
    expect((await get()).headers["retry-after"]).toBe("7");
    hit({ kind: "status", status: 429 });
    expect((await get()).headers["retry-after"]).toBeUndefined();
  });

  it("answer an error although the change was applied", async () => {
    hit({ kind: "status", status: 504, when: "after" });
    expect((await label()).status).toBe(504);
    expect(wasChanged()).toBe(true);
  });

  it.each([
    ["before", false],
    ["after", true],
  ] as const)("reset the connection %s the change", async (when, changed) => {
    hit({ kind: "reset", when });
    await expect(label()).rejects.toThrow(/ECONNRESET|socket hang up/);
    expect(wasChanged()).toBe(changed);
    expect(atlas.api.requests.at(-1)).toMatchObject({ method: "PATCH", status: 0, fault: "reset" });
    expect((await get()).status).toBe(200);
  });

  it("cut an answer in half", async () => {
    hit({ kind: "truncate" });
    await expect(get()).rejects.toThrow(/aborted|ECONNRESET/);
    expect((await get()).status).toBe(200);
  });

  it("make an answer late, on the emulator's clock", async () => {
    hit({ kind: "latency", ms: 5000 });
    const hold = atlas.clock.hold();
    const advanced = atlas.advanceMinutes(1);
    const answer = await atlas.call("GET", cluster0, { headers: { "x-local-atlas-hold": hold.id } });
    expect(answer.headers.date).toBe("Sun, 01 Nov 2026 00:00:05 GMT");
    expect(atlas.clock.now()).toBe(START + 5000);
    hold.release();
    await advanced;
    expect(atlas.clock.now()).toBe(START + 60_000);
  });

  it("hit the requests they name, as often as they say", async () => {
    hit({ kind: "status", status: 500 }, { method: "GET", path: "*/clusters/*", skip: 1, times: 2 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await get()).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    hit({ kind: "status", status: 500 }, { method: "PATCH", times: "always" });
    expect([(await get()).status, (await label()).status, (await label()).status]).toEqual([200, 500, 500]);
  });

  it("leave the challenge alone unless they name it", async () => {
    hit({ kind: "status", status: 503 }, { leg: "challenge" });
    const answer = await get();
    expect([answer.status, atlas.api.requests.length]).toEqual([503, 1]);
  });

  it("end every access token", async () => {
    const clientId = "mdb_sa_id_0123456789abcdef01234567";
    atlas.state.addServiceAccount({ clientId, clientSecret: "s", projects: { [PROJECT]: ["GROUP_READ_ONLY"] } });
    const token = await send(
      new URL(`${atlas.api.url}/api/oauth/token`),
      "POST",
      {
        authorization: `Basic ${Buffer.from(`${clientId}:s`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      "grant_type=client_credentials",
    );
    hit({ kind: "expire-tokens" }, { path: "/api/atlas/*" });
    const headers = {
      accept: "application/vnd.atlas.2024-08-05+json",
      authorization: `Bearer ${token.json.access_token}`,
    };
    expect((await send(new URL(atlas.api.baseUrl + cluster0), "GET", headers)).status).toBe(401);
  });
});

describe("faults by chance", () => {
  const run = async (seed: number) => {
    atlas.api.faults.setRandom({
      seed,
      rate: 0.5,
      faults: [
        { kind: "status", status: 500 },
        { kind: "status", status: 503 },
      ],
    });
    const statuses: number[] = [];
    for (let count = 0; count < 30; count++) statuses.push((await get()).status);
    return statuses;
  };

  it("are the same for the same seed, others for another, and about as many as asked", async () => {
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
    const share = first.filter((status) => status !== 200).length / first.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
    expect(new Set(first)).toEqual(new Set([200, 500, 503]));
  });
});

describe("faults by chance, one for every request", () => {
  it("spare none, and each of those given happens", async () => {
    const faults = [500, 502, 503].map((status) => ({ kind: "status", status }) as const);
    atlas.api.faults.setRandom({ seed: 7, rate: 1, faults });
    const statuses = new Set<number>();
    for (let count = 0; count < 40; count++) statuses.add((await get()).status);
    expect([...statuses].sort()).toEqual([500, 502, 503]);
  });
});

describe("scaling", () => {
  const M20 = {
    replicationSpecs: [
      {
        regionConfigs: [
          {
            providerName: "AWS",
            regionName: "US_EAST_1",
            priority: 7,
            electableSpecs: { instanceSize: "M20", nodeCount: 3 },
          },
        ],
      },
    ],
  };
  const doneAfter = () =>
    atlas.state.history.filter((entry) => entry.what === "node-done").map((entry) => (entry.at - START) / 60_000);

  it("can be slow", async () => {
    atlas.state.setPace("Cluster0", 3);
    await atlas.call("PATCH", cluster0, { body: M20 });
    await atlas.advanceMinutes(60);
    expect(doneAfter()).toEqual([15, 30, 45]);
  });

  it("can be stuck, and go on", async () => {
    await atlas.call("PATCH", cluster0, { body: M20 });
    await atlas.advanceMinutes(5);
    atlas.state.setPace("*", "stuck");
    await atlas.advanceMinutes(600);
    expect((await get()).json.stateName).toBe("UPDATING");
    atlas.state.setPace("*", 1);
    await atlas.advanceMinutes(60);
    expect((await get()).json.stateName).toBe("IDLE");
    expect(doneAfter()).toEqual([5, 10, 610]);
  });
});

describe("the control API", () => {
  const control = (method: string, path: string, body?: unknown) =>
    send(
      new URL(`${atlas.api.url}/local-atlas/${path}`),
      method,
      body === undefined ? {} : { "content-type": "application/json" },
      body === undefined ? undefined : JSON.stringify(body),
    );

  it("sets and clears faults", async () => {
    const rule = { method: "GET", times: "always", fault: { kind: "status", status: 500 } };
    const { json } = await control("POST", "faults", rule);
    expect((await control("GET", "faults")).json.rules).toEqual([{ ...rule, id: json.id }]);
    expect((await get()).status).toBe(500);
    await control("DELETE", `faults/${json.id}`);
    expect((await get()).status).toBe(200);
    await control("PUT", "faults/random", { seed: 1, rate: 1, faults: [{ kind: "status", status: 503 }] });
    expect((await get()).status).toBe(503);
    await control("DELETE", "faults");
    expect((await get()).status).toBe(200);
  });

  it("sets the world up and tells what happened in it", async () => {
    expect((await control("POST", `projects/${PROJECT}/clusters`, { name: "second", tier: "M30" })).status).toBe(200);
    await control("POST", `projects/${PROJECT}/clusters/second/changes`, {
      as: { username: "ann" },
      body: { paused: true },
    });
    expect((await control("GET", "history")).json.at(-1)).toMatchObject({
      cluster: "second",
      what: "pause-submitted",
      by: "ann",
    });
    await control("PATCH", "settings", { minutesPerNode: 1 });
    expect(atlas.state.settings.minutesPerNode).toBe(1);
    await control("PUT", "pace", { cluster: "Cluster0", pace: "stuck" });
    expect((await control("GET", "clock")).json.now).toBe("2026-11-01T00:00:00.000Z");
    expect((await control("GET", "requests")).json).toEqual(atlas.api.requests);
    expect((await control("GET", "nonsense")).status).toBe(501);
  });

  it("takes JSON only, so that a web page cannot post a form to it", async () => {
    const answer = await send(
      new URL(`${atlas.api.url}/local-atlas/faults`),
      "POST",
      { "content-type": "text/plain" },
      "{}",
    );
    expect(answer.status).toBe(415);
  });
});

describe("a status that Atlas has no code for", () => {
  it.each([
    [418, undefined, "UNEXPECTED_ERROR"],
    [500, "OUT_OF_ORDER", "OUT_OF_ORDER"],
    [502, "BAD_GATEWAY", "BAD_GATEWAY"],
  ])("%i with the code %s is answered with %s", async (status, code, expected) => {
    hit({ kind: "status", status, ...(code === undefined ? {} : { code }) });
    const answer = await get();
    expect([answer.status, answer.json.errorCode]).toEqual([status, expected]);
  });
});
