import { describe, expect, it } from "@jest/globals";
import { aSchedule, aWorld, decisionsOf, project, sizesIn } from "./a-world";

const M10 = { tier: "M10" };
const paused = { paused: true };
const noon = "2026-12-01T12:00Z";

describe("pause and resume", () => {
  it("each travel alone, and a size that is right already is not sent after a resume", async () => {
    const world = await aWorld({ schedules: [aSchedule("dev", M10, paused)], clusters: [{ name: "dev" }], from: noon });
    expect((await world.reconcile()).sent).toEqual([["dev", { paused: true }]]);
    await world.until("2026-12-02T12:00Z");
    expect((await world.reconcile()).sent).toEqual([["dev", { paused: false }]]);
    await world.until("2026-12-02T12:15Z");
    expect((await world.reconcile()).report.clusters[0]?.decision.because.reason).toBe("as-desired");
  });

  it("resumes and then resizes in the same run where Atlas takes it", async () => {
    const world = await aWorld({
      schedules: [aSchedule("dev", paused, { tier: "M20" })],
      clusters: [{ name: "dev", paused: true }],
      from: noon,
    });
    const { sent, report } = await world.reconcile();
    expect(sent.map(([, body]) => body)).toEqual([{ paused: false }, { replicationSpecs: expect.anything() }]);
    expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["resume", "resize"] });
    expect(world.tierOf("dev")).toBe("M20");
  });

  it("leaves the size to a later run where Atlas takes no change while it resumes", async () => {
    const world = await aWorld({
      schedules: [aSchedule("dev", paused, { tier: "M20" })],
      clusters: [{ name: "dev", paused: true }],
      settings: { changeWhileResuming: "409" },
      from: noon,
    });
    const first = await world.reconcile();
    expect(first.report.clusters[0]?.outcome).toMatchObject({
      result: "waits",
      sent: ["resume"],
      code: "CANNOT_UPDATE_PAUSED_CLUSTER",
    });
    await world.until("2026-12-01T12:05Z");
    expect(decisionsOf(await world.status())).toEqual({ dev: "wait: busy" });
    await world.until("2026-12-01T12:15Z");
    const second = await world.reconcile();
    expect(second.sent).toEqual([["dev", { replicationSpecs: expect.anything() }]]);
    expect(world.tierOf("dev")).toBe("M20");
  });

  it("never resume a cluster whose schedule has no paused target, and fail once a named one is late", async () => {
    const schedule = aSchedule("dev", M10, { tier: "M20" });
    const clusters = [{ name: "dev", paused: true }];
    const world = await aWorld({ schedules: [schedule], clusters, from: "2026-12-01T12:45Z" });
    const { report, sent } = await world.reconcile();
    expect(sent).toEqual([]);
    const why = "somebody paused it, and this app resumes only clusters that their schedule pauses. Resume it in Atlas";
    expect(report.warnings.join()).toContain(why);
    await world.until("2026-12-01T13:00Z");
    expect((await world.reconcile()).error).toContain(
      `FAILED late: ${project}/dev: 60 minutes after the boundary it is still not at its target: ${why}`,
    );
    world.edit([{ ...schedule, clusters: [{ glob: "d*" }] }]);
    expect((await world.reconcile()).error).toBe("");
    expect((await world.reconcile({ takeOver: true, cluster: "dev" })).sent).toEqual([]);
  });

  it("pauses again what Atlas resumed after 30 days, as soon as Atlas takes it", async () => {
    const schedule = aSchedule("dev", M10, { ...paused, until: "2027-02-01T00:00" });
    const world = await aWorld({ schedules: [schedule], clusters: [{ name: "dev" }], from: noon });
    await world.reconcile();
    for (const [at, state] of [
      ["12:05", "UPDATING"],
      ["12:30", "IDLE"],
    ]) {
      await world.until(`2026-12-31T${at}Z`);
      expect((await world.status()).dev?.observed).toMatchObject({ paused: false, state });
      expect((await world.reconcile()).report.failures).toEqual([]);
    }
    await world.until("2026-12-31T13:15Z");
    expect((await world.reconcile()).report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: ["pause"] });
    expect(world.state.cluster(project, "dev")?.paused).toBe(true);
  });
});

