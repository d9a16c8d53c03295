import { beforeAll, describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import { aWorld, project, type Ran, type World } from "./a-world";

const M30 = { tier: "M30" };
const bounds = { autoScaling: { min: "M30", max: "M60" } };

interface Case {
  readonly cluster: Omit<ClusterInput, "name">;
  readonly baseline: object;
  readonly later: object;
  readonly says: string;
  /** What is done now to one that a glob or tags match. */
  readonly now: string;
}

/** What each cluster is, what its schedule asks for weeks from now, and what the refusal must say. */
const cases: Record<string, Case> = {
  free: {
    cluster: { tier: "M0" },
    baseline: M30,
    later: { tier: "M40" },
    now: "skip",
    says: "M0 clusters share their hardware and have no size that can be scheduled. Move it to a dedicated tier",
  },
  internal: {
    cluster: { ...M30, internalClusterRole: "SYSTEM_CLUSTER" },
    baseline: M30,
    later: { tier: "M40" },
    now: "skip",
    says: "Atlas runs it for its own purposes (internalClusterRole SYSTEM_CLUSTER). Take it out of the schedule",
  },
  "nvme-now": {
    cluster: { tier: "M40_NVME" },
    baseline: { tier: "M40_NVME" },
    later: { paused: true },
    now: "nothing",
    says: "the schedule pauses it, and Atlas cannot pause clusters on NVMe tiers. Schedule a small tier",
  },
  "nvme-later": {
    cluster: M30,
    baseline: { paused: true },
    later: { tier: "M40_NVME" },
    now: "skip",
    says: "Atlas cannot pause clusters on NVMe tiers",
  },
  "unequal-shards": {
    cluster: { shards: [{ tier: "M30" }, { tier: "M40" }] },
    baseline: M30,
    later: { tier: "M50" },
    now: "skip",
    says: "its shards have different sizes (M30, M40). Make them equal",
  },
  "wide-scaling": {
    cluster: { ...M30, shards: 2, autoScaling: { min: "M30", max: "M60" }, autoScalingMode: "CLUSTER_WIDE_SCALING" },
    baseline: bounds,
    later: { autoScaling: { min: "M40", max: "M60" } },
    now: "skip",
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
    now: "skip",
    says: "it is sharded with cluster-wide auto-scaling",
  },
  "no-bounds": {
    cluster: { ...M30, autoScaling: { min: "M30", max: "M60" } },
    baseline: { paused: true },
    later: { tier: "M80" },
    now: "pause",
    says: "compute auto-scaling is on and would undo the target M80. Give the target autoScaling {min, max}",
  },
  "only-bounds": {
    cluster: M30,
    baseline: { paused: true },
    later: { autoScaling: { min: "M40", max: "M80" } },
    now: "pause",
    says: "the target M40-M80 sets bounds, but compute auto-scaling is off. Turn compute auto-scaling on, or give",
  },
  analytics: {
    cluster: { ...M30, analyticsNodes: 1, analyticsAutoScaling: { min: "M30", max: "M40" } },
    baseline: { analyticsTier: "M30" },
    later: { analyticsTier: "M50" },
    now: "nothing",
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
      expect(one?.decision.do).toBe(cases[name]?.now);
      const line = report.warnings.find((warning) => warning.includes(`/${name}: `) && !warning.startsWith("WARNING"));
      const isLeftAlone = ["free", "internal", "wide-scaling", "wide-analytics", "unequal-shards"].includes(name);
      expect(line).toContain(isLeftAlone ? "LEFT ALONE: " : "TARGETS SKIPPED: ");
      expect(line).toContain(cases[name]?.says);
    }
  });

  it("writes nothing to those that are named, and what fits to the others", () => {
    const pauses = ["no-bounds", "only-bounds"].map((name) => [name, { paused: true }]);
    expect([named.sent, globbed.sent, tagged.sent]).toEqual([[], pauses, pauses]);
    expect(named.error).toContain("10 refuse");
  });

  it("is named in the summary, and in one line of the log for all of whom the same is to be said", () => {
    for (const { report, logs } of [globbed, tagged]) {
      expect(report.summary).toContain("0 failures. Targets skipped, for they do not fit: free, internal, nvme-now");
      expect(logs).toContain(report.summary);
      const line = logs.find((one) => one.startsWith("TARGETS SKIPPED (2): the schedule pauses it"));
      expect(line).toContain(`Affected: ${project}/nvme-now, ${project}/nvme-later`);
    }
    expect(named.error).not.toContain("Targets skipped");
  });
});

