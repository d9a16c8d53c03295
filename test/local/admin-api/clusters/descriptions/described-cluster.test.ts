import { describe, expect, it } from "@jest/globals";
import { buildDescribed } from "../../../../../src/local/admin-api/clusters/descriptions/described-cluster";
import { describeCluster } from "../../../../../src/local/admin-api/clusters/descriptions/description";
import { createAtlasState } from "../../../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../../../src/local/clock/stepped-clock";

const PROJECT = "5e1ec444970199272441a214";
const NOW = Date.parse("2026-11-01T00:00:00Z");

type Json = Record<string, unknown>;

/** What GET answers of an ordinary cluster of so many shards. */
function aDescription(shards: number): Json {
  const state = createAtlasState({ clock: createSteppedClock({ startMs: NOW }) });
  state.addProject({ id: PROJECT });
  const cluster = state.addCluster(PROJECT, { name: "shop", tier: "M30", shards });
  return JSON.parse(JSON.stringify(describeCluster(cluster, { apiUrl: "http://127.0.0.1", asRequested: false })));
}

function built(changes: Json, shards = 1) {
  const { clusterType: _, ...description } = aDescription(shards);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `new-${ids}`;
  };
  return buildDescribed({ ...description, ...changes }, { projectId: PROJECT, now: NOW, newId });
}

const anId = "5e1ec444970199272441c0de";

describe("a cluster from its description", () => {
  it.each<[Json, Json]>([
    [{ id: anId }, { id: anId }],
    [{ createDate: "2025-03-04T05:06:07Z" }, { createdAt: Date.parse("2025-03-04T05:06:07Z") }],
    [{ clusterType: "SHARDED" }, { clusterType: "SHARDED" }],
    [{ effectiveDatabaseEdition: "INFINITE" }, { edition: "INFINITE" }],
    [{ internalClusterRole: "SYSTEM_CLUSTER" }, { internalClusterRole: "SYSTEM_CLUSTER" }],
    [{ internalClusterRole: "INTERNAL_SHADOW_CLUSTER" }, { internalClusterRole: "INTERNAL_SHADOW_CLUSTER" }],
    [{ replicaSetScalingStrategy: "SEQUENTIAL" }, { scalingStrategy: "SEQUENTIAL" }],
    [{ configServerType: "EMBEDDED" }, { configServerType: "EMBEDDED" }],
    [{ backupEnabled: true }, { backupEnabled: true }],
    [{ terminationProtectionEnabled: true }, { terminationProtectionEnabled: true }],
    [{ mongoDBVersion: "8.0.1" }, { mongoDBVersion: "8.0.1" }],
    [{ tags: [{ key: "env", value: "dev" }] }, { tags: [{ key: "env", value: "dev" }] }],
  ])("keeps %j", (given, kept) => {
    expect(built(given).cluster).toMatchObject(kept);
  });

  it.each<[Json, Json]>([
    [{ id: "shop" }, { id: expect.stringMatching(/^new-/) }],
    [{ id: anId.toUpperCase() }, { id: expect.stringMatching(/^new-/) }],
    [{ id: 5 }, { id: expect.stringMatching(/^new-/) }],
    [{ createDate: "yesterday" }, { createdAt: NOW }],
    [{ createDate: 5 }, { createdAt: NOW }],
    [{ clusterType: "ROUND" }, { clusterType: "REPLICASET" }],
    [{ effectiveDatabaseEdition: "OTHER" }, { edition: "CORE" }],
    [{ internalClusterRole: "OTHER" }, { internalClusterRole: "NONE" }],
    [{ replicaSetScalingStrategy: "OTHER" }, { scalingStrategy: "WORKLOAD_TYPE" }],
    [{ configServerType: "OTHER" }, { configServerType: "DEDICATED" }],
    [{ backupEnabled: "yes" }, { backupEnabled: false }],
    [{ terminationProtectionEnabled: "yes" }, { terminationProtectionEnabled: false }],
    [{ mongoDBVersion: 8 }, { mongoDBVersion: "8.0.29" }],
    [{ tags: null }, { tags: [] }],
  ])("has an ordinary value in place of %j", (given, filled) => {
    expect(built(given).cluster).toMatchObject(filled);
  });

  it("is sharded where it has several shards and does not say", () => {
    expect([built({}, 1).cluster.clusterType, built({}, 2).cluster.clusterType]).toEqual(["REPLICASET", "SHARDED"]);
  });

  it.each(["IDLE", "CREATING", "UPDATING", "DELETING", "REPAIRING"])(
    "is in the state that it says: %s",
    (stateName) => {
      expect(built({ stateName }).stateName).toBe(stateName);
    },
  );

  it("is idle in a state that Atlas has not, and paused only where it says true", () => {
    expect(built({ stateName: "PAUSING" }).stateName).toBe("IDLE");
    expect([true, "true", 1, undefined].map((paused) => built({ paused }).paused)).toEqual([true, false, false, false]);
  });

  it("keeps the ids of shards and zones, and what each kind of node has", () => {
    const [given] = aDescription(1).replicationSpecs as Json[];
    const [region] = (given?.regionConfigs ?? []) as Json[];
    const kinds = Object.fromEntries(
      ["electableSpecs", "readOnlySpecs", "analyticsSpecs"].map((kind, index) => [
        kind,
        { ...(region?.[kind] as Json), instanceSize: "M30", nodeCount: 3 - index, diskIOPS: 4_001 + index },
      ]),
    );
    const spec = { ...given, id: anId, zoneId: "zone", regionConfigs: [{ ...region, ...kinds }] };
    const [shard] = built({ replicationSpecs: [spec] }).cluster.shards;
    expect(shard).toMatchObject({ id: anId, zoneId: "zone" });
    expect(shard?.regions[0]).toMatchObject({
      electable: { nodeCount: 3, diskIOPS: 4_001 },
      readOnly: { nodeCount: 2, diskIOPS: 4_002 },
      analytics: { nodeCount: 1, diskIOPS: 4_003 },
    });
  });
});

