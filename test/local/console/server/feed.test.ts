import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Frame } from "../../../../src/local/console/protocol";
import { aRequest } from "../../server/a-request";
import { aConsole, anApp, aTrigger, MINUTE, PROJECT, START, type TestConsole, TICK } from "./a-console";

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole();
});
afterEach(() => console.stop());

const tagged = (value: string) =>
  console.atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster0", { tags: [{ key: "a", value }] });

describe("the first frame of a page", () => {
  it("has everything, and makes the page forget what it knew", async () => {
    await anApp(console.atlas, { functions: { nightly: "exports = () => 1;" }, triggers: [aTrigger()] });
    const feed = await console.feed();
    expect(feed.response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    const frame = await feed.next();
    expect(frame).toMatchObject({
      isReset: true,
      clock: { now: START, beganAt: START, speed: "step", stepsTo: null, nextBoundary: null },
      apps: [
        {
          name: "my-app",
          projectId: PROJECT,
          functions: ["nightly"],
          triggers: [{ name: "hourly", schedule: "0 * * * *", isEnabled: true, nextAt: START, lastRunId: null }],
        },
      ],
      runs: [],
      requests: [],
      faults: { rules: [], random: null, firings: [], paces: [] },
      schedule: { text: null, zone: "UTC" },
    });
    expect(frame.clusters).toEqual([
      {
        key: `${PROJECT}/Cluster0`,
        projectId: PROJECT,
        name: "Cluster0",
        stateName: "IDLE",
        size: "M10",
        isPaused: false,
        nodes: [1, 2, 3].map((count) => ({ name: `electable ${count}`, tier: "M10", isChanging: false })),
        tags: [],
        provider: "AWS",
        autoScaling: null,
        load: { operationsPerSecond: 200, latencyMs: 5, isSaturated: false },
        scheduled: null,
        badges: [],
      },
    ]);
  });

  it("names regions and shards where there are several, and the bounds of auto-scaling", async () => {
    console.atlas.state.addCluster(PROJECT, {
      name: "wide",
      tier: "M30",
      shards: 2,
      diskSizeGB: 40,
      autoScaling: { min: "M30", max: "M60" },
      regions: [
        { regionName: "US_EAST_1", electable: 2 },
        { regionName: "EU_WEST_1", electable: 1 },
      ],
    });
    const { clusters } = await (await console.feed()).next();
    expect(clusters?.[1]?.autoScaling).toEqual({ min: "M30", max: "M60" });
    expect(clusters?.[1]?.nodes.map(({ name }) => name)).toEqual([
      "shard 1, US_EAST_1, electable 1",
      "shard 1, US_EAST_1, electable 2",
      "shard 1, EU_WEST_1, electable 1",
      "shard 2, US_EAST_1, electable 1",
      "shard 2, US_EAST_1, electable 2",
      "shard 2, EU_WEST_1, electable 1",
    ]);
  });
});

describe("later frames", () => {
  it("say what changed, and nothing while nothing changes", async () => {
    const feed = await console.feed();
    await feed.next();
    console.time.pass(10 * TICK);
    tagged("one");
    console.time.pass(TICK);
    expect(await feed.next()).toEqual({
      clusters: [
        expect.objectContaining({ name: "Cluster0", stateName: "UPDATING", tags: [{ key: "a", value: "one" }] }),
      ],
    });
    console.time.pass(10 * TICK);
    expect(feed.unread).toBe(0);
  });

  it("come four times a second at most, whatever happens between", async () => {
    const feed = await console.feed();
    await feed.next();
    for (const value of ["one", "two", "three"]) {
      tagged(value);
      console.time.pass(TICK / 4);
    }
    console.time.pass(TICK / 4);
    expect(await feed.next()).toMatchObject({ clusters: [{ tags: [{ key: "a", value: "three" }] }] });
    expect(feed.unread).toBe(0);
  });

  it("follow a change node by node", async () => {
    const feed = await console.feed();
    await feed.next();
    const size = { electableSpecs: { instanceSize: "M30", nodeCount: 3, diskSizeGB: 10 } };
    const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, ...size };
    console.atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster0", {
      replicationSpecs: [{ regionConfigs: [region] }],
    });
    const nodes: (readonly string[] | undefined)[] = [];
    for (let minutes = 0; minutes <= 15; minutes += 5) {
      console.time.pass(TICK);
      const { clusters } = await feed.next();
      nodes.push(clusters?.[0]?.nodes.map(({ tier, isChanging }) => `${tier}${isChanging ? "…" : ""}`));
      await console.atlas.keeper.clock.advanceBy(5 * MINUTE);
    }
    expect(nodes).toEqual([
      ["M10…", "M10", "M10"],
      ["M30", "M10…", "M10"],
      ["M30", "M30", "M10…"],
      ["M30", "M30", "M30"],
    ]);
  });

  it("name clusters that are gone, and those that are new", async () => {
    const feed = await console.feed();
    await feed.next();
    console.atlas.state.addCluster(PROJECT, { name: "new" });
    console.atlas.state.deleteCluster(PROJECT, "Cluster0");
    await console.atlas.keeper.clock.advanceBy(5 * MINUTE);
    console.time.pass(TICK);
    expect(await feed.next()).toMatchObject({
      clock: { now: START + 5 * MINUTE },
      clusters: [{ name: "new" }],
      gone: [`${PROJECT}/Cluster0`],
    });
  });

  it("tell of runs and of the requests they sent, each with its run", async () => {
    const source = `exports = async () => {
      const { body } = await context.http.get({ url: "${console.atlas.url}/api/atlas/v2/groups" });
      return { summary: "one look\\nand more" };
    };`;
    await anApp(console.atlas, { functions: { nightly: source }, triggers: [aTrigger()] });
    const feed = await console.feed();
    await feed.next();
    await console.atlas.keeper.clock.advanceBy(MINUTE);
    await aRequest(`${console.atlas.url}/api/atlas/v2/groups`);
    console.time.pass(TICK);
    const { runs, requests, apps } = await feed.next();
    expect(runs).toMatchObject([
      {
        functionName: "nightly",
        cause: "trigger",
        trigger: "hourly",
        scheduledAt: START,
        startedAt: START,
        isFailed: false,
        says: "one look",
        httpRequests: 1,
        changes: 0,
      },
    ]);
    expect(apps?.[0]?.triggers[0]).toMatchObject({ lastRunId: runs?.[0]?.id, nextAt: START + 60 * MINUTE });
    expect(requests).toMatchObject([{ id: 1, method: "GET", path: "/api/atlas/v2/groups", status: 401, runId: null }]);
  });
});

