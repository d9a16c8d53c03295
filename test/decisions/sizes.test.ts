import { describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import type { Cluster } from "../../src/local/admin-api/model";
import { aSchedule, aWorld, decisionsOf, project, type World } from "./a-world";

const noon = "2026-12-01T12:00Z";
const nextNoon = "2026-12-02T12:00Z";

function regionsOf(cluster: Cluster | undefined) {
  return (cluster?.shards ?? []).flatMap(({ regions }) => regions);
}

interface RegionBody {
  readonly electableSpecs: object;
  readonly readOnlySpecs?: object;
  readonly analyticsSpecs?: object;
  readonly autoScaling: { readonly compute: object; readonly diskGB: object };
  readonly analyticsAutoScaling?: object;
}

/** The regions of the only write of a run. */
function regionsSent({ sent }: { readonly sent: readonly (readonly [string, unknown])[] }): RegionBody[] {
  expect(sent).toHaveLength(1);
  const body = sent[0]?.[1] as { replicationSpecs: { regionConfigs: RegionBody[] }[] };
  expect(Object.keys(body)).toEqual(["replicationSpecs"]);
  return body.replicationSpecs.flatMap(({ regionConfigs }) => regionConfigs);
}

describe("auto-scaled clusters", () => {
  const baseline = { autoScaling: { min: "M30", max: "M60" } };
  const sale = { autoScaling: { min: "M50", max: "M80" }, tier: "M60" };
  const scaled: ClusterInput = {
    name: "shop",
    tier: "M40",
    diskSizeGB: 100,
    analyticsNodes: 1,
    analyticsTier: "M30",
    autoScaling: { ...baseline.autoScaling, diskGB: true },
    analyticsAutoScaling: { min: "M30", max: "M40" },
  };
  const shop = (setup: Partial<ClusterInput> = {}, from = noon): Promise<World> =>
    aWorld({ schedules: [aSchedule("shop", baseline, sale)], clusters: [{ ...scaled, ...setup }], from });

  it("get new bounds and a size in one request, and leave analytics and disk auto-scaling as they are", async () => {
    const world = await shop();
    const [region] = regionsSent(await world.reconcile());
    expect(region?.autoScaling).toEqual({
      compute: { enabled: true, scaleDownEnabled: true, minInstanceSize: "M50", maxInstanceSize: "M80" },
      diskGB: { enabled: true },
    });
    expect(region?.analyticsAutoScaling).toEqual({
      compute: { enabled: true, scaleDownEnabled: true, minInstanceSize: "M30", maxInstanceSize: "M40" },
      diskGB: { enabled: true },
    });
    expect(region?.electableSpecs).toMatchObject({ instanceSize: "M60", diskSizeGB: 100 });
    expect(region?.analyticsSpecs).toMatchObject({ instanceSize: "M30", diskSizeGB: 100 });
  });

  it("get the bounds of the baseline back, with the nearest size inside", async () => {
    const world = await shop({}, "2026-12-01T12:00Z");
    await world.reconcile();
    await world.until("2026-12-02T10:00Z");
    world.state.autoScale(project, "shop", "M80");
    await world.until(nextNoon);
    const [region] = regionsSent(await world.reconcile());
    expect(region?.electableSpecs).toMatchObject({ instanceSize: "M60" });
    expect(region?.autoScaling.compute).toMatchObject({ minInstanceSize: "M30", maxInstanceSize: "M60" });
    await world.until("2026-12-02T13:00Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "nothing: as-desired" });
  });

  it("are not fought: any size between the bounds is as desired", async () => {
    const world = await shop({}, "2026-11-30T00:00Z");
    for (const tier of ["M30", "M50", "M60"]) {
      world.state.autoScale(project, "shop", tier);
      await world.clock.advanceBy(3_600_000);
      expect((await world.reconcile()).report.clusters[0]?.decision.because.reason).toBe("as-desired");
    }
  });

  it("get no lower bound where Atlas must not scale down, and a warning that they stay large", async () => {
    const world = await shop({ autoScaling: { max: "M60" } });
    const ran = await world.reconcile();
    expect(regionsSent(ran)[0]?.autoScaling.compute).toEqual({
      enabled: true,
      scaleDownEnabled: false,
      maxInstanceSize: "M80",
    });
    expect(ran.report.warnings.join("\n")).toContain("autoScaling.min M50 has no effect");
    await world.until(nextNoon);
    expect(regionsSent(await world.reconcile())[0]?.autoScaling.compute).toEqual({
      enabled: true,
      scaleDownEnabled: false,
      maxInstanceSize: "M60",
    });
  });

  it("get bounds back that Atlas moved itself, and the report says so", async () => {
    const world = await shop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    const body = structuredClone((await movedTo(world, "M140")) as object);
    world.state.changeByAtlas(project, "shop", body as never);
    await world.until("2026-12-01T15:00Z");
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.says).toContain("M50-M140 (at M60), analytics M30 to M50-M80 (starting at M60)");
    expect(report.clusters[0]?.says).toContain("this app set it at 2026-12-01T12:00Z; since then Atlas changed it");
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
  });

  it("keep bounds that a person moved, until the next boundary", async () => {
    const world = await shop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    world.byHand("shop", await movedTo(world, "M140"));
    await world.until("2026-12-01T15:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    await world.until(nextNoon);
    expect(regionsSent(await world.reconcile())[0]?.autoScaling.compute).toMatchObject({ maxInstanceSize: "M60" });
  });

  it("are set on every shard, each with the size that Atlas chose for it", async () => {
    const cluster = { ...scaled, analyticsNodes: 0, shards: [{ tier: "M30" }, { tier: "M50" }] };
    const world = await aWorld({
      schedules: [aSchedule("shop", baseline, { autoScaling: { min: "M40", max: "M80" } })],
      clusters: [cluster],
      from: noon,
    });
    const regions = regionsSent(await world.reconcile());
    expect(regions.map(({ electableSpecs }) => (electableSpecs as { instanceSize: string }).instanceSize)).toEqual([
      "M40",
      "M50",
    ]);
  });
});

/** The body of a change that only moves the upper bound. */
async function movedTo(world: World, max: string): Promise<object> {
  const shards = world.state.cluster(project, "shop")?.shards ?? [];
  const moved = shards.map(({ id, zoneName, regions }) => ({
    id,
    zoneName,
    regionConfigs: regions.map(({ providerName, regionName, priority, electable, readOnly, analytics, ...region }) => ({
      providerName,
      regionName,
      priority,
      electableSpecs: electable,
      readOnlySpecs: readOnly,
      analyticsSpecs: analytics,
      autoScaling: {
        ...region.autoScaling,
        compute: { ...region.autoScaling.compute, maxInstanceSize: max },
      },
      analyticsAutoScaling: region.analyticsAutoScaling,
    })),
  }));
  return { replicationSpecs: moved };
}

describe("analytics nodes", () => {
  const cluster: ClusterInput = { name: "shop", tier: "M30", analyticsNodes: 2, analyticsTier: "M40" };

  it("move only when a target names their tier", async () => {
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier: "M30" }, { tier: "M50" })],
      clusters: [cluster],
      from: noon,
    });
    const [region] = regionsSent(await world.reconcile());
    expect([region?.electableSpecs, region?.analyticsSpecs]).toMatchObject([
      { instanceSize: "M50" },
      { instanceSize: "M40" },
    ]);
  });

  it("move alone when a target names nothing else, on an auto-scaled cluster too", async () => {
    const autoScaling = { min: "M30", max: "M60" };
    const world = await aWorld({
      schedules: [
        aSchedule("shop", { analyticsTier: "M40" }, { analyticsTier: "M60" }),
        aSchedule("scaled", { analyticsTier: "M40" }, { analyticsTier: "M60" }),
      ],
      clusters: [cluster, { ...cluster, name: "scaled", autoScaling }],
      from: noon,
    });
    const { sent, report } = await world.reconcile();
    expect(report.clusters.map(({ outcome }) => outcome?.result)).toEqual(["accepted", "accepted"]);
    expect(sent.map(([name]) => name).sort()).toEqual(["scaled", "shop"]);
    for (const name of ["shop", "scaled"]) {
      const [region] = regionsOf(world.state.cluster(project, name));
      expect([region?.electable.instanceSize, region?.analytics.instanceSize]).toEqual(["M30", "M60"]);
    }
  });

  it("are set once and then left to their own auto-scaling", async () => {
    const analyticsAutoScaling = { min: "M40", max: "M80" };
    const world = await aWorld({
      schedules: [aSchedule("shop", { analyticsTier: "M40" }, { analyticsTier: "M60" })],
      clusters: [{ ...cluster, analyticsAutoScaling }],
      from: noon,
    });
    await world.reconcile();
    await world.until("2026-12-01T18:00Z");
    world.state.autoScale(project, "shop", "M80", "analytics");
    await world.until("2026-12-01T20:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    await world.until(nextNoon);
    expect(regionsSent(await world.reconcile())[0]?.analyticsSpecs).toMatchObject({ instanceSize: "M40" });
  });

  it("that are none are warned of", async () => {
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier: "M30", analyticsTier: "M40" }, { tier: "M50", analyticsTier: "M40" })],
      clusters: [{ name: "shop", tier: "M30" }],
    });
    expect((await world.reconcile()).report.warnings.join()).toContain(
      "its schedule sets analyticsTier M40, but it has no analytics nodes",
    );
  });
});

