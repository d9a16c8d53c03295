import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../../../../src/local/admin-api/clusters/cluster-input";
import { PLAIN_NAMES } from "../../../../../src/local/admin-api/clusters/requests/cluster-patch";
import { ApiError } from "../../../../../src/local/admin-api/http/errors";
import { type AtlasState, createAtlasState } from "../../../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../../../src/local/clock/stepped-clock";
import { PROJECT, START } from "../../local-atlas";

let state: AtlasState;
let count = 0;

beforeEach(() => {
  state = createAtlasState({ clock: createSteppedClock({ startMs: START }) });
  state.addProject({ id: PROJECT });
});
afterEach(() => state.stop());

type Json = Record<string, unknown>;

function verdict(change: Json, input: Partial<ClusterInput> = {}): string {
  count += 1;
  const name = `c${count}`;
  state.addCluster(PROJECT, { name, tier: "M30", ...input });
  try {
    state.checkChange(PROJECT, name, change);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `${error.status} ${error.code}`;
  }
}

const specs = (instanceSize: string, nodeCount: number, more: Json = {}) => ({ instanceSize, nodeCount, ...more });
const region = (electableSpecs: Json, more: Json = {}) => ({
  providerName: "AWS",
  regionName: "US_EAST_1",
  priority: 7,
  electableSpecs,
  ...more,
});
const body = (...regionConfigs: Json[]) => ({ replicationSpecs: [{ regionConfigs }] });
const sized = (instanceSize: string, more: Json = {}) => body(region(specs(instanceSize, 3, more)));

/** The last value that is taken and the first that is not. */
const edge = (judge: (value: number) => string, taken: number, refused: number) => [judge(taken), judge(refused)];

