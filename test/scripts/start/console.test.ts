/** The console as `npm start` serves it: with the app in it, and with what the app's own code knows of the schedule. */
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { localProject } from "../../../scripts/start/defaults";
import { readStartOptions } from "../../../scripts/start/options";
import { startAtlas } from "../../../scripts/start/run";
import type { ClusterState, Frame, LanesAnswer } from "../../../src/local/console/protocol";
import { consoleOf, MINUTE, type TestConsole, TICK } from "../../local/console/server/a-console";
import { steppedRealTime } from "../../local/console/server/stepped-real-time";
import { aSchedule, aScratchFolder } from "./a-start";

const scratch = aScratchFolder();
afterAll(() => scratch.remove());

const KEY = `${localProject.id}/shop`;
const NOON = Date.parse("2026-11-01T12:00Z");

let console: TestConsole;
afterEach(() => console.stop());

async function start(schedule: object = aSchedule("shop")): Promise<TestConsole> {
  const time = steppedRealTime();
  const file = scratch.write("schedule.json", schedule);
  const args = ["--port", "0", "--speed", "step", "--schedule", file, "--at", "2026-11-01T11:50Z"];
  const { atlas } = await startAtlas(readStartOptions(args, NOON), time);
  console = consoleOf(atlas, time);
  return console;
}

const advance = (minutes: number) => console.atlas.keeper.clock.advanceBy(minutes * MINUTE);
const change = (body: object) => console.ask("POST", "/clusters/change", { cluster: KEY, ...body });
const shopIn = (frame: Frame): ClusterState | undefined => frame.clusters?.find(({ name }) => name === "shop");

