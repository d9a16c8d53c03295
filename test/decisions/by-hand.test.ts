import { describe, expect, it } from "@jest/globals";
import type { ScaleReport } from "../../src/operations/report/scale-report";
import { aSchedule, aWorld, decisionsOf, otherProject, project, ranOf, type World, type WorldSetup } from "./a-world";

const M10 = { tier: "M10" };
const M50 = { tier: "M50" };
const eve = "2026-12-01T08:00Z";
const day = aSchedule("shop", M10, M50);

const aShop = (setup: Partial<WorldSetup> = {}): Promise<World> =>
  aWorld({ schedules: [day], clusters: [{ name: "shop" }], from: eve, ...setup });

type Scaled = Omit<ReturnType<typeof ranOf>, "report"> & { readonly report: ScaleReport };

async function scale(world: World, functionName: "scaleUp" | "scaleDown", ...args: unknown[]): Promise<Scaled> {
  const before = world.api.requests.length;
  const execution = await world.call(functionName, ...args);
  const { report, ...ran } = ranOf(execution, world.api.requests.slice(before));
  return { ...ran, report: report as unknown as ScaleReport };
}

const tagsOf = (world: World, cluster = "shop") => world.state.cluster(project, cluster)?.tags;

describe("scaleUp", () => {
  it("goes to the largest size that a window ahead names, with the hold in the same request", async () => {
    const windows = [
      { name: "past", from: "2026-11-01T12:00", until: "2026-11-02T12:00", tier: "M80" },
      { name: "next", from: "2026-12-01T12:00", until: "2026-12-02T12:00", tier: "M40" },
      { name: "later", from: "2026-12-24T12:00", until: "2026-12-25T12:00", tier: "M50" },
    ];
    const world = await aShop({
      schedules: [{ name: "shop", clusters: ["shop"], baseline: M10, windows }],
      clusters: [{ name: "shop", tags: { team: "a" } }],
    });
    const { sent, report, logs } = await scale(world, "scaleUp", "Hello world!");
    expect(sent).toEqual([["shop", { replicationSpecs: expect.anything(), tags: expect.anything() }]]);
    expect(world.tierOf("shop")).toBe("M50");
    expect(tagsOf(world)).toEqual([
      { key: "team", value: "a" },
      { key: "scheduler-hold", value: "20261201T1200Z" },
    ]);
    expect(report.clusters[0]).toMatchObject({ heldUntil: "2026-12-01T12:00Z", outcome: { result: "accepted" } });
    expect(logs[0]).toBe("scaleUp for 2026-12-01T08:00Z");
    expect(logs).toContain("ACCEPTED: shop: M10 to M50, held until 2026-12-01T12:00Z");
  });

  it("counts an open window, and analytics and bounds where the window names them", async () => {
    const world = await aShop({
      schedules: [aSchedule("shop", { tier: "M30", analyticsTier: "M30" }, { ...M50, analyticsTier: "M40" })],
      clusters: [{ name: "shop", tier: "M30", analyticsNodes: 1 }],
      from: "2026-12-01T13:00Z",
    });
    expect((await scale(world, "scaleUp")).report.clusters[0]?.target).toEqual({ ...M50, analyticsTier: "M40" });
  });

  it("is refused where no window ahead names a size", async () => {
    const world = await aShop({ from: "2026-12-03T00:00Z" });
    const { error, sent } = await scale(world, "scaleUp");
    expect(error).toContain(
      "no window of a schedule for it, open or ahead, names a size or asks it to run. Name a size in `tier`",
    );
    expect(sent).toEqual([]);
  });

  it("resumes a paused cluster first, and the size brings the hold", async () => {
    const world = await aShop({
      schedules: [aSchedule("shop", { paused: true }, M50)],
      clusters: [{ name: "shop", paused: true }],
    });
    const { sent } = await scale(world, "scaleUp");
    expect(sent.map(([, body]) => Object.keys(body as object))).toEqual([["paused"], ["replicationSpecs", "tags"]]);
    await world.until("2026-12-01T08:30Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: by-tag" });
  });

  it.each([["scaleUp"], ["scaleDown"]] as const)(
    "%s looks again when Atlas took long to answer the look",
    async (how) => {
      const world = await aShop({ clusters: [{ name: "shop", tier: "M20" }] });
      world.api.faults.add({ method: "GET", path: "*/clusters/shop", fault: { kind: "latency", ms: 40_000 } });
      const before = world.api.requests.length;
      const { report } = await scale(world, how);
      const ofShop = world.api.requests
        .slice(before)
        .filter(({ path, status }) => path.endsWith("/clusters/shop") && status !== 401);
      expect(ofShop.map(({ method }) => method)).toEqual(["GET", "GET", "PATCH"]);
      expect(report.clusters[0]?.outcome?.result).toBe("accepted");
    },
  );

  it("sends nothing while Atlas answers looks too slowly, and says so", async () => {
    const world = await aShop();
    const slow = {
      method: "GET",
      path: "*/clusters/shop",
      times: "always",
      fault: { kind: "latency", ms: 40_000 },
    } as const;
    world.api.faults.add(slow);
    const execution = await world.call("scaleUp");
    expect(world.api.requests.some(({ method }) => method === "PATCH")).toBe(false);
    expect(execution.error?.message).toContain(
      `deferred: ${project}/shop: this call had no time or operations left for it. Run this function again`,
    );
  });

  it("is told as held by a status of that cluster alone, as by one of all", async () => {
    const world = await aShop({ clusters: [{ name: "shop" }, { name: "other" }] });
    await scale(world, "scaleUp", { cluster: "shop" });
    await world.until("2026-12-01T08:30Z");
    const { result } = await world.call("status", { cluster: "shop" });
    expect(result).toMatchObject({ clusters: [{ cluster: "shop", decision: { do: "held" } }] });
    expect((result as { clusters: readonly unknown[] }).clusters).toEqual([(await world.status()).shop]);
  });
});

