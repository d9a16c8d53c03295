import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type LocalAtlas, PROJECT, startLocalAtlas, V2024_08, V2024_10 } from "../local-atlas";

let atlas: LocalAtlas;
const clusters = `/groups/${PROJECT}/clusters`;
const cluster0 = `${clusters}/Cluster0`;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

describe("media types", () => {
  beforeEach(() => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
  });

  it.each([
    ["application/json"],
    ["*/*"],
    ["application/vnd.atlas.2022-01-01+json"],
    ["application/vnd.atlas.2099-01-01+json"],
  ])("refuses Accept: %s", async (accept) => {
    const answer = await atlas.call("GET", cluster0, { accept });
    expect([answer.status, answer.json.errorCode]).toEqual([406, "INVALID_VERSION_DATE"]);
  });

  it.each([
    ["GET", "2024-08-05", "2024-08-05"],
    ["GET", "2025-03-12", "2024-08-05"],
    ["GET", "2023-11-15", "2023-02-01"],
    ["PATCH", "2025-03-12", "2024-10-23"],
  ])("answers %s of %s with version %s", async (method, asked, served) => {
    const answer = await atlas.call(method, cluster0, {
      accept: `application/vnd.atlas.${asked}+json`,
      ...(method === "PATCH" ? { body: {} } : {}),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe(`application/vnd.atlas.${served}+json;charset=utf-8`);
  });

  it("says when a version ends, and that it is gone afterwards", async () => {
    const old = { accept: "application/vnd.atlas.2023-02-01+json" };
    const answer = await atlas.call("GET", cluster0, old);
    expect(answer.headers.deprecation).toBe("Mon, 5 Aug 2024 00:00:00 GMT");
    expect(answer.headers.sunset).toBe("Thu, 1 Jul 2027 00:00:00 GMT");
    await atlas.clock.advanceTo(Date.parse("2027-07-01T00:00:00Z"));
    const gone = await atlas.call("GET", cluster0, old);
    expect([gone.status, gone.json.errorCode]).toEqual([410, "VERSION_GONE"]);
    expect(gone.json.parameters).toEqual(["2023-02-01", `api/atlas/v2${cluster0}`]);
  });

  it("is loud about versions it does not speak", async () => {
    const answer = await atlas.call("GET", cluster0, { accept: "application/vnd.atlas.2023-01-01+json" });
    expect(answer.status).toBe(501);
  });

  it("has no answer of its own for routes it does not have", async () => {
    expect((await atlas.call("GET", `/groups/${PROJECT}/alerts`)).status).toBe(501);
    expect((await atlas.call("POST", `${cluster0}/restartPrimaries`)).status).toBe(501);
  });
});

describe("list", () => {
  beforeEach(() => {
    for (let index = 0; index < 5; index++) atlas.state.addCluster(PROJECT, { name: `c${index}` });
    atlas.state.addCluster(PROJECT, { name: "flexible", flex: true });
  });
  // biome-ignore lint/suspicious/noExplicitAny: parsed JSON
  const names = (json: any) => json.results.map((cluster: { name: string }) => cluster.name);
  // biome-ignore lint/suspicious/noExplicitAny: parsed JSON
  const rels = (json: any) => json.links.map((link: { rel: string }) => link.rel);

  it("leaves Flex clusters out", async () => {
    const { json } = await atlas.call("GET", clusters);
    expect(names(json)).toEqual(["c0", "c1", "c2", "c3", "c4"]);
    expect(json.totalCount).toBe(5);
    expect(json.links).toEqual([
      {
        href: `${atlas.api.baseUrl}${clusters}?includeCount=true&includeDeletedWithRetainedBackups=false&pageNum=1&itemsPerPage=100`,
        rel: "self",
      },
    ]);
  });

  it("pages, with links to the neighbours", async () => {
    const first = await atlas.call("GET", `${clusters}?itemsPerPage=2`);
    expect([names(first.json), rels(first.json)]).toEqual([
      ["c0", "c1"],
      ["self", "next"],
    ]);
    const next = first.json.links[1].href.slice(atlas.api.baseUrl.length);
    const second = await atlas.call("GET", next);
    expect([names(second.json), rels(second.json)]).toEqual([
      ["c2", "c3"],
      ["self", "previous", "next"],
    ]);
    const third = await atlas.call("GET", `${clusters}?itemsPerPage=2&pageNum=3&includeCount=false`);
    expect([names(third.json), rels(third.json)]).toEqual([["c4"], ["self", "previous"]]);
    expect(third.json.totalCount).toBeUndefined();
  });

  it.each([["itemsPerPage=0"], ["itemsPerPage=501"], ["pageNum=0"], ["itemsPerPage=ten"], ["colour=red"]])(
    "refuses ?%s",
    async (query) => {
      const answer = await atlas.call("GET", `${clusters}?${query}`);
      expect([answer.status, answer.json.errorCode]).toEqual([400, "INVALID_QUERY_PARAMETER"]);
    },
  );

  it("puts status and body into an envelope when asked", async () => {
    const { json } = await atlas.call("GET", `${clusters}/c0?envelope=true`);
    expect([json.status, json.content.name]).toEqual([200, "c0"]);
  });
});

describe("one cluster", () => {
  it("is described with every field of the recorded exchanges", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30", shards: 2, tags: { env: "dev" } });
    const { json, headers } = await atlas.call("GET", cluster0);
    expect(Object.keys(json)).toEqual(
      (
        "adaptiveCapacity advancedConfiguration backupEnabled biConnector clusterType configServerManagementMode " +
        "configServerType connectionStrings createDate diskWarmingMode effectiveDatabaseEdition effectiveReplicationSpecs " +
        "encryptionAtRestProvider featureCompatibilityVersion globalClusterSelfManagedSharding groupId id " +
        "internalClusterRole labels links mongoDBMajorVersion mongoDBVersion name paused pitEnabled redactClientLogData " +
        "replicationSpecs retainBackups rootCertType stateName tags terminationProtectionEnabled " +
        "useAwsTimeBasedSnapshotCopyForFastInitialSync versionReleaseSystem"
      ).split(" "),
    );
    expect(json.replicationSpecs).toHaveLength(2);
    expect(json.replicationSpecs[0].regionConfigs[0]).toEqual({
      analyticsSpecs: specs("M30", 0),
      autoScaling: { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } },
      effectiveAnalyticsSpecs: specs("M30", 0),
      effectiveElectableSpecs: specs("M30", 3),
      effectiveReadOnlySpecs: specs("M30", 0),
      electableSpecs: specs("M30", 3),
      priority: 7,
      providerName: "AWS",
      readOnlySpecs: specs("M30", 0),
      regionName: "US_EAST_1",
    });
    expect(json.effectiveReplicationSpecs[1].regionConfigs[0].effectiveElectableSpecs).toBeUndefined();
    expect(json.tags).toEqual([{ key: "env", value: "dev" }]);
    expect(headers).toMatchObject({
      date: "Sun, 01 Nov 2026 00:00:00 GMT",
      "ratelimit-limit": "10000",
      "ratelimit-remaining": "9999",
      "referrer-policy": "strict-origin-when-cross-origin",
      server: "mdbws",
      "strict-transport-security": "max-age=31536000; includeSubdomains;",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-java-method": "LocalAtlas::getGroupsGroupIdClustersClusterName",
      "x-permitted-cross-domain-policies": "none",
    });
  });

  const specs = (instanceSize: string, nodeCount: number) => ({
    instanceSize,
    diskIOPS: 3000,
    diskSizeGB: 40,
    ebsVolumeType: "STANDARD",
    nodeCount,
  });

  it.each([
    ["a replica set", {}, 27017, ["shard-00-00", "shard-00-01", "shard-00-02"], true],
    [
      "a sharded one",
      { shards: 2, nodes: 3 },
      27016,
      ["shard-00-00", "shard-00-02", "shard-01-00", "shard-01-02"],
      false,
    ],
  ] as const)("has an address for each electable node: %s", async (_what, input, port, some, replicaSet) => {
    const { id } = atlas.state.addCluster(PROJECT, { name: "Cluster0", ...input });
    const { standard, standardSrv } = (await atlas.call("GET", cluster0)).json.connectionStrings;
    const domain = `${id.slice(-6)}.mongodb.invalid`;
    expect(standardSrv).toBe(`mongodb+srv://cluster0.${domain}`);
    for (const node of some) expect(standard).toContain(`cluster0-${node}.${domain}:${port}`);
    expect(standard.split(",")).toHaveLength("shards" in input ? 6 : 3);
    expect(
      standard.endsWith(`/?ssl=true&authSource=admin${replicaSet ? `&replicaSet=atlas-${id.slice(-6)}-shard-0` : ""}`),
    ).toBe(true);
  });

  it("is not found as recorded", async () => {
    const answer = await atlas.call("GET", `${clusters}/nowhere`);
    expect(answer.json).toEqual({
      detail: `No cluster named nowhere exists in group ${PROJECT}.`,
      error: 404,
      errorCode: "CLUSTER_NOT_FOUND",
      parameters: ["nowhere", PROJECT],
      reason: "Not Found",
    });
    expect(answer.headers["x-error-code"]).toBe("CLUSTER_NOT_FOUND");
    expect(answer.headers["content-type"]).toBe("application/json");
  });

  it("is refused when it is a Flex cluster", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", flex: true });
    const answer = await atlas.call("GET", cluster0);
    expect([answer.status, answer.json.errorCode]).toEqual([400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"]);
    const flex = await atlas.call("GET", `/groups/${PROJECT}/flexClusters/Cluster0`, {
      accept: "application/vnd.atlas.2024-11-13+json",
    });
    expect(flex.json.providerSettings.providerName).toBe("FLEX");
  });

  it("that is free shows less, and no disk operations", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M0" });
    const { json } = await atlas.call("GET", cluster0, { accept: "application/vnd.atlas.2023-02-01+json" });
    expect(json).not.toHaveProperty("advancedConfiguration");
    expect(json.diskSizeGB).toBe(0.5);
    expect(json.replicationSpecs[0].regionConfigs).toEqual([
      {
        backingProviderName: "AWS",
        electableSpecs: { effectiveInstanceSize: "M0", instanceSize: "M0" },
        priority: 7,
        providerName: "TENANT",
        regionName: "US_EAST_1",
      },
    ]);
  });

  it("in version 2023-02-01 has numShards, and cannot show shards that differ", async () => {
    const old = { accept: "application/vnd.atlas.2023-02-01+json" };
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: 3 });
    const { json } = await atlas.call("GET", cluster0, old);
    expect([json.replicationSpecs.length, json.replicationSpecs[0].numShards, json.diskSizeGB]).toEqual([1, 3, 10]);
    expect(json.replicationSpecs[0].regionConfigs[0].electableSpecs.diskSizeGB).toBeUndefined();
    atlas.state.addCluster(PROJECT, { name: "uneven", shards: [{ tier: "M30" }, { tier: "M40" }] });
    const uneven = await atlas.call("GET", `${clusters}/uneven`, old);
    expect([uneven.status, uneven.json.errorCode]).toEqual([400, "ASYMMETRIC_SHARD_UNSUPPORTED"]);
  });
});

