import { describe, expect, it } from "@jest/globals";
import { createSteppedClock, type SteppedClock } from "../../../src/local/clock/stepped-clock";
import { APP_SERVICES_LIMITS } from "../../../src/local/function-runtime/limits";
import { createRealmPool } from "../../../src/local/function-runtime/realm-pool";
import {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
} from "../../../src/local/function-runtime/runtime";
import { anApp, START } from "./an-app";

/** How often this realm has run it. */
const COUNT =
  "let runs = 0; exports = async (ms) => { runs += 1; const n = runs; if (ms) await new Promise((go) => setTimeout(go, ms)); return n; };";

interface Running {
  readonly clock: SteppedClock;
  readonly runtime: FunctionRuntime;
  /** Results of runs that all start at once. */
  results(...calls: readonly [name: string, ...args: unknown[]][]): Promise<unknown[]>;
}

async function running(
  sources: Record<string, string>,
  options: Partial<FunctionRuntimeOptions> = {},
): Promise<Running> {
  const clock = createSteppedClock({ startMs: START });
  const runtime = await createFunctionRuntime({
    app: anApp(sources),
    clock,
    project: { id: "p" },
    secrets: {},
    ...options,
  });
  return {
    clock,
    runtime,
    async results(...calls) {
      const runs = calls.map(([functionName, ...args]) => runtime.run({ functionName, args, cause: "trigger" }));
      await clock.advanceBy(400_000);
      return (await Promise.all(runs)).map(({ result, error }) => error?.name ?? result);
    },
  };
}

describe("a realm", () => {
  it("is used again by the next run, and renewed after so many", async () => {
    const { results, runtime } = await running({ main: COUNT }, { runsPerRealm: 3 });
    const seen: unknown[] = [];
    for (let i = 0; i < 7; i += 1) seen.push(...(await results(["main"])));
    expect(seen).toEqual([1, 2, 3, 1, 2, 3, 1]);
    await runtime.dispose();
  });

  it("runs one call at a time: overlapping runs have one each", async () => {
    const { results, runtime } = await running({ main: COUNT });
    expect(await results(["main", 1_000], ["main", 1_000], ["main"])).toEqual([1, 1, 1]);
    expect(await results(["main", 1_000], ["main", 1_000])).toEqual([2, 2]);
    await runtime.dispose();
  });

  it("is thrown away after a time-out", async () => {
    const { results, runtime } = await running(
      { main: COUNT, loop: "exports = () => { for (;;) {} };" },
      { limits: { rounds: 1_000_000 } },
    );
    expect(await results(["main"])).toEqual([1]);
    expect(await results(["loop"])).toEqual(["ExecutionTimeLimitExceeded"]);
    expect(await results(["main"])).toEqual([1]);
    await runtime.dispose();
  });

  it.each([
    ["an endless chain of promises", "exports = () => { (async () => { for (;;) await null })(); return 1 };"],
    [
      "a request",
      "exports = () => { context.http.get({ url: 'http://127.0.0.1:1' }).then(() => {}, () => { spoil = 1 }); return 1 };",
    ],
  ])("is thrown away when a call left %s behind, which never runs", async (_, source) => {
    const { results, runtime } = await running({ main: COUNT, leaves: `var spoil = 0; ${source}` });
    expect(await results(["main"])).toEqual([1]);
    expect(await results(["leaves"])).toEqual([1]);
    expect(await results(["main"])).toEqual([1]);
    await runtime.dispose();
  });

  it("outlasts a timer that a call left behind, which never runs", async () => {
    const { clock, results, runtime } = await running({
      main: COUNT,
      leaves: "var spoilt = 0; exports = () => { setTimeout(() => { spoilt += 1 }, 1000); return spoilt };",
    });
    expect(await results(["main"])).toEqual([1]);
    expect(await results(["leaves"])).toEqual([0]);
    await clock.advanceBy(60_000);
    expect(await results(["leaves"])).toEqual([0]);
    expect(await results(["main"])).toEqual([2]);
    await runtime.dispose();
  });

  it("survives a function that throws", async () => {
    const { results, runtime } = await running({ main: COUNT, fails: "exports = () => { throw new TypeError('x') };" });
    expect(await results(["main"])).toEqual([1]);
    expect(await results(["fails"])).toEqual(["TypeError"]);
    expect(await results(["main"])).toEqual([2]);
    await runtime.dispose();
  });

  it("ends with the deployment of other functions; runs in progress end on the old ones", async () => {
    const { clock, runtime, results } = await running({ main: COUNT });
    const old = runtime.run({ functionName: "main", args: [1_000], cause: "trigger" });
    runtime.change({ app: anApp({ main: "exports = () => 'new';" }) });
    expect(await results(["main"])).toEqual(["new"]);
    expect((await old).result).toBe(1);
    expect(clock.now()).toBe(START + 400_000);
    await runtime.dispose();
  });

  it("is not left by Values that change", async () => {
    const { runtime, results } = await running(
      { main: "let n = 0; exports = () => [n += 1, context.values.get('v')];" },
      { values: { v: "a" } },
    );
    expect(await results(["main"])).toEqual([[1, "a"]]);
    runtime.change({ values: { v: "b" } });
    expect(await results(["main"])).toEqual([[2, "b"]]);
    await runtime.dispose();
  });
});

