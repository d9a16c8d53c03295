import { describe, expect, it } from "@jest/globals";
import type { RuntimeLimits } from "../../../src/local/function-runtime/limits";
import { aBench, START } from "./an-app";

async function runOnce(source: string, limits: Partial<RuntimeLimits> = {}, args: readonly unknown[] = []) {
  const bench = await aBench({}, { limits });
  const execution = await bench.evaluate(source, ...args);
  const after = await bench.evaluate("exports = () => 'still there';");
  expect(after.result).toBe("still there");
  await bench.dispose();
  return execution;
}

const TIMED_OUT = { outcome: "failed", error: { name: "ExecutionTimeLimitExceeded" } };

describe("300 seconds a call", () => {
  it("count emulated time: a function that waits is ended when they are over", async () => {
    const execution = await runOnce("exports = () => new Promise((resolve) => setTimeout(resolve, 300001));");
    expect(execution).toMatchObject(TIMED_OUT);
    expect(execution.endedAtMs).toBe(START + 300_000);
  });

  it("let a function wait almost so long", async () => {
    const execution = await runOnce("exports = () => new Promise((resolve) => setTimeout(() => resolve(1), 299999));");
    expect(execution).toMatchObject({ outcome: "completed", result: 1, endedAtMs: START + 299_999 });
  });

  it("end a function whose promise is never settled", async () => {
    expect(await runOnce("exports = () => new Promise(() => {});")).toMatchObject(TIMED_OUT);
  });

  it("cannot be caught", async () => {
    const source =
      "exports = async () => { try { for (;;) {} } catch (e) { return 'caught' } finally { return 'finally' } };";
    expect(await runOnce(source, { rounds: 1_000_000 })).toMatchObject(TIMED_OUT);
  });
});

describe("an endless piece of work is stopped and reported as that", () => {
  it.each([
    ["a loop", "exports = () => { for (;;) {} };"],
    ["a loop after an await", "exports = async () => { await null; for (;;) {} };"],
    ["a loop in a timer", "exports = () => new Promise(() => setTimeout(() => { for (;;) {} }, 5));"],
    ["a loop in the source itself", "for (;;) {}"],
    ["an await loop", "exports = async () => { for (;;) await null; };"],
    ["promises that make promises", "exports = () => { const f = () => Promise.resolve().then(f); return f(); };"],
    ["a regular expression that backtracks", "exports = () => /^(a+)+$/.test('a'.repeat(40) + 'b');"],
    ["a loop in toJSON of the result", "exports = () => ({ get a() { for (;;) {} } });"],
  ])("%s", async (_, source) => {
    expect(await runOnce(source, { rounds: 1_000_000 })).toMatchObject(TIMED_OUT);
  });
});

