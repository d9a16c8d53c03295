import { beforeAll, describe, expect, it } from "@jest/globals";
import { theBuiltApp } from "./built";
import { type Answer, aStrippedRealm, type HttpCall, type Realm } from "./stripped-realm";

const project = "5e1ec444970199272441a214";
const groups = `/api/atlas/v2/groups/${project}`;
const privateKey = "0d4e3b1c-5a6f-4c2e-9f0a-7d1be2c3f405";

let sources: ReadonlyMap<string, string>;

beforeAll(async () => {
  sources = (await theBuiltApp()).functions;
});

const windows = [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }];
const schedule = { schedules: [{ name: "billing", clusters: ["Cluster0"], baseline: { tier: "M10" }, windows }] };

/** As small as a description can be: what the reader needs, and a few keys that it must leave behind. */
function aDescription(instanceSize: string, stateName = "IDLE"): object {
  const specs = { instanceSize, nodeCount: 3, diskSizeGB: 10, diskIOPS: 3000, ebsVolumeType: "STANDARD" };
  const autoScaling = {
    compute: { enabled: false, scaleDownEnabled: false, predictiveEnabled: false },
    diskGB: { enabled: true },
  };
  const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs: specs, autoScaling };
  const replicationSpecs = [
    { id: "64f0000000000000000000a1", zoneId: "64f0000000000000000000a2", zoneName: "Zone 1", regionConfigs: [region] },
  ];
  return {
    name: "Cluster0",
    stateName,
    clusterType: "REPLICASET",
    paused: false,
    replicationSpecs,
    links: [],
    effectiveDatabaseEdition: "CORE",
  };
}

/** An Atlas that has one cluster, at M10 until it is asked for another size. */
function atlasWith(failures: Answer[] = []): (call: HttpCall) => Answer {
  let description = aDescription("M10");
  return ({ method, url, body }) => {
    const failure = failures.shift();
    if (failure !== undefined) return failure;
    const path = url.replace(/^https:\/\/cloud\.mongodb\.com/, "").replace(/\?.*$/, "");
    if (method === "PATCH") description = aDescription(/M\d+/.exec(body ?? "")?.[0] ?? "", "UPDATING");
    if (path === `${groups}/clusters`)
      return { statusCode: 200, body: { results: [description], totalCount: 1, links: [] } };
    if (path === `${groups}/events`) return { statusCode: 200, body: { results: [], totalCount: 0, links: [] } };
    return { statusCode: 200, body: description };
  };
}

function aRealm(
  name: string,
  at: string,
  options: { readonly values?: object; readonly answer?: (call: HttpCall) => Answer } = {},
): Realm {
  return aStrippedRealm(sources.get(name) ?? "", {
    nowMs: Date.parse(at),
    values: { ATLAS_PUBLIC_KEY: "schedulr", ATLAS_PRIVATE_KEY: privateKey, schedule, ...options.values },
    answer: options.answer ?? atlasWith(),
  });
}

