import { describe, expect, it } from "@jest/globals";
import { aSchedule, aWorld, decisionsOf, otherProject, project, sizesIn, type World, type WorldSetup } from "./a-world";

const M10 = { tier: "M10" };
const M50 = { tier: "M50" };
const noon = "2026-12-01T12:00Z";
const day = aSchedule("shop", M10, M50);

const aShop = (setup: Partial<WorldSetup> = {}): Promise<World> =>
  aWorld({ schedules: [day], clusters: [{ name: "shop" }], from: noon, ...setup });

function manyNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c${String(index).padStart(2, "0")}`);
}

describe("late", () => {
  it("is a cluster that is not at its target after 60 minutes, whatever the reason", async () => {
    const world = await aShop({ from: "2026-12-01T11:59Z" });
    world.state.setPace("shop", "stuck");
    world.byHand("shop", { tags: [{ key: "team", value: "a" }] });
    world.state.repair(project, "shop", 600);
    await world.until("2026-12-01T12:59Z");
    expect((await world.reconcile()).report.clusters[0]?.says).toContain("Atlas is busy with it (REPAIRING)");
    await world.until("2026-12-01T13:00Z");
    expect((await world.reconcile()).error).toContain(
      "60 minutes after the boundary it is still not at its target: Atlas is busy with it (REPAIRING)",
    );
  });

  it("is what Atlas puts off again and again", async () => {
    const world = await aShop();
    const fault = { kind: "status", status: 409, code: "CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE" } as const;
    world.api.faults.add({ method: "PATCH", times: "always", fault });
    expect((await world.reconcile()).report.failures).toEqual([]);
    await world.until("2026-12-01T13:00Z");
    expect((await world.reconcile()).error).toContain(
      "Atlas says not yet: a restore is in progress (CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE)",
    );
  });

  it("is neither a cluster that Atlas is still working on, nor one that is held, nor a change just accepted", async () => {
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: [{ name: "stuck" }, { name: "held", tags: { "scheduler-hold": "20270101T0000Z" } }],
    });
    world.state.setPace("stuck", "stuck");
    await world.reconcile();
    await world.until("2026-12-01T18:00Z");
    world.state.addCluster(project, { name: "found-late" });
    const { report } = await world.reconcile();
    expect(report.failures).toEqual([]);
    expect(report.clusters.map(({ decision }) => decision.because.reason)).toEqual([
      "in-progress",
      "by-tag",
      "boundary",
    ]);
  });
});

describe("the minute of a run", () => {
  it.each([
    ["2026-12-01T11:59:29Z", "2026-12-01T11:59Z", []],
    ["2026-12-01T11:59:30Z", "2026-12-01T12:00Z", ["M50"]],
    ["2026-12-01T12:00:20Z", "2026-12-01T12:00Z", ["M50"]],
  ])("that fires at %s is %s", async (from, at, sizes) => {
    const { report, sent } = await (await aShop({ from })).reconcile();
    expect([report.at, sent.flatMap(([, body]) => sizesIn(body))]).toEqual([at, sizes]);
  });

  it("may be another one on request, of which nothing is sent", async () => {
    const world = await aShop();
    const { report, sent } = await world.reconcile({ at: "2026-12-02T13:00:00Z" });
    expect(sent).toEqual([]);
    expect(report).toMatchObject({ at: "2026-12-02T13:00Z", dryRun: true });
    expect(report.clusters[0]?.decision.because.reason).toBe("as-desired");
    const dry = await world.reconcile({ dryRun: true });
    expect(dry.report.clusters[0]?.outcome).toEqual({ result: "not-sent", why: "dry-run" });
    expect(dry.sent).toEqual([]);
  });
});

describe("the fresh look before each write", () => {
  it("sends nothing stale in a run that goes on past the closing of a window", async () => {
    const names = manyNames(12);
    const world = await aShop({
      schedules: [aSchedule("shop", M10, { ...M50, until: "2026-12-01T12:02" }, { clusters: names })],
      clusters: names.map((name) => ({ name })),
      from: "2026-12-01T12:01Z",
    });
    world.api.faults.add({ method: "PATCH", times: "always", fault: { kind: "latency", ms: 20_000 } });
    const { report, requests } = await world.reconcile();
    const patches = requests.filter(({ method, status }) => method === "PATCH" && status === 200);
    expect(patches.length).toBe(8);
    for (const { at } of patches) expect(at).toBeLessThan(Date.parse("2026-12-01T12:01:30Z"));
    const late = report.clusters.filter(({ outcome }) => outcome?.result === "overtaken");
    expect(late).toHaveLength(4);
    expect(late[0]?.outcome).toMatchObject({ sent: [], decision: { do: "nothing" } });
  });

  it("sends the new target in a run that goes on past an opening", async () => {
    const names = manyNames(8);
    const windows = [
      { name: "first", from: "2026-12-01T12:00", until: "2026-12-01T12:02", tier: "M20" },
      { name: "second", from: "2026-12-01T12:02", until: "2026-12-01T20:00", tier: "M30" },
    ];
    const world = await aShop({
      schedules: [{ name: "shop", clusters: names, baseline: M10, windows }],
      clusters: names.map((name) => ({ name })),
      from: "2026-12-01T12:01Z",
    });
    world.api.faults.add({ method: "PATCH", times: "always", fault: { kind: "latency", ms: 40_000 } });
    const { report, sent, requests } = await world.reconcile();
    const sizes = [...Array(4).fill("M20"), ...Array(4).fill("M30")];
    expect(sent.flatMap(([, body]) => sizesIn(body))).toEqual(sizes);
    expect(
      report.clusters.map(({ decision }) => "target" in decision && "tier" in decision.target && decision.target.tier),
    ).toEqual(sizes);
    expect(report.clusters.map(({ window }) => window)).toEqual([
      ...Array(4).fill("first"),
      ...Array(4).fill("second"),
    ]);
    const looks = requests.filter(({ method }) => method === "GET").map(({ at }) => at);
    const arrivals = requests.filter(({ method }) => method === "PATCH").map(({ at }) => at);
    for (const at of arrivals) expect(looks.some((lookAt) => lookAt <= at && at - lookAt <= 30_000)).toBe(true);
  });

  it("finds out what somebody did since the list was read", async () => {
    const names = ["tagged", "resized", "gone"];
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: names.map((name) => ({ name })),
    });
    world.api.faults.add({ path: "*/events", fault: { kind: "latency", ms: 30_000 } });
    world.clock.setTimer(Date.parse("2026-12-01T12:00:10Z"), () => {
      world.byHand("tagged", { tags: [{ key: "scheduler-hold", value: "20261201T1800Z" }] });
      const body = world.state.cluster(project, "resized")?.shards.map(({ id, regions }) => ({
        id,
        regionConfigs: regions.map(({ providerName, regionName, priority, electable }) => ({
          providerName,
          regionName,
          priority,
          electableSpecs: { ...electable, instanceSize: "M30" },
        })),
      }));
      world.byHand("resized", { replicationSpecs: body });
    });
    const { report, sent } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["gone"]);
    expect(report.clusters.map(({ outcome }) => outcome)).toMatchObject([
      { result: "overtaken", decision: { do: "held", because: { reason: "by-tag" } } },
      { result: "overtaken", decision: { do: "held", because: { reason: "changed-by-hand" } } },
      { result: "accepted" },
    ]);
  });

  it("asks who changed a cluster when it is not as listed", async () => {
    const world = await aShop();
    world.set({ minutesPerNode: 0, secondsPerPlainChange: 0 });
    world.api.faults.add({ path: "*/events", fault: { kind: "latency", ms: 30_000 } });
    world.clock.setTimer(Date.parse("2026-12-01T12:00:10Z"), () => {
      world.state.changeAs({ username: "ann@example.com" }, project, "shop", {
        replicationSpecs: resizedTo(world, "M30"),
      } as never);
    });
    const { report, sent } = await world.reconcile();
    expect(sent).toEqual([]);
    expect(report.clusters[0]?.outcome).toMatchObject({ decision: { because: { reason: "changed-by-hand" } } });
  });
});

function resizedTo(world: World, tier: string): object[] {
  return (world.state.cluster(project, "shop")?.shards ?? []).map(({ id, regions }) => ({
    id,
    regionConfigs: regions.map(({ providerName, regionName, priority, electable }) => ({
      providerName,
      regionName,
      priority,
      electableSpecs: { ...electable, instanceSize: tier },
    })),
  }));
}

describe("an answer that is lost", () => {
  it.each(["reset", "truncate"] as const)(
    "of a write that took place is found out by another look: %s",
    async (kind) => {
      const world = await aShop();
      const fault = kind === "reset" ? ({ kind, when: "after" } as const) : ({ kind } as const);
      world.api.faults.add({ method: "PATCH", fault });
      const { report, requests } = await world.reconcile();
      expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["resize"] });
      expect(requests.filter(({ method, fault: hit }) => method === "PATCH" && hit !== undefined)).toHaveLength(1);
      expect(world.state.history.filter(({ what }) => what === "submitted")).toHaveLength(1);
    },
  );

  it("of a write that did not take place is followed by another write", async () => {
    const world = await aShop();
    world.api.faults.add({ method: "PATCH", fault: { kind: "reset" } });
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["resize"] });
  });

  it("again and again fails that cluster, and stops no other", async () => {
    const names = manyNames(5);
    const world = await aShop({
      schedules: [{ ...day, clusters: names }],
      clusters: names.map((name) => ({ name })),
    });
    world.api.faults.add({ method: "PATCH", path: "*/c02", times: "always", fault: { kind: "status", status: 500 } });
    const { error, sent } = await world.reconcile();
    expect(error).toContain("1 failure");
    expect(error).toContain("/c02");
    expect(sent.filter(([name]) => name !== "c02")).toHaveLength(4);
  });
});

describe("mode", () => {
  it("report decides and reports, for the document or one schedule; off leaves alone", async () => {
    const schedules = [
      { ...day, name: "on", clusters: ["on"] },
      { ...day, name: "trial", clusters: ["trial"], mode: "report" },
      { ...day, name: "off", clusters: ["off", "nowhere"], mode: "off" },
      { ...day, name: "all", clusters: [{ glob: "*" }], mode: "report" },
    ];
    const world = await aShop({ schedules, clusters: [{ name: "on" }, { name: "trial" }, { name: "off" }] });
    const { report, sent } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["on"]);
    expect(report.clusters.map(({ cluster, outcome }) => [cluster, outcome])).toMatchObject([
      ["on", { result: "accepted" }],
      ["trial", { result: "not-sent", why: "mode-report" }],
    ]);
    expect(report.shadowed.map(({ cluster, owner }) => [cluster, owner])).toEqual([
      ["on", "on"],
      ["trial", "trial"],
      ["off", "off"],
    ]);
    expect(Object.values(await world.status()).map((one) => one.mode)).toEqual(["on", "report", "off"]);
    world.edit([day], { mode: "report" });
    world.state.addCluster(project, { name: "shop" });
    expect((await world.reconcile()).sent).toEqual([]);
    world.edit([day], { mode: "off" });
    const off = await world.reconcile();
    expect([off.report.clusters, off.requests]).toEqual([[], []]);
  });
});

describe("several projects", () => {
  const both = [project, otherProject];
  const shops = (roles: WorldSetup["roles"], clusters = ["shop", "only-there"]): WorldSetup => ({
    schedules: [{ ...day, clusters, projects: both }],
    clusters: [{ name: "shop" }],
    from: noon,
    ...(roles === undefined ? {} : { roles }),
  });
  const manager = ["GROUP_CLUSTER_MANAGER"] as const;

  it("are each read, and a name may be in any of them", async () => {
    const world = await aWorld(shops({ [project]: manager, [otherProject]: manager }));
    world.state.addProject({ id: otherProject });
    world.state.addCluster(otherProject, { name: "only-there" });
    const { report, sent } = await world.reconcile();
    expect(sent.map(([name]) => name).sort()).toEqual(["only-there", "shop"]);
    expect(report.clusters.map((one) => one.project)).toEqual(both);
  });

  it("of which one cannot be read: it fails by itself, and what it may have is not missing", async () => {
    const world = await aWorld(shops({ [project]: manager }));
    world.state.addProject({ id: otherProject });
    const { error, sent } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["shop"]);
    expect(error).toContain(`project ${otherProject}`);
    expect(error).toContain("the credential has no role in this project. Add it to the project");
    expect(error).toContain("1 failure");
    expect(error).not.toContain("only-there");
  });

  it("may have clusters of the same name, each with its own state", async () => {
    const world = await aWorld(shops({ [project]: manager, [otherProject]: manager }, ["shop"]));
    world.state.addProject({ id: otherProject });
    world.state.addCluster(otherProject, { name: "shop", tier: "M50" });
    const { report } = await world.reconcile();
    expect(report.clusters.map(({ decision }) => decision.do)).toEqual(["resize", "nothing"]);
  });

  it("with a role that only reads: the change is refused with the remedy", async () => {
    const world = await aWorld({ ...shops({ [project]: ["GROUP_READ_ONLY"] }), schedules: [day] });
    expect((await world.reconcile()).error).toContain("Give the credential the role Project Cluster Manager");
    expect(decisionsOf(await world.status())).toEqual({ shop: "resize: boundary" });
  });
});

describe("a service account", () => {
  const clientId = "mdb_sa_id_0123456789abcdef01234567";
  const clientSecret = "mdb_sa_sk_not_a_real_one_but_as_long_as_one";
  const setup = {
    values: { ATLAS_CLIENT_ID: clientId, ATLAS_CLIENT_SECRET: clientSecret },
    serviceAccounts: [{ clientId, clientSecret, projects: { [project]: ["GROUP_CLUSTER_MANAGER"] } }],
  } as const;

  it("mints one token a run, and shows neither it nor its secret", async () => {
    const world = await aShop(setup);
    const { logs, requests, report } = await world.reconcile();
    expect(requests.filter(({ path }) => path === "/api/oauth/token")).toHaveLength(1);
    expect(requests.filter(({ status }) => status === 401)).toEqual([]);
    expect(JSON.stringify([logs, report])).not.toContain(clientSecret);
    expect(JSON.stringify([logs, report])).not.toContain("eyJ");
  });

  it("mints another one when Atlas takes the first no more", async () => {
    const world = await aShop(setup);
    world.api.faults.add({ method: "PATCH", fault: { kind: "expire-tokens" } });
    const { report, requests } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
    expect(requests.filter(({ path }) => path === "/api/oauth/token")).toHaveLength(2);
  });
});

describe("the log of a run", () => {
  it("holds what there is to know of the schedule, below what was done", async () => {
    const past = { name: "past", from: "2026-10-01T00:00", until: "2026-10-02T00:00", tier: "M40" };
    const schedule = { ...day, windows: [...(day as { windows: object[] }).windows, past] };
    const { logs } = await (await aShop({ schedules: [schedule] })).reconcile();
    expect(logs.slice(2)).toEqual([
      "ACCEPTED: shop: resize M10 to M50: as scheduled since 2026-12-01T12:00Z",
      "schedule: schedules[0].windows[1]: lies wholly in the past: it will not open again, so it can be removed",
      "schedule: edited since the build, so its boundaries may be one heartbeat late until the next deploy",
    ]);
  });
});