describe("the edges of what is taken", () => {
  it("of tags: 50, each key and value of 1 to 255 characters, each key once", () => {
    const tags = (number: number, keyLength = 3, valueLength = 3) => ({
      tags: Array.from({ length: number }, (_, index) => ({
        key: String(index).padStart(keyLength, "k"),
        value: "v".repeat(valueLength),
      })),
    });
    const wrong = "400 INVALID_JSON_ATTRIBUTE";
    expect(edge((number) => verdict(tags(number)), 50, 51)).toEqual(["accepted", "400 VALIDATION_ERROR"]);
    expect(edge((length) => verdict(tags(1, length)), 255, 256)).toEqual(["accepted", wrong]);
    expect(edge((length) => verdict(tags(1, 3, length)), 255, 256)).toEqual(["accepted", wrong]);
    expect(edge((length) => verdict(tags(1, 3, length)), 1, 0)).toEqual(["accepted", wrong]);
    expect(verdict({ tags: [{ key: "", value: "v" }] })).toBe(wrong);
  });

  it("of nodes: 50 a shard, none below zero", () => {
    const readOnly = (nodeCount: number) => body(region(specs("M30", 3), { readOnlySpecs: specs("M30", nodeCount) }));
    expect(edge((number) => verdict(readOnly(number)), 47, 48)).toEqual(["accepted", "400 INVALID_INSTANCE_COUNT"]);
    expect(edge((number) => verdict(readOnly(number)), 0, -1)).toEqual(["accepted", "400 INVALID_INSTANCE_COUNT"]);
  });

  it("of electable nodes: 3, 5 or 7", () => {
    const taken = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(
      (number) => verdict(body(region(specs("M30", number)))) === "accepted",
    );
    expect(taken).toEqual([3, 5, 7]);
  });

  it("of disks: within the tier's range, whole, and not below the data", () => {
    const disk = (tier: string) => (diskSizeGB: number) => verdict(sized(tier, { diskSizeGB }), { tier });
    const wrong = "400 CLUSTER_DISK_SIZE_INVALID";
    expect(edge(disk("M10"), 10, 9)).toEqual(["accepted", wrong]);
    expect(edge(disk("M10"), 128, 129)).toEqual(["accepted", wrong]);
    expect(edge(disk("M50"), 4096, 4097)).toEqual(["accepted", wrong]);
    const data = (diskSizeGB: number) => verdict(sized("M30", { diskSizeGB }), { diskSizeGB: 80, dataSizeGB: 60 });
    expect(edge(data, 60, 59)).toEqual(["accepted", "400 DISK_SIZE_GB_TOO_SMALL"]);
    expect(verdict(sized("M30", { diskSizeGB: 40.5 }))).toBe("400 CLUSTER_DISK_SIZE_NOT_WHOLE_NUMBER");
    expect(verdict(sized("M30", { diskSizeGB: 0 }))).toBe("400 CLUSTER_DISK_SIZE_NOT_WHOLE_NUMBER");
  });

  it("of provisioned IOPS: 100 to 50 a GB, 64,000 at most, from M30 on", () => {
    const provisioned =
      (diskSizeGB: number, tier = "M50") =>
      (diskIOPS: number) =>
        verdict(sized(tier, { diskSizeGB, diskIOPS, ebsVolumeType: "PROVISIONED" }), { tier, diskSizeGB });
    const wrong = "400 CLUSTER_DISK_IOPS_INVALID";
    expect(edge(provisioned(40), 100, 99)).toEqual(["accepted", wrong]);
    expect(edge(provisioned(40), 2000, 2001)).toEqual(["accepted", wrong]);
    expect(edge(provisioned(4000), 64_000, 64_001)).toEqual(["accepted", wrong]);
    expect([provisioned(40, "M30")(500), provisioned(40, "M20")(500)]).toEqual(["accepted", "400 INVALID_ATTRIBUTE"]);
    expect(verdict(sized("M20", { ebsVolumeType: "STANDARD" }), { tier: "M20" })).toBe("accepted");
  });

  it("of IOPS elsewhere: Azure's own from M40 on up to 80,000, Google's on Gen2 from 3,000 to 160,000", () => {
    const azure = (tier: string) => (diskIOPS: number) =>
      verdict(body(region(specs(tier, 3, { diskIOPS }), { providerName: "AZURE", regionName: "US_EAST_2" })), {
        tier,
        providerName: "AZURE",
      });
    const wrong = "400 CLUSTER_DISK_IOPS_INVALID";
    expect(edge(azure("M40"), 80_000, 80_001)).toEqual(["accepted", wrong]);
    expect(edge(azure("M40"), 3500, 3499)).toEqual(["accepted", wrong]);
    expect(edge(azure("M30"), 3500, 3501)).toEqual(["accepted", wrong]);
    const google = (diskIOPS: number) =>
      verdict(body(region(specs("M40_GEN_2", 3, { diskIOPS }), { providerName: "GCP", regionName: "CENTRAL_US" })), {
        tier: "M40_GEN_2",
        providerName: "GCP",
      });
    expect(edge(google, 3000, 2999)).toEqual(["accepted", wrong]);
    expect(edge(google, 160_000, 160_001)).toEqual(["accepted", wrong]);
  });

  it("of priorities: 7 and down for electable regions, 0 for the others", () => {
    const regions = (...priorities: number[]) =>
      body(
        region(specs("M30", 2), { priority: priorities[0] }),
        region(specs("M30", 1), { regionName: "US_WEST_2", priority: priorities[1] }),
        region(specs("M30", 0), { regionName: "EU_WEST_1", priority: priorities[2], readOnlySpecs: specs("M30", 1) }),
      );
    const wrong = "400 INVALID_CLUSTER_CONFIGURATION";
    expect([regions(7, 6, 0), regions(6, 7, 0), regions(7, 5, 0), regions(7, 6, 5)].map((one) => verdict(one))).toEqual(
      ["accepted", "accepted", wrong, wrong],
    );
  });

  it("of a cluster's pause: none with NVMe nodes of any kind", () => {
    const mixed = { analyticsNodes: 1, analyticsTier: "M40_NVME", backupEnabled: true };
    expect(verdict({ paused: true }, mixed)).toBe("409 CANNOT_PAUSE_NVME_CLUSTER");
    expect(verdict({ paused: true })).toBe("accepted");
  });

  it("of backups: a PATCH may switch them on and move to NVMe at once", () => {
    expect(verdict({ backupEnabled: true, ...sized("M40_NVME") })).toBe("accepted");
    expect(verdict({ backupEnabled: false, ...sized("M40_NVME") }, { backupEnabled: true })).toBe(
      "400 NVME_STORAGE_PROVIDER_BACKUP_REQUIRED",
    );
  });

  it("of cluster types: towards more shards only", () => {
    const to = (clusterType: string, from: Partial<ClusterInput>) => verdict({ clusterType }, from);
    const sharded = { shards: 1 };
    const geo = { shards: 1, clusterType: "GEOSHARDED" } as const;
    expect([to("SHARDED", {}), to("GEOSHARDED", sharded), to("SHARDED", sharded)]).toEqual(Array(3).fill("accepted"));
    expect(to("REPLICASET", sharded)).toBe("400 SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET");
    expect(to("SHARDED", geo)).toBe("400 CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE");
  });

  it.each(PLAIN_NAMES)("of the plain setting %s: its own type alone", (name) => {
    expect(verdict({ [name]: 5 })).toMatch(/^400 /);
  });

  it("of plain settings: the choices that exist", () => {
    const settings: [string, unknown, unknown][] = [
      ["adaptiveCapacity", "ENABLED", "MAYBE"],
      ["configServerManagementMode", "FIXED_TO_DEDICATED", "NONE"],
      ["diskWarmingMode", "VISIBLE_EARLIER", "COLD"],
      ["encryptionAtRestProvider", "AWS", "IBM"],
      ["rootCertType", "ISRGROOTX1", "OTHER"],
      ["versionReleaseSystem", "CONTINUOUS", "NEVER"],
      ["replicaSetScalingStrategy", "NODE_TYPE", "RANDOM"],
    ];
    for (const [name, taken, refused] of settings) {
      expect([name, verdict({ [name]: taken }), verdict({ [name]: refused })]).toEqual([
        name,
        "accepted",
        "400 INVALID_ENUM_VALUE",
      ]);
    }
  });
});