/** Frames until one of them is as it should be. */
async function frameWith(
  feed: Awaited<ReturnType<TestConsole["feed"]>>,
  isMeant: (frame: Frame) => boolean,
): Promise<Frame> {
  for (;;) {
    console.time.pass(TICK);
    while (feed.unread > 0) {
      const frame = await feed.next();
      if (isMeant(frame)) return frame;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("the console", () => {
  it("knows what the schedule wants, steps to the boundary, and tells why the run changed the cluster", async () => {
    await start();
    const feed = await console.feed();
    const first = await feed.next();
    expect(first.clock).toMatchObject({ nextBoundary: NOON });
    expect(first.schedule?.zone).toBe("UTC");
    expect(JSON.parse(first.schedule?.text ?? "")).toEqual(aSchedule("shop"));
    expect(shopIn(first)?.scheduled).toMatchObject({ size: "M10", next: { at: NOON, size: "M20", window: "noon" } });
    expect(await console.ask("POST", "/clock/step", { boundary: true })).toMatchObject({ status: 200 });
    const { runs } = await frameWith(feed, (frame) => (frame.runs?.length ?? 0) > 0);
    await advance(2);
    const run =
      runs?.find(({ changes }) => changes === 1) ??
      (await frameWith(feed, (one) => one.runs?.[0]?.changes === 1)).runs?.[0];
    expect(run).toMatchObject({ functionName: "reconcile", cause: "trigger", isFailed: false });
    const { body } = await console.ask("GET", `/runs/${run?.id}`);
    const patch = body.requests.find(({ method }: { method: string }) => method === "PATCH");
    const detail = (await console.ask("GET", `/requests/${patch.id}`)).body;
    expect(detail.reason).toMatch(/^shop: resize M10 to M20: /);
    expect(detail.before).toContain('"M10"');
    expect(detail.body).toContain('"M20"');
    expect(body.requests.every(({ status }: { status: number }) => status !== 401)).toBe(true);
  });

  it("looks after a change by hand: without faults, and in no time", async () => {
    await start();
    await advance(90);
    const feed = await console.feed();
    await feed.next();
    await console.ask("POST", "/faults/rule", { rule: { times: "always", fault: { kind: "status", status: 500 } } });
    const now = console.atlas.keeper.clock.now();
    await change({ size: "M30" });
    const looked = await frameWith(feed, ({ runs }) => runs?.some(({ cause }) => cause === "look") ?? false);
    expect(looked.runs).toMatchObject([{ functionName: "status", cause: "look", isFailed: false, changes: 0 }]);
    expect(console.atlas.keeper.clock.now()).toBe(now);
    console.time.pass(TICK);
    const second =
      shopIn(looked)?.badges ?? shopIn(await frameWith(feed, (frame) => shopIn(frame) !== undefined))?.badges;
    expect(second).toMatchObject([{ kind: "drift", says: expect.stringContaining("you@console.local") }]);
    const requests = (await console.ask("GET", `/runs/${looked.runs?.[0]?.id}`)).body.requests;
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.every(({ isLook, status }: { isLook: boolean; status: number }) => isLook && status === 200)).toBe(
      true,
    );
  });

  it("shows what a run found by itself: a hold, and that it is over", async () => {
    await start();
    await change({ tags: [{ key: "scheduler-hold", value: "20261101T1330Z" }] });
    await advance(30);
    const feed = await console.feed();
    expect(shopIn(await feed.next())?.badges).toMatchObject([
      { kind: "held", says: expect.stringContaining("2026-11-01T13:30Z") },
    ]);
    const query = `from=${NOON - 60 * MINUTE}&until=${NOON + 600 * MINUTE}&cluster=${encodeURIComponent(KEY)}`;
    const [lane] = (await console.ask("GET", `/lanes?${query}`)).body.lanes;
    expect(lane.marks.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(["boundary", "hold", "changed-by-hand"]),
    );
    await advance(90);
    console.time.pass(TICK);
    expect(shopIn(await feed.next())?.badges).toEqual([]);
  });

  it("shows what Atlas refused, on the cluster and on its lane", async () => {
    await start();
    const rule = {
      method: "PATCH",
      cluster: "shop",
      times: "always",
      fault: { kind: "status", status: 409, code: "OUT_OF_CAPACITY" },
    };
    await console.ask("POST", "/faults/rule", { rule });
    await advance(12);
    const feed = await console.feed();
    const badges = shopIn(await feed.next())?.badges;
    expect(badges).toMatchObject([
      { kind: "failed", says: "reconcile asked for a change, and Atlas answered 409 OUT_OF_CAPACITY." },
    ]);
    const query = `from=${NOON}&until=${NOON + 60 * MINUTE}&cluster=${encodeURIComponent(KEY)}`;
    const [lane] = (await console.ask("GET", `/lanes?${query}`)).body.lanes;
    expect(lane.marks.map(({ kind }: { kind: string }) => kind)).toContain("run-failed");
    await console.ask("DELETE", "/faults");
    await advance(30);
    const healed = await frameWith(feed, (frame) => shopIn(frame)?.badges.length === 0);
    expect(shopIn(healed)?.size).toBe("M20");
  });

  it("marks a failed run on every cluster that it failed for, though its message names ten", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `shop${index}`);
    await start(aSchedule(...names));
    const keys = names.map((name) => `${localProject.id}/${name}`);
    const tags = [{ key: "scheduler-hold", value: "tomorrow" }];
    for (const cluster of keys) await console.ask("POST", "/clusters/change", { cluster, tags });
    await advance(12);
    const query = new URLSearchParams({ from: String(NOON - 60 * MINUTE), until: String(NOON + 60 * MINUTE) });
    for (const key of keys) query.append("cluster", key);
    const { lanes } = (await console.ask("GET", `/lanes?${query}`)).body as LanesAnswer;
    const marked = lanes.filter(({ marks }) => marks.some(({ kind }) => kind === "run-failed"));
    expect(marked.map(({ label }) => label)).toEqual(names);
  });

  it("marks a firing that was lost, and the next run makes up for it", async () => {
    await start();
    await console.ask("POST", "/faults/firing", { fate: "lost", times: 1 });
    await advance(60);
    const query = `from=${NOON - 60 * MINUTE}&until=${NOON + 60 * MINUTE}&cluster=${encodeURIComponent(KEY)}`;
    const [lane] = (await console.ask("GET", `/lanes?${query}`)).body.lanes;
    expect(lane.marks.filter(({ kind }: { kind: string }) => kind === "firing-lost")).toHaveLength(1);
    expect(lane.actual.at(-1)).toMatchObject({ size: "M20", changing: null });
  });

  it("applies another schedule to the running app; its triggers stay", async () => {
    await start();
    const feed = await console.feed();
    const first = await feed.next();
    const other = JSON.stringify({ ...aSchedule("shop"), mode: "report" }, null, 2);
    expect((await console.ask("POST", "/schedule/check", { text: other })).body).toMatchObject({
      issues: [],
      changes: ["Schedule daily would be in the mode report instead of on."],
    });
    expect(await console.ask("POST", "/schedule/apply", { text: other })).toMatchObject({ status: 200 });
    console.time.pass(TICK);
    const applied = await feed.next();
    expect(applied.schedule?.text).toBe(other);
    expect(applied.schedule?.revision).not.toBe(first.schedule?.revision);
    const names = (frame: Frame) => frame.apps?.[0]?.triggers.map(({ name, schedule }) => `${name} ${schedule}`);
    if (applied.apps !== undefined) expect(names(applied)).toEqual(names(first));
    await advance(30);
    expect(console.atlas.state.cluster(localProject.id, "shop")?.nodes[0]?.instanceSize).toBe("M10");
    const wrong = await console.ask("POST", "/schedule/apply", { text: '{"schedules": []}' });
    expect(wrong).toEqual({ status: 400, body: { error: expect.stringMatching(/^schedules: /) } });
  });

  it("begins anew as npm start began, and puts back what was taken along", async () => {
    await start();
    await advance(60);
    const saved = (await console.ask("GET", "/state")).body;
    expect(await console.ask("POST", "/reset", {})).toMatchObject({ status: 200 });
    expect(console.atlas.keeper.clock.now()).toBe(NOON - 10 * MINUTE);
    await advance(60);
    expect(console.atlas.state.cluster(localProject.id, "shop")?.nodes[0]?.instanceSize).toBe("M20");
    expect(await console.ask("PUT", "/state", saved)).toMatchObject({ status: 200 });
    expect(console.atlas.keeper.clock.now()).toBe(NOON + 50 * MINUTE + 1_000);
    await advance(120);
    expect(console.atlas.state.cluster(localProject.id, "shop")?.nodes[0]?.instanceSize).toBe("M10");
  });
});