describe("a long list of requests", () => {
  const ask = async (count: number) => {
    for (let sent = 0; sent < count; sent += 1) await aRequest(`${console.atlas.url}/api/atlas/v2/groups`);
  };
  const idsIn = ({ requests = [] }: Frame) => [requests[0]?.id, requests.at(-1)?.id, requests.length];

  it("is told from its newest two hundred on, and later pages hear what the others heard", async () => {
    await ask(250);
    const early = await console.feed();
    expect(idsIn(await early.next())).toEqual([51, 250, 200]);
    await ask(20);
    const late = await console.feed();
    expect(idsIn(await late.next())).toEqual([51, 250, 200]);
    console.time.pass(TICK);
    expect([idsIn(await early.next()), idsIn(await late.next())]).toEqual([
      [251, 270, 20],
      [251, 270, 20],
    ]);
  });
});

describe("pages at the feed", () => {
  it("are told alike, whenever they came", async () => {
    const early = await console.feed();
    await early.next();
    tagged("one");
    const late = await console.feed();
    expect((await late.next()).clusters).toMatchObject([{ tags: [] }]);
    console.time.pass(TICK);
    const frames = [await early.next(), await late.next()];
    expect(frames[0]).toEqual(frames[1]);
    expect(frames[0]).toMatchObject({ clusters: [{ tags: [{ key: "a", value: "one" }] }] });
  });

  it("hear a comment after fifteen seconds of silence", async () => {
    const feed = await console.feed();
    await feed.next();
    console.time.pass(15_000);
    expect(await feed.nextComment()).toMatch(/^:/);
    expect(feed.unread).toBe(0);
  });

  it("cost nothing once they are gone", async () => {
    const before = console.time.waiting;
    const feed = await console.feed();
    await feed.next();
    expect(console.time.waiting).toBe(before + 1);
    feed.close();
    while (console.time.waiting > before) await new Promise((resolve) => setImmediate(resolve));
    expect(console.time.waiting).toBe(before);
  });

  it("are let go when local Atlas stops", async () => {
    const feed = await console.feed();
    await feed.next();
    await console.atlas.stop();
    await feed.ended;
    expect(feed.unread).toBe(0);
  });
});

describe("a page that does not read", () => {
  it("misses frames, costs no memory, and is told everything when it reads again", async () => {
    const feed = await console.feed();
    await feed.next();
    feed.response.pause();
    const long = "x".repeat(250);
    const tags = (round: number) =>
      Array.from({ length: 50 }, (_, index) => ({ key: `key-${index}`, value: `${round} ${long}` }));
    for (let round = 0; round < 2_000; round += 1) {
      console.atlas.state.changeAs({ username: "ann@example.com" }, PROJECT, "Cluster0", { tags: tags(round) });
      console.time.pass(TICK);
      if (round % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    feed.response.resume();
    let frames = 0;
    let resets = 0;
    for (let isLast = false; !isLast; frames += 1) {
      console.time.pass(TICK);
      const { isReset, clusters } = await feed.next();
      resets += Number(isReset === true);
      isLast = clusters?.[0]?.tags[0]?.value.startsWith("1999 ") ?? false;
    }
    expect(resets).toBeGreaterThan(0);
    expect(frames).toBeLessThan(1_500);
  });
});
