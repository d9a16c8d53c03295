import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RequestRecord } from "../../src/local/admin-api/http/http-types";
import type { TriggerRun } from "../../src/local/triggers/scheduler";
import { anAtlas, type Journey, project } from "./an-app";

const opens = Date.parse("2026-12-01T12:00Z");
const closes = Date.parse("2026-12-03T02:00Z");
const minuteMs = 60_000;

/** What a PATCH of the example's cluster must say, key by key: three AWS nodes, gp3 at its standard IOPS. */
function bodyFor(tier: string, shardId: string): object {
  const specs = (nodeCount: number) => ({ instanceSize: tier, nodeCount, diskSizeGB: 10, ebsVolumeType: "STANDARD" });
  const region = {
    providerName: "AWS",
    regionName: "US_EAST_1",
    priority: 7,
    electableSpecs: specs(3),
    readOnlySpecs: specs(0),
    autoScaling: { compute: { enabled: false, scaleDownEnabled: false }, diskGB: { enabled: false } },
  };
  return { replicationSpecs: [{ id: shardId, zoneName: "Zone 1", regionConfigs: [region] }] };
}

function exchangesOf({ execution }: TriggerRun, requests: readonly RequestRecord[]): string[] {
  return requests
    .filter(({ at }) => at >= execution.startedAtMs && at <= execution.endedAtMs)
    .map(
      ({ method, path, status }) =>
        `${method} ${path.replace(/^\/api\/atlas\/v2\/groups\/[0-9a-f]{24}/, "")} ${status}`,
    );
}

describe("the example over a month's start", () => {
  let told: {
    readonly patches: readonly RequestRecord[];
    readonly runs: readonly TriggerRun[];
    readonly exchanges: ReadonlyMap<TriggerRun, string[]>;
    readonly history: Journey["state"]["history"];
    readonly hours: Record<string, number>;
    readonly before: object;
    readonly after: object;
    readonly shardId: string;
  };

  beforeAll(async () => {
    const from = "2026-12-01T10:00Z";
    const until = "2026-12-03T04:00Z";
    const atlas = await anAtlas({ from });
    const before = atlas.described();
    await atlas.until(until);
    const { runs } = atlas.scheduler;
    told = {
      patches: atlas.patches(),
      runs,
      exchanges: new Map(runs.map((run) => [run, exchangesOf(run, atlas.api.requests)])),
      history: atlas.state.history,
      hours: atlas.state.nodeHours(project, "Cluster0", Date.parse(from), Date.parse(until)),
      before,
      after: atlas.described(),
      shardId: atlas.state.cluster(project, "Cluster0")?.shards[0]?.id ?? "",
    };
  });

  it("asks Atlas for M50 on the minute of the opening and for M10 on that of the closing, and for nothing else", () => {
    expect(told.patches.map(({ path }) => path)).toEqual(
      Array.from({ length: 2 }, () => `/api/atlas/v2/groups/${project}/clusters/Cluster0`),
    );
    expect(told.patches.map(({ body }) => body)).toEqual([bodyFor("M50", told.shardId), bodyFor("M10", told.shardId)]);
    const [up, down] = told.patches.map(({ at }) => at);
    expect(Math.floor((up ?? 0) / minuteMs) * minuteMs).toBe(opens);
    expect(Math.floor((down ?? 0) / minuteMs) * minuteMs).toBe(closes);
  });

  it("sends it from the trigger that reads like the calendar", () => {
    const writers = told.runs.filter((run) => told.exchanges.get(run)?.some((line) => line.startsWith("PATCH")));
    expect(writers.map(({ trigger, scheduledAtMs }) => [trigger, scheduledAtMs])).toEqual([
      ["billing-month-start-opens", opens],
      ["billing-month-start-closes", closes],
    ]);
  });

  it("lists once in a run with nothing to do, and looks again just before it writes", () => {
    const list = ["GET /clusters 401", "GET /clusters 200"];
    const pair = (line: string) => [`${line} 401`, `${line} 200`];
    const writing = [
      ...list,
      ...pair("GET /events"),
      ...pair("GET /clusters/Cluster0"),
      ...pair("PATCH /clusters/Cluster0"),
    ];
    const expected = told.runs.map(({ trigger }) => (trigger === "heartbeat" ? list : writing));
    expect(told.runs.map((run) => told.exchanges.get(run))).toEqual(expected);
    expect(told.runs.length).toBe(42 * 4 + 2);
  });

  it("completes every run and logs the start, the summary and what was sent", () => {
    expect(told.runs.filter(({ execution }) => execution.outcome !== "completed")).toEqual([]);
    const opening = told.runs.find(({ trigger }) => trigger === "billing-month-start-opens");
    expect(opening?.execution.logs).toEqual([
      "reconcile for 2026-12-01T12:00Z: schedule from the App Services Value, 1 project",
      "1 cluster for 2026-12-01T12:00Z: 1 resize accepted, 0 failures",
      "ACCEPTED: Cluster0: resize M10 to M50: as scheduled since 2026-12-01T12:00Z",
    ]);
  });

  it("has the cluster change node by node, and counts the hours at each tier", () => {
    const done = told.history.filter(({ what }) => what === "node-done");
    expect(done.map(({ at, to }) => [Math.round((at - opens) / minuteMs), to])).toEqual([
      [5, "M50"],
      [10, "M50"],
      [15, "M50"],
      ...[5, 10, 15].map((minutes) => [(closes - opens) / minuteMs + minutes, "M10"]),
    ]);
    expect(told.hours.M50).toBeCloseTo(3 * 38, 1);
    expect(told.hours.M10).toBeCloseTo(3 * 4, 1);
  });

  it("leaves the cluster as it was before the window", () => {
    expect(told.after).toEqual(told.before);
  });
});

describe("runs close together", () => {
  it("send nothing while the change is in progress, nor once it is done", async () => {
    const atlas = await anAtlas({ from: "2026-12-01T11:59Z" });
    await atlas.until("2026-12-01T12:01Z");
    const during = await atlas.call("reconcile");
    expect(during.result).toMatchObject({
      summary: "1 cluster for 2026-12-01T12:01Z: 1 in progress, 0 failures",
      clusters: [
        { decision: { do: "nothing", because: { reason: "in-progress", stateName: "UPDATING" } }, outcome: null },
      ],
    });
    await atlas.until("2026-12-01T12:30Z");
    const after = await atlas.call("reconcile");
    expect(after.result).toMatchObject({ clusters: [{ decision: { because: { reason: "as-desired" } } }] });
    expect(atlas.patches()).toHaveLength(1);
  });
});