describe("tiers of another class", () => {
  it.each<[string, Partial<ClusterInput>, string, string, string | null]>([
    ["General to Low-CPU on AWS", {}, "M40", "R40", null],
    ["General to Low-CPU on Azure", { providerName: "AZURE" }, "M40", "R40", "from M40 to R40 copies all data"],
    ["General to NVMe", { backupEnabled: true }, "M40", "M40_NVME", "from M40 to M40_NVME copies all data"],
    ["NVMe to General", { backupEnabled: true }, "M40_NVME", "M50", "from M40_NVME to M50 copies all data"],
    ["one NVMe tier to another", {}, "M40_NVME", "M60_NVME", "from M40_NVME to M60_NVME copies all data"],
    ["to the second generation", {}, "M40", "M50_GEN_2", null],
  ])("are passed on: %s", async (_name, setup, tier, to, warning) => {
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier }, { tier: to })],
      clusters: [{ name: "shop", tier, ...setup }],
      from: noon,
    });
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
    const syncs = report.warnings.filter((line) => line.includes("initial sync"));
    if (warning === null) expect(syncs).toEqual([]);
    else expect(syncs.join("\n")).toContain(warning);
    await world.until(nextNoon);
    const back = await world.reconcile();
    expect(back.report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
    expect(world.tierOf("shop")).toBe(tier);
  });
});

