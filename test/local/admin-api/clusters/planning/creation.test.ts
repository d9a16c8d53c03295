import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { KEY, type LocalAtlas, OWNER, PROJECT, startLocalAtlas } from "../../local-atlas";

let atlas: LocalAtlas;
const clusters = `/groups/${PROJECT}/clusters`;

beforeEach(async () => {
  atlas = await startLocalAtlas();
});
afterEach(() => atlas.stop());

type Json = Record<string, unknown>;

const region = (electableSpecs: Json, more: Json = {}) => ({
  providerName: "AWS",
  regionName: "EU_WEST_1",
  priority: 7,
  electableSpecs,
  ...more,
});
const nodes = (instanceSize: string, nodeCount: number, more: Json = {}) => ({ instanceSize, nodeCount, ...more });
const specs = (...regionConfigs: Json[]) => [{ regionConfigs }];
const small = { name: "new", replicationSpecs: specs(region(nodes("M10", 3))) };

const post = (body: Json, accept = "2024-10-23", key = OWNER) =>
  atlas.call("POST", clusters, { body, key, accept: `application/vnd.atlas.${accept}+json` });
const verdict = async (body: Json) => {
  const { status, json } = await post(body);
  return status === 201 ? "created" : `${status} ${json.errorCode}`;
};
const read = async (name = "new", version = "2024-08-05") =>
  (await atlas.call("GET", `${clusters}/${name}`, { accept: `application/vnd.atlas.${version}+json` })).json;

