import { describe, expect, it } from "@jest/globals";
import type { Fault } from "../../src/local/admin-api/faults/faults";
import { aDocument, anAtlas, billing, type Journey, project } from "./an-app";

function tiersOf({ state }: Journey): (string | undefined)[] {
  return state.clustersOf(project).map(({ shards }) => shards[0]?.regions[0]?.electable.instanceSize);
}

describe("a list that goes wrong", () => {
  it.each<[string, Fault, number]>([
    ["500", { kind: "status", status: 500 }, 500],
    ["503 with Retry-After", { kind: "status", status: 503, retryAfterSeconds: 5 }, 503],
    ["429", { kind: "status", status: 429 }, 429],
    ["a connection reset", { kind: "reset" }, 0],
    ["an answer cut in half", { kind: "truncate" }, 200],
  ])("is asked for again (%s)", async (_name, fault, status) => {
    const atlas = await anAtlas({ from: "2026-12-04T00:01Z" });
    atlas.api.faults.add({ path: "*/clusters", fault });
    const { outcome } = await atlas.call("reconcile");
    expect(outcome).toBe("completed");
    const statuses = atlas.api.requests.map((request) => request.status);
    expect(statuses).toEqual([401, status, 401, 200]);
  });
});

describe("an outage of Atlas", () => {
  it.each<[string, Fault]>([
    ["refuses", { kind: "status", status: 503 }],
    ["drops every connection", { kind: "reset" }],
  ])(
    "that %s for an hour around the boundary fails each run, and the first one after it does the work",
    async (_name, fault) => {
      const atlas = await anAtlas({ from: "2026-12-01T11:50Z" });
      const rule = atlas.api.faults.add({ leg: "any", times: "always", fault });
      await atlas.until("2026-12-01T12:59Z");
      const during = atlas.scheduler.runs.map(({ execution }) => execution);
      expect(during.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => "failed"));
      for (const { error, endedAtMs, startedAtMs, httpRequests } of during) {
        expect(error?.message).toMatch(
          /^0 clusters for .*1 failure\nFAILED \w+: project [0-9a-f]{24}: Atlas .*GET.*\. The next run tries again/,
        );
        expect(endedAtMs - startedAtMs).toBeLessThan(60_000);
        expect(httpRequests).toBe(4);
      }
      expect(tiersOf(atlas)).toEqual(["M10"]);
      atlas.api.faults.remove(rule);
      await atlas.until("2026-12-01T13:20Z");
      expect(atlas.scheduler.runs.at(-1)?.execution.outcome).toBe("completed");
      expect(tiersOf(atlas)).toEqual(["M50"]);
      expect(atlas.patches().map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual(["13:07"]);
    },
  );

  it("in the middle of a run leaves some clusters done, names the others, and the next run finishes them", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const schedule = aDocument([{ ...billing, clusters: names }]);
    const atlas = await anAtlas({ from: "2026-12-01T11:59Z", schedule, clusters: names.map((name) => ({ name })) });
    const outage = { method: "PATCH", skip: 3, times: "always", fault: { kind: "reset", when: "after" } } as const;
    atlas.api.faults.add(outage);
    atlas.api.faults.add({ method: "GET", path: "*/clusters/*", skip: 2, times: "always", fault: { kind: "reset" } });
    await atlas.until("2026-12-01T12:06Z");
    const [run] = atlas.scheduler.runs;
    expect(run?.execution.outcome).toBe("failed");
    const done = /(\d) resizes accepted, (\d) resizes failed, (\d) failures/.exec(run?.execution.error?.message ?? "");
    expect(Number(done?.[1]) + Number(done?.[2])).toBe(8);
    expect(done?.[2]).toBe(done?.[3]);
    const named = /FAILED NO_ANSWER \((\d)\): .* Affected: (.*)$/.exec(run?.execution.error?.message ?? "");
    expect([named?.[1], named?.[2]?.split(", ").length]).toEqual([done?.[2], Number(done?.[2])]);
    atlas.api.faults.clear();
    await atlas.until("2026-12-01T12:40Z");
    expect(atlas.scheduler.runs.slice(1).map(({ execution }) => execution.outcome)).not.toContain("failed");
    expect(tiersOf(atlas)).toEqual(names.map(() => "M50"));
    const submitted = atlas.state.history.filter(({ what }) => what === "submitted");
    expect(submitted).toHaveLength(8);
  });

  it("by faults at random still ends with every cluster at its target", async () => {
    const names = ["a", "b", "c", "d"];
    const schedule = aDocument([{ ...billing, clusters: names }]);
    const isBetween = (ms: number) => ms > Date.parse("2026-12-01T14:00Z") && ms < Date.parse("2026-12-03T00:30Z");
    const atlas = await anAtlas({
      from: "2026-12-01T11:50Z",
      schedule,
      clusters: names.map((name) => ({ name })),
      firingRule: ({ scheduledAtMs }) => (isBetween(scheduledAtMs) ? [] : [0]),
    });
    const faults: Fault[] = [
      { kind: "status", status: 500, when: "after" },
      { kind: "status", status: 503, retryAfterSeconds: 3 },
      { kind: "status", status: 429 },
      { kind: "reset" },
      { kind: "reset", when: "after" },
      { kind: "truncate" },
      { kind: "latency", ms: 20_000 },
    ];
    atlas.api.faults.setRandom({ seed: 4, rate: 0.4, faults });
    await atlas.until("2026-12-01T13:00Z");
    expect(tiersOf(atlas)).toEqual(names.map(() => "M50"));
    await atlas.until("2026-12-03T01:00Z");
    expect(tiersOf(atlas)).toEqual(names.map(() => "M50"));
    await atlas.until("2026-12-03T03:00Z");
    expect(tiersOf(atlas)).toEqual(names.map(() => "M10"));
    expect(atlas.state.history.filter(({ what }) => what === "submitted")).toHaveLength(8);
  });
});