describe("realms that one runtime hands on to the next", () => {
  const TIMED = COUNT.replace("return n", "return [n, Date.now()]");

  it("stay where it has the same functions, and show its time", async () => {
    const realms = await createRealmPool({
      clock: { now: () => START + 7 },
      limits: APP_SERVICES_LIMITS,
      runsPerRealm: 9,
    });
    for (const [source, runs] of [
      [TIMED, 1],
      [TIMED, 2],
      [`${TIMED} // another`, 1],
    ] as const) {
      const { results, runtime } = await running({ main: source }, { realms });
      expect(await results(["main"])).toEqual([[runs, START + 7]]);
      await runtime.dispose();
    }
    realms.dispose();
  });

  it("are in use until the last run has ended", async () => {
    const realms = await createRealmPool({ clock: { now: () => START }, limits: APP_SERVICES_LIMITS, runsPerRealm: 9 });
    const { clock, runtime } = await running({ main: COUNT }, { realms });
    const run = runtime.run({ functionName: "main", args: [1_000], cause: "trigger" });
    await clock.advanceBy(500);
    expect(realms.isInUse()).toBe(true);
    await clock.advanceBy(500);
    await run;
    expect(realms.isInUse()).toBe(false);
    await runtime.dispose();
    realms.dispose();
  });
});

describe("the engine", () => {
  it("is replaced when it breaks; other realms, which have their own, know nothing of it", async () => {
    const deep =
      "exports = () => { let d = []; for (let i = 0; i < 1e5; i += 1) d = [d]; return JSON.stringify(d).length };";
    const { results, runtime } = await running({ main: COUNT, deep });
    for (const expected of [
      [1, 1],
      [2, 1],
      [3, 1],
    ]) {
      expect(await results(["deep"])).toEqual(["RangeError"]);
      expect(await results(["main"], ["main"])).toEqual(expected);
    }
    await runtime.dispose();
  });

  it("that is stopped in the middle of a method leaves a run that goes on beside it alone", async () => {
    const search = "exports = () => [].indexOf.call({ length: 2 ** 53 - 1 }, 1);";
    const { results, runtime } = await running({ main: COUNT, search }, { limits: { rounds: 1_000_000 } });
    expect(await results(["main", 1_000], ["search"], ["main", 5_000])).toEqual([1, "ExecutionTimeLimitExceeded", 1]);
    expect(await results(["main", 1_000], ["main"])).toEqual([2, 2]);
    await runtime.dispose();
  });
});
