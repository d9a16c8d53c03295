import { describe, expect, it } from "@jest/globals";
import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import { aSchedule, aWorld, decisionsOf, project, publicKey, type World, type WorldSetup } from "./a-world";

const M10 = { tier: "M10" };
const M50 = { tier: "M50" };
const noon = "2026-12-01T12:00Z";
const clientId = "mdb_sa_id_0123456789abcdef01234567";
const clientSecret = "mdb_sa_sk_not_a_real_one_but_as_long_as_one";

const day = aSchedule("shop", M10, M50);
const aShop = (setup: Partial<WorldSetup> = {}): Promise<World> =>
  aWorld({ schedules: [day], clusters: [{ name: "shop" }], from: noon, ...setup });

/** The body that gives the cluster's nodes this tier, as a person's client would send it. */
function sizedTo(world: World, tier: string, cluster = "shop"): object {
  const shards = world.state.cluster(project, cluster)?.shards ?? [];
  const replicationSpecs = shards.map(({ id, zoneName, regions }) => ({
    id,
    zoneName,
    regionConfigs: regions.map(({ providerName, regionName, priority, electable, readOnly, autoScaling }) => ({
      providerName,
      regionName,
      priority,
      electableSpecs: { ...electable, instanceSize: tier },
      readOnlySpecs: { ...readOnly, instanceSize: tier },
      autoScaling,
    })),
  }));
  return { replicationSpecs };
}

const resize = (world: World, tier: string, cluster = "shop") => world.byHand(cluster, sizedTo(world, tier, cluster));

const serviceAccount = {
  values: { ATLAS_CLIENT_ID: clientId, ATLAS_CLIENT_SECRET: clientSecret },
  serviceAccounts: [{ clientId, clientSecret, projects: { [project]: ["GROUP_CLUSTER_MANAGER"] } }],
} as const;

