import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../../../../src/local/admin-api/clusters/cluster-input";
import { ApiError } from "../../../../../src/local/admin-api/http/errors";
import { type AtlasState, createAtlasState } from "../../../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../../../src/local/clock/stepped-clock";
import { PROJECT, START } from "../../local-atlas";

let state: AtlasState;

beforeEach(() => {
  state = createAtlasState({ clock: createSteppedClock({ startMs: START }) });
  state.addProject({ id: PROJECT });
});
afterEach(() => state.stop());

type Json = Record<string, unknown>;

const specs = (instanceSize: string, nodeCount: number, more: Json = {}) => ({ instanceSize, nodeCount, ...more });
const region = (more: Json = {}, electable: Json = {}) => ({
  providerName: "AWS",
  regionName: "US_EAST_1",
  priority: 7,
  electableSpecs: specs("M30", 3, electable),
  ...more,
});
const body = (...regionConfigs: Json[]) => ({ replicationSpecs: [{ regionConfigs }] });
const scaling = (compute: Json, diskGB: Json = { enabled: true }) => ({ autoScaling: { compute, diskGB } });

/** The code and status of the refusal of `change` on a cluster built from `input`, or "accepted". */
function verdict(change: unknown, input: Partial<ClusterInput> = {}): string {
  state.addCluster(PROJECT, { name: "c", tier: "M30", ...input });
  try {
    state.checkChange(PROJECT, "c", change as Json);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `${error.status} ${error.code}`;
  }
}

describe("attributes of a PATCH", () => {
  const table: [string, Json, string][] = [
    ["one that does not exist", { colour: "red" }, "400 INVALID_ATTRIBUTE"],
    [
      "numShards of an older version",
      { replicationSpecs: [{ numShards: 1, regionConfigs: [region()] }] },
      "400 INVALID_ATTRIBUTE",
    ],
    ["an unknown one of a region", body(region({ colour: "red" })), "400 INVALID_ATTRIBUTE"],
    ["an unknown one of a size", body(region({}, { colour: "red" })), "400 INVALID_ATTRIBUTE"],
    ["stateName", { stateName: "IDLE" }, "400 ATTRIBUTE_READ_ONLY"],
    ["id", { id: "x" }, "400 ATTRIBUTE_READ_ONLY"],
    ["connectionStrings", { connectionStrings: {} }, "400 ATTRIBUTE_READ_ONLY"],
    ["effectiveReplicationSpecs", { effectiveReplicationSpecs: [] }, "400 ATTRIBUTE_READ_ONLY"],
    ["another name", { name: "d" }, "400 CLUSTER_CANNOT_CHANGE_NAME"],
    ["the same name", { name: "c" }, "accepted"],
    ["links", { links: [] }, "accepted"],
    ["a text for paused", { paused: "yes" }, "400 INVALID_JSON_ATTRIBUTE"],
    ["a text for a count", body(region({}, { nodeCount: "3" })), "400 INVALID_JSON_ATTRIBUTE"],
    ["an object for replicationSpecs", { replicationSpecs: {} }, "400 INVALID_JSON_ATTRIBUTE"],
    ["no regions", { replicationSpecs: [{ regionConfigs: [] }] }, "400 REPLICATION_SPECS_INVALID"],
    ["no shards", { replicationSpecs: [] }, "400 REPLICATION_SPECS_INVALID"],
    ["no priority", body(region({ priority: undefined })), "400 MISSING_ATTRIBUTE"],
    ["no size", body(region({}, { instanceSize: undefined })), "400 MISSING_ATTRIBUTE"],
    ["no node count", body(region({}, { nodeCount: undefined })), "400 MISSING_ATTRIBUTE"],
    [
      "a tag twice",
      {
        tags: [
          { key: "a", value: "1" },
          { key: "a", value: "2" },
        ],
      },
      "400 VALIDATION_ERROR",
    ],
    ["an unknown cluster type", { clusterType: "MESH" }, "400 INVALID_ENUM_VALUE"],
    [
      "what every description carries beside the sizes",
      body(
        region(
          { effectiveElectableSpecs: specs("M10", 3), effectiveReadOnlySpecs: specs("M10", 0) },
          { diskThroughput: 1 },
        ),
      ),
      "accepted",
    ],
  ];
  it.each(table)("%s", (_what, change, expected) => {
    expect(verdict(change)).toBe(expected);
  });
});

