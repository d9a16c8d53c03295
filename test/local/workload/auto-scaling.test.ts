import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../../src/local/admin-api/clusters/cluster-input";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock, type SteppedClock } from "../../../src/local/clock/stepped-clock";
import { Workload } from "../../../src/local/workload/workload";
import { PROJECT, START } from "../admin-api/local-atlas";

let clock: SteppedClock;
let state: AtlasState;
let workload: Workload;

beforeEach(() => {
  clock = createSteppedClock({ startMs: START });
  state = createAtlasState({ clock });
  state.addProject({ id: PROJECT });
  workload = new Workload(state);
  workload.setAutoScaling(true);
});
afterEach(() => {
  workload.stop();
  state.stop();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function add(load: number, input: Partial<ClusterInput> = {}): void {
  const autoScaling = { min: "M30", max: "M60" };
  state.addCluster(PROJECT, { name: "shop", tier: "M30", autoScaling, ...input });
  workload.setLoad(PROJECT, "shop", { kind: "constant", load });
}

/** `[minutes since the start, from, to]` of every step of auto-scaling. */
const moves = () =>
  state.history
    .filter(({ what }) => what === "auto-scaled")
    .map(({ at, from, to }) => [(at - START) / MINUTE, from, to]);

const size = (tier: string) => ({
  replicationSpecs: [
    {
      regionConfigs: [
        {
          providerName: "AWS",
          regionName: "US_EAST_1",
          priority: 7,
          electableSpecs: { instanceSize: tier, nodeCount: 3 },
          autoScaling: {
            compute: { enabled: true, scaleDownEnabled: true, minInstanceSize: "M30", maxInstanceSize: "M60" },
            diskGB: { enabled: true },
          },
        },
      ],
    },
  ],
});

describe("auto-scaling by load", () => {
  it("grows a size when more than 90 % has lasted 10 minutes", async () => {
    add(1850);
    await clock.advanceBy(HOUR);
    expect(moves()).toEqual([[15, "M30", "M40"]]);
  });

  it("grows when more than 75 % has lasted an hour", async () => {
    add(1600);
    await clock.advanceBy(90 * MINUTE);
    expect(moves()).toEqual([[65, "M30", "M40"]]);
  });

  it("is slower on M10 and M20", async () => {
    add(490, { tier: "M10", autoScaling: { min: "M10", max: "M60" } });
    await clock.advanceBy(40 * MINUTE);
    expect(moves()).toEqual([[25, "M10", "M20"]]);
  });

  it("goes on step by step, each after the one before is done", async () => {
    add(7500);
    await clock.advanceBy(3 * HOUR);
    const steps = moves();
    expect(steps.map(([, , to]) => to)).toEqual(["M40", "M50", "M60"]);
    const times = steps.map(([at]) => Number(at));
    expect(times.every((at, index) => index === 0 || at - (times[index - 1] ?? 0) >= 15)).toBe(true);
  });

  it("undoes a scheduled reduction below the load", async () => {
    add(3500, { tier: "M50" });
    await clock.advanceBy(HOUR);
    expect(moves()).toEqual([]);
    state.changeAs({ username: "ann" }, PROJECT, "shop", size("M30"));
    await clock.advanceBy(2 * HOUR);
    expect(moves().map(([, , to]) => to)).toEqual(["M40", "M50"]);
    const events = state.events.list(PROJECT, { clusterNames: ["shop"], types: [], excludedTypes: [] });
    expect(events.filter(({ type }) => type === "COMPUTE_AUTO_SCALE_INITIATED_BASE")).toHaveLength(2);
  });

  it("shrinks after a day below 50 %, a step a day, down to its minimum", async () => {
    add(100, { tier: "M50" });
    await clock.advanceBy(23 * HOUR);
    expect(moves()).toEqual([]);
    await clock.advanceBy(60 * HOUR);
    expect(moves().map(([, , to]) => to)).toEqual(["M40", "M30"]);
    const [first, second] = moves().map(([at]) => Number(at));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(24 * 60);
  });

  it("does not shrink within a day of a creation or a resume, nor into what would be too small", async () => {
    add(100, { tier: "M50", createdAt: START });
    await clock.advanceBy(23.9 * HOUR);
    expect(moves()).toEqual([]);
    // 46 % of M40 would be 92 % of M30.
    state.addCluster(PROJECT, { name: "tight", tier: "M40", autoScaling: { min: "M30", max: "M60" } });
    workload.setLoad(PROJECT, "tight", { kind: "constant", load: 1850 });
    await clock.advanceBy(50 * HOUR);
    expect(state.history.filter(({ what, cluster }) => what === "auto-scaled" && cluster === "tight")).toEqual([]);
  });

  it("does not shrink without scale-down, nor below what holds the disk", async () => {
    add(10, { tier: "M50", autoScaling: { max: "M60" } });
    state.addCluster(PROJECT, {
      name: "disk",
      tier: "M50",
      diskSizeGB: 2000,
      autoScaling: { min: "M30", max: "M60" },
    });
    workload.setLoad(PROJECT, "disk", { kind: "constant", load: 10 });
    await clock.advanceBy(60 * HOUR);
    expect(moves()).toEqual([]);
  });

  it("says once that it is as large as it may be", async () => {
    add(99_999, { tier: "M60" });
    await clock.advanceBy(5 * HOUR);
    expect(moves()).toEqual([]);
    const failed = "COMPUTE_AUTO_SCALE_MAX_INSTANCE_SIZE_FAIL_BASE";
    const filter = { clusterNames: ["shop"], types: [failed], excludedTypes: [] };
    expect(state.events.list(PROJECT, filter)).toHaveLength(1);
  });

  it("stays in its class and generation", async () => {
    add(1990, { tier: "R40", autoScaling: { min: "R40", max: "R60" } });
    await clock.advanceBy(HOUR);
    expect(moves().map(([, , to]) => to)).toEqual(["R50"]);
  });

  it("leaves alone paused clusters, those without auto-scaling, and all of them once it is off", async () => {
    add(99_999, { paused: true });
    state.addCluster(PROJECT, { name: "fixed", tier: "M30" });
    workload.setLoad(PROJECT, "fixed", { kind: "constant", load: 99_999 });
    await clock.advanceBy(HOUR);
    workload.setAutoScaling(false);
    state.addCluster(PROJECT, { name: "later", tier: "M30", autoScaling: { min: "M30", max: "M60" } });
    workload.setLoad(PROJECT, "later", { kind: "constant", load: 99_999 });
    await clock.advanceBy(5 * HOUR);
    expect(moves()).toEqual([]);
  });
});

describe("the size that serves", () => {
  it("is the old one until the last node of a shard has changed", async () => {
    add(1000);
    workload.setAutoScaling(false);
    const tierNow = () => workload.looks()[0]?.tier;
    state.changeAs({ username: "ann" }, PROJECT, "shop", size("M50"));
    await clock.advanceBy(14 * MINUTE);
    expect(tierNow()).toBe("M30");
    await clock.advanceBy(2 * MINUTE);
    expect(tierNow()).toBe("M50");
  });

  it("is the slowest shard's", () => {
    state.addCluster(PROJECT, { name: "uneven", shards: [{ tier: "M50" }, { tier: "M30" }] });
    expect(workload.looks()).toMatchObject([{ cluster: "uneven", tier: "M30" }]);
  });
});
