import { describe, expect, it } from "@jest/globals";
import { newCluster } from "../../../../src/local/admin-api/clusters/new-cluster";
import type { ClusterType, Shard } from "../../../../src/local/admin-api/model";
import { createAtlasState } from "../../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../../src/local/clock/stepped-clock";

const PROJECT = "5e1ec444970199272441a214";

/** The one shard of an ordinary cluster of this tier. */
function aShard(tier: string): Shard {
  const state = createAtlasState({ clock: createSteppedClock({ startMs: 0 }) });
  state.addProject({ id: PROJECT });
  const [shard] = state.addCluster(PROJECT, { name: "c", tier, backupEnabled: true }).shards;
  if (shard === undefined) throw new Error("a cluster without shards");
  return shard;
}

function made(clusterType: ClusterType, shards: number, mongoDBMajorVersion: string, tier = "M30") {
  const facts = { projectId: PROJECT, name: "c", createdAt: 0, clusterType, tags: [] };
  const all = Array.from({ length: shards }, () => aShard(tier));
  return newCluster({ ...facts, shards: all, settings: { mongoDBMajorVersion } }, () => "id");
}

describe("a new cluster of which only the shards are known", () => {
  it.each<[ClusterType, number, string, string]>([
    ["SHARDED", 1, "8.0", "EMBEDDED"],
    ["SHARDED", 3, "8.0", "EMBEDDED"],
    ["SHARDED", 4, "8.0", "DEDICATED"],
    ["SHARDED", 3, "7.0", "DEDICATED"],
    ["GEOSHARDED", 2, "8.0", "DEDICATED"],
    ["REPLICASET", 1, "8.0", "DEDICATED"],
  ])("%s of %i shards and version %s has configuration servers that are %s", (type, shards, version, servers) => {
    expect(made(type, shards, version).configServerType).toBe(servers);
  });

  it.each<[ClusterType, string]>([
    ["REPLICASET", "CLUSTER_WIDE_SCALING"],
    ["SHARDED", "INDEPENDENT_SHARD_SCALING"],
    ["GEOSHARDED", "INDEPENDENT_SHARD_SCALING"],
  ])("%s is auto-scaled by %s", (type, mode) => {
    expect(made(type, 1, "8.0").autoScalingMode).toBe(mode);
  });

  it.each([
    ["8.0", "8.0.29"],
    ["7.0", "7.0.40"],
    ["6.0", "6.0.0"],
  ])("of version %s runs the newest of its patches", (major, version) => {
    expect(made("REPLICASET", 1, major).mongoDBVersion).toBe(version);
  });

  it("is backed up where it is on NVMe, which cannot be without", () => {
    expect(made("REPLICASET", 1, "8.0", "M40_NVME").backupEnabled).toBe(true);
    expect(made("REPLICASET", 1, "8.0").backupEnabled).toBe(false);
  });

  it("stands still, awake and without protection", () => {
    expect(made("REPLICASET", 1, "8.0")).toMatchObject({
      id: "id",
      stateName: "IDLE",
      paused: false,
      pausing: false,
      flex: false,
      edition: "CORE",
      internalClusterRole: "NONE",
      dataSizeGB: 1,
      oplogMinRetentionHours: 0,
      scalingStrategy: "WORKLOAD_TYPE",
      terminationProtectionEnabled: false,
    });
  });
});