describe("what Atlas does not do yet", () => {
  it("is a pause within 60 minutes of a resume: it waits, and a later run pauses", async () => {
    const schedule = aSchedule("dev", paused, { ...M10, until: "2026-12-01T12:30" });
    const world = await aWorld({ schedules: [schedule], clusters: [{ name: "dev", paused: true }], from: noon });
    await world.reconcile();
    await world.until("2026-12-01T12:30Z");
    const early = await world.reconcile();
    expect(early.report.clusters[0]?.outcome).toMatchObject({
      result: "waits",
      sent: [],
      code: "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
    });
    expect(early.report.failures).toEqual([]);
    expect(early.logs.join("\n")).toContain(
      "WAITS CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER: dev: pause: Atlas says not yet: a resumed cluster must run",
    );
    await world.until("2026-12-01T13:15Z");
    expect((await world.reconcile()).sent).toEqual([["dev", { paused: true }]]);
    expect(world.state.cluster(project, "dev")?.paused).toBe(true);
  });

  it("is a pause with changes pending: somebody's change that begins while the pause is on its way", async () => {
    const world = await aWorld({ schedules: [aSchedule("dev", M10, paused)], clusters: [{ name: "dev" }], from: noon });
    world.api.faults.add({ method: "PATCH", fault: { kind: "latency", ms: 10_000 } });
    world.clock.setTimer(Date.parse(noon) + 5_000, () => world.byHand("dev", { tags: [{ key: "team", value: "a" }] }));
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ code: "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES" });
    await world.until("2026-12-01T12:05Z");
    expect((await world.reconcile()).report.clusters[0]?.outcome).toMatchObject({ result: "accepted" });
  });

  it("is done where Atlas says that the cluster is paused already", async () => {
    const world = await aWorld({ schedules: [aSchedule("dev", M10, paused)], clusters: [{ name: "dev" }], from: noon });
    const fault = { kind: "status", status: 409, code: "CLUSTER_ALREADY_PAUSED" } as const;
    world.api.faults.add({ method: "PATCH", fault });
    const { report, logs } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toEqual({ result: "accepted", sent: [] });
    expect(report.failures).toEqual([]);
    expect(logs.join("\n")).toContain("ACCEPTED: dev: pause: as scheduled since 2026-12-01T12:00Z");
  });

  it("is a pause while a member lags behind", async () => {
    const world = await aWorld({
      schedules: [aSchedule("dev", M10, paused)],
      clusters: [{ name: "dev" }],
      settings: { minutesOfReplicationLag: 10 },
      from: "2026-12-01T11:58Z",
    });
    world.byHand("dev", { tags: [{ key: "team", value: "a" }] });
    await world.until(noon);
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ code: "OPERATION_INVALID_MEMBER_REPLICATION_LAG" });
    await world.until("2026-12-01T12:15Z");
    expect((await world.reconcile()).sent).toEqual([["dev", { paused: true }]]);
  });

  it("is a size while somebody's pause is under way, and nothing at all once it is paused by hand", async () => {
    const world = await aWorld({
      schedules: [aSchedule("dev", M10, { tier: "M20" })],
      clusters: [{ name: "dev" }],
      from: noon,
    });
    world.api.faults.add({ method: "PATCH", fault: { kind: "latency", ms: 10_000 } });
    world.clock.setTimer(Date.parse(noon) + 5_000, () => world.byHand("dev", { paused: true }));
    const { report } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "waits", code: "CANNOT_UPDATE_PAUSED_CLUSTER" });
    expect(decisionsOf(await world.status())).toEqual({ dev: "held: changed-by-hand" });
    await world.until("2026-12-01T12:10Z");
    expect(decisionsOf(await world.status())).toEqual({ dev: "skip: paused-by-hand" });
  });

  it("is any request that its rate limit turns away for longer than a run waits", async () => {
    const world = await aWorld({
      schedules: [aSchedule("dev", M10, { tier: "M20" })],
      clusters: [{ name: "dev" }],
      from: noon,
    });
    const fault = { kind: "status", status: 429, code: "RATE_LIMITED_TOKEN_BUCKET", retryAfterSeconds: 90 } as const;
    const id = world.api.faults.add({ method: "PATCH", times: "always", fault });
    const { report, sent } = await world.reconcile();
    expect(report.clusters[0]?.outcome).toMatchObject({ result: "waits", code: "RATE_LIMITED_TOKEN_BUCKET" });
    expect(sent).toHaveLength(1);
    world.api.faults.remove(id);
    expect(sizesIn((await world.reconcile()).sent[0]?.[1])).toEqual(["M20"]);
  });

  it("is said once more while the cluster is resumed before its pause is over", async () => {
    const schedule = aSchedule("dev", M10, { ...paused, until: "2026-12-01T12:02" });
    const world = await aWorld({ schedules: [schedule], clusters: [{ name: "dev" }], from: noon });
    await world.reconcile();
    await world.until("2026-12-01T12:02Z");
    expect(decisionsOf(await world.status())).toEqual({ dev: "wait: busy" });
    await world.until("2026-12-01T12:07Z");
    expect((await world.reconcile()).sent).toEqual([["dev", { paused: false }]]);
  });
});