describe("the built files in another engine, without Intl, fetch, Node or anything after ES2017", () => {
  it("has none of those", () => {
    const probe =
      "exports = () => [typeof Intl, typeof fetch, typeof URL, typeof Buffer, typeof process, typeof require, typeof BigInt, typeof Proxy, typeof Reflect, typeof WeakSet, typeof TextEncoder, typeof [].flat, typeof ''.at].join()";
    const realm = aStrippedRealm(probe, { nowMs: 0, values: {}, answer: atlasWith() });
    return expect(realm.run()).resolves.toBe(Array.from({ length: 13 }, () => "undefined").join());
  });

  it("reconcile lists, looks again and sends one PATCH at the boundary, and nothing in the run after it", async () => {
    const realm = aRealm("reconcile", "2026-12-01T12:00:03Z");
    await expect(realm.run()).resolves.toMatchObject({
      summary: "1 cluster for 2026-12-01T12:00Z: 1 resize accepted, 0 failures",
    });
    await expect(realm.run("Hello world!")).resolves.toMatchObject({
      clusters: [{ decision: { because: { reason: "in-progress" } } }],
    });
    const made = realm.calls.map(({ method, url }) => `${method} ${url.replace(/\?.*/, "").split(groups)[1]}`);
    expect(made).toEqual([
      "GET /clusters",
      "GET /events",
      "GET /clusters/Cluster0",
      "PATCH /clusters/Cluster0",
      "GET /clusters",
    ]);
    expect(realm.lines.join("\n")).toContain("ACCEPTED: Cluster0: resize M10 to M50");
  });

  it("reconcile asks with the digest of context.http, the versions of the API, and the body by allow-list", async () => {
    const realm = aRealm("reconcile", "2026-12-01T12:00:00Z");
    await realm.run();
    for (const { url, username, password, digestAuth } of realm.calls) {
      expect(url).toMatch(/^https:\/\/cloud\.mongodb\.com\/api\/atlas\/v2\//);
      expect({ username, password, digestAuth }).toEqual({
        username: "schedulr",
        password: privateKey,
        digestAuth: true,
      });
    }
    expect(realm.calls[0]?.headers).toEqual({ Accept: ["application/vnd.atlas.2024-08-05+json"] });
    const [patch] = realm.calls.filter(({ method }) => method === "PATCH");
    const version = ["application/vnd.atlas.2024-10-23+json"];
    expect(patch?.headers).toEqual({ Accept: version, "Content-Type": version });
    const specs = { instanceSize: "M50", nodeCount: 3, diskSizeGB: 10, ebsVolumeType: "STANDARD" };
    const autoScaling = { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: true } };
    const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs: specs, autoScaling };
    expect(JSON.parse(patch?.body ?? "")).toEqual({
      replicationSpecs: [{ id: "64f0000000000000000000a1", zoneName: "Zone 1", regionConfigs: [region] }],
    });
  });

  it("reconcile waits between tries and says what failed, without the key", async () => {
    const down: Answer[] = Array.from({ length: 4 }, () => ({
      statusCode: 500,
      body: { error: 500, errorCode: "UNEXPECTED_ERROR" },
    }));
    const realm = aRealm("reconcile", "2026-12-01T12:00:00Z", { answer: atlasWith(down) });
    const failed = realm.run();
    await expect(failed).rejects.toThrow(
      /FAILED UNEXPECTED_ERROR: project 5e1ec444970199272441a214: Atlas did not list the clusters \(GET, status 500\)/,
    );
    await expect(failed).rejects.not.toThrow(privateKey);
    expect(realm.calls).toHaveLength(4);
    expect(realm.lines.join("\n")).not.toContain(privateKey);
  });

  it("refuses a wrong schedule with its places before any call", async () => {
    const wrong = {
      schedules: [
        { ...schedule.schedules[0], timezone: "Europe/Belin", windows: [{ ...windows[0], end: "0 25 3 * *" }] },
      ],
    };
    const realm = aRealm("reconcile", "2026-12-01T12:00:00Z", { values: { schedule: wrong } });
    await expect(realm.run()).rejects.toThrow(/timezone: .*did you mean Europe\/Berlin\?\n.*windows\[0\]\.end: /);
    expect(realm.calls).toEqual([]);
  });

  it("status tells what comes next", async () => {
    const realm = aRealm("status", "2026-11-30T12:00:00Z");
    await expect(realm.run()).resolves.toMatchObject({
      clusters: [{ decision: { do: "nothing" }, next: { at: "2026-12-01T12:00Z", target: { tier: "M50" } } }],
    });
    expect(realm.calls.every(({ method }) => method === "GET")).toBe(true);
  });

  it("preview knows daylight saving from its own data, and calls nobody", async () => {
    const zoned = { name: "office", clusters: ["Cluster0"], timezone: "America/New_York", baseline: { tier: "M10" } };
    const daily = [{ name: "day", start: "45 7 * * *", duration: "PT11H15M", tier: "M20" }];
    const realm = aRealm("preview", "2026-10-31T00:00:00Z", {
      values: { schedule: { schedules: [{ ...zoned, windows: daily }] } },
    });
    const { boundaries } = (await realm.run({ days: 2 })) as { boundaries: { at: string }[] };
    expect(boundaries.map(({ at }) => at)).toEqual(["2026-10-31T11:45Z", "2026-10-31T23:00Z", "2026-11-01T12:45Z"]);
    expect(realm.calls).toEqual([]);
  });
});