describe("somebody's change since the boundary", () => {
  /** Per way to tell events: one cluster that a person resized after us, and one that Atlas moved. */
  async function afterChanges(setup: Partial<WorldSetup>) {
    const ways = ["with-actor", "without-actor", "absent"] as const;
    const names = ways.flatMap((way) => [`hand-${way}`, `atlas-${way}`]);
    const world = await aWorld({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: names.map((name): ClusterInput => ({ name })),
      from: noon,
      ...setup,
    });
    for (const submittedEvents of ways) {
      world.set({ submittedEvents });
      for (const who of ["hand", "atlas"]) await world.reconcile({ cluster: `${who}-${submittedEvents}` });
    }
    await world.until("2026-12-01T14:00Z");
    for (const submittedEvents of ways) {
      world.set({ submittedEvents });
      resize(world, "M30", `hand-${submittedEvents}`);
      const cluster = `atlas-${submittedEvents}`;
      world.state.changeByAtlas(project, cluster, sizedTo(world, "M30", cluster) as never);
    }
    await world.until("2026-12-01T15:00Z");
    return world;
  }

  /** Where events name nobody there is nobody to respect. */
  const expected = {
    "hand-with-actor": "held: changed-by-hand",
    "atlas-with-actor": "resize: no-longer",
    "hand-without-actor": "resize: no-longer",
    "atlas-without-actor": "resize: no-longer",
    "hand-absent": "resize: boundary",
    "atlas-absent": "resize: boundary",
  };

  it("is respected where events name a person, and our own is never taken for somebody's: API key", async () => {
    expect(decisionsOf(await (await afterChanges({})).status())).toEqual(expected);
  });

  it("is respected the same way with a service account, however events name it", async () => {
    const world = await afterChanges(serviceAccount);
    for (const serviceAccountNamedAs of ["publicKey", "username", "none"] as const) {
      world.set({ serviceAccountNamedAs });
      expect(decisionsOf(await world.status())).toEqual(expected);
    }
  });

  it("is told with who, when and how to go on, and listed when it is below its size, without failing the run", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    const { report, logs, sent } = await world.reconcile();
    expect(sent).toEqual([]);
    expect(report.failures).toEqual([]);
    expect(logs.join("\n")).toContain(
      `BELOW ITS DESIRED SIZE: ${project}/shop: held at M30 (desired: M50): ann@example.com changed it at 2026-12-01T14:00Z, so it stays as it is until the next boundary`,
    );
    await world.until("2026-12-02T12:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M10");
  });

  it("is told in the message of a run that fails for another reason", async () => {
    const world = await aShop({
      schedules: [{ ...day, clusters: ["shop", "missing"] }],
      clusters: [{ name: "shop", tags: { "scheduler-hold": "20270101T0000Z" } }],
    });
    const { error, logs } = await world.reconcile();
    expect(error).toContain("1 failure\n");
    expect(error).toContain(
      `BELOW ITS DESIRED SIZE: ${project}/shop: held at M10 (desired: M50): its tag scheduler-hold`,
    );
    expect(logs.filter((line) => line.includes("BELOW"))).toHaveLength(1);
  });

  it("is told with who, when and until when in every run when it is larger", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M60");
    await world.until("2026-12-01T15:00Z");
    const { logs } = await world.reconcile();
    expect(logs.join("\n")).not.toContain("BELOW");
    expect(logs.join("\n")).toContain(
      `HELD: ${project}/shop: held at M60 (desired: M50): ann@example.com changed it at`,
    );
    expect(logs.join("\n")).toContain("; held until 2026-12-02T12:00Z");
  });

  it("is held for 30 days where no boundary is ahead", async () => {
    const once = { name: "once", from: "2026-12-01T12:00", until: "2026-12-01T14:00", tier: "M50" };
    const schedule = { name: "shop", clusters: ["shop"], baseline: M10, windows: [once] };
    const world = await aShop({ schedules: [schedule], from: "2026-12-01T15:00Z" });
    resize(world, "M30");
    await world.until("2026-12-01T16:00Z");
    expect((await world.reconcile()).logs.join("\n")).toContain("; held until 2026-12-31T15:00Z");
  });

  it("is respected for 30 days, and no longer", async () => {
    const long = aSchedule("shop", M10, { ...M50, until: "2027-03-01T00:00" });
    const world = await aShop({ schedules: [long] });
    await world.reconcile();
    await world.until("2026-12-10T00:00Z");
    resize(world, "M30");
    await world.until("2027-01-08T23:00Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
    const { result } = await world.call("status", { cluster: "shop" });
    expect(result).toMatchObject({ clusters: [{ decision: { do: "held", because: { reason: "changed-by-hand" } } }] });
    await world.until("2027-01-09T01:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
  });

  it("is no drift when it was about something else and the boundary is still to be carried out", async () => {
    const world = await aShop();
    await world.until("2026-12-01T12:10Z");
    world.byHand("shop", { tags: [{ key: "team", value: "a" }] });
    await world.until("2026-12-01T12:20Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M50");
  });

  it("is drift when a stranger did what the boundary had not done yet, otherwise", async () => {
    const world = await aShop();
    await world.until("2026-12-01T12:10Z");
    resize(world, "M40");
    await world.until("2026-12-01T13:00Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
  });

  it("does not count when it came before the boundary", async () => {
    const world = await aShop({ from: "2026-12-01T11:00Z" });
    resize(world, "M40");
    await world.until("2026-12-01T12:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
  });

  it("by another key, of the same kind as ours, is somebody's", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    const actor = {
      kind: "api-key",
      publicKey: "terrafrm",
      apiKeyId: "5f0000000000000000000002",
      address: "",
    } as const;
    world.state.change(project, "shop", sizedTo(world, "M30") as never, actor);
    await world.until("2026-12-01T15:00Z");
    expect((await world.status()).shop?.says).toContain("terrafrm changed it at 2026-12-01T14:00Z");
  });

  it("that created the cluster counts, told by an event or only by its date", async () => {
    const person = { kind: "person", username: "ann@example.com", userId: "u", address: "" } as const;
    const world = await aShop({ schedules: [{ ...day, clusters: [{ glob: "*" }] }], clusters: [] });
    await world.until("2026-12-01T13:00Z");
    world.state.createCluster(project, { name: "told", tier: "M30" }, person);
    world.state.addCluster(project, { name: "silent", tier: "M30", createdAt: Date.parse("2026-12-01T13:00Z") });
    await world.until("2026-12-01T14:00Z");
    const status = await world.status();
    expect(decisionsOf(status)).toEqual({ told: "held: changed-by-hand", silent: "held: changed-by-hand" });
    expect(status.told?.says).toContain("ann@example.com created it at 2026-12-01T13:00Z");
    await world.until("2026-12-02T12:00Z");
    await world.reconcile();
    expect([world.tierOf("told"), world.tierOf("silent")]).toEqual(["M10", "M10"]);
  });
});

describe("a boundary that needed no write", () => {
  it("is respected like any other when the person then goes back", async () => {
    const world = await aShop({ from: "2026-12-01T11:40Z" });
    resize(world, "M50");
    await world.until("2026-12-01T12:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    await world.until("2026-12-01T14:00Z");
    resize(world, "M10");
    await world.until("2026-12-01T14:15Z");
    expect((await world.reconcile()).sent).toEqual([]);
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
    await world.until("2026-12-02T12:00Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "nothing: as-desired" });
  });

  it("does not let us pause a cluster that a person paused ahead of it and then resumed", async () => {
    const world = await aShop({ schedules: [aSchedule("shop", M10, { paused: true })], from: "2026-12-01T11:30Z" });
    world.byHand("shop", { paused: true });
    await world.until("2026-12-01T12:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    await world.until("2026-12-01T13:00Z");
    world.byHand("shop", { paused: false });
    await world.until("2026-12-01T14:15Z");
    expect((await world.reconcile()).sent).toEqual([]);
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
  });

  it("is told from one that was missed, after which somebody changed something else", async () => {
    const world = await aShop({ from: "2026-12-01T11:40Z" });
    await world.until("2026-12-01T14:00Z");
    world.byHand("shop", { mongoDBMajorVersion: "8.0" });
    await world.until("2026-12-01T14:15Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M50");
  });

  it("asks for older events only in the project where somebody changed a cluster since", async () => {
    const world = await aShop();
    const asks = async () =>
      (await world.reconcile({ dryRun: true })).requests.filter(({ path }) => path.endsWith("/events"));
    expect(await asks()).toHaveLength(2);
    await world.until("2026-12-01T14:00Z");
    world.byHand("shop", { mongoDBMajorVersion: "8.0" });
    await world.until("2026-12-01T14:15Z");
    expect(await asks()).toHaveLength(4);
  });
});

describe("what Atlas is still working on", () => {
  it("is held when somebody asked for it, and no failure", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T15:00Z");
    resize(world, "M80");
    for (const at of ["15:05", "15:10"]) {
      await world.until(`2026-12-01T${at}Z`);
      const { report, sent } = await world.reconcile();
      expect([sent, report.failures]).toEqual([[], []]);
      expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
    }
  });

  it("is no failure of the policy that corrects it, within the hour", async () => {
    const world = await aShop({ others: { drift: "correct" }, settings: { minutesPerNode: 30 } });
    await world.reconcile();
    await world.until("2026-12-01T15:00Z");
    resize(world, "M80");
    await world.until("2026-12-01T15:30Z");
    expect((await world.reconcile()).report.clusters[0]?.decision.because.reason).toBe("busy");
    await world.until("2026-12-01T16:00Z");
    expect((await world.reconcile()).error).toContain("FAILED late");
  });

  it("is no failure while it is being made", async () => {
    const world = await aShop({ clusters: [], settings: { minutesToCreate: 180 } });
    const person = { kind: "person", username: "ann@example.com", userId: "u", address: "" } as const;
    world.edit([{ ...day, clusters: [{ glob: "sh*" }] }]);
    world.state.createCluster(project, { name: "shop", tier: "M10" }, person);
    await world.until("2026-12-01T14:00Z");
    const { report } = await world.reconcile();
    expect(report.failures).toEqual([]);
    expect(report.clusters[0]?.decision).toMatchObject({ do: "wait", because: { stateName: "CREATING" } });
  });

  it("is a failure once our own change takes longer than limits.longestChange, and says since when", async () => {
    const world = await aShop({ settings: { minutesPerNode: 1000 } });
    await world.reconcile();
    await world.until("2026-12-01T17:45Z");
    expect((await world.reconcile()).report.failures).toEqual([]);
    await world.until("2026-12-01T18:15Z");
    expect((await world.reconcile()).error).toContain(
      `FAILED stuck: ${project}/shop: Atlas has been working on it since 2026-12-01T12:00Z (UPDATING), longer than limits.longestChange (6 h)`,
    );
    world.edit([day], { limits: { longestChange: "PT5H20M" } });
    expect((await world.reconcile()).error).toContain("longer than limits.longestChange (5 h 20 min)");
  });

  it("is a failure also across boundaries that come back to the target Atlas has been working on", async () => {
    const daily = { ...day, windows: [{ name: "day", start: "0 12 * * *", duration: "PT8H", tier: "M50" }] };
    const world = await aShop({ schedules: [daily], settings: { minutesPerNode: 3000 } });
    await world.reconcile();
    await world.until("2026-12-01T22:30Z");
    expect((await world.reconcile()).error).toContain("still not at its target");
    await world.until("2026-12-02T12:30Z");
    expect((await world.reconcile()).report.failures).toEqual([]);
    await world.until("2026-12-02T13:00Z");
    expect((await world.reconcile()).error).toContain(
      `FAILED stuck: ${project}/shop: Atlas has been working on it since 2026-12-01T12:00Z (UPDATING)`,
    );
  });

  it("is no failure when our change was completed long ago, and Atlas works on its own", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T20:00Z");
    world.state.changeByAtlas(project, "shop", { mongoDBMajorVersion: "8.0" } as never);
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.decision.because.reason).toBe("in-progress");
    expect(report.failures).toEqual([]);
  });

  it("is looked into from the minute on that limits.longestChange ends", async () => {
    const promptly = { readLatencyMs: 0, writeLatencyMs: 0 };
    const slow = await aShop({ settings: { ...promptly, minutesPerNode: 1000 } });
    const done = await aShop({ settings: promptly });
    for (const world of [slow, done]) {
      await world.reconcile();
      await world.until("2026-12-01T17:59Z");
      expect((await world.reconcile()).report.failures).toEqual([]);
      await world.until("2026-12-01T18:00Z");
    }
    done.state.changeByAtlas(project, "shop", { mongoDBMajorVersion: "8.0" } as never);
    expect((await done.reconcile()).report.failures).toEqual([]);
    expect((await slow.reconcile()).error).toContain("FAILED stuck");
  });
});

describe("an edit of tags alone", () => {
  it("does not keep a missed boundary, a half-done change or an edit of the schedule from being carried out", async () => {
    const tag = (world: World) => world.byHand("shop", { tags: [{ key: "team", value: String(world.clock.now()) }] });
    const world = await aShop();
    await world.until("2026-12-01T13:00Z");
    tag(world);
    await world.until("2026-12-01T13:05Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    await world.until("2026-12-01T14:00Z");
    tag(world);
    await world.until("2026-12-01T14:05Z");
    world.edit([aSchedule("shop", M10, { tier: "M60" })]);
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M60");
  });

  it("does not end what somebody changed before", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    world.byHand("shop", { tags: [{ key: "team", value: "a" }] });
    await world.until("2026-12-01T15:05Z");
    expect((await world.reconcile()).sent).toEqual([]);
  });

  it("that takes away the hold of a person, or of another key, means: go on", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T13:00Z");
    const terraform = {
      kind: "api-key",
      publicKey: "terrafrm",
      apiKeyId: "5f0000000000000000000002",
      address: "",
    } as const;
    world.state.change(
      project,
      "shop",
      { tags: [{ key: "scheduler-hold", value: "20261202T1200Z" }] } as never,
      terraform,
    );
    await world.until("2026-12-01T14:00Z");
    world.edit([aSchedule("shop", M10, { tier: "M60" })]);
    expect((await world.reconcile()).sent).toEqual([]);
    world.byHand("shop", { tags: [] });
    await world.until("2026-12-01T14:05Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M60");
  });
});

