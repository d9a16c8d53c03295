import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../../../../src/local/admin-api/clusters/cluster-input";
import { type AtlasState, createAtlasState } from "../../../../../src/local/admin-api/state/state";
import { createSteppedClock, type SteppedClock } from "../../../../../src/local/clock/stepped-clock";
import { MINUTE, PROJECT, START } from "../../local-atlas";

let clock: SteppedClock;
let state: AtlasState;

beforeEach(() => {
  clock = createSteppedClock({ startMs: START });
  state = createAtlasState({ clock, settings: { minutesPerNode: 5, minutesPerInitialSync: 30 } });
  state.addProject({ id: PROJECT });
});
afterEach(() => state.stop());

const ann = { username: "ann@example.com" };
const specs = (instanceSize: string, nodeCount: number) => ({ instanceSize, nodeCount });

async function minutesUntilIdle(input: Partial<ClusterInput>, body: Record<string, unknown>): Promise<number> {
  const cluster = state.addCluster(PROJECT, { name: "c", tier: "M30", ...input });
  state.changeAs(ann, PROJECT, "c", body);
  for (let minutes = 0; minutes < 600; minutes++) {
    if (cluster.stateName === "IDLE") return minutes;
    await clock.advanceBy(MINUTE);
  }
  return Number.POSITIVE_INFINITY;
}

const everyKind = (size: string) => ({
  replicationSpecs: [
    {
      regionConfigs: [
        {
          providerName: "AWS",
          regionName: "US_EAST_1",
          priority: 7,
          electableSpecs: specs(size, 3),
          readOnlySpecs: specs(size, 2),
          analyticsSpecs: specs(size, 4),
        },
      ],
    },
  ],
});

describe("the nodes of a shard", () => {
  it.each([
    ["WORKLOAD_TYPE", "analytics beside the operational ones", 25],
    ["SEQUENTIAL", "one by one", 45],
    ["NODE_TYPE", "each kind by itself", 20],
  ] as const)("change under %s: %s", async (scalingStrategy, _how, minutes) => {
    const input = { readOnlyNodes: 2, analyticsNodes: 4, scalingStrategy };
    expect(await minutesUntilIdle(input, everyKind("M40"))).toBe(minutes);
  });

  it("change under the strategy that comes with the change, and under it from then on", async () => {
    const input = { readOnlyNodes: 2, analyticsNodes: 4 };
    const change = { ...everyKind("M40"), replicaSetScalingStrategy: "SEQUENTIAL" };
    expect(await minutesUntilIdle(input, change)).toBe(45);
    expect(state.cluster(PROJECT, "c")?.scalingStrategy).toBe("SEQUENTIAL");
  });

  it("have a name to themselves within their project", () => {
    state.addCluster(PROJECT, { name: "c" });
    expect(() => state.addCluster(PROJECT, { name: "c" })).toThrow(`project ${PROJECT} has a cluster c already`);
  });

  it("take an initial sync each on the way to NVMe", async () => {
    const [shard] = everyKind("M40_NVME").replicationSpecs;
    const region = { ...shard?.regionConfigs[0], readOnlySpecs: undefined, analyticsSpecs: undefined };
    const body = { replicationSpecs: [{ regionConfigs: [region] }] };
    expect(await minutesUntilIdle({ backupEnabled: true }, body)).toBe(90);
  });

  it.each([
    ["AZURE", "US_EAST_2", "R40", 90],
    ["AWS", "US_EAST_1", "R40", 15],
    ["AZURE", "US_EAST_2", "M50", 15],
  ] as const)(
    "copy their data to another class on Azure alone: %s to %s %s",
    async (providerName, regionName, size, minutes) => {
      const [shard] = everyKind(size).replicationSpecs;
      const only = { readOnlySpecs: undefined, analyticsSpecs: undefined };
      const region = { ...shard?.regionConfigs[0], ...only, providerName, regionName };
      const input = { tier: "M40", providerName };
      expect(await minutesUntilIdle(input, { replicationSpecs: [{ regionConfigs: [region] }] })).toBe(minutes);
    },
  );

  it("go sooner than they come", async () => {
    const [shard] = everyKind("M30").replicationSpecs;
    const region = { ...shard?.regionConfigs[0], analyticsSpecs: undefined };
    const input = { readOnlyNodes: 2, analyticsNodes: 4 };
    expect(await minutesUntilIdle(input, { replicationSpecs: [{ regionConfigs: [region] }] })).toBe(4);
  });

  it("stay as they are in a change that asks for what is there", async () => {
    state.setSettings({ unchangedPatch: "stays-idle" });
    const input = { readOnlyNodes: 2, analyticsNodes: 4 };
    expect(await minutesUntilIdle(input, everyKind("M30"))).toBe(0);
    expect(
      state.events.list(PROJECT, { clusterNames: [], types: ["CLUSTER_UPDATE_STARTED"], excludedTypes: [] }),
    ).toEqual([]);
  });
});
