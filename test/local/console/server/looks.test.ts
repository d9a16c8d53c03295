import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { noSchedulePort } from "../../../../src/local/console/schedule-port";
import { aConsole, anApp, MINUTE, PROJECT, type TestConsole, TICK } from "./a-console";

/** Of a report that says `{badge: "…"}`. */
const schedulePort = {
  ...noSchedulePort,
  findings: (result: unknown) => {
    const { badge } = (result ?? {}) as { badge?: string };
    if (badge === undefined) return null;
    const badges = badge === "" ? [] : [{ kind: "drift" as const, says: badge, at: 0 }];
    return { badges: new Map([[KEY, badges]]), failed: new Set<string>(), failedProjects: new Set<string>() };
  },
};
const KEY = `${PROJECT}/Cluster0`;

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole({ schedulePort });
  await anApp(console.atlas, {
    functions: {
      status: "exports = () => ({ badge: 'seen ' + new Date().toISOString().slice(11, 16) });",
      well: "exports = () => ({ badge: '' });",
      broken: "exports = () => { throw new Error('no'); };",
    },
    values: { schedule: { any: "document" } },
  });
});
afterEach(() => console.stop());

const run = async (functionName: string) => {
  const [app] = console.atlas.services.apps.apps;
  await console.ask("POST", "/functions/run", { appId: app?.facts.id, functionName, args: "" });
};
/** A look keeps the clock from going on until it has ended, so where the clock goes on none is under way. */
const settled = () => console.atlas.keeper.clock.advanceBy(1);
/** How many looks there were so far. */
const looks = async () => {
  const before = console.atlas.services.apps.apps[0];
  if (before === undefined) return 0;
  const feed = await console.feed();
  const { runs = [] } = await feed.next();
  feed.close();
  return runs.filter(({ cause }) => cause === "look").length;
};

describe("a look", () => {
  it("follows a run that failed, and a change by hand, while a page is open", async () => {
    const feed = await console.feed();
    await feed.next();
    await run("broken");
    console.time.pass(TICK);
    await settled();
    console.time.pass(TICK);
    expect(await looks()).toBe(1);
    console.time.pass(2_000);
    await console.ask("POST", "/clusters/change", { cluster: KEY, tags: [{ key: "a", value: "b" }] });
    console.time.pass(TICK);
    await settled();
    console.time.pass(TICK);
    expect(await looks()).toBe(2);
  });

  it("comes once in two seconds, however often it is wanted", async () => {
    const feed = await console.feed();
    await feed.next();
    for (let count = 0; count < 5; count += 1) {
      await run("broken");
      console.time.pass(TICK);
      await settled();
    }
    expect(await looks()).toBe(1);
    console.time.pass(2_000);
    await settled();
    console.time.pass(TICK);
    expect(await looks()).toBe(2);
  });

  it("waits until somebody looks", async () => {
    await run("broken");
    console.time.pass(10_000);
    await settled();
    const feed = await console.feed();
    expect((await feed.next()).runs?.map(({ cause }) => cause)).toEqual(["console"]);
    await settled();
    console.time.pass(TICK);
    expect((await feed.next()).runs?.map(({ cause }) => cause)).toEqual(["look"]);
  });

  it("does not follow a run that says what it found", async () => {
    const feed = await console.feed();
    await feed.next();
    await run("well");
    console.time.pass(10 * TICK);
    await settled();
    console.time.pass(TICK);
    expect(await looks()).toBe(0);
  });
});

describe("badges", () => {
  const badges = async () => {
    console.time.pass(TICK);
    const { clusters } = await (await console.feed()).next();
    return clusters?.[0]?.badges.map(({ says }) => says);
  };

  it("are those of the newest run that says anything", async () => {
    expect(await badges()).toEqual([]);
    await run("status");
    expect(await badges()).toEqual(["seen 00:00"]);
    await console.atlas.keeper.clock.advanceBy(MINUTE);
    await run("status");
    expect(await badges()).toEqual(["seen 00:01"]);
    await run("well");
    expect(await badges()).toEqual([]);
  });
});
