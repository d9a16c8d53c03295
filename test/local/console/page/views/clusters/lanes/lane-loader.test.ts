import { beforeEach, describe, expect, it } from "@jest/globals";
import { grownLane } from "../../../../../../../src/local/console/page/views/clusters/lanes/grown-lane";
import { basisOfAll, laneBasis } from "../../../../../../../src/local/console/page/views/clusters/lanes/lane-basis";
import {
  createLaneLoader,
  type LaneLoader,
} from "../../../../../../../src/local/console/page/views/clusters/lanes/lane-loader";
import type { LanesAnswer, RunState } from "../../../../../../../src/local/console/protocol";
import { aCluster, aLane, anApp, DAY, keyOf, NOW } from "../../../a-world";

const range = { from: NOW - 4 * DAY, until: NOW + 4 * DAY };
const wantOf = (names: readonly string[], basis = "1", wanted = range, now = NOW) => ({
  range: wanted,
  now,
  clusters: new Map(names.map((name) => [keyOf(name), basis])),
});

let asked: URLSearchParams[];
let answers: { resolve: (answer: LanesAnswer) => void; reject: (error: Error) => void }[];
let timers: { ms: number; run: () => void }[];
let loader: LaneLoader;
beforeEach(() => {
  [asked, answers, timers] = [[], [], []];
  loader = createLaneLoader({
    ask(path) {
      asked.push(new URLSearchParams(path.split("?")[1]));
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    later(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onChange: () => undefined,
  });
});

const namesAsked = () => asked.map((query) => query.getAll("cluster").map((key) => key.split("/")[1]));

/** Answers the newest request and lets its pause pass. */
async function answer(names: readonly string[] = namesAsked().at(-1)?.map(String) ?? []): Promise<void> {
  answers.at(-1)?.resolve({ lanes: names.map((name) => aLane(name)) });
  await settle();
}
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
const pass = () => timers.splice(0).forEach(({ run }) => void run());

describe("the lanes in sight", () => {
  it("are asked for once, with time to either side, so that panning needs no more", async () => {
    loader.want(wantOf(["a", "b"]));
    loader.want(wantOf(["a", "b"]));
    await answer();
    pass();
    const [query] = asked;
    expect(Number(query?.get("from"))).toBeLessThanOrEqual(range.from - 4 * DAY);
    expect(Number(query?.get("until"))).toBeGreaterThanOrEqual(range.until + 4 * DAY);
    loader.want(wantOf(["a", "b"], "1", { from: range.from - DAY, until: range.until - DAY }));
    expect(namesAsked()).toEqual([["a", "b"]]);
    expect(loader.lanes().get(keyOf("a"))?.lane.label).toBe("a");
  });

  it("are asked for again when the clock reaches what lay all ahead, though the cluster is as it was", async () => {
    const ahead = { from: NOW + 30 * DAY, until: NOW + 31 * DAY };
    loader.want(wantOf(["a"], "1", ahead));
    await answer();
    pass();
    loader.want(wantOf(["a"], "1", ahead, NOW + 29 * DAY));
    expect(asked).toHaveLength(1);
    loader.want(wantOf(["a"], "1", ahead, NOW + 30.5 * DAY));
    await answer();
    pass();
    loader.want(wantOf(["a"], "1", ahead, NOW + 30.6 * DAY));
    expect(asked).toHaveLength(2);
  });

  it("are asked for again when the cluster changed, and only that one", async () => {
    loader.want(wantOf(["a", "b"]));
    await answer();
    pass();
    loader.want({
      range,
      now: NOW,
      clusters: new Map([
        [keyOf("a"), "1"],
        [keyOf("b"), "2"],
      ]),
    });
    await answer();
    pass();
    expect(namesAsked()).toEqual([["a", "b"], ["b"]]);
  });

  it("are asked for again where they are too short or much too long", async () => {
    for (const wanted of [
      range,
      { from: NOW + 30 * DAY, until: NOW + 38 * DAY },
      { from: NOW + 30 * DAY, until: NOW + 31 * DAY },
    ]) {
      loader.want(wantOf(["a"], "1", wanted));
      await answer();
      pass();
    }
    expect(namesAsked()).toEqual([["a"], ["a"], ["a"]]);
  });

  it("are asked for 40 at once, those that were never seen first, one request at a time with a pause between", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `c${index}`);
    loader.want(wantOf(names.slice(0, 10)));
    await answer();
    loader.want(wantOf(names, "2"));
    expect(asked).toHaveLength(1);
    pass();
    expect(namesAsked()[1]).toEqual(names.slice(10, 50));
    loader.want(wantOf(names, "3"));
    expect(asked).toHaveLength(2);
    await answer();
    expect(timers.map(({ ms }) => ms)).toEqual([400]);
  });

  it("are kept when a request fails, which is said and tried again later", async () => {
    loader.want(wantOf(["a"]));
    await answer();
    pass();
    loader.want(wantOf(["a"], "2"));
    answers.at(-1)?.reject(new Error("Local Atlas does not answer"));
    await settle();
    expect([loader.failure(), loader.lanes().size, timers[0]?.ms]).toEqual(["Local Atlas does not answer", 1, 3_000]);
    pass();
    await answer();
    expect([loader.failure(), asked.length]).toEqual([null, 3]);
  });

  it("are empty for a cluster that is gone, which is not asked for again", async () => {
    loader.want(wantOf(["gone"]));
    await answer([]);
    pass();
    expect([asked.length, loader.lanes().get(keyOf("gone"))?.lane.actual]).toEqual([1, []]);
  });

  it("are asked for no more after the end", async () => {
    loader.want(wantOf(["a"]));
    loader.stop();
    await answer();
    loader.want(wantOf(["b"]));
    expect([asked.length, timers.length]).toEqual([1, 0]);
  });
});