describe("creating a cluster", () => {
  it("answers 201 with a cluster in CREATING, which is IDLE when it is built", async () => {
    const { status, json, headers } = await post(small);
    expect([status, json.stateName, json.connectionStrings]).toEqual([201, "CREATING", {}]);
    expect(headers["content-type"]).toBe("application/vnd.atlas.2024-10-23+json;charset=utf-8");
    expect(json.replicationSpecs[0].regionConfigs[0].electableSpecs).toEqual(
      nodes("M10", 3, { diskIOPS: 3000, diskSizeGB: 10, ebsVolumeType: "STANDARD" }),
    );
    await atlas.advanceMinutes(9.9);
    expect((await read()).stateName).toBe("CREATING");
    await atlas.advanceMinutes(0.1);
    const done = await read();
    expect([done.stateName, typeof done.connectionStrings.standard]).toEqual(["IDLE", "string"]);
  });

  it("tells of it in the events, with the caller", async () => {
    await post(small);
    await atlas.advanceMinutes(10);
    const { json } = await atlas.call("GET", `/groups/${PROJECT}/events?clusterNames=new`);
    expect(json.results.map((one: Json) => [one.eventTypeName, one.publicKey])).toEqual([
      ["CLUSTER_READY", undefined],
      ["CLUSTER_CREATED", OWNER.publicKey],
    ]);
  });

  it("answers without tags when none were sent, and lists them from then on", async () => {
    expect((await post(small)).json).not.toHaveProperty("tags");
    expect((await read()).tags).toEqual([]);
    expect((await post({ ...small, name: "tagged", tags: [] })).json.tags).toEqual([]);
  });

  it("takes the smallest default disk of the clouds it is on", async () => {
    const azure = region(nodes("M10", 2), { providerName: "AZURE", regionName: "US_EAST_2", priority: 6 });
    const { json } = await post({ name: "new", replicationSpecs: specs(region(nodes("M10", 3)), azure) });
    const disks = json.replicationSpecs[0].regionConfigs.map((one: { electableSpecs: Json }) => one.electableSpecs);
    expect(disks).toEqual([
      nodes("M10", 3, { diskIOPS: 3000, diskSizeGB: 8, ebsVolumeType: "STANDARD" }),
      nodes("M10", 2, { diskIOPS: 3500, diskSizeGB: 8, diskThroughput: 125 }),
    ]);
  });

  it("scales a sharded one shard by shard from version 2024-10-23 on, as a whole before", async () => {
    const sharded = (name: string) => {
      const [one] = small.replicationSpecs;
      return { name, clusterType: "SHARDED", replicationSpecs: [one, one] };
    };
    const mode = async (name: string) =>
      (await atlas.call("GET", `${clusters}/${name}/autoScalingConfiguration`)).json.autoScalingMode;
    await post(sharded("newer"));
    await post(sharded("older"), "2024-08-05");
    expect([await mode("newer"), await mode("older")]).toEqual(["INDEPENDENT_SHARD_SCALING", "CLUSTER_WIDE_SCALING"]);
  });

  it("understands version 2023-02-01: numShards, and one disk for all", async () => {
    const zone = { numShards: 2, zoneName: "Zone 1", regionConfigs: [region(nodes("M30", 3))] };
    const body = { name: "new", clusterType: "SHARDED", diskSizeGB: 60, replicationSpecs: [zone] };
    const { status, json, headers } = await post(body, "2023-02-01");
    expect([status, json.diskSizeGB, json.replicationSpecs.length, json.replicationSpecs[0].numShards]).toEqual([
      201, 60, 1, 2,
    ]);
    expect(headers.sunset).toBe("Thu, 1 Jul 2027 00:00:00 GMT");
    expect(new Set((await read()).replicationSpecs.map((one: Json) => one.id)).size).toBe(2);
  });

  it("makes one free cluster a project", async () => {
    const free = (name: string) => ({
      name,
      replicationSpecs: specs(region({ instanceSize: "M0" }, { providerName: "TENANT", backingProviderName: "AWS" })),
    });
    const { status, json } = await post(free("new"));
    expect([status, json.replicationSpecs[0].regionConfigs[0]]).toEqual([
      201,
      {
        backingProviderName: "AWS",
        electableSpecs: { diskSizeGB: 0.5, effectiveInstanceSize: "M0", instanceSize: "M0" },
        priority: 7,
        providerName: "TENANT",
        regionName: "EU_WEST_1",
      },
    ]);
    expect(await verdict(free("second"))).toBe("400 CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API");
  });

  const table: [string, Json, string][] = [
    ["no name", { name: undefined }, "400 MISSING_ATTRIBUTE"],
    ["a name with a dot", { name: "a.b" }, "400 INVALID_ATTRIBUTE"],
    ["a name that is taken", { name: "taken" }, "400 DUPLICATE_CLUSTER_NAME"],
    ["no replicationSpecs", { replicationSpecs: undefined }, "400 MISSING_ATTRIBUTE"],
    ["what only Atlas writes", { stateName: "IDLE" }, "400 ATTRIBUTE_READ_ONLY"],
    ["an unknown attribute", { colour: "red" }, "400 INVALID_ATTRIBUTE"],
    ["a tier that does not exist", { replicationSpecs: specs(region(nodes("M11", 3))) }, "400 INVALID_ENUM_VALUE"],
    ["four nodes", { replicationSpecs: specs(region(nodes("M10", 4))) }, "400 CLUSTER_REPLICATION_FACTOR_INVALID"],
    [
      "a disk that is too large",
      { replicationSpecs: specs(region(nodes("M10", 3, { diskSizeGB: 500 }))) },
      "400 CLUSTER_DISK_SIZE_INVALID",
    ],
    [
      "NVMe without backup",
      { replicationSpecs: specs(region(nodes("M40_NVME", 3))) },
      "400 NVME_STORAGE_PROVIDER_BACKUP_REQUIRED",
    ],
    ["NVMe with backup", { backupEnabled: true, replicationSpecs: specs(region(nodes("M40_NVME", 3))) }, "created"],
    [
      "a free cluster of two shards",
      { replicationSpecs: [0, 1].flatMap(() => specs(region({ instanceSize: "M0" }, { providerName: "TENANT" }))) },
      "400 INVALID_ATTRIBUTE",
    ],
  ];
  it.each(table)("with %s", async (_what, change, expected) => {
    atlas.state.addCluster(PROJECT, { name: "taken" });
    expect(await verdict({ ...small, ...change })).toBe(expected);
  });

  it("is for cluster creators and owners", async () => {
    atlas.state.addApiKey({ ...KEY, publicKey: "creator", projects: { [PROJECT]: ["GROUP_CLUSTER_CREATOR"] } });
    expect((await post(small, "2024-10-23", KEY)).status).toBe(401);
    expect((await post(small, "2024-10-23", { ...KEY, publicKey: "creator" })).status).toBe(201);
  });
});

