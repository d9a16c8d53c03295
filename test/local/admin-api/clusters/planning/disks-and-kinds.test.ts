import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../../../../src/local/admin-api/clusters/cluster-input";
import { ApiError } from "../../../../../src/local/admin-api/http/errors";
import type { Region } from "../../../../../src/local/admin-api/model";
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
const region = (electableSpecs: Json, more: Json = {}) => ({
  providerName: "AWS",
  regionName: "US_EAST_1",
  priority: 7,
  electableSpecs,
  ...more,
});
const azure = (electableSpecs: Json, more: Json = {}) =>
  region(electableSpecs, { providerName: "AZURE", regionName: "US_EAST_2", ...more });
const body = (...regionConfigs: Json[]) => ({ replicationSpecs: [{ regionConfigs }] });

function planned(change: Json, input: Partial<ClusterInput> = {}): readonly Region[] {
  state.addCluster(PROJECT, { name: "c", tier: "M30", ...input });
  return state.checkChange(PROJECT, "c", change).shards[0]?.regions ?? [];
}

function verdict(change: Json, input: Partial<ClusterInput> = {}): string {
  try {
    planned(change, input);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `${error.status} ${error.code}`;
  }
}

describe("IOPS of Gen2 tiers", () => {
  const gen2 = { tier: "M40_GEN_2", diskSizeGB: 160, diskIOPS: 8000 };

  it("are 3,000 to 80,000 on a STANDARD volume", () => {
    const asking = (diskIOPS: number) => body(region(specs("M50_GEN_2", 3, { diskIOPS })));
    expect(verdict(asking(3000), gen2)).toBe("accepted");
    for (const [index, iops] of [2999, 80_001].entries()) {
      state.addCluster(PROJECT, { name: `g${index}`, ...gen2 });
      expect(() => state.checkChange(PROJECT, `g${index}`, asking(iops))).toThrow(/between 3000 and 80000/);
    }
  });

  it("fall back to 3,000 when a PATCH leaves them out, for specs are replaced as a whole", () => {
    const [after] = planned(body(region(specs("M50_GEN_2", 3))), gen2);
    expect(after?.electable).toMatchObject({ diskIOPS: 3000, diskSizeGB: 160, diskThroughput: 125 });
  });

  it("stay what the PATCH says", () => {
    const [after] = planned(body(region(specs("M50_GEN_2", 3, { diskIOPS: 8000 }))), gen2);
    expect(after?.electable.diskIOPS).toBe(8000);
  });
});

describe("NVMe", () => {
  const nvme = { tier: "M40_NVME" };

  it("brings its disk, a PROVISIONED volume and the IOPS of its machine", () => {
    const cluster = state.addCluster(PROJECT, { name: "n", ...nvme });
    expect(cluster.shards[0]?.regions[0]?.electable).toMatchObject({
      diskSizeGB: 380,
      diskIOPS: 135_125,
      ebsVolumeType: "PROVISIONED",
    });
  });

  it("takes back what its description says, and nothing else", () => {
    const echo = { diskSizeGB: 380, diskIOPS: 135_125, ebsVolumeType: "PROVISIONED" };
    expect(verdict(body(region(specs("M40_NVME", 3, echo))), nvme)).toBe("accepted");
    for (const other of [{ diskIOPS: 100 }, { ebsVolumeType: "STANDARD" }, { diskSizeGB: 400 }]) {
      state.addCluster(PROJECT, { name: `n${Object.keys(other)}`, ...nvme });
      const change = body(region(specs("M40_NVME", 3, { ...echo, ...other })));
      expect(() => state.checkChange(PROJECT, `n${Object.keys(other)}`, change)).toThrow(/cannot be modified/);
    }
  });

  it("leaves with the default disk and a STANDARD volume of the tier it goes to", () => {
    const [after] = planned(body(region(specs("M40", 3))), nvme);
    expect(after?.electable).toEqual(specs("M40", 3, { diskSizeGB: 80, diskIOPS: 3000, ebsVolumeType: "STANDARD" }));
  });
});

describe("a cluster on several clouds", () => {
  const regions = [
    { regionName: "US_EAST_1", electable: 3 },
    { providerName: "AZURE", regionName: "US_EAST_2", electable: 2 },
  ] as const;

  it.each([
    [{}, "accepted"],
    [{ ebsVolumeType: "STANDARD" }, "400 INVALID_ATTRIBUTE"],
    [{ diskIOPS: 3000 }, "400 INVALID_ATTRIBUTE"],
  ])("cannot be sent volumes of one's own, unless a switch lets it: %j", (volume, expected) => {
    const change = body(region(specs("M40", 3, volume)), azure(specs("M40", 2), { priority: 6 }));
    expect(verdict(change, { regions })).toBe(expected);
    state.setSettings({ multiCloudVolumes: "accepted" });
    expect(() => state.checkChange(PROJECT, "c", change)).not.toThrow();
  });
});