describe("sizes", () => {
  const table: [string, Json, string, Partial<ClusterInput>?][] = [
    ["a tier the provider has not", body(region({}, { instanceSize: "M31" })), "400 INVALID_ENUM_VALUE"],
    ["a tier of another provider", body(region({}, { instanceSize: "M90" })), "400 INVALID_ENUM_VALUE"],
    ["a free tier", body(region({}, { instanceSize: "M0" })), "400 INVALID_ENUM_VALUE"],
    [
      "read-only nodes left behind",
      body(region({ readOnlySpecs: specs("M10", 1) })),
      "400 BASE_INSTANCE_SIZE_MUST_MATCH",
    ],
    [
      "a read-only size left behind without nodes, as in the SDK's example",
      body(region({ readOnlySpecs: specs("M10", 0) })),
      "accepted",
    ],
    [
      "a region left behind",
      body(
        region({}, { nodeCount: 2 }),
        region({ regionName: "US_WEST_2", priority: 6 }, { nodeCount: 1, instanceSize: "M10" }),
      ),
      "400 INSTANCE_SIZE_MUST_MATCH_IN_REGION_CONFIGS",
    ],
    [
      "analytics of two sizes",
      body(
        region({ analyticsSpecs: specs("M10", 0) }, { nodeCount: 2 }),
        region({ regionName: "US_WEST_2", priority: 6, analyticsSpecs: specs("M20", 1) }, { nodeCount: 1 }),
      ),
      "400 ANALYTICS_INSTANCE_SIZE_MUST_MATCH",
    ],
    ["analytics of a size of their own", body(region({ analyticsSpecs: specs("M10", 1) })), "accepted"],
    [
      "shards that differ",
      {
        replicationSpecs: [
          body(region()).replicationSpecs[0],
          body(region({}, { instanceSize: "M40" })).replicationSpecs[0],
        ],
      },
      "accepted",
      { shards: 2 },
    ],
    ["a free cluster", { labels: [] }, "400 TENANT_CLUSTER_UPDATE_UNSUPPORTED", { tier: "M0" }],
  ];
  it.each(table)("%s", (_what, change, expected, input = {}) => {
    expect(verdict(change, input)).toBe(expected);
  });

  it("are refused where the region has no machines of a tier the cluster does not run", () => {
    state.setCapacity("AWS", "US_EAST_1", "M30", false);
    expect(verdict(body(region()), { tier: "M10" })).toBe("409 OUT_OF_CAPACITY");
  });

  it("that the cluster runs already need no new machines", () => {
    state.setCapacity("AWS", "US_EAST_1", "M30", false);
    expect(verdict(body(region()))).toBe("accepted");
  });
});

