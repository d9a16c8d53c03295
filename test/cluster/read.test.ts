import { describe, expect, it } from "@jest/globals";
import { readAutoScalingMode, readCluster } from "../../src/cluster/read";
import { aCluster, aDescription, projectId } from "./builders";

type Json = Record<string, unknown>;

/** The first region config of a description, to change in place. */
function firstRegion(description: Json): Json {
  return (description as { replicationSpecs: { regionConfigs: Json[] }[] }).replicationSpecs[0]?.regionConfigs[0] ?? {};
}

function problemOf(change: (description: Json, region: Json) => void): string {
  const description = aDescription();
  change(description, firstRegion(description));
  const read = readCluster(description);
  return "problem" in read ? read.problem : "none";
}

describe("readCluster", () => {
  it("reads what decisions and PATCH bodies need", () => {
    expect(aCluster({ tags: { env: "dev" }, createDate: "2026-01-02T03:04:05Z" })).toMatchObject({
      name: "Cluster0",
      projectId,
      stateName: "IDLE",
      paused: false,
      clusterType: "REPLICASET",
      createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
      tags: [{ key: "env", value: "dev" }],
      sharedTier: null,
      shards: [
        { zoneName: "Zone 1", regions: [{ providerName: "AWS", electable: { instanceSize: "M10", nodeCount: 3 } }] },
      ],
    });
  });

  it.each([
    [1, "REPLICASET"],
    [2, "SHARDED"],
  ])("takes a cluster of %i shards that does not say its type for a %s", (shards, type) => {
    const { clusterType: _, ...description } = aDescription({ shards: Array(shards).fill({}) });
    expect(readCluster(description)).toMatchObject({ cluster: { clusterType: type } });
  });

  it("reads one shard per element, in order", () => {
    const { shards, clusterType } = aCluster({ shards: [{}, { zoneName: "Zone 2" }] });
    expect(clusterType).toBe("SHARDED");
    expect(shards.map((shard) => shard.zoneName)).toEqual(["Zone 1", "Zone 2"]);
    expect(new Set(shards.map((shard) => shard.id)).size).toBe(2);
  });

  it("does without what it does not need, and does not mind keys it does not know", () => {
    expect(
      problemOf((description, region) => {
        for (const key of ["id", "createDate", "tags", "paused", "internalClusterRole", "clusterType", "groupId"]) {
          delete description[key];
        }
        for (const key of ["readOnlySpecs", "analyticsSpecs", "autoScaling"]) region[key] = null;
        description.new = { key: [null] };
        region.priority = null;
      }),
    ).toBe("none");
  });

  it("takes a spec without nodes and size for none", () => {
    const description = aDescription();
    firstRegion(description).readOnlySpecs = { nodeCount: 0 };
    const read = readCluster(description);
    expect("cluster" in read && read.cluster.shards[0]?.regions[0]?.readOnly).toBeNull();
  });

  it.each<[string, (description: Json, region: Json) => void]>([
    ["stateName is missing", (description) => delete description.stateName],
    ["replicationSpecs is missing", (description) => delete description.replicationSpecs],
    ["replicationSpecs is missing", (description) => Object.assign(description, { replicationSpecs: [] })],
    [
      "replicationSpecs[0].regionConfigs[0].providerName is missing",
      (_, region) => Object.assign(region, { providerName: 7 }),
    ],
    [
      "replicationSpecs[0].regionConfigs[0].electableSpecs.instanceSize is missing",
      (_, region) => Object.assign(region, { electableSpecs: { nodeCount: 3 } }),
    ],
    [
      "replicationSpecs[0].regionConfigs[0].readOnlySpecs.nodeCount is missing",
      (_, region) => Object.assign(region, { readOnlySpecs: { instanceSize: "M10" } }),
    ],
    [
      "replicationSpecs[0].regionConfigs has no electable or read-only node",
      (_, region) => Object.assign(region, { electableSpecs: null }),
    ],
    [
      "replicationSpecs[0].numShards is of an older API version",
      (description) => Object.assign((description.replicationSpecs as Json[])[0] ?? {}, { numShards: 2 }),
    ],
  ])("says: %s", (problem, change) => {
    expect(problemOf(change)).toBe(problem);
  });

  it("names every problem at once, and the cluster", () => {
    const description = aDescription({ name: "shop" });
    delete description.stateName;
    delete firstRegion(description).regionName;
    const read = readCluster(description);
    expect(read).toEqual({
      name: "shop",
      tags: [],
      problem: "replicationSpecs[0].regionConfigs[0].regionName is missing; stateName is missing",
    });
  });

  it.each([null, undefined, 7, "x", [], {}, { name: "" }])("has a problem with %p", (description) => {
    expect(readCluster(description)).toEqual({ name: null, tags: [], problem: "name is missing" });
  });

  it("knows shared tiers: M0 as provider TENANT, Flex by its settings or its effective size", () => {
    const tenant = (electableSpecs: Json) => ({
      name: "free",
      stateName: "IDLE",
      replicationSpecs: [
        {
          regionConfigs: [
            { providerName: "TENANT", backingProviderName: "AWS", regionName: "US_EAST_1", electableSpecs },
          ],
        },
      ],
    });
    const flex = {
      name: "flex",
      stateName: "IDLE",
      providerSettings: { providerName: "FLEX", regionName: "US_EAST_1" },
    };
    const read = [
      tenant({ instanceSize: "M0", effectiveInstanceSize: "M0" }),
      tenant({ instanceSize: "M2", effectiveInstanceSize: "FLEX" }),
      flex,
    ].map((description) => readCluster(description));
    expect(read.map((one) => "cluster" in one && one.cluster.sharedTier)).toEqual(["M0", "FLEX", "FLEX"]);
  });
});

describe("readAutoScalingMode", () => {
  it("knows the two modes", () => {
    expect(readAutoScalingMode({ autoScalingMode: "INDEPENDENT_SHARD_SCALING" })).toBe("INDEPENDENT_SHARD_SCALING");
    expect(readAutoScalingMode({ autoScalingMode: "CLUSTER_WIDE_SCALING" })).toBe("CLUSTER_WIDE_SCALING");
    expect(readAutoScalingMode({ autoScalingMode: "ELSE" })).toBeNull();
    expect(readAutoScalingMode(null)).toBeNull();
  });
});