describe("a change", () => {
  const at = (tier: string) => ({
    replicationSpecs: [
      {
        regionConfigs: [
          {
            providerName: "AWS",
            regionName: "US_EAST_1",
            priority: 7,
            electableSpecs: { instanceSize: tier, nodeCount: 3 },
          },
        ],
      },
    ],
  });
  const look = async () => {
    const { json } = await atlas.call("GET", cluster0);
    const region = json.replicationSpecs[0].regionConfigs[0];
    return [json.stateName, region.electableSpecs.instanceSize, region.effectiveElectableSpecs.instanceSize];
  };

  it("shows its target at once and is done when the last node is", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    const answer = await atlas.call("PATCH", cluster0, { body: at("M50") });
    expect([answer.status, answer.json.stateName]).toEqual([200, "UPDATING"]);
    expect(answer.headers["content-type"]).toBe(`${V2024_10};charset=utf-8`);
    expect(await look()).toEqual(["UPDATING", "M50", "M50"]);
    await atlas.advanceMinutes(14.9);
    expect(await look()).toEqual(["UPDATING", "M50", "M50"]);
    await atlas.advanceMinutes(0.1);
    expect(await look()).toEqual(["IDLE", "M50", "M50"]);
    const done = atlas.state.history.filter((entry) => entry.what === "node-done");
    expect(done.map(({ at, from, to }) => [(at - Date.parse("2026-11-01")) / 60_000, from, to])).toEqual([
      [5, "M10", "M50"],
      [10, "M10", "M50"],
      [15, "M10", "M50"],
    ]);
  });

  it("changes shards side by side", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: 2 });
    const [spec] = at("M30").replicationSpecs;
    await atlas.call("PATCH", cluster0, { body: { replicationSpecs: [spec, spec] } });
    await atlas.advanceMinutes(15);
    expect((await look())[0]).toBe("IDLE");
  });

  it("is merged with one that is under way", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    await atlas.call("PATCH", cluster0, { body: at("M50") });
    await atlas.advanceMinutes(7);
    const answer = await atlas.call("PATCH", cluster0, { body: at("M10") });
    expect(answer.status).toBe(200);
    // One node is M50, a second one is just being made M50: both have to go back.
    await atlas.advanceMinutes(12);
    expect(await look()).toEqual(["UPDATING", "M10", "M10"]);
    await atlas.advanceMinutes(1);
    expect(await look()).toEqual(["IDLE", "M10", "M10"]);
  });

  it("counts the hours nodes spent at each tier", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    const from = atlas.clock.now();
    await atlas.call("PATCH", cluster0, { body: at("M50") });
    await atlas.advanceMinutes(60);
    const hours = atlas.state.nodeHours(PROJECT, "Cluster0", from, atlas.clock.now());
    expect(hours).toEqual({ M10: expect.closeTo(0.5, 6), M50: expect.closeTo(2.5, 6) });
  });

  it("of labels alone is UPDATING for a moment", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0" });
    const answer = await atlas.call("PATCH", cluster0, { body: { labels: [{ key: "a", value: "b" }] } });
    expect(answer.json.stateName).toBe("UPDATING");
    await atlas.advanceMinutes(0.5);
    expect((await look())[0]).toBe("IDLE");
  });

  it("really deletes the shards, regions and nodes that its replicationSpecs leave out", async () => {
    const regions = [
      { regionName: "US_EAST_1", electable: 2, analytics: 1 },
      { regionName: "US_WEST_2", electable: 1, readOnly: 2 },
    ];
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30", shards: 2, regions });
    const { json } = await atlas.call("PATCH", cluster0, { body: at("M30") });
    expect(json.replicationSpecs).toHaveLength(1);
    expect(json.replicationSpecs[0].regionConfigs).toHaveLength(1);
    expect(json.replicationSpecs[0].regionConfigs[0].analyticsSpecs.nodeCount).toBe(0);
    await atlas.advanceMinutes(60);
    expect(atlas.state.cluster(PROJECT, "Cluster0")?.nodes).toHaveLength(3);
  });

  it("matches shards by id, in any order", async () => {
    const cluster = atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: [{ tier: "M30" }, { tier: "M40" }] });
    const ids = cluster.shards.map((shard) => shard.id);
    const spec = (id: string | undefined, tier: string) => ({ ...at(tier).replicationSpecs[0], id });
    const { json } = await atlas.call("PATCH", cluster0, {
      body: { replicationSpecs: [spec(ids[1], "M40"), spec(ids[0], "M30")] },
    });
    expect(json.replicationSpecs.map((shard: { id: string }) => shard.id)).toEqual([ids[1], ids[0]]);
    await atlas.advanceMinutes(1);
    expect((await look())[0]).toBe("IDLE");
  });

  it("switches a sharded cluster to scaling shard by shard from version 2024-10-23 on", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: 1, autoScalingMode: "CLUSTER_WIDE_SCALING" });
    const mode = async () => (await atlas.call("GET", `${cluster0}/autoScalingConfiguration`)).json.autoScalingMode;
    await atlas.call("PATCH", cluster0, { body: at("M20"), accept: V2024_08 });
    expect(await mode()).toBe("CLUSTER_WIDE_SCALING");
    await atlas.call("PATCH", cluster0, { body: at("M30") });
    expect(await mode()).toBe("INDEPENDENT_SHARD_SCALING");
  });
});