describe("scaleDown", () => {
  it("goes to the baseline, held until the next boundary", async () => {
    const world = await aShop({ clusters: [{ name: "shop", tier: "M50", diskSizeGB: 40 }], from: "2026-12-01T13:00Z" });
    const { report } = await scale(world, "scaleDown");
    expect(world.tierOf("shop")).toBe("M10");
    expect(report.clusters[0]?.heldUntil).toBe("2026-12-02T12:00Z");
  });

  it("writes the hold before it pauses, and pauses alone", async () => {
    const world = await aShop({
      schedules: [aSchedule("shop", { paused: true }, M50)],
      clusters: [{ name: "shop", tier: "M50", diskSizeGB: 40 }],
      from: "2026-12-01T13:00Z",
    });
    const { sent, report } = await scale(world, "scaleDown");
    expect(sent).toEqual([
      ["shop", { tags: [{ key: "scheduler-hold", value: "20261202T1200Z" }] }],
      ["shop", { paused: true }],
    ]);
    expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["hold", "pause"] });
    await world.until("2026-12-01T14:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    await world.until("2026-12-02T12:00Z");
    expect((await world.reconcile()).report.clusters[0]?.decision.because.reason).toBe("as-desired");
  });
});

describe("the hold of a change by hand", () => {
  const held = async (argument: object, at = "2026-12-01T13:00Z") => {
    const world = await aShop({ clusters: [{ name: "shop", tier: "M50", diskSizeGB: 40 }], from: at });
    const { report, error } = await scale(world, "scaleDown", argument);
    return error === "" ? report.clusters[0]?.heldUntil : error;
  };

  it("ends at a boundary that is seconds away, not at the one after it", async () => {
    expect(await held({}, "2026-12-02T11:59:40Z")).toBe("2026-12-02T12:00Z");
    expect(await held({}, "2026-12-01T11:59:40Z")).toBe("2026-12-01T12:00Z");
    expect(await held({}, "2026-12-01T12:00:10Z")).toBe("2026-12-02T12:00Z");
  });

  it("ends when the person says: for so long, or until then, across boundaries", async () => {
    expect(await held({ for: "PT2H30M" })).toBe("2026-12-01T15:30Z");
    expect(await held({ for: "P3D" })).toBe("2026-12-04T13:00Z");
    expect(await held({ until: "2026-12-05T08:00+02:00" })).toBe("2026-12-05T06:00Z");
    expect(await held({ for: "P30D" })).toBe("2026-12-31T13:00Z");
  });

  it.each<[object, string]>([
    [{ for: "4h" }, "argument.for: is not an ISO 8601 duration"],
    [{ for: 4 }, "argument.for: must be an ISO 8601 duration"],
    [{ for: "P31D" }, "argument.for: the hold may last 30 days at most"],
    [{ until: "2026-12-01T12:59Z" }, "argument.until: is past"],
    [{ until: "2027-01-01T00:00Z" }, "argument.until: the hold may last 30 days at most"],
    [{ until: "tomorrow" }, "argument.until: must be an instant"],
    [{ for: "PT1H", until: "2026-12-01T18:00Z" }, "argument.for: cannot be combined with `until`"],
  ])("refuses %j", async (argument, message) => {
    expect(await held(argument)).toContain(message);
  });

  it("keeps reconcile away, which lists the cluster when it is below its size", async () => {
    const world = await aShop({ clusters: [{ name: "shop", tier: "M50", diskSizeGB: 40 }], from: "2026-12-01T13:00Z" });
    await scale(world, "scaleDown");
    await world.until("2026-12-01T15:00Z");
    const { sent, report } = await world.reconcile();
    expect(sent).toEqual([]);
    expect(report.failures).toEqual([]);
    expect(report.warnings.join()).toContain(
      `BELOW ITS DESIRED SIZE: ${project}/shop: held at M10 (desired: M50): its tag scheduler-hold`,
    );
  });

  it("ends at the next boundary", async () => {
    const world = await aShop();
    await scale(world, "scaleUp");
    await world.until("2026-12-01T12:00Z");
    expect((await world.reconcile()).report.clusters[0]?.decision.because.reason).toBe("as-desired");
    await world.until("2026-12-02T12:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M10");
  });

  it.each(["with-actor", "without-actor", "absent"] as const)(
    "ends when somebody deletes the tag, where events tell of that %s",
    async (submittedEvents) => {
      const world = await aShop({ settings: { submittedEvents } });
      await scale(world, "scaleUp");
      await world.until("2026-12-01T10:00Z");
      world.byHand("shop", { tags: [] });
      await world.until("2026-12-01T10:05Z");
      expect((await world.reconcile()).sent).toHaveLength(1);
      expect(world.tierOf("shop")).toBe("M10");
    },
  );

  it("lasts 30 days at most", async () => {
    const far = { ...M50, from: "2027-03-01T12:00", until: "2027-03-02T12:00" };
    const world = await aShop({ schedules: [aSchedule("shop", M10, far)] });
    expect((await scale(world, "scaleUp")).report.clusters[0]?.heldUntil).toBe("2026-12-31T08:00Z");
    await world.until("2026-12-31T07:59Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: by-tag" });
    await world.until("2026-12-31T08:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M10");
  });

  it("is written alone where the size is right already, and not again", async () => {
    const world = await aShop();
    const first = await scale(world, "scaleDown");
    expect(first.sent).toEqual([["shop", { tags: [{ key: "scheduler-hold", value: "20261201T1200Z" }] }]]);
    await world.until("2026-12-01T08:05Z");
    const second = await scale(world, "scaleDown");
    expect(second.sent).toEqual([]);
    expect(second.report.clusters[0]?.outcome).toEqual({ result: "already-so" });
  });
});