describe("topology", () => {
  const table: [string, Json, string, Partial<ClusterInput>?][] = [
    ["a region that does not exist", body(region({ regionName: "MOON_1" })), "400 INVALID_REGION"],
    ["a provider that does not exist", body(region({ providerName: "IBM" })), "400 INVALID_PROVIDER"],
    [
      "a move to the free tier's provider",
      body(region({ providerName: "TENANT" })),
      "400 CLUSTER_CANNOT_CHANGE_PROVIDER_NAME",
    ],
    [
      "a region twice",
      body(region({}, { nodeCount: 2 }), region({ priority: 6 }, { nodeCount: 1 })),
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    ["four electable nodes", body(region({}, { nodeCount: 4 })), "400 CLUSTER_REPLICATION_FACTOR_INVALID"],
    ["no electable nodes", body(region({}, { nodeCount: 0 })), "400 CLUSTER_REPLICATION_FACTOR_INVALID"],
    ["a priority of 6 for the first", body(region({ priority: 6 })), "400 INVALID_CLUSTER_CONFIGURATION"],
    [
      "equal priorities",
      body(region({}, { nodeCount: 2 }), region({ regionName: "US_WEST_2" }, { nodeCount: 1 })),
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    [
      "two shards of a replica set",
      { replicationSpecs: [{ regionConfigs: [region()] }, { regionConfigs: [region()] }] },
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    [
      "sharded to replica set",
      { clusterType: "REPLICASET" },
      "400 SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET",
      { shards: 1 },
    ],
    [
      "geo-sharded to sharded",
      { clusterType: "SHARDED" },
      "400 CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE",
      { clusterType: "GEOSHARDED" },
    ],
    [
      "a shard id nobody has",
      { replicationSpecs: [{ id: "5e1ec444970199272441a299", regionConfigs: [region()] }] },
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    [
      "NVMe across clouds",
      body(
        region({}, { nodeCount: 2, instanceSize: "M60_NVME" }),
        region(
          { providerName: "AZURE", regionName: "US_EAST_2", priority: 6 },
          { nodeCount: 1, instanceSize: "M60_NVME" },
        ),
      ),
      "400 INVALID_CLUSTER_CONFIGURATION",
    ],
    [
      "AWS and Azure",
      body(
        region({}, { nodeCount: 2 }),
        region({ providerName: "AZURE", regionName: "US_EAST_2", priority: 6 }, { nodeCount: 1 }),
      ),
      "accepted",
    ],
  ];
  it.each(table)("%s", (_what, change, expected, input = {}) => {
    expect(verdict(change, input)).toBe(expected);
  });
});

describe("disks", () => {
  const aws = (electable: Json) => body(region({}, electable));
  const azure = (electable: Json) => body(region({ providerName: "AZURE", regionName: "US_EAST_2" }, electable));
  const gcp = (electable: Json) => body(region({ providerName: "GCP", regionName: "CENTRAL_US" }, electable));
  const table: [string, Json, string, Partial<ClusterInput>?][] = [
    [
      "a tier that does not hold the disk",
      aws({ instanceSize: "M10" }),
      "400 CLUSTER_DISK_SIZE_INVALID",
      { diskSizeGB: 200 },
    ],
    ["a tier that just holds it", aws({ instanceSize: "M10" }), "accepted", { diskSizeGB: 128 }],
    ["below the smallest", aws({ diskSizeGB: 5 }), "400 CLUSTER_DISK_SIZE_INVALID"],
    ["not whole", aws({ diskSizeGB: 40.5 }), "400 CLUSTER_DISK_SIZE_NOT_WHOLE_NUMBER"],
    [
      "smaller than the data",
      aws({ diskSizeGB: 40 }),
      "400 DISK_SIZE_GB_TOO_SMALL",
      { diskSizeGB: 80, dataSizeGB: 60 },
    ],
    [
      "different for read-only nodes",
      body(region({ readOnlySpecs: specs("M30", 1, { diskSizeGB: 50 }) }, { diskSizeGB: 40 })),
      "400 DISK_SIZE_GB_INCONSISTENT",
    ],
    ["grown", aws({ diskSizeGB: 80 }), "accepted"],
    [
      "stale IOPS on a STANDARD volume",
      aws({ diskIOPS: 120, ebsVolumeType: "STANDARD" }),
      "400 CLUSTER_DISK_IOPS_INVALID",
    ],
    ["the IOPS it has on a STANDARD volume", aws({ diskIOPS: 3000, ebsVolumeType: "STANDARD" }), "accepted"],
    ["provisioned IOPS", aws({ diskIOPS: 2000, ebsVolumeType: "PROVISIONED" }), "accepted"],
    [
      "more provisioned IOPS than the disk can do",
      aws({ diskIOPS: 2001, ebsVolumeType: "PROVISIONED" }),
      "400 CLUSTER_DISK_IOPS_INVALID",
    ],
    [
      "provisioned IOPS on M20",
      aws({ instanceSize: "M20", diskIOPS: 1000, ebsVolumeType: "PROVISIONED" }),
      "400 INVALID_ATTRIBUTE",
    ],
    ["an unknown volume type", aws({ ebsVolumeType: "TAPE" }), "400 INVALID_ENUM_VALUE"],
    ["IOPS on GCP", gcp({ diskIOPS: 3000 }), "400 INVALID_ATTRIBUTE", { providerName: "GCP" }],
    ["IOPS on GCP Gen2", gcp({ instanceSize: "M30_GEN_2", diskIOPS: 3000 }), "accepted", { providerName: "GCP" }],
    [
      "a volume type on Azure",
      azure({ ebsVolumeType: "STANDARD" }),
      "400 INVALID_ATTRIBUTE",
      { providerName: "AZURE" },
    ],
    ["the standard IOPS on Azure", azure({ diskIOPS: 3500 }), "accepted", { providerName: "AZURE" }],
    [
      "more IOPS on Azure below M40",
      azure({ diskIOPS: 3600 }),
      "400 CLUSTER_DISK_IOPS_INVALID",
      { providerName: "AZURE" },
    ],
    [
      "more IOPS on Azure from M40",
      azure({ instanceSize: "M40", diskIOPS: 8000 }),
      "accepted",
      { providerName: "AZURE" },
    ],
    [
      "a disk for NVMe",
      aws({ instanceSize: "M40_NVME", diskSizeGB: 40 }),
      "400 CANNOT_MODIFY_DISK_SIZE_FOR_NVME_CLUSTER",
      { backupEnabled: true },
    ],
    ["NVMe without backup", aws({ instanceSize: "M40_NVME" }), "400 NVME_STORAGE_PROVIDER_BACKUP_REQUIRED"],
    ["NVMe with backup", aws({ instanceSize: "M40_NVME" }), "accepted", { backupEnabled: true }],
    ["from NVMe to a disk", aws({}), "accepted", { tier: "M40_NVME" }],
  ];
  it.each(table)("%s", (_what, change, expected, input = {}) => {
    expect(verdict(change, input)).toBe(expected);
  });

  it("of extended storage may be larger than the tier's", () => {
    state.addProject({ id: PROJECT, extendedStorage: true });
    expect(verdict(aws({ instanceSize: "M40", diskSizeGB: 3000 }), { tier: "M40" })).toBe("accepted");
  });

  it("keep their size when a PATCH does not name it, and lose the IOPS and the volume type that it leaves out", () => {
    const cluster = state.addCluster(PROJECT, {
      name: "p",
      tier: "M30",
      diskSizeGB: 100,
      ebsVolumeType: "PROVISIONED",
      diskIOPS: 2500,
    });
    const planned = state.checkChange(PROJECT, "p", aws({ instanceSize: "M40", ebsVolumeType: "PROVISIONED" }));
    expect(planned.shards[0]?.regions[0]?.electable).toMatchObject({
      diskSizeGB: 100,
      diskIOPS: 3000,
      ebsVolumeType: "PROVISIONED",
    });
    const dropped = state.checkChange(PROJECT, "p", aws({ instanceSize: "M40" }));
    expect(dropped.shards[0]?.regions[0]?.electable).toMatchObject({ ebsVolumeType: "STANDARD", diskIOPS: 3000 });
    expect(cluster.stateName).toBe("IDLE");
  });
});

describe("auto-scaling", () => {
  const bounds = (min: string | undefined, max: string | undefined, more: Json = {}) =>
    scaling({
      enabled: true,
      scaleDownEnabled: min !== undefined,
      minInstanceSize: min,
      maxInstanceSize: max,
      ...more,
    });
  const table: [string, Json, string, Partial<ClusterInput>?][] = [
    ["bounds around the size", body(region(bounds("M20", "M40"))), "accepted"],
    ["the size at both ends", body(region(bounds("M30", "M40"))), "accepted"],
    [
      "without a maximum",
      body(region(bounds("M20", undefined))),
      "400 COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_REQUIRED",
    ],
    [
      "scale-down without a minimum",
      body(region(bounds(undefined, "M40", { scaleDownEnabled: true }))),
      "400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_REQUIRED",
    ],
    [
      "a minimum without scale-down",
      body(region(bounds("M20", "M40", { scaleDownEnabled: false }))),
      "400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_INVALID",
    ],
    [
      "scale-down of what is off",
      body(region(scaling({ enabled: false, scaleDownEnabled: true }))),
      "400 COMPUTE_AUTO_SCALING_SCALE_DOWN_ENABLED_INVALID",
    ],
    ["equal bounds", body(region(bounds("M30", "M30"))), "400 COMPUTE_AUTO_SCALING_INSTANCE_SIZE_RANGE_INVALID"],
    ["a size below", body(region(bounds("M40", "M50"))), "400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_INVALID"],
    ["a size above", body(region(bounds("M10", "M20"))), "400 COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID"],
    [
      "a maximum of another class",
      body(region(bounds("M30", "R50"))),
      "400 COMPUTE_AUTO_SCALING_INSTANCE_SIZE_RANGE_INVALID",
    ],
    [
      "a minimum that cannot hold the disk",
      body(region(bounds("M10", "M40"))),
      "400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_STORAGE_CONFIGURATION_INVALID",
      { diskSizeGB: 200 },
    ],
    [
      "NVMe",
      body(region(bounds("M40_NVME", "M60_NVME"), { instanceSize: "M50_NVME" })),
      "400 AUTO_SCALING_NOT_SUPPORTED",
      { backupEnabled: true },
    ],
    [
      "in one region only",
      body(
        region(bounds("M20", "M40"), { nodeCount: 2 }),
        region({ regionName: "US_WEST_2", priority: 6 }, { nodeCount: 1 }),
      ),
      "400 AUTO_SCALINGS_MUST_BE_IN_EVERY_REGION_CONFIG",
    ],
    ["what other answers carry", body(region(bounds("M20", "M40", { predictiveEnabled: false }))), "accepted"],
    [
      "disks off with a minimum oplog window",
      body(region(scaling({ enabled: false }, { enabled: false }))),
      "400 OPLOG_MIN_RETENTION_HOURS_NO_DISK_AUTO_SCALING",
      { oplogMinRetentionHours: 24 },
    ],
    [
      "analytics outside their bounds",
      body(
        region({
          analyticsSpecs: specs("M20", 1),
          analyticsAutoScaling: { compute: { enabled: true, scaleDownEnabled: false, maxInstanceSize: "M10" } },
        }),
      ),
      "400 COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID",
    ],
  ];
  it.each(table)("%s", (_what, change, expected, input = {}) => {
    expect(verdict(change, input)).toBe(expected);
  });

  it("is off in every part that a PATCH does not name", () => {
    const scaledBy = (autoScaling: Json) => {
      state.addCluster(PROJECT, { name: `s${Object.keys(autoScaling)}`, tier: "M30" });
      const planned = state.checkChange(PROJECT, `s${Object.keys(autoScaling)}`, body(region({ autoScaling })));
      return planned.shards[0]?.regions[0]?.autoScaling;
    };
    const off = { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } };
    expect(scaledBy({})).toEqual(off);
    expect(scaledBy({ diskGB: { enabled: true } })).toEqual({ ...off, diskGB: { enabled: true } });
    expect(scaledBy({ compute: { enabled: true, maxInstanceSize: "M40" } })).toEqual({
      ...off,
      compute: { enabled: true, scaleDownEnabled: false, maxInstanceSize: "M40" },
    });
  });

  it("is off after a PATCH that does not name it", () => {
    state.addCluster(PROJECT, { name: "s", tier: "M30", autoScaling: { min: "M20", max: "M40" } });
    const planned = state.checkChange(PROJECT, "s", body(region()));
    expect(planned.shards[0]?.regions[0]?.autoScaling.compute.enabled).toBe(false);
  });

  it("keeps sizes to itself when the client works with effective fields", () => {
    state.addCluster(PROJECT, { name: "s", tier: "M30", autoScaling: { min: "M20", max: "M40" } });
    const options = { useEffectiveInstanceFields: true, version: "2024-10-23" };
    const planned = state.checkChange(
      PROJECT,
      "s",
      body(region(bounds("M20", "M50"), { instanceSize: "M50" })),
      options,
    );
    expect(planned.shards[0]?.regions[0]?.electable.instanceSize).toBe("M30");
  });
});