describe("a lane that was asked for a while ago", () => {
  const loaded = (until: number) => {
    const actual = [{ from: NOW - DAY, until: NOW, size: "M10", changing: null }];
    return { lane: aLane("a", { actual }), range: { from: NOW - 9 * DAY, until }, basis: "1" };
  };

  it("is until now what it was then", () => {
    expect(grownLane(loaded(NOW + DAY), NOW + 5_000).actual.at(-1)?.until).toBe(NOW + 5_000);
  });

  it("ends where nothing was asked for, and is the same object where nothing grew", () => {
    expect(grownLane(loaded(NOW + 1_000), NOW + 5_000).actual.at(-1)?.until).toBe(NOW + 1_000);
    const one = loaded(NOW + DAY);
    expect(grownLane(one, NOW)).toBe(one.lane);
  });
});

describe("what a lane depends on", () => {
  it("is the same while only the load changes, or when a badge was found", () => {
    const load = { operationsPerSecond: 9, latencyMs: 9, isSaturated: true };
    expect(laneBasis(aCluster("a", { load }), "")).toBe(laneBasis(aCluster("a"), ""));
  });

  it.each([
    { stateName: "UPDATING" },
    { size: "M10, M50" },
    { isPaused: true },
    { scheduled: null },
    { badges: [{ kind: "held", says: "Held.", at: NOW }] },
  ] as const)("is another with %j", (changes) => {
    expect(laneBasis(aCluster("a", changes), "")).not.toBe(laneBasis(aCluster("a"), ""));
  });

  it("is another for all in another world, when the document is, when a run failed and when a firing was lost", () => {
    const run = { id: "r1", isFailed: true } as RunState;
    const trigger = { name: "heartbeat", lastLostAt: NOW };
    const lost = anApp({ triggers: [trigger as ReturnType<typeof anApp>["triggers"][number]] });
    const before = { worldId: "first", revision: "1", runs: [], apps: [] };
    const bases = [
      basisOfAll(before),
      basisOfAll({ ...before, worldId: "reset" }),
      basisOfAll({ ...before, revision: "2" }),
      basisOfAll({ ...before, runs: [run] }),
      basisOfAll({ ...before, apps: [lost] }),
    ];
    expect(new Set(bases).size).toBe(5);
  });
});