describe("which clusters", () => {
  const two = [day, { ...day, name: "other", clusters: ["other"] }];
  const clusters = [{ name: "shop" }, { name: "other" }, { name: "free-standing" }];

  it("the only scheduled one; of several the one that is named, or all on request", async () => {
    const world = await aShop({ schedules: two, clusters });
    const unsaid = await scale(world, "scaleUp");
    expect(unsaid.error).toContain(
      '2 clusters are scheduled (shop, other): name one in `cluster`, or pass {"all": true}',
    );
    expect(unsaid.sent).toEqual([]);
    expect((await scale(world, "scaleUp", { cluster: "other" })).sent.map(([name]) => name)).toEqual(["other"]);
    await world.until("2026-12-01T09:00Z");
    const all = await scale(world, "scaleDown", { all: true });
    expect(all.report.clusters.map(({ cluster }) => cluster).sort()).toEqual(["other", "shop"]);
    expect([world.tierOf("shop"), world.tierOf("other")]).toEqual(["M10", "M10"]);
  });

  it("one without a schedule, to the tier that is named, and without a hold", async () => {
    const world = await aShop({ schedules: two, clusters });
    const { sent, report } = await scale(world, "scaleUp", { cluster: "free-standing", tier: "M20" });
    expect(sent).toEqual([["free-standing", { replicationSpecs: expect.anything() }]]);
    expect(report.clusters[0]).toMatchObject({ schedule: null, heldUntil: null });
    expect((await scale(world, "scaleDown", { cluster: "free-standing" })).error).toContain(
      "no schedule selects it, or its baseline is unmanaged. Name a size in `tier`",
    );
  });

  it("one of another project, and one whose name two projects have", async () => {
    const roles = { [project]: ["GROUP_CLUSTER_MANAGER"], [otherProject]: ["GROUP_CLUSTER_MANAGER"] } as const;
    const world = await aShop({ schedules: [{ ...day, projects: [project, otherProject] }], clusters, roles });
    world.state.addProject({ id: otherProject });
    world.state.addCluster(otherProject, { name: "shop" });
    const unsaid = await scale(world, "scaleUp", { cluster: "shop" });
    expect(unsaid.error).toContain('argument.cluster: 2 projects have a cluster "shop": name one of them in `project`');
    await scale(world, "scaleUp", { cluster: "shop", project: otherProject });
    expect([world.tierOf("shop"), world.state.cluster(otherProject, "shop")?.stateName]).toEqual(["M10", "UPDATING"]);
  });

  it("none that is there: the failure says so", async () => {
    const { error } = await scale(await aShop(), "scaleUp", { cluster: "shp", tier: "M20" });
    expect(error).toContain("CLUSTER_NOT_FOUND");
  });
});