describe("an update that names nobody, after a named person's change", () => {
  it("does not end it while events name us", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    world.set({ submittedEvents: "without-actor" });
    world.byHand("shop", { mongoDBMajorVersion: "8.0" });
    await world.until("2026-12-01T15:15Z");
    expect((await world.reconcile()).sent).toEqual([]);
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
  });
});

describe("two writers with one key", () => {
  it.each(["respect", "correct"])("are a failure after three changes of ours, and no fight: %s", async (drift) => {
    const world = await aShop({ others: { drift } });
    const sameKey = { kind: "api-key", publicKey, apiKeyId: "5f0000000000000000000001", address: "" } as const;
    const runs = [];
    for (let run = 0; run < 6; run += 1) {
      await world.until(`2026-12-01T${13 + run}:00Z`);
      const { sent, error } = await world.reconcile();
      runs.push([sent.length, error.includes("somebody with our key")]);
      await world.until(`2026-12-01T${13 + run}:30Z`);
      if (world.tierOf("shop") === "M50") world.state.change(project, "shop", sizedTo(world, "M30") as never, sameKey);
    }
    expect(runs).toEqual([[1, false], [1, false], ...Array.from({ length: 4 }, () => [0, true])]);
  });

  it("are no failure where a person scaled up and down by hand", async () => {
    const world = await aShop();
    for (let hour = 12; hour < 17; hour += 1) {
      await world.until(`2026-12-01T${hour}:00Z`);
      await world.call("scaleDown", { cluster: "shop" });
      await world.until(`2026-12-01T${hour}:20Z`);
      await world.call("scaleUp", { cluster: "shop", tier: "M60" });
      await world.until(`2026-12-01T${hour}:40Z`);
    }
    world.byHand("shop", { tags: [] });
    await world.until("2026-12-01T17:30Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M50");
  });
});

