import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Lane } from "../../../../../src/local/console/lanes/model";
import { noSchedulePort } from "../../../../../src/local/console/schedule-port";
import { aConsole, anApp, aTrigger, MINUTE, PROJECT, START, type TestConsole } from "../a-console";

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole();
});
afterEach(() => console.stop());

const CLUSTER = `${PROJECT}/Cluster0`;
const clock = () => console.atlas.keeper.clock;
const change = (body: object) => console.ask("POST", "/clusters/change", { cluster: CLUSTER, ...body });
const DAY = 24 * 60 * MINUTE;

async function laneOf(key = CLUSTER, until = START + DAY): Promise<Lane> {
  const query = new URLSearchParams({ from: String(START), until: String(until), cluster: key });
  return (await console.ask("GET", `/lanes?${query}`)).body.lanes[0];
}

/** "0-15 M10 → M30 1/3" for minutes after the start. */
const told = ({ actual }: Lane) =>
  actual.map(({ from, until, size, changing }) => {
    const minutes = [from, until].map((at) => (at - START) / MINUTE).join("-");
    return `${minutes} ${size}${changing === null ? "" : ` → ${changing.to} ${changing.done}/${changing.of}`}`;
  });

describe("GET /lanes", () => {
  it("shows a change node by node, also while it goes on", async () => {
    await clock().advanceBy(10 * MINUTE);
    await change({ size: "M30" });
    await clock().advanceBy(7 * MINUTE);
    const begun = ["0-10 M10", "10-15 M10 → M30 0/3"];
    expect(told(await laneOf())).toEqual([...begun, "15-17 M10 → M30 1/3"]);
    await clock().advanceBy(10 * MINUTE);
    expect(told(await laneOf())).toEqual([...begun, "15-20 M10 → M30 1/3", "20-25 M10 → M30 2/3", "25-27 M30"]);
  });

  it("shows a pause and a resume", async () => {
    await change({ paused: true });
    await clock().advanceBy(30 * MINUTE);
    await change({ paused: false });
    await clock().advanceBy(10 * MINUTE);
    expect(told(await laneOf())).toEqual([
      "0-3 M10 → paused 0/1",
      "3-30 paused",
      "30-36 paused → M10 0/1",
      "36-40 M10",
    ]);
  });

  it("ends with a cluster that is deleted, and begins with one that is new", async () => {
    await clock().advanceBy(5 * MINUTE);
    console.atlas.state.addCluster(PROJECT, { name: "new", tier: "M20" });
    console.atlas.state.deleteCluster(PROJECT, "Cluster0");
    await clock().advanceBy(10 * MINUTE);
    expect(told(await laneOf())).toEqual(["0-8 M10"]);
    expect(told(await laneOf(`${PROJECT}/new`))).toEqual(["5-15 M20"]);
  });

  it("marks what people and Atlas did, and not what the app did", async () => {
    const { state } = console.atlas;
    await anApp(console.atlas, { values: { ATLAS_PUBLIC_KEY: "ownkey" } });
    await clock().advanceBy(MINUTE);
    const tags = (value: string) => ({ tags: [{ key: "a", value }] });
    const apiKey = (publicKey: string) =>
      ({ kind: "api-key", publicKey, apiKeyId: "1", address: "127.0.0.1" }) as const;
    state.change(PROJECT, "Cluster0", tags("ours"), apiKey("ownkey"));
    state.change(PROJECT, "Cluster0", tags("theirs"), apiKey("otherkey"));
    await clock().advanceBy(MINUTE);
    await change({ size: "M30" });
    expect((await laneOf()).marks).toEqual([
      { at: START + MINUTE, kind: "changed-by-hand", says: "otherkey changed something other than its size." },
      { at: START + 2 * MINUTE, kind: "changed-by-hand", says: "you@console.local changed it from M10 to M30." },
    ]);
  });

  it("marks the steps of auto-scaling", async () => {
    console.atlas.state.addCluster(PROJECT, {
      name: "scaled",
      tier: "M30",
      diskSizeGB: 40,
      autoScaling: { min: "M30", max: "M60" },
    });
    console.atlas.state.autoScale(PROJECT, "scaled", "M40");
    await clock().advanceBy(20 * MINUTE);
    const lane = await laneOf(`${PROJECT}/scaled`);
    expect(lane.marks).toEqual([{ at: START, kind: "auto-scaled", says: "Auto-scaling changed it from M30 to M40." }]);
    expect(told(lane).at(-1)).toBe("15-20 M40");
  });

  it("marks a run that failed on the clusters that it names", async () => {
    console.atlas.state.addCluster(PROJECT, { name: "other" });
    await anApp(console.atlas, {
      functions: { nightly: "exports = () => { throw new Error('all is lost\\nFAILED: Cluster0: no room'); };" },
      triggers: [aTrigger()],
    });
    await clock().advanceBy(MINUTE);
    expect((await laneOf()).marks).toEqual([{ at: START, kind: "run-failed", says: "nightly failed: all is lost" }]);
    expect((await laneOf(`${PROJECT}/other`)).marks).toEqual([]);
  });

  it("says of one that announces its reasons the first of them", async () => {
    await anApp(console.atlas, {
      functions: { nightly: "exports = () => { throw new Error('because of 2 problems:\\n  no key\\n  no name'); };" },
      triggers: [aTrigger()],
    });
    await clock().advanceBy(MINUTE);
    const { runs } = await (await console.feed()).next();
    expect(runs?.map(({ says }) => says)).toEqual(["because of 2 problems: no key"]);
  });

  it("marks it on all that its report says it failed for, however few its message has room for", async () => {
    await console.stop();
    const other = `${PROJECT}/other`;
    // As the report of an app that is known; what it says of projects counts for their scheduled clusters.
    const findings = (report: unknown) => (report === undefined ? null : { badges: new Map(), ...readSets(report) });
    const readSets = (report: unknown) => {
      const { on = [], projects = [] } = report as { on?: string[]; projects?: string[] };
      return { failed: new Set(on), failedProjects: new Set(projects) };
    };
    const scheduled = { schedule: "all", zone: "UTC", size: "M10", window: null, since: null, next: null };
    const open = () => ({
      zone: "UTC",
      scheduledAt: ({ name }: { readonly name: string }) => (name === "Cluster0" ? scheduled : null),
      nextBoundary: () => null,
      planOf: () => null,
    });
    console = await aConsole({ schedulePort: { ...noSchedulePort, findings, open } });
    console.atlas.state.addCluster(PROJECT, { name: "other" });
    const failing = (report: object) =>
      `exports = () => { throw Object.assign(new Error("Cluster0 and 1 more"), { report: ${JSON.stringify(report)} }); };`;
    await anApp(console.atlas, {
      functions: { one: failing({ on: [other] }), whole: failing({ projects: [PROJECT] }) },
      triggers: ["one", "whole"].map((name) => aTrigger({ name, function_name: name })),
      values: { schedule: {} },
    });
    await clock().advanceBy(MINUTE);
    const marked = async (key: string) => (await laneOf(key)).marks.map(({ says }) => says.split(" ")[0]);
    expect(await marked(other)).toEqual(["one"]);
    expect(await marked(CLUSTER)).toEqual(["whole"]);
  });

  it("has one for each cluster that is known, forty at a time", async () => {
    const ask = (keys: readonly string[]) =>
      console.ask("GET", `/lanes?from=0&until=9&${keys.map((key) => `cluster=${encodeURIComponent(key)}`).join("&")}`);
    const { body } = await ask([CLUSTER, CLUSTER, "elsewhere/none"]);
    expect(body.lanes.map(({ key, label, zone }: Lane) => [key, label, zone])).toEqual([[CLUSTER, "Cluster0", "UTC"]]);
    const many = await ask(Array.from({ length: 41 }, (_, index) => `p/${index}`));
    expect(many).toEqual({ status: 400, body: { error: "Ask for 40 clusters at a time." } });
  });

  it.each(["from=5&until=5", "from=9&until=5", "from=x&until=5", "until=5", "from=0&until=1e300", "from=0&until=9e14"])(
    "refuses the time %s",
    async (query) => {
      const { status, body } = await console.ask("GET", `/lanes?${query}&cluster=${CLUSTER}`);
      expect([status, typeof body.error]).toEqual([400, "string"]);
    },
  );

  it("stays short over a year of changes", async () => {
    for (let count = 0; count < 600; count += 1) {
      await change({ size: count % 2 === 0 ? "M30" : "M10" });
      await clock().advanceBy(20 * MINUTE);
    }
    const { actual, marks } = await laneOf(CLUSTER, START + 365 * DAY);
    expect(actual.length).toBeLessThan(100);
    expect(marks.length).toBeLessThanOrEqual(1_000);
    expect(actual.some(({ size }) => size === "M30")).toBe(true);
    expect((await laneOf(CLUSTER, clock().now())).actual.length).toBeGreaterThan(1_000);
  });
});