describe("a schedule for a mixed fleet, by glob", () => {
  const plain = { name: "dev-plain", ...M30 };
  const scaled = { name: "dev-scaled", ...M30, autoScaling: { min: "M10", max: "M30" } };
  const window = { name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00" };
  const fleet = (baseline: object, day: object, others: object = {}) => [
    { name: "dev", clusters: [{ glob: "dev-*" }], baseline, windows: [{ ...window, ...day }], ...others },
  ];
  const paused = (world: World) =>
    ["dev-plain", "dev-scaled"].map((name) => world.state.cluster(project, name)?.paused);

  it("pauses by night and resumes by day what it cannot size, and skips only the size", async () => {
    const schedules = fleet({ paused: true }, { tier: "M10" });
    const world = await aWorld({ schedules, clusters: [plain, scaled], from: "2026-12-01T10:00Z" });
    const night = await world.reconcile();
    expect(paused(world)).toEqual([true, true]);
    expect(night.report.summary).toContain("Targets skipped, for they do not fit: dev-scaled");
    await world.until("2026-12-01T12:00Z");
    const day = await world.reconcile();
    expect(day.sent.filter(([name]) => name === "dev-scaled")).toEqual([["dev-scaled", { paused: false }]]);
    expect(paused(world)).toEqual([false, false]);
    await world.until("2026-12-01T13:00Z");
    expect([world.tierOf("dev-plain"), world.tierOf("dev-scaled")]).toEqual(["M10", "M30"]);
    const later = await world.reconcile();
    expect(later.sent).toEqual([]);
    expect(later.report.failures).toEqual([]);
    expect(later.logs.join("\n")).toContain(
      `TARGETS SKIPPED: ${project}/dev-scaled: compute auto-scaling is on and would undo the target M10`,
    );
    await world.until("2026-12-01T14:00Z");
    world.byHand("dev-scaled", { paused: true });
    await world.until("2026-12-01T15:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
  });

  it("gives a tier beside bounds to what Atlas does not scale, and the bounds to what it does", async () => {
    const day = { tier: "M50", autoScaling: { min: "M40", max: "M80" } };
    const schedules = fleet({ tier: "M30", autoScaling: { min: "M10", max: "M30" } }, day);
    const world = await aWorld({ schedules, clusters: [plain, scaled], from: "2026-12-01T12:00Z" });
    const { report, sent } = await world.reconcile();
    expect(sent).toHaveLength(2);
    expect(report.summary).not.toContain("skipped");
    expect(report.clusters.map(({ desired }) => desired)).toEqual([{ tier: "M50" }, day]);
    expect(report.clusters.map(({ explanation }) => explanation.what)).toEqual([
      "resize M30 to M50",
      "resize M10-M30 (at M30) to M40-M80 (starting at M50)",
    ]);
    await world.until("2026-12-01T13:00Z");
    expect([world.tierOf("dev-plain"), world.tierOf("dev-scaled")]).toEqual(["M50", "M50"]);
    expect((await world.reconcile()).sent).toEqual([]);
    await world.call("scaleDown", { cluster: "dev-plain" });
    expect(world.tierOf("dev-plain")).toBe("M30");
  });

  it("asks a running target only to run, and nothing of what is unmanaged", async () => {
    const world = await aWorld({
      schedules: fleet({ paused: true }, { paused: false }),
      clusters: [plain, scaled],
      from: "2026-12-01T10:00Z",
    });
    await world.reconcile();
    await world.until("2026-12-01T12:00Z");
    expect((await world.reconcile()).sent.map(([, body]) => body)).toEqual([{ paused: false }, { paused: false }]);
    await world.until("2026-12-01T13:00Z");
    const { report } = await world.reconcile();
    expect(report.clusters.map(({ says }) => says)).toEqual([
      "dev-plain: running at M30: as desired",
      "dev-scaled: running at M10-M30 (at M30): as desired",
    ]);
    await world.until("2026-12-01T14:00Z");
    world.edit(fleet({ paused: true }, { unmanaged: true }));
    world.byHand("dev-plain", { paused: true });
    const unmanaged = await world.reconcile();
    expect(unmanaged.sent).toEqual([]);
    expect(unmanaged.report.clusters.map(({ says }) => says)).toEqual([
      "dev-plain: left as it is, for its schedule asks nothing of it now: as desired",
      "dev-scaled: left as it is, for its schedule asks nothing of it now: as desired",
    ]);
  });
});

describe("an Atlas Infinite cluster", () => {
  const infinite = { name: "shop", tier: "M10", edition: "INFINITE" } as const;
  const window = { name: "day", from: "2026-12-01T12:00", until: "2026-12-02T12:00" };
  const shop = (baseline: object, day: object) => [
    { name: "shop", clusters: ["shop"], baseline, windows: [{ ...window, ...day }] },
  ];

  it("is sized within what it can have, and refused beyond", async () => {
    const world = await aWorld({
      schedules: shop({ tier: "M10" }, { tier: "M50" }),
      clusters: [infinite],
      from: "2026-12-01T12:00Z",
    });
    expect((await world.reconcile()).report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["resize"] });
    world.edit(shop({ tier: "M10" }, { tier: "M80" }));
    expect((await world.reconcile()).error).toContain(
      "Atlas Infinite has no M80. Schedule tiers from M10 to M60 without NVMe, or move the cluster to another edition",
    );
  });

  it("is told of in place of a pause, which is not sent", async () => {
    const world = await aWorld({
      schedules: shop({ tier: "M10" }, { paused: true }),
      clusters: [infinite],
      from: "2026-12-01T14:00Z",
    });
    const { report, sent, logs } = await world.reconcile();
    expect([sent, report.failures]).toEqual([[], []]);
    expect(logs.join("\n")).toContain(
      `LEFT ALONE: ${project}/shop: skipped at M10 (desired: paused): its schedule pauses it, but it is an Atlas Infinite cluster`,
    );
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
    expect(error).toContain(
      "Atlas did not say whether its shards scale independently. The next run tries again. If this lasts, look",
    );
    expect(sent).toEqual([]);
  });

  it("must be known of a cluster that a glob matches too: an answer that is lost fails the run", async () => {
    const schedules = [{ ...schedule, clusters: [{ glob: "sh*" }] }];
    const world = await aWorld({ schedules, clusters: [{ name: "shop", ...wide }] });
    world.api.faults.add({ path: "*/autoScalingConfiguration", times: 9, fault: { kind: "reset" } });
    const { error } = await world.reconcile();
    expect(error).toContain("FAILED cannot-be-scheduled: ");
    expect(error).toContain("Atlas did not say whether its shards scale independently");
    world.api.faults.clear();
    expect((await world.reconcile()).sent).toHaveLength(1);
  });
});