describe('drift: "correct"', () => {
  const others = { drift: "correct" };

  it("puts back what somebody changed, and says whose change that was", async () => {
    const world = await aShop({ others });
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    const { report, sent } = await world.reconcile();
    expect(sent).toHaveLength(1);
    expect(report.clusters[0]?.says).toContain(
      'ann@example.com changed it at 2026-12-01T14:00Z, and the policy "drift": "correct" undoes that',
    );
  });

  it.each<[string, Partial<WorldSetup>, string]>([
    ["naming the other party", {}, "ann@example.com"],
    [
      "where a service account's events name nobody",
      { ...serviceAccount, settings: { serviceAccountNamedAs: "none" } },
      "ann",
    ],
  ])("gives up after three times, %s, until the next boundary", async (_name, setup, party) => {
    const world = await aShop({ others, ...setup });
    for (let hour = 12; hour < 15; hour += 1) {
      await world.until(`2026-12-01T${hour}:00Z`);
      expect((await world.reconcile()).sent).toHaveLength(1);
      await world.until(`2026-12-01T${hour}:30Z`);
      resize(world, "M30");
    }
    await world.until("2026-12-01T15:00Z");
    const { error, sent } = await world.reconcile();
    expect(sent).toEqual([]);
    expect(error).toContain("contested");
    expect(error).toContain(party);
    await world.until("2026-12-02T12:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
  });

  it("gives up sooner where events name nobody at all, so that all changes may be ours", async () => {
    const world = await aShop({ others, settings: { submittedEvents: "without-actor" } });
    for (const hour of [12, 13]) {
      await world.until(`2026-12-01T${hour}:00Z`);
      expect((await world.reconcile()).sent).toHaveLength(1);
      await world.until(`2026-12-01T${hour}:30Z`);
      resize(world, "M30");
    }
    await world.until("2026-12-01T14:00Z");
    const { error, sent } = await world.reconcile();
    expect(sent).toEqual([]);
    expect(error).toContain("somebody whom no event names");
  });
});

describe("takeOver", () => {
  it("ignores drift once, and from then on the newest change is ours", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    expect((await world.reconcile({ takeOver: true, cluster: "shop" })).sent).toHaveLength(1);
    await world.until("2026-12-01T16:00Z");
    expect(decisionsOf(await world.status())).toEqual({ shop: "nothing: as-desired" });
    world.state.changeByAtlas(project, "shop", sizedTo(world, "M40") as never);
    await world.until("2026-12-01T17:00Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
  });

  it("fails where Atlas is too busy for it: the next run respects the change by hand as before", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T12:30Z");
    resize(world, "M30");
    await world.until("2026-12-01T12:31Z");
    const { error, sent } = await world.reconcile({ takeOver: true, cluster: "shop" });
    expect(sent).toEqual([]);
    expect(error).toContain(
      `FAILED not-taken-over: ${project}/shop: it was not taken over: Atlas is busy with it (UPDATING). Once Atlas has finished, run reconcile with takeOver again`,
    );
    await world.until("2026-12-01T14:00Z");
    await world.reconcile();
    expect(decisionsOf(await world.status())).toEqual({ shop: "held: changed-by-hand" });
  });

  it("ignores a hold, and needs the name of a cluster", async () => {
    const world = await aShop({ clusters: [{ name: "shop", tags: { "scheduler-hold": "20270101T0000Z" } }] });
    expect((await world.reconcile()).sent).toEqual([]);
    expect((await world.reconcile({ takeOver: true })).error).toContain("argument.takeOver: needs `cluster`");
    expect((await world.reconcile({ takeOver: true, cluster: "shop" })).sent).toHaveLength(1);
  });
});

