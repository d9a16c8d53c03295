import { beforeAll, describe, expect, it } from "@jest/globals";
import { aDocument, anAtlas, billing, type Journey, project } from "./an-app";

let atlas: Journey;
let described: object;

/** Two hours before the window opens; nothing is to be done now. */
beforeAll(async () => {
  atlas = await anAtlas({ from: "2026-12-01T10:01Z", functions: ["reconcile", "status", "preview"] });
  described = atlas.described();
});

/** The call's result or error message, and what it cost Atlas. */
async function call(functionName: string, ...args: readonly unknown[]) {
  const before = atlas.api.requests.length;
  const execution = await atlas.call(functionName, ...args);
  return { ...execution, exchanges: atlas.api.requests.length - before, message: execution.error?.message ?? "" };
}

describe("the argument of a function", () => {
  it.each([[[]], [[undefined]], [[null]], [["Hello world!"]], [[{}]]])("may be missing: %j", async (args) => {
    for (const functionName of ["reconcile", "status", "preview"]) {
      expect((await call(functionName, ...args)).outcome).toBe("completed");
    }
  });

  it.each<[string, unknown, string]>([
    [
      "reconcile",
      "hello",
      "argument: must be an object with any of the keys dryRun, at, cluster, project, takeOver, or be left out",
    ],
    ["reconcile", 5, "argument: must be an object"],
    ["reconcile", [{}], "argument: must be an object"],
    ["reconcile", true, "argument: must be an object"],
    [
      "reconcile",
      { dryrun: true },
      "argument.dryrun: unknown key; this function takes dryRun, at, cluster, project, takeOver: did you mean dryRun?",
    ],
    ["reconcile", { dryRun: "true" }, "argument.dryRun: must be true or false"],
    ["reconcile", { at: "2026-12-01" }, "argument.at: must be an instant"],
    ["reconcile", { at: "2026-12-01T12:00" }, "argument.at: must be an instant"],
    ["reconcile", { at: "2026-11-31T12:00Z" }, "argument.at: must be an instant"],
    ["reconcile", { at: "2026-12-01T25:00Z" }, "argument.at: must be an instant"],
    ["reconcile", { at: 1796126400000 }, "argument.at: must be an instant"],
    ["reconcile", { cluster: 0 }, "argument.cluster: must be a non-empty text"],
    ["reconcile", { cluster: "" }, "argument.cluster: must be a non-empty text"],
    [
      "reconcile",
      { takeOver: true },
      "argument.takeOver: needs `cluster`: only one cluster at a time can be taken over",
    ],
    ["status", { dryRun: true }, "argument.dryRun: unknown key; this function takes cluster"],
    ["status", { cluster: null }, "argument.cluster: must be a non-empty text"],
    ["preview", { days: 0 }, "argument.days: must be a number of days"],
    ["preview", { days: "7" }, "argument.days: must be a number of days"],
    ["preview", { days: 367 }, "argument.days: must be a number of days"],
    ["preview", { at: "2026-12-01T12:00Z" }, "argument.at: unknown key; this function takes days, cluster"],
  ])("is refused before any request: %s(%j)", async (functionName, argument, expected) => {
    const { outcome, message, exchanges } = await call(functionName, argument);
    expect(outcome).toBe("failed");
    expect(message).toMatch(/^nothing was done, because of 1 problem:\n/);
    expect(message).toContain(expected);
    expect(exchanges).toBe(0);
  });

  it("is refused with all that is wrong with it", async () => {
    const { message } = await call("reconcile", { dryRun: 1, at: "noon", clsuter: "Cluster0" });
    expect(message).toMatch(/3 problems.*argument.dryRun.*argument.at.*did you mean cluster\?/s);
  });

  it.each<[string, string]>([
    ["reconcile", "cluster0"],
    ["status", "Cluster1"],
    ["preview", "Cluster1"],
  ])("names a cluster that %s knows, or is refused with a guess: %s", async (functionName, cluster) => {
    const { outcome, message } = await call(functionName, { cluster });
    expect(outcome).toBe("failed");
    expect(message).toContain(`argument.cluster: no schedule`);
    expect(message).toContain(`"${cluster}"`);
    expect(message).toContain("did you mean Cluster0?");
  });
});

describe("a dry run", () => {
  it("says what it would do, and does nothing", async () => {
    const { result, logs, exchanges } = await call("reconcile", { at: "2026-12-01T12:00:00Z" });
    expect(result).toMatchObject({
      at: "2026-12-01T12:00Z",
      dryRun: true,
      summary: "1 cluster for 2026-12-01T12:00Z (dry run): 1 resize not sent, 0 failures",
      clusters: [
        {
          desired: { tier: "M50" },
          decision: { do: "resize", target: { tier: "M50" } },
          says: "Cluster0: resize M10 to M50: as scheduled since 2026-12-01T12:00Z",
          outcome: { result: "not-sent", why: "dry-run" },
        },
      ],
    });
    expect(logs[0]).toContain("dry run: nothing is sent");
    expect(logs.join("\n")).toContain(
      "NOT SENT: Cluster0: resize M10 to M50: as scheduled since 2026-12-01T12:00Z, but this is a dry run",
    );
    expect(exchanges).toBe(4);
  });

  it("takes an instant with an offset, and one in the past", async () => {
    const ahead = await call("reconcile", { at: "2026-12-01T13:00+01:00", cluster: "Cluster0", dryRun: false });
    expect(ahead.result).toMatchObject({ at: "2026-12-01T12:00Z", dryRun: true });
    const past = await call("reconcile", { at: "2026-11-02T00:00Z" });
    expect(past.result).toMatchObject({ at: "2026-11-02T00:00Z", clusters: [{ window: "month-start" }] });
  });

  it("of now says so too", async () => {
    const { result } = await call("reconcile", { dryRun: true });
    expect(result).toMatchObject({
      at: "2026-12-01T10:01Z",
      dryRun: true,
      clusters: [{ decision: { do: "nothing" } }],
    });
  });

  it("never changed anything", () => {
    expect(atlas.patches()).toEqual([]);
    expect(atlas.described()).toEqual(described);
  });
});