describe("a method of the engine that would go on for ever is stopped like a loop", () => {
  it.each([
    ["a search over 2^53 elements", "[].indexOf.call({ length: 2 ** 53 - 1 }, 1)"],
    ["a search backwards", "[].lastIndexOf.call({ length: 2 ** 53 - 1 }, 1)"],
    ["a search for what is missing", "[].includes.call({ length: 2 ** 53 - 1 }, 1)"],
    ["a search in an empty array of 2^32 elements", "Array(2 ** 32 - 1).indexOf(1)"],
    ["a search in a text", "'a'.repeat(1e6).indexOf('a'.repeat(5e5) + 'b')"],
    ["a search backwards in a text", "'a'.repeat(1e6).lastIndexOf('b' + 'a'.repeat(5e5))"],
    ["a text replaced", "'a'.repeat(1e6).replace('a'.repeat(5e5) + 'b', '')"],
    ["a text split", "'a'.repeat(1e6).split('a'.repeat(5e5) + 'b')"],
    ["a join", "[].join.call({ length: 2 ** 53 - 1 }, '')"],
    ["a reversal", "[].reverse.call({ length: 2 ** 53 - 1 })"],
    ["a copy within", "[].copyWithin.call({ length: 2 ** 53 - 1 }, 0, 5)"],
    ["a slice", "[].slice.call({ length: 2 ** 32 - 1 }, 0)"],
    ["a splice", "[].splice.call({ length: 2 ** 53 - 2 }, 0, 0, 1)"],
    ["a shift", "[].shift.call({ length: 2 ** 53 - 1 })"],
    ["an unshift", "[].unshift.call({ length: 2 ** 53 - 2 }, 1)"],
    ["a concatenation", "[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })"],
    ["a sort of what is not there", "[].sort.call({ length: 2 ** 53 - 1 })"],
    ["a walk over what is not there", "[].forEach.call({ length: 2 ** 53 - 1 }, () => {})"],
    ["a sort of long texts", "Array.from({ length: 3e4 }, (_, i) => 'a'.repeat(100) + i).sort()"],
    ["a sort of bytes", "new Float64Array(3e5).map((_, i) => (i * 7919) % 100003).sort()"],
    ["a filled array", "Array(1e7).fill(0)"],
    ["a list of 2^53", "Array.from.call(Array, { length: 2 ** 31 })"],
    ["copies of bytes", "(() => { const b = new Uint8Array(5e7); for (;;) b.slice() })()"],
    ["a regular expression over a long text", "/(x+x+)+y/.test('x'.repeat(40))"],
    ["nested quantifiers", "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(50))"],
    ["a replacement by regular expression", "'ab'.repeat(1e6).replace(/a(?=b)/g, '$&$&')"],
    ["a comparison of long texts", "(() => { const [a, b] = ['x'.repeat(1e7), 'x'.repeat(1e7)]; while (a === b); })()"],
    ["JSON of a long list", "JSON.stringify(Array.from({ length: 2e5 }, (_, i) => [i]))"],
  ])("%s", async (_, expression) => {
    const source = `exports = async () => { try { ${expression}; return "done" } catch (e) { return e.name } };`;
    expect(await runOnce(source, { rounds: 1_000_000 })).toMatchObject(TIMED_OUT);
  });

  it("while as much work as a long run needs is allowed", async () => {
    const source = `exports = () => {
      const all = Array.from({ length: 1e5 }, (_, i) => String((i * 7919) % 100003));
      return all.sort().join().length; };`;
    expect(await runOnce(source)).toMatchObject({ outcome: "completed" });
  });
});

describe("350 MB", () => {
  it("are not exceeded", async () => {
    const source = "exports = () => new ArrayBuffer(351 * 1024 * 1024).byteLength;";
    expect(await runOnce(source)).toMatchObject({ error: { name: "MemoryLimitExceeded" } });
  });

  it("can be used, nearly", async () => {
    const source = `exports = () => {
      const all = []; for (let i = 0; i < 6; i += 1) all.push(new ArrayBuffer(50 * 1024 * 1024)); return all.length; };`;
    expect(await runOnce(source)).toMatchObject({ result: 6 });
  });

  it("hold for many small things too", async () => {
    const source = "exports = () => { const all = []; for (;;) all.push({ a: [] }); };";
    const limits = { memoryBytes: 8 * 1024 * 1024 };
    expect(await runOnce(source, limits)).toMatchObject({ error: { name: "MemoryLimitExceeded" } });
  });
});