describe("the tag scheduler-hold", () => {
  it("holds until its instant, and one that is past holds nothing", async () => {
    const tags = { future: "20261201T1230Z", js: "2026-12-01T12:30:00.000Z", past: "20261201T1159Z" };
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: Object.entries(tags).map(([name, value]) => ({ name, tags: { "scheduler-hold": value } })),
    });
    const { report, sent } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["past"]);
    expect(report.warnings.join("\n")).toContain(
      `BELOW ITS DESIRED SIZE: ${project}/future: held at M10 (desired: M50): its tag scheduler-hold holds it until 2026-12-01T12:30Z`,
    );
    await world.until("2026-12-01T12:30Z");
    expect((await world.reconcile()).sent.map(([name]) => name)).toEqual(["future", "js"]);
  });

  it("with a slip of the pen holds too, and fails every run until it is mended", async () => {
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: [
        { name: "value", tags: { "scheduler-hold": "next week" } },
        { name: "key", tags: { "Scheduler-Hold": "20261202T0000Z" } },
      ],
    });
    const first = await world.reconcile();
    expect(first.sent).toEqual([]);
    expect(first.error).toContain(
      `FAILED mistaken-hold: ${project}/value: its tag scheduler-hold has the value "next week", which is not an instant such as 20261201T1200Z, so it is held until that is mended. Give the tag scheduler-hold an instant, or delete it`,
    );
    expect(first.error).toContain(
      `FAILED mistaken-hold: ${project}/key: its tag Scheduler-Hold, which should be written scheduler-hold, holds it until 2026-12-02T00:00Z. Write its key in small letters, or delete the tag`,
    );
    for (const cluster of ["value", "key"]) world.byHand(cluster, { tags: [] });
    await world.until("2026-12-01T12:05Z");
    expect((await world.reconcile()).sent).toHaveLength(2);
  });

  it("has a line in the log of every run, with who edited the tags and when, be the cluster larger or smaller", async () => {
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: [{ name: "larger", tier: "M60" }, { name: "smaller" }],
    });
    for (const name of ["larger", "smaller"]) {
      world.byHand(name, { tags: [{ key: "scheduler-hold", value: "20261202T0000Z" }] });
    }
    for (const at of ["12:05", "12:20"]) {
      await world.until(`2026-12-01T${at}Z`);
      const logs = (await world.reconcile()).logs.join("\n");
      const why =
        "its tag scheduler-hold holds it until 2026-12-02T00:00Z (its tags were last edited by ann@example.com at 2026-12-01T12:00Z)";
      expect(logs).toContain(`HELD: ${project}/larger: held at M60 (desired: M50): ${why}`);
      expect(logs).toContain(`BELOW ITS DESIRED SIZE: ${project}/smaller: held at M10 (desired: M50): ${why}`);
    }
  });

  it("ends when somebody takes it away", async () => {
    const world = await aShop({ clusters: [{ name: "shop", tags: { "scheduler-hold": "20270101T0000Z" } }] });
    await world.until("2026-12-01T13:00Z");
    expect((await world.reconcile()).sent).toEqual([]);
    world.byHand("shop", { tags: [] });
    await world.until("2026-12-01T13:05Z");
    expect((await world.reconcile()).sent).toHaveLength(1);
  });
});