describe("disks", () => {
  it("that a target tier cannot hold are warned of on every run, and reported when Atlas refuses", async () => {
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier: "M30" }, { tier: "M10" })],
      clusters: [{ name: "shop", tier: "M30", diskSizeGB: 200 }],
      from: "2026-12-01T11:00Z",
    });
    const early = await world.reconcile();
    expect(early.report.warnings.join()).toContain("its disk (200 GB) is larger than M10 holds (128 GB)");
    await world.until(noon);
    const { error, logs } = await world.reconcile();
    expect(error).toContain("CLUSTER_DISK_SIZE_INVALID");
    expect(error).toContain("Schedule a larger tier, or shrink the disk in Atlas");
    expect(logs.join("\n")).toContain("its disk (200 GB) is larger than M10 holds");
  });

  it("whose IOPS somebody provisioned keep them", async () => {
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier: "M40" }, { tier: "M60" })],
      clusters: [{ name: "shop", tier: "M40", diskSizeGB: 400, ebsVolumeType: "PROVISIONED", diskIOPS: 3500 }],
      from: noon,
    });
    const [region] = regionsSent(await world.reconcile());
    expect(region?.electableSpecs).toEqual({
      instanceSize: "M60",
      nodeCount: 3,
      diskSizeGB: 400,
      diskIOPS: 3500,
      ebsVolumeType: "PROVISIONED",
    });
  });

  it.each<[string, Partial<ClusterInput>]>([
    ["Azure's, sent from M40 on", { providerName: "AZURE", tier: "M40", diskSizeGB: 128, diskIOPS: 5000 }],
    ["standard ones on Azure", { providerName: "AZURE", tier: "M40", diskSizeGB: 128 }],
    ["a chosen number on AWS, second generation", { tier: "M40_GEN_2", diskSizeGB: 160, diskIOPS: 8000 }],
    ["a chosen number on GCP, second generation", { providerName: "GCP", tier: "M40_GEN_2", diskIOPS: 8000 }],
    ["none on GCP before generation 2", { providerName: "GCP", tier: "M40", diskSizeGB: 128 }],
  ])("keep the IOPS they have: %s", async (_name, setup) => {
    const { tier = "M40" } = setup;
    const world = await aWorld({
      schedules: [aSchedule("shop", { tier }, { tier: tier.replace("40", "50") })],
      clusters: [{ name: "shop", ...setup }],
      from: noon,
    });
    const before = regionsOf(world.state.cluster(project, "shop"))[0]?.electable.diskIOPS;
    await world.reconcile();
    const [region] = regionsOf(world.state.cluster(project, "shop"));
    expect([region?.electable.instanceSize, region?.electable.diskIOPS]).toEqual([tier.replace("40", "50"), before]);
  });
});