describe("the stack", () => {
  it("ends in an error that the function can catch", async () => {
    const source = "exports = () => { const f = () => f() + 1; try { f() } catch (e) { return e.message } };";
    expect(await runOnce(source)).toMatchObject({ result: "stack overflow" });
  });

  it("ends in a range error that the function need not catch", async () => {
    const { error } = await runOnce("exports = () => { const f = () => f() + 1; return f() };");
    expect(error?.name).toBe("RangeError");
    expect(error?.stack?.split("\n").length).toBeLessThanOrEqual(11);
  });

  it("ends in an error that can be caught where JSON is deeper than it, whole or cut short", async () => {
    const source = `exports = (n) => [
      "[".repeat(n) + "]".repeat(n), "[".repeat(n), '{"a":'.repeat(n) + 1 + "}".repeat(n), "[[],".repeat(n) + 0,
    ].map((text) => { try { JSON.parse(text); } catch (e) { return e.name + ": " + e.message } });`;
    const { result } = await runOnce(source, {}, [100_000]);
    expect(result).toEqual(Array.from({ length: 4 }, () => "RangeError: stack overflow"));
  });

  it("is enough for JSON of 2,000 levels, and for brackets within its texts", async () => {
    const source = `exports = (n) => [
      JSON.parse("[".repeat(n) + "]".repeat(n)).length, JSON.parse(JSON.stringify(["\\"" + "[".repeat(9 * n)])).length,
      JSON.parse("[" + "[],".repeat(9 * n) + "[]]", (key, value) => (key === "0" ? undefined : value)).length,
      JSON.parse.length, JSON.parse.name ];`;
    expect(await runOnce(source, {}, [2_000])).toMatchObject({ result: [1, 1, 18_001, 2, "parse"] });
  });

  it("ends in a range error in the engine's own recursion too", async () => {
    const source = `exports = () => {
      let deep = []; for (let i = 0; i < 1e5; i += 1) deep = [deep];
      return JSON.stringify(deep).length; };`;
    expect(await runOnce(source)).toMatchObject({ error: { name: "RangeError", message: "stack overflow" } });
  });
});

describe("1,000 asynchronous operations a call", () => {
  const wait = (count: number) =>
    `exports = async () => { for (let i = 0; i < ${count}; i += 1) await new Promise((go) => setTimeout(go, 1)); return 1; };`;

  it("may be begun", async () => {
    expect(await runOnce(wait(1_000))).toMatchObject({ result: 1 });
  });

  it("and not one more", async () => {
    expect((await runOnce(wait(1_001))).error?.message).toBe(
      "exceeded the limit of 1000 asynchronous operations per call",
    );
  });

  it("count calls of other functions and are counted per call", async () => {
    const bench = await aBench(
      {
        main: "exports = async (n) => { while (n--) await context.functions.execute('other'); };",
        other: "exports = () => 1;",
      },
      { limits: { asyncOperations: 3 } },
    );
    for (const count of [3, 3]) {
      expect((await bench.run({ functionName: "main", args: [count] })).outcome).toBe("completed");
    }
    expect((await bench.run({ functionName: "main", args: [4] })).outcome).toBe("failed");
    await bench.dispose();
  });
});

describe("18 MB of arguments", () => {
  // As Extended JSON: ["x…x"].
  const filling = (bytes: number) => ["x".repeat(bytes - 4)];
  const source = "exports = (text) => text.length;";
  const limit = 18 * 1024 * 1024;

  it("pass", async () => {
    expect((await runOnce(source, {}, filling(limit))).result).toBe(limit - 4);
  });

  it("and not a byte more", async () => {
    const { error } = await runOnce(source, {}, filling(limit + 1));
    expect(error?.message).toContain("arguments exceed the limit");
  });
});

describe("the log", () => {
  const source = "exports = (n, text) => { for (let i = 0; i < n; i += 1) console.log(i + text); };";

  it("of a trigger's run keeps the first 25 lines", async () => {
    const bench = await aBench({ main: source });
    const { logs, droppedLogLines } = await bench.run({ functionName: "main", args: [30, ""], cause: "trigger" });
    expect([logs.length, logs[24], droppedLogLines]).toEqual([25, "24", 5]);
    await bench.dispose();
  });

  it("of a trigger's run keeps 512 bytes of a line, whole characters only", async () => {
    const bench = await aBench({ main: source });
    const { logs } = await bench.run({ functionName: "main", args: [1, "é".repeat(300)], cause: "trigger" });
    expect(logs).toEqual([`0${"é".repeat(255)}`]);
    expect(Buffer.byteLength(logs[0] ?? "")).toBe(511);
    await bench.dispose();
  });

  it("of a run from the console keeps all", async () => {
    const bench = await aBench({ main: source });
    const { logs, droppedLogLines } = await bench.run({ functionName: "main", args: [30, "y".repeat(600)] });
    expect([logs.length, logs[0]?.length, droppedLogLines]).toEqual([30, 601, 0]);
    await bench.dispose();
  });
});