describe("Atlas Infinite", () => {
  const infinite = (...regionConfigs: Json[]) => ({
    name: "new",
    databaseEdition: "INFINITE",
    replicationSpecs: specs(...regionConfigs),
  });

  it("is a replica set of two nodes that says which edition it is", async () => {
    const { json } = await post(infinite(region(nodes("M30", 2))));
    expect([json.databaseEdition, json.effectiveDatabaseEdition]).toEqual(["INFINITE", "INFINITE"]);
    await post(small.name === "new" ? { ...small, name: "core" } : small);
    const core = await read("core");
    expect(core.effectiveDatabaseEdition).toBe("CORE");
    expect(core).not.toHaveProperty("databaseEdition");
  });

  const table: [string, Json, string][] = [
    ["three nodes", infinite(region(nodes("M30", 3))), "400 CLUSTER_REPLICATION_FACTOR_INVALID"],
    ["M80", infinite(region(nodes("M80", 2))), "400 INVALID_CLUSTER_CONFIGURATION"],
    ["Gen2", infinite(region(nodes("M40_GEN_2", 2))), "400 INVALID_CLUSTER_CONFIGURATION"],
    ["R50", infinite(region(nodes("R50", 2))), "created"],
    [
      "another cloud",
      infinite(region(nodes("M30", 2), { providerName: "GCP", regionName: "CENTRAL_US" })),
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    ["shards", { ...infinite(region(nodes("M30", 2))), clusterType: "SHARDED" }, "400 INVALID_CLUSTER_CONFIGURATION"],
    [
      "analytics nodes",
      infinite(region(nodes("M30", 2), { analyticsSpecs: nodes("M30", 1) })),
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    ["a disk of one's own", infinite(region(nodes("M30", 2, { diskSizeGB: 40 }))), "400 INVALID_ATTRIBUTE"],
    ["IOPS of one's own", infinite(region(nodes("M30", 2, { diskIOPS: 3000 }))), "400 INVALID_ATTRIBUTE"],
  ];
  it.each(table)("with %s", async (_what, body, expected) => {
    expect(await verdict(body)).toBe(expected);
  });

  it("is set up with two nodes", () => {
    const cluster = atlas.state.addCluster(PROJECT, { name: "two", edition: "INFINITE" });
    expect([cluster.edition, cluster.nodes.length]).toEqual(["INFINITE", 2]);
  });

  it("changes its tier, keeps its edition, and may be paused unless a switch says no", async () => {
    await post(infinite(region(nodes("M30", 2))));
    await atlas.advanceMinutes(10);
    const patch = async (body: Json) => {
      const { status, json } = await atlas.call("PATCH", `${clusters}/new`, { body });
      await atlas.advanceMinutes(30);
      return status === 200 ? "accepted" : `${status} ${json.errorCode}`;
    };
    expect(await patch({ replicationSpecs: specs(region(nodes("M60", 2))) })).toBe("accepted");
    expect(await patch({ replicationSpecs: specs(region(nodes("M80", 2))) })).toBe("400 INVALID_CLUSTER_CONFIGURATION");
    expect(await patch({ databaseEdition: "CORE" })).toBe("400 INVALID_CLUSTER_CONFIGURATION");
    atlas.state.setSettings({ pauseOfInfinite: "refused" });
    expect(await patch({ paused: true })).toBe("403 FEATURE_UNSUPPORTED");
    atlas.state.setSettings({ pauseOfInfinite: "accepted" });
    expect(await patch({ paused: true })).toBe("accepted");
  });
});

describe("deleting a cluster", () => {
  const remove = (name: string, query = "", key = OWNER) =>
    atlas.call("DELETE", `${clusters}/${name}${query}`, { key, accept: "application/vnd.atlas.2024-08-05+json" });

  it("answers 202 with nothing; the cluster is DELETING, then gone", async () => {
    atlas.state.addCluster(PROJECT, { name: "old" });
    const { status, text, headers } = await remove("old");
    expect([status, text]).toEqual([202, "{}"]);
    expect(headers["content-type"]).toBe("application/vnd.atlas.2023-02-01+json;charset=utf-8");
    expect(headers.deprecation).toBeUndefined();
    expect((await read("old")).stateName).toBe("DELETING");
    expect((await remove("old")).json.errorCode).toBe("CLUSTER_ALREADY_REQUESTED_DELETION");
    await atlas.advanceMinutes(3);
    expect((await read("old")).errorCode).toBe("CLUSTER_NOT_FOUND");
  });

  it("leaves the name free for another", async () => {
    await post(small);
    await remove("new");
    await atlas.advanceMinutes(3);
    expect((await post(small)).status).toBe(201);
  });

  it("is refused for one that is protected, for a Flex cluster, and to everybody but owners", async () => {
    atlas.state.addCluster(PROJECT, { name: "kept", terminationProtectionEnabled: true });
    atlas.state.addCluster(PROJECT, { name: "flexible", flex: true });
    const code = async (name: string, key = OWNER) => (await remove(name, "", key)).json.errorCode;
    expect(await code("kept")).toBe("CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED");
    expect(await code("flexible")).toBe("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API");
    expect(await code("nowhere")).toBe("CLUSTER_NOT_FOUND");
    expect(await code("kept", KEY)).toBe("USER_UNAUTHORIZED");
    expect((await remove("kept", "?retainBackups=maybe")).json.errorCode).toBe("INVALID_QUERY_PARAMETER");
  });
});

describe("changing a cluster in version 2023-02-01", () => {
  const old = { accept: "application/vnd.atlas.2023-02-01+json" };
  const patch = (body: Json) => atlas.call("PATCH", `${clusters}/Cluster0`, { ...old, body });

  it("takes a description of that version back, with what only Atlas writes", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30", shards: 2 });
    const description = await read("Cluster0", "2023-02-01");
    const [zone] = description.replicationSpecs;
    zone.regionConfigs[0].electableSpecs.instanceSize = "M40";
    const { status, json } = await patch({ ...description, diskSizeGB: 60, replicationSpecs: [zone] });
    expect([status, json.stateName, json.diskSizeGB]).toEqual([200, "UPDATING", 60]);
    const after = await read("Cluster0");
    expect(
      after.replicationSpecs.map(
        (one: { regionConfigs: { electableSpecs: Json }[] }) => one.regionConfigs[0]?.electableSpecs.instanceSize,
      ),
    ).toEqual(["M40", "M40"]);
  });

  it("takes a disk by itself for the whole cluster", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", tier: "M30" });
    expect((await patch({ diskSizeGB: 100 })).json.diskSizeGB).toBe(100);
  });

  it("is refused for a cluster whose shards differ in size, as reading it is", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: [{ tier: "M30" }, { tier: "M40" }] });
    const label = { key: "team", value: "shop" };
    for (const answer of [await patch({ labels: [label] }), await atlas.call("GET", `${clusters}/Cluster0`, old)]) {
      expect([answer.status, answer.json.errorCode]).toEqual([400, "ASYMMETRIC_SHARD_UNSUPPORTED"]);
      expect(answer.json.detail).toMatch(/^Asymmetric sharded cluster is not supported by the current API version\./);
    }
    expect(await read("Cluster0")).toMatchObject({ stateName: "IDLE", labels: [] });
  });

  it("leaves such a cluster out of the list", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: [{ tier: "M30" }, { tier: "M40" }] });
    atlas.state.addCluster(PROJECT, { name: "even", shards: 2 });
    const names = async (options: Json) =>
      (await atlas.call("GET", clusters, options)).json.results.map((one: Json) => one.name);
    expect([await names(old), await names({})]).toEqual([["even"], ["Cluster0", "even"]]);
  });

  it("reads a cluster whose shards differ in IOPS or whose zones differ in nodes", async () => {
    atlas.state.addCluster(PROJECT, {
      name: "Cluster0",
      tier: "M30",
      clusterType: "GEOSHARDED",
      shards: [
        { zoneName: "Zone 1", regions: [{ regionName: "US_EAST_1", electable: 3 }] },
        { zoneName: "Zone 2", regions: [{ regionName: "EU_WEST_1", electable: 5, readOnly: 1 }] },
      ],
    });
    expect((await atlas.call("GET", `${clusters}/Cluster0`, old)).status).toBe(200);
  });

  it("refuses numShards that make no sense", async () => {
    atlas.state.addCluster(PROJECT, { name: "Cluster0", shards: 2 });
    const zone = (numShards: unknown) => ({ numShards, regionConfigs: [region(nodes("M10", 3))] });
    for (const wrong of [0, 51, 1.5, "2"]) {
      expect((await patch({ replicationSpecs: [zone(wrong)] })).json.errorCode).toBe("INVALID_CLUSTER_CONFIGURATION");
    }
  });
});
