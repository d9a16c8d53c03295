import { afterEach, describe, expect, it } from "@jest/globals";
import type { Clock, Hold } from "../../../src/local/clock/clock";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import { createFunctionRuntime } from "../../../src/local/function-runtime/runtime";
import { type Answer, aServer, type TestServer } from "./a-server";
import { aBench, anApp, START } from "./an-app";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A server of local Atlas: its answers take emulated time, passed under the caller's hold. */
function slowBy(clock: Clock, ms: number): Answer {
  return async ({ headers }, response) => {
    const hold = clock.findHold(String(headers["x-local-atlas-hold"]));
    await hold?.sleepUntil(clock.now() + ms);
    response.end(hold ? "held" : "not held");
  };
}

const GET_TWICE = (url: string) => `exports = async () => {
  const started = Date.now();
  const texts = [];
  for (let i = 0; i < 2; i += 1) texts.push((await context.http.get({ url: "${url}", headers: { "X-Local-Atlas-Hold": ["mine"] } })).body.text());
  return [Date.now() - started].concat(texts);
};`;

describe("a function's time", () => {
  it("is the emulator's, and stands while the function works", async () => {
    const bench = await aBench();
    const { result, startedAtMs, endedAtMs } = await bench.evaluate(
      "exports = () => { const a = Date.now(); for (let i = 0; i < 1e5; i += 1) {} return [a, new Date().getTime(), Date.now()]; };",
    );
    expect(result).toEqual([START, START, START]);
    expect([startedAtMs, endedAtMs]).toEqual([START, START]);
    await bench.dispose();
  });

  it("passes with setTimeout, in order, arguments and clearTimeout included", async () => {
    const bench = await aBench();
    const { result, endedAtMs } = await bench.evaluate(`exports = () => new Promise((resolve) => {
      const seen = [];
      const note = (name) => seen.push([name, Date.now() - ${START}]);
      setTimeout(note, 50, "b");
      setTimeout(note, 20, "a");
      const gone = setTimeout(note, 30, "gone");
      clearTimeout(gone);
      clearTimeout(undefined);
      setTimeout(() => { note("c"); resolve(seen); }, 5000);
    });`);
    expect(result).toEqual([
      ["a", 20],
      ["b", 50],
      ["c", 5000],
    ]);
    expect(endedAtMs).toBe(START + 5000);
    await bench.dispose();
  });

  it("passes while a server of local Atlas takes its time, told by the hold in the header", async () => {
    const clock = createSteppedClock({ startMs: START });
    server = await aServer(slowBy(clock, 750));
    const bench = await aBench({}, { clock, holdHeaderFor: (url) => url.startsWith(String(server?.url)) });
    const running = bench.evaluate(GET_TWICE(server.url));
    const time = clock.advanceBy(10_000);
    expect((await running).result).toEqual([1500, "held", "held"]);
    await time;
    await bench.dispose();
  });

  it("stands while any other server answers, which never sees the header", async () => {
    const clock = createSteppedClock({ startMs: START });
    server = await aServer(slowBy(clock, 750));
    const bench = await aBench({}, { clock });
    const running = bench.evaluate(GET_TWICE(server.url));
    const time = clock.advanceBy(10_000);
    expect((await running).result).toEqual([0, "not held", "not held"]);
    expect(server.asked.map(({ headers }) => headers["x-local-atlas-hold"])).toEqual([undefined, undefined]);
    await time;
    await bench.dispose();
  });

  it("passes for several requests at once", async () => {
    const clock = createSteppedClock({ startMs: START });
    server = await aServer(slowBy(clock, 750));
    const bench = await aBench({}, { clock, holdHeaderFor: () => true });
    const running = bench.evaluate(`exports = async () => {
      await Promise.all([1, 2, 3].map(() => context.http.get({ url: "${server.url}" })));
      return Date.now();
    };`);
    const time = clock.advanceBy(10_000);
    expect((await running).result).toBe(START + 750);
    await time;
    await bench.dispose();
  });

  it("ends after 300 s in the middle of a request", async () => {
    const clock = createSteppedClock({ startMs: START });
    server = await aServer(slowBy(clock, 3_600_000));
    const bench = await aBench({}, { clock, holdHeaderFor: () => true });
    const execution = bench.evaluate(`exports = () => context.http.get({ url: "${server.url}" });`);
    const time = clock.advanceBy(4_000_000);
    expect(await execution).toMatchObject({
      error: { name: "ExecutionTimeLimitExceeded" },
      endedAtMs: START + 300_000,
    });
    await time;
    await bench.dispose();
  });
});

describe("run", () => {
  it("holds the clock before it returns", async () => {
    const clock = createSteppedClock({ startMs: START });
    const runtime = await createFunctionRuntime({
      clock,
      app: anApp({ main: "exports = () => Date.now();" }),
      project: { id: "5e1ec444970199272441a214" },
      secrets: {},
    });
    const ran: Promise<unknown>[] = [];
    clock.setTimer(START + 1_000, () => ran.push(runtime.run({ functionName: "main", cause: "trigger" })));
    await clock.advanceTo(START + 60_000);
    expect(await Promise.all(ran)).toMatchObject([{ result: START + 1_000, endedAtMs: START + 1_000 }]);
    await runtime.dispose();
  });

  it("works on a clock that shows real time and holds nothing", async () => {
    const noHold: Hold = { id: "", sleepUntil: () => Promise.resolve(), during: (work) => work, release() {} };
    const clock: Clock = {
      now: () => START,
      setTimer: (_, run) => {
        const immediate = setImmediate(run);
        return { cancel: () => clearImmediate(immediate) };
      },
      hold: () => noHold,
      findHold: () => undefined,
    };
    const unlimited: Clock = {
      ...clock,
      setTimer: (atMs, run) => (atMs > START + 1000 ? { cancel() {} } : clock.setTimer(atMs, run)),
    };
    const runtime = await createFunctionRuntime({
      clock: unlimited,
      app: anApp({ main: "exports = async () => { await new Promise((go) => setTimeout(go, 10)); return 'done'; };" }),
      project: { id: "5e1ec444970199272441a214" },
      secrets: {},
    });
    expect((await runtime.run({ functionName: "main", cause: "console" })).result).toBe("done");
    await runtime.dispose();
  });
});