describe("events that cannot be read", () => {
  it("let clusters still at the target before the boundary move, make the others wait, and fail the run", async () => {
    const world = await aShop({
      schedules: [{ ...day, clusters: [{ glob: "*" }] }],
      clusters: [{ name: "before" }, { name: "other", tier: "M30" }, { name: "there", tier: "M50" }],
    });
    const id = world.api.faults.add({ path: "*/events", times: "always", fault: { kind: "status", status: 403 } });
    const { error, sent } = await world.reconcile();
    expect(sent.map(([name]) => name)).toEqual(["before"]);
    expect(error).toContain("history-unreadable");
    expect(error).toContain("/other");
    expect(error).toContain("Atlas did not list the events (GET, status 403)");
    world.api.faults.remove(id);
    expect((await world.reconcile()).sent.map(([name]) => name)).toEqual(["other"]);
  });

  it("are not asked for when every cluster is as desired", async () => {
    const world = await aShop({ clusters: [{ name: "shop", tier: "M50" }] });
    const { requests } = await world.reconcile();
    expect(requests.filter(({ path }) => path.endsWith("/events"))).toEqual([]);
  });
});

describe("a schedule edited in the middle of a window", () => {
  it("takes effect at the next run, and so does the edit back", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    world.edit([aSchedule("shop", M10, { tier: "M60" })]);
    const up = await world.reconcile();
    expect(up.report.warnings.join()).toContain("schedule: edited since the build");
    expect(up.sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M60");
    await world.until("2026-12-01T15:00Z");
    world.edit([day]);
    expect((await world.reconcile()).sent).toHaveLength(1);
    expect(world.tierOf("shop")).toBe("M50");
  });

  it("that takes the window away brings the baseline back, and one that adds it opens it", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    world.edit([{ name: "shop", clusters: ["shop"], baseline: M10, windows: [] }]);
    await world.reconcile();
    expect(world.tierOf("shop")).toBe("M10");
    await world.until("2026-12-01T15:00Z");
    world.edit([day]);
    await world.reconcile();
    expect(world.tierOf("shop")).toBe("M50");
  });

  it("still respects what somebody changed meanwhile", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    resize(world, "M30");
    await world.until("2026-12-01T15:00Z");
    world.edit([aSchedule("shop", M10, { tier: "M60" })]);
    expect((await world.reconcile()).sent).toEqual([]);
  });

  it("that moves its end into the past closes it", async () => {
    const world = await aShop();
    await world.reconcile();
    await world.until("2026-12-01T14:00Z");
    world.edit([aSchedule("shop", M10, { ...M50, until: "2026-12-01T13:30" })]);
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
    expect(world.tierOf("shop")).toBe("M10");
  });
});