describe("arguments that are refused before any call", () => {
  it.each<[unknown, string]>([
    [
      "scaleUp",
      "argument: must be an object with any of the keys cluster, project, tier, all, for, until, dryRun, or be left out",
    ],
    [["shop"], "argument: must be an object"],
    [
      { clusters: "shop" },
      "argument.clusters: unknown key; this function takes cluster, project, tier, all, for, until, dryRun: did you mean cluster?",
    ],
    [{ tier: "M20" }, "argument.tier: needs `cluster`: name the cluster that should have this tier"],
    [{ tier: "M20", all: true }, "argument.tier: needs `cluster`: name the cluster that should have this tier"],
    [
      { cluster: "shop", tier: "M80" },
      "argument.tier: M80 is above limits.maxTier (M60): choose a smaller tier or raise the limit",
    ],
    [{ cluster: "shop", tier: "M0" }, 'argument.tier: "M0" is not a dedicated tier'],
    [{ cluster: "shop", tier: "large" }, 'argument.tier: "large" is not a dedicated tier'],
    [{ cluster: "shop", all: true }, "argument.all: cannot be combined with `cluster`: leave out one of them"],
    [{ all: "yes" }, "argument.all: must be true or false"],
  ])("%j", async (argument, message) => {
    const world = await aShop({ others: { limits: { maxTier: "M60" } } });
    const { error, requests } = await scale(world, "scaleUp", argument);
    expect(error).toContain(message);
    expect(requests).toEqual([]);
  });
});

describe("by hand", () => {
  it("a dry run says what would be done and sends nothing", async () => {
    const { sent, report } = await scale(await aShop(), "scaleUp", { dryRun: true });
    expect(sent).toEqual([]);
    expect(report.clusters[0]).toMatchObject({ target: M50, outcome: { result: "not-sent", why: "dry-run" } });
  });

  it("works without a schedule", async () => {
    const world = await aShop();
    world.runtime.change({ values: { ATLAS_BASE_URL: world.api.baseUrl, schedule: "" } });
    const { report } = await scale(world, "scaleUp", { cluster: "shop", tier: "M20" });
    expect(report.clusters[0]).toMatchObject({ schedule: null, heldUntil: null, outcome: { result: "accepted" } });
    expect((await scale(world, "scaleUp")).error).toContain("argument: no cluster is scheduled: name one in `cluster`");
  });

  it("fails, and says that it must be run again, where Atlas says not yet", async () => {
    const world = await aShop({
      schedules: [aSchedule("shop", { paused: true }, M50)],
      clusters: [{ name: "shop", paused: true }],
      settings: { changeWhileResuming: "409" },
    });
    const { error } = await scale(world, "scaleUp");
    expect(error).toContain("CANNOT_UPDATE_PAUSED_CLUSTER");
    expect(error).toContain("(done before: resume)");
    expect(error).toContain("Run this function again");
    expect(error).not.toContain("next run");
  });

  it("refuses what can never be, and a cluster that Atlas is working on", async () => {
    const world = await aShop({ clusters: [{ name: "shop", autoScaling: { min: "M10", max: "M40" } }] });
    expect((await scale(world, "scaleUp")).error).toContain("compute auto-scaling is on and would undo the target M50");
    const busy = await aShop();
    busy.byHand("shop", { tags: [{ key: "team", value: "a" }] });
    expect((await scale(busy, "scaleUp")).error).toContain("Atlas is busy with it (UPDATING)");
  });
});
