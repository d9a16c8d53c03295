import { describe, expect, it } from "@jest/globals";
import { aDocument, anAtlas, type Journey, project } from "./an-app";

const windows = [{ name: "noon", start: "0 12 * * *", end: "0 14 * * *", tier: "M50" }];
const schedule = aDocument([{ name: "daily", clusters: ["Cluster0"], baseline: { tier: "M10" }, windows }]);

/** "12:00 M50" for every change asked for. */
function asked({ patches }: Journey): string[] {
  return patches().map(({ at, body, status }) => {
    const { paused } = body as { paused?: boolean };
    const what = paused === undefined ? /M\d+/.exec(JSON.stringify(body))?.[0] : `paused: ${paused}`;
    return `${new Date(at).toISOString().slice(11, 16)} ${what}${status === 200 ? "" : ` ${status}`}`;
  });
}

function failed({ scheduler }: Journey): string[] {
  return scheduler.runs
    .filter(({ execution }) => execution.outcome === "failed")
    .map(({ scheduledAtMs }) => new Date(scheduledAtMs).toISOString().slice(11, 16));
}

describe("a cluster that cannot follow", () => {
  it("waits for a change that outlasts its window, fails from an hour after the boundary on, and gets there", async () => {
    const atlas = await anAtlas({ schedule, from: "2026-12-01T11:58Z" });
    atlas.state.setPace("Cluster0", 14);
    await atlas.until("2026-12-01T15:20Z");
    expect(atlas.state.cluster(project, "Cluster0")?.stateName).toBe("UPDATING");
    const [first] = failed(atlas);
    expect(first).toBe("15:07");
    const { execution } = atlas.scheduler.runs.at(-1) ?? {};
    expect(execution?.error?.message).toMatch(
      /FAILED late: .*\/Cluster0: 60 minutes after the boundary it is still not at its target: Atlas is busy with it \(/,
    );
    await atlas.until("2026-12-01T20:00Z");
    expect(asked(atlas)).toEqual(["12:00 M50", "15:37 M10"]);
    expect(failed(atlas).every((at) => at < "15:37")).toBe(true);
  });

  it("is told of each time that the region has no capacity, and is moved once it has", async () => {
    const atlas = await anAtlas({ schedule, from: "2026-12-01T11:58Z" });
    atlas.state.setCapacity("AWS", "US_EAST_1", "M50", false);
    await atlas.until("2026-12-01T12:20Z");
    expect(asked(atlas).every((line) => line.endsWith("M50 409"))).toBe(true);
    expect(failed(atlas)).toHaveLength(atlas.scheduler.runs.length);
    expect(atlas.scheduler.runs[0]?.execution.error?.message).toMatch(
      /FAILED OUT_OF_CAPACITY: .*Schedule another tier/,
    );
    const before = asked(atlas).length;
    atlas.state.setCapacity("AWS", "US_EAST_1", "M50", true);
    await atlas.until("2026-12-01T12:40Z");
    expect(asked(atlas).slice(before)).toEqual(["12:22 M50"]);
    expect(atlas.scheduler.runs.at(-1)?.execution.outcome).toBe("completed");
  });
});

describe("a resume whose answer is lost", () => {
  it("is followed by the size in the same run", async () => {
    const paused = aDocument([{ name: "daily", clusters: ["Cluster0"], baseline: { paused: true }, windows }]);
    const clusters = [{ name: "Cluster0", paused: true }];
    const atlas = await anAtlas({ schedule: paused, from: "2026-12-01T11:58Z", clusters });
    atlas.api.faults.add({ method: "PATCH", fault: { kind: "reset", when: "after" } });
    await atlas.until("2026-12-01T12:02Z");
    expect(asked(atlas)).toEqual(["12:00 paused: false 0", "12:00 M50"]);
    expect(failed(atlas)).toEqual([]);
  });
});