describe("disks", () => {
  it("of 8 GB exist where Azure is among the clouds", () => {
    const clouds = [
      { regionName: "US_EAST_1", electable: 3 },
      { providerName: "AZURE", regionName: "US_EAST_2", electable: 2 },
    ] as const;
    const small = { diskSizeGB: 8 };
    const change = body(region(specs("M10", 3, small)), azure(specs("M10", 2, small), { priority: 6 }));
    expect(verdict(change, { tier: "M10", regions: clouds })).toBe("accepted");
    state.addCluster(PROJECT, { name: "aws", tier: "M10" });
    expect(() => state.checkChange(PROJECT, "aws", body(region(specs("M10", 3, small))))).toThrow(/10 to 128 GB/);
  });

  it("of a set-up cluster on two clouds are the smaller default", () => {
    const regions = [
      { regionName: "US_EAST_1", electable: 3 },
      { providerName: "AZURE", regionName: "US_EAST_2", electable: 2 },
    ] as const;
    const cluster = state.addCluster(PROJECT, { name: "two", tier: "M30", regions });
    expect(cluster.shards[0]?.regions.map(({ electable }) => electable.diskSizeGB)).toEqual([32, 32]);
  });

  it("stay when a PATCH names none, or are lost by switch", () => {
    const change = body(region(specs("M40", 3)));
    expect(planned(change, { diskSizeGB: 100 })[0]?.electable.diskSizeGB).toBe(100);
    state.setSettings({ leftOutDisk: "reset" });
    expect(state.checkChange(PROJECT, "c", change).shards[0]?.regions[0]?.electable.diskSizeGB).toBe(80);
  });

  it("that one kind of node names are all kinds'", () => {
    const [after] = planned(body(region(specs("M30", 3, { diskSizeGB: 60 }), { readOnlySpecs: specs("M30", 1) })));
    expect([after?.electable.diskSizeGB, after?.readOnly.diskSizeGB, after?.analytics.diskSizeGB]).toEqual([
      60, 60, 60,
    ]);
  });

  it("on Azure have 3,500 IOPS and 125 MB a second, and more where they are large", () => {
    const volumes = [32, 1024, 4096].map((diskSizeGB) => {
      const input = { name: `a${diskSizeGB}`, tier: "M60", providerName: "AZURE", diskSizeGB } as const;
      const electable = state.addCluster(PROJECT, input).shards[0]?.regions[0]?.electable;
      return [electable?.diskIOPS, electable?.diskThroughput];
    });
    expect(volumes).toEqual([
      [3500, 125],
      [5000, 200],
      [7500, 250],
    ]);
  });

  it("on Azure take more IOPS from M40 on only", () => {
    const asking = (tier: string) => body(azure(specs(tier, 3, { diskIOPS: 6000 })));
    expect(verdict(asking("M40"), { providerName: "AZURE" })).toBe("accepted");
    state.addCluster(PROJECT, { name: "small", tier: "M30", providerName: "AZURE" });
    expect(() => state.checkChange(PROJECT, "small", asking("M30"))).toThrow(/the IOPS must be 3500/);
  });
});

describe("kinds without nodes", () => {
  const hardware = { diskSizeGB: 100, diskIOPS: 2500, ebsVolumeType: "PROVISIONED" };

  it("keep the volume that is sent for them and take the base size", () => {
    const [after] = planned(
      body(region(specs("M40", 3, { diskSizeGB: 100 }), { readOnlySpecs: specs("M30", 0, hardware) })),
    );
    expect(after?.readOnly).toEqual(specs("M40", 0, hardware));
  });

  it("have the base's volume when nothing is sent for them", () => {
    const [after] = planned(body(region(specs("M40", 3, hardware))));
    expect(after?.readOnly).toEqual(specs("M40", 0, hardware));
    expect(after?.analytics).toEqual(specs("M40", 0, hardware));
  });

  it("are analytics of the shard's analytics size, where another region has some", () => {
    const [, after] = planned(
      body(
        region(specs("M40", 2), { analyticsSpecs: specs("M50", 1) }),
        region(specs("M40", 1), { regionName: "US_WEST_2", priority: 6 }),
      ),
    );
    expect(after?.analytics.instanceSize).toBe("M50");
  });

  it("are described with the base size after auto-scaling, unless the shard has analytics nodes", () => {
    const autoScaling = { min: "M30", max: "M60" };
    const scaled = (name: string, input: Partial<ClusterInput>) => {
      const cluster = state.addCluster(PROJECT, { name, tier: "M30", autoScaling, ...input });
      state.autoScale(PROJECT, name, "M40");
      return cluster.shards[0]?.regions.map((each) => each.analytics.instanceSize);
    };
    const regions = [
      { regionName: "US_EAST_1", electable: 2, analytics: 1 },
      { regionName: "US_WEST_2", electable: 1 },
    ];
    expect(scaled("none", {})).toEqual(["M40"]);
    expect(scaled("some", { regions, analyticsTier: "M30" })).toEqual(["M30", "M30"]);
  });

  it("may be read-only ones of another size, by switch", () => {
    const change = body(region(specs("M20", 3), { readOnlySpecs: specs("M10", 0) }));
    expect(verdict(change)).toBe("accepted");
    expect(state.checkChange(PROJECT, "c", change).shards[0]?.regions[0]?.readOnly.instanceSize).toBe("M20");
    state.setSettings({ idleReadOnlySize: "refused" });
    expect(() => state.checkChange(PROJECT, "c", change)).toThrow(/must have the same instance size/);
  });
});

describe("a move to another region", () => {
  it("brings new nodes there and takes the old ones away", async () => {
    const clock = createSteppedClock({ startMs: START });
    const moving = createAtlasState({ clock });
    moving.addProject({ id: PROJECT });
    const cluster = moving.addCluster(PROJECT, { name: "c", tier: "M30" });
    moving.changeAs({ username: "ann" }, PROJECT, "c", body(region(specs("M30", 3), { regionName: "EU_WEST_1" })));
    await clock.advanceBy(60 * 60_000);
    expect(cluster.stateName).toBe("IDLE");
    expect(cluster.nodes.map(({ key }) => key.split(" ")[2])).toEqual(["EU_WEST_1", "EU_WEST_1", "EU_WEST_1"]);
    moving.stop();
  });
});