describe("a kind that a region has no nodes of", () => {
  it.each([
    ["readOnlySpecs", "readOnly"],
    ["analyticsSpecs", "analytics"],
  ] as const)("is kept to the letter: %s", (key, kind) => {
    const [given] = aDescription(1).replicationSpecs as Json[];
    const [region] = (given?.regionConfigs ?? []) as Json[];
    const idle = { instanceSize: "M40", nodeCount: 0, diskSizeGB: 41, diskIOPS: 4_001 };
    const spec = { ...given, regionConfigs: [{ ...region, [key]: idle }] };
    expect(built({ replicationSpecs: [spec] }).cluster.shards[0]?.regions[0]?.[kind]).toMatchObject(idle);
  });
});

describe("a Flex cluster from its description", () => {
  const flex = (changes: Json = {}, provider: Json = {}) => {
    const providerSettings = { backingProviderName: "GCP", regionName: "CENTRAL_US", ...provider };
    const description = { name: "small", providerSettings, createDate: "2025-03-04T05:06:07Z", ...changes };
    return buildDescribed(description, { projectId: PROJECT, now: NOW, newId: () => "new" });
  };
  const placeOf = ({ cluster }: ReturnType<typeof flex>) =>
    [cluster.shards[0]?.regions[0]?.backingProviderName, cluster.shards[0]?.regions[0]?.regionName] as const;

  it("is where it says, on AWS if it does not say", () => {
    expect(placeOf(flex())).toEqual(["GCP", "CENTRAL_US"]);
    expect(placeOf(flex({}, { backingProviderName: "OTHER", regionName: "US_EAST_1" }))).toEqual(["AWS", "US_EAST_1"]);
  });

  it("keeps its id, its date, its tags, its protection and its version", () => {
    const tags = [{ key: "env", value: "dev" }];
    const given = { id: anId, tags, terminationProtectionEnabled: true, mongoDBVersion: "8.0.1" };
    expect(flex(given).cluster).toMatchObject({
      ...given,
      flex: true,
      name: "small",
      createdAt: Date.parse("2025-03-04T05:06:07Z"),
    });
    expect(flex({ createDate: null }).cluster.createdAt).toBe(NOW);
  });
});