describe("GET /load", () => {
  const load = (query: string, key = CLUSTER) =>
    console.ask("GET", `/load?cluster=${encodeURIComponent(key)}&${query}`);

  it("shows the load and the latency on the size of then, up to now", async () => {
    console.atlas.workload.setLoad(PROJECT, "Cluster0", { kind: "constant", load: 400 });
    await clock().advanceBy(10 * MINUTE);
    await change({ size: "M30" });
    await clock().advanceBy(30 * MINUTE);
    await change({ paused: true });
    await clock().advanceBy(20 * MINUTE);
    const { body } = await load(`from=${START - DAY}&until=${START + DAY}&points=7`);
    expect(body).toEqual({
      at: [0, 10, 20, 30, 40, 50, 60].map((minutes) => START + minutes * MINUTE),
      operationsPerSecond: [400, 400, 400, 400, 400, 400, 400],
      latencyMs: [15, 15, 15, 2.5, 2.5, null, null],
    });
  });

  it("has two thousand points at most, and none of a time that has not come", async () => {
    await clock().advanceBy(MINUTE);
    expect((await load(`from=${START}&until=${START + DAY}&points=999999`)).body.at).toHaveLength(2_000);
    expect((await load(`from=${START + DAY}&until=${START + 2 * DAY}`)).body.at).toEqual([]);
  });

  it("refuses other clusters and numbers", async () => {
    expect(await load("from=0&until=5", "no/such")).toMatchObject({ status: 404 });
    expect(await load("from=0&until=5&points=0")).toMatchObject({ status: 400 });
  });
});