describe("status", () => {
  it("tells of each cluster what it is, should be, why, and what comes next", async () => {
    const { result, exchanges } = await call("status");
    expect(result).toEqual({
      at: "2026-12-01T10:01Z",
      dryRun: true,
      schedule: {
        from: "value",
        isTheOneBuilt: true,
        zoneData: { version: expect.stringMatching(/^20\d\d[a-z]$/), until: expect.stringMatching(/^20[45]\d-/) },
      },
      summary: "1 cluster for 2026-12-01T10:01Z (dry run): 1 unchanged, 0 failures",
      clusters: [
        {
          project,
          cluster: "Cluster0",
          schedule: "billing",
          mode: "on",
          window: null,
          desired: { tier: "M10" },
          since: "2026-11-03T02:00Z",
          observed: { paused: false, tiers: ["M10"], analyticsTiers: [], autoScaling: null, state: "IDLE" },
          refusals: [],
          decision: { do: "nothing", because: { reason: "as-desired" } },
          explanation: { what: "unchanged at M10", why: "as desired", remedy: "" },
          says: "Cluster0: unchanged at M10: as desired",
          outcome: null,
          next: { at: "2026-12-01T12:00Z", window: "month-start", target: { tier: "M50" } },
        },
      ],
      failures: [],
      warnings: [],
      shadowed: [],
    });
    expect(exchanges).toBe(2);
  });

  it("lists failures instead of throwing them", async () => {
    const missing = aDocument([{ ...billing, clusters: ["Clutser0"] }]);
    atlas.runtime.change({ values: { ATLAS_BASE_URL: atlas.api.baseUrl, schedule: missing } });
    const { outcome, result } = await call("status");
    expect(outcome).toBe("completed");
    expect(result).toMatchObject({
      schedule: { isTheOneBuilt: false },
      failures: [
        { code: "not-found", on: [`${project}/Clutser0`], remedy: expect.stringContaining("did you mean Cluster0?") },
      ],
      warnings: [expect.stringContaining("edited since the build")],
    });
    atlas.runtime.change({ values: { ATLAS_BASE_URL: atlas.api.baseUrl } });
  });
});

describe("preview", () => {
  it("lists the boundaries of 35 days without a request", async () => {
    const { result, exchanges } = await call("preview");
    const one = (at: string, window: string | null, before: string, after: string, says: string) => ({
      at,
      schedule: "billing",
      clusters: ["Cluster0"],
      window,
      before: { tier: before },
      after: { tier: after },
      says,
    });
    expect(result).toMatchObject({
      from: "2026-12-01T10:01Z",
      until: "2027-01-05T10:01Z",
      boundaries: [
        one("2026-12-01T12:00Z", "month-start", "M10", "M50", "billing: M10 to M50 (month-start)"),
        one("2026-12-03T02:00Z", null, "M50", "M10", "billing: M50 to M10"),
        one("2027-01-01T12:00Z", "month-start", "M10", "M50", "billing: M10 to M50 (month-start)"),
        one("2027-01-03T02:00Z", null, "M50", "M10", "billing: M50 to M10"),
      ],
      warnings: [],
    });
    expect(exchanges).toBe(0);
  });

  it("looks as many days ahead as asked, for the cluster asked", async () => {
    const { result } = await call("preview", { days: 1, cluster: "Cluster0" });
    expect(result).toMatchObject({ until: "2026-12-02T10:01Z", boundaries: [{ at: "2026-12-01T12:00Z" }] });
    const year = (await call("preview", { days: 366 })).result as { boundaries: unknown[] };
    expect(year.boundaries).toHaveLength(13 + 12);
  });
});

describe("schedules that are off or only report", () => {
  const schedules = [
    { ...billing, name: "on" },
    { ...billing, name: "trial", clusters: ["trial"], mode: "report" },
    { ...billing, name: "off", clusters: ["off"], mode: "off" },
  ];

  it("are told apart by status: what is off is no failure, and what only reports is never late", async () => {
    const journey = await anAtlas({
      from: "2026-12-01T13:30Z",
      functions: ["reconcile", "status"],
      schedule: aDocument(schedules),
      clusters: [{ name: "Cluster0", tier: "M50" }, { name: "trial" }, { name: "off" }],
    });
    const run = await journey.call("reconcile");
    const seen = await journey.call("status");
    expect(run.outcome).toBe("completed");
    const trial = { cluster: "trial", mode: "report", decision: { do: "resize" } };
    expect(run.result).toMatchObject({
      clusters: [{ cluster: "Cluster0" }, { ...trial, outcome: { result: "not-sent", why: "mode-report" } }],
    });
    expect(seen.result).toMatchObject({
      clusters: [{ cluster: "Cluster0", mode: "on" }, trial, { cluster: "off", mode: "off" }],
      failures: [],
    });
    expect(journey.patches()).toEqual([]);
  });
});
