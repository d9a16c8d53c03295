import { describe, expect, it } from "@jest/globals";
import type { FiringRule } from "../../src/local/triggers/faults";
import { anAtlas, project } from "./an-app";

const isOpening = (trigger: string) => trigger.endsWith("-opens");

/** Sizes asked for, with the minutes since the window opened. */
async function throughTheOpening(firingRule: FiringRule) {
  const atlas = await anAtlas({ from: "2026-12-01T11:50Z", firingRule });
  await atlas.until("2026-12-01T14:00Z");
  const opens = Date.parse("2026-12-01T12:00Z");
  return {
    asked: atlas.patches().map(({ at }) => Math.floor((at - opens) / 60_000)),
    failed: atlas.scheduler.runs.filter(({ execution }) => execution.outcome === "failed"),
    tiers: atlas.state.cluster(project, "Cluster0")?.nodes.map(({ instanceSize }) => instanceSize),
    runs: atlas.scheduler.runs,
  };
}

const M50 = ["M50", "M50", "M50"];

describe("triggers that do not fire as they should", () => {
  it("does a lost run's work at the next heartbeat", async () => {
    const { asked, failed, tiers } = await throughTheOpening(({ trigger }) => (isOpening(trigger) ? [] : [0]));
    expect({ asked, failed, tiers }).toEqual({ asked: [7], failed: [], tiers: M50 });
  });

  it("does a late run's work once, whether it or the heartbeat comes first", async () => {
    for (const [delayMs, minute] of [
      [90_000, 1],
      [600_000, 7],
    ] as const) {
      const { asked, failed, tiers } = await throughTheOpening(({ trigger }) => [isOpening(trigger) ? delayMs : 0]);
      expect({ asked, failed, tiers }).toEqual({ asked: [minute], failed: [], tiers: M50 });
    }
  });

  it("asks at worst for the same size twice when a run is doubled on the spot", async () => {
    const { asked, failed, tiers, runs } = await throughTheOpening(() => [0, 0]);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(asked.every((minute) => minute === 0)).toBe(true);
    expect({ failed, tiers }).toEqual({ failed: [], tiers: M50 });
    expect(runs.length).toBeGreaterThan(2 * 8);
  });

  it("sends nothing from the second of two runs that comes a second later", async () => {
    const { asked, failed, tiers } = await throughTheOpening(() => [0, 2_000]);
    expect({ asked, failed, tiers }).toEqual({ asked: [0], failed: [], tiers: M50 });
  });

  it("decides for the boundary when it fires some seconds early by its clock", async () => {
    const atlas = await anAtlas({ from: "2026-12-01T11:59:40Z" });
    const early = await atlas.call("reconcile");
    expect(early.result).toMatchObject({ at: "2026-12-01T12:00Z", clusters: [{ outcome: { result: "accepted" } }] });
    await atlas.until("2026-12-01T12:10Z");
    expect(atlas.patches()).toHaveLength(1);
  });

  it("finishes a window that every run but one a day misses", async () => {
    const atlas = await anAtlas({
      from: "2026-11-30T00:00Z",
      firingRule: ({ scheduledAtMs }) => (new Date(scheduledAtMs).toISOString().endsWith("T15:22:00.000Z") ? [0] : []),
    });
    await atlas.until("2026-12-05T00:00Z");
    expect(atlas.patches().map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual([
      "2026-12-01T15:22",
      "2026-12-03T15:22",
    ]);
    expect(atlas.scheduler.runs).toHaveLength(5);
  });
});
