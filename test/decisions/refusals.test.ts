import { beforeAll, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import { aWorld, project, type Ran, type World } from "./a-world";

const M30 = { tier: "M30" };
const bounds = { autoScaling: { min: "M30", max: "M60" } };

/** What each cluster is, what its schedule asks for weeks from now, and what the refusal must say. */
const cases: Record<string, { cluster: Omit<ClusterInput, "name">; baseline: object; later: object; says: string }> = {
  free: {
    cluster: { tier: "M0" },
    baseline: M30,
    later: { tier: "M40" },
    says: "M0 clusters share their hardware and have no size that can be scheduled. Move it to a dedicated tier",
  },
  internal: {
    cluster: { ...M30, internalClusterRole: "SYSTEM_CLUSTER" },
    baseline: M30,
    later: { tier: "M40" },
    says: "Atlas runs it for its own purposes (internalClusterRole SYSTEM_CLUSTER). Take it out of the schedule",
  },
  "nvme-now": {
    cluster: { tier: "M40_NVME" },
    baseline: { tier: "M40_NVME" },
    later: { paused: true },
    says: "the schedule pauses it, and Atlas cannot pause clusters on NVMe tiers. Schedule a small tier",
  },
  "nvme-later": {
    cluster: M30,
    baseline: { paused: true },
    later: { tier: "M40_NVME" },
    says: "Atlas cannot pause clusters on NVMe tiers",
  },
  "unequal-shards": {
    cluster: { shards: [{ tier: "M30" }, { tier: "M40" }] },
    baseline: M30,
    later: { tier: "M50" },
    says: "its shards have different sizes (M30, M40). Make them equal",
  },
  "wide-scaling": {
    cluster: { ...M30, shards: 2, autoScaling: { min: "M30", max: "M60" }, autoScalingMode: "CLUSTER_WIDE_SCALING" },
    baseline: bounds,
    later: { autoScaling: { min: "M40", max: "M60" } },
    says: "it is sharded with cluster-wide auto-scaling",
  },
  "wide-analytics": {
    cluster: {
      ...M30,
      shards: 2,
      analyticsNodes: 1,
      analyticsAutoScaling: { min: "M30", max: "M60" },
      autoScalingMode: "CLUSTER_WIDE_SCALING",
    },
    baseline: M30,
    later: { tier: "M40" },
    says: "it is sharded with cluster-wide auto-scaling",
  },
  "no-bounds": {
    cluster: { ...M30, autoScaling: { min: "M30", max: "M60" } },
    baseline: { paused: true },
    later: { tier: "M80" },
    says: "compute auto-scaling is on and would undo the target M80. Give the target autoScaling {min, max}",
  },
  "only-bounds": {
    cluster: M30,
    baseline: { paused: true },
    later: { autoScaling: { min: "M40", max: "M80" } },
    says: "the target M40-M80 sets bounds, but compute auto-scaling is off. Turn compute auto-scaling on, or give",
  },
  analytics: {
    cluster: { ...M30, analyticsNodes: 1, analyticsAutoScaling: { min: "M30", max: "M40" } },
    baseline: { analyticsTier: "M30" },
    later: { analyticsTier: "M50" },
    says: "the target analytics M50 is outside the bounds of its analytics auto-scaling (M30-M40). Choose a tier inside",
  },
};
const names = Object.keys(cases);

function schedulesBy(selector: (name: string) => unknown): object[] {
  return names.map((name) => ({
    name,
    clusters: [selector(name)],
    baseline: cases[name]?.baseline,
    windows: [{ name: "later", from: "2026-12-24T12:00", until: "2026-12-25T12:00", ...cases[name]?.later }],
  }));
}

function clusters(): ClusterInput[] {
  return names.map((name) => ({ name, tags: { [name]: "yes" }, ...cases[name]?.cluster }));
}

function everyCluster(selector: (name: string) => unknown): Promise<World> {
  return aWorld({ schedules: schedulesBy(selector), clusters: clusters() });
}

describe("a target that a cluster can never have, weeks before it is due", () => {
  let named: Ran;
  let globbed: Ran;
  let tagged: Ran;

  beforeAll(async () => {
    named = await (await everyCluster((name) => name)).reconcile();
    globbed = await (await everyCluster((name) => ({ glob: `${name.slice(0, -1)}?` }))).reconcile();
    tagged = await (await everyCluster((name) => ({ tags: { [name]: "yes" } }))).reconcile();
  });

  it.each(names)("fails the run for %s, named exactly, with the remedy", (name) => {
    const lines = named.error.split("\n").filter((line) => line.includes(`/${name}`));
    expect(lines.join()).toContain(cases[name]?.says);
  });

  it.each(names)("is a reported skip for %s, matched by a glob or tags", (name) => {
    for (const { report } of [globbed, tagged]) {
      const one = report.clusters.find(({ cluster }) => cluster === name);
      expect(one?.decision.do).toBe("skip");
      expect(report.warnings.join("\n")).toContain(`LEFT ALONE: ${project}/${name}: cannot be scheduled: `);
      expect(one?.says).toContain(cases[name]?.says);
    }
  });

  it("writes nothing", () => {
    expect([named.sent, globbed.sent, tagged.sent]).toEqual([[], [], []]);
    expect(named.error).toContain("10 refuse");
  });
});

describe("the mode of a sharded, auto-scaled cluster", () => {
  const wide = { ...M30, shards: 2, autoScaling: { min: "M30", max: "M60" } };
  const schedule = {
    name: "shop",
    clusters: ["shop"],
    baseline: { autoScaling: { min: "M40", max: "M60" } },
    windows: [],
  };

  it("is no obstacle when its shards scale independently", async () => {
    const world = await aWorld({ schedules: [schedule], clusters: [{ name: "shop", ...wide }] });
    const { report, sent } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["resize"] });
    expect(sent).toHaveLength(1);
  });

  it("must be known: unread, the cluster is left alone", async () => {
    const world = await aWorld({ schedules: [schedule], clusters: [{ name: "shop", ...wide }] });
    world.api.faults.add({
      path: "*/autoScalingConfiguration",
      times: "always",
      fault: { kind: "status", status: 500 },
    });
    const { error, sent } = await world.reconcile();
    expect(error).toContain("Atlas did not say whether its shards scale independently. Every run asks again");
    expect(sent).toEqual([]);
  });
});
