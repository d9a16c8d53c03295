import { describe, expect, it } from "@jest/globals";
import { aDocument, anAtlas, type Journey } from "./an-app";

/** "2026-10-30T11:45Z M20" for every change asked for. */
function asked({ patches }: Journey): string[] {
  return patches().map(({ at, body }) => {
    const [tier] = /M\d+/.exec(JSON.stringify(body)) ?? [];
    return `${new Date(at).toISOString().slice(0, 16)}Z ${tier}`;
  });
}

function ofZone(timezone: string, window: object): object {
  const windows = [{ name: "open", tier: "M20", ...window }];
  return aDocument([{ name: "office", clusters: ["Cluster0"], timezone, baseline: { tier: "M10" }, windows }]);
}

/** Around the office's hours in New York, in summer and in winter. */
const isNearOffice = (ms: number) => [11, 12, 22, 23, 0].includes(new Date(ms).getUTCHours());

describe("boundaries in a zone with daylight saving", () => {
  const officeHours = ofZone("America/New_York", { start: "45 7 * * MON-FRI", end: "0 19 * * MON-FRI" });

  it("keeps civil time when the clocks go back, without another build", async () => {
    const atlas = await anAtlas({
      schedule: officeHours,
      from: "2026-10-30T11:00Z",
      firingRule: ({ scheduledAtMs }) => (isNearOffice(scheduledAtMs) ? [0] : []),
    });
    await atlas.until("2026-11-03T00:30Z");
    expect(asked(atlas)).toEqual([
      "2026-10-30T11:45Z M20",
      "2026-10-30T23:00Z M10",
      "2026-11-02T12:45Z M20",
      "2026-11-03T00:00Z M10",
    ]);
  });

  it("opens at the end of the gap when its minute does not exist, and at the first of two", async () => {
    const nightly = { start: "30 2 * * *", duration: "PT90M" };
    const berlin = ofZone("Europe/Berlin", nightly);
    const gap = await anAtlas({ schedule: berlin, from: "2027-03-28T00:00Z" });
    await gap.until("2027-03-28T04:00Z");
    expect(asked(gap)).toEqual(["2027-03-28T01:00Z M20", "2027-03-28T02:30Z M10"]);
    const fold = await anAtlas({ schedule: berlin, from: "2026-10-24T23:00Z" });
    await fold.until("2026-10-25T04:00Z");
    expect(asked(fold)).toEqual(["2026-10-25T00:30Z M20", "2026-10-25T02:00Z M10"]);
  });

  it("fires on the minute in zones of half and three quarters of an hour", async () => {
    const kathmandu = await anAtlas({
      schedule: ofZone("Asia/Kathmandu", { start: "0 9 * * *", end: "10 18 * * *" }),
      from: "2026-11-30T03:00Z",
    });
    await kathmandu.until("2026-11-30T13:00Z");
    expect(asked(kathmandu)).toEqual(["2026-11-30T03:15Z M20", "2026-11-30T12:25Z M10"]);
  });
});

describe("a whole year", () => {
  it("carries out every boundary on its minute, with a heartbeat a week", async () => {
    const atlas = await anAtlas({ from: "2026-12-31T00:00Z" });
    const weekly = ({ name, schedule }: { name: string; schedule: string }) =>
      name === "heartbeat" ? "52 15 * * 0" : schedule;
    atlas.scheduler.change(atlas.app.triggers.map((trigger) => ({ ...trigger, schedule: weekly(trigger) })));
    await atlas.until("2028-01-01T00:00Z");
    const months = Array.from({ length: 12 }, (_, month) =>
      new Date(Date.UTC(2027, month, 1)).toISOString().slice(0, 8),
    );
    expect(asked(atlas)).toEqual(months.flatMap((month) => [`${month}01T12:00Z M50`, `${month}03T02:00Z M10`]));
    expect(atlas.scheduler.runs).toHaveLength(24 + 52);
    expect(atlas.scheduler.runs.filter(({ execution }) => execution.outcome === "failed")).toEqual([]);
    expect(atlas.state.cluster("5e1ec444970199272441a214", "Cluster0")?.stateName).toBe("IDLE");
  });
});
