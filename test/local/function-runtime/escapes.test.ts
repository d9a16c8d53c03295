import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { aBench, type Bench } from "./an-app";

let bench: Bench;
beforeAll(async () => {
  bench = await aBench();
});
afterAll(() => bench.dispose());

describe("a function", () => {
  it.each([
    ["a constructor's constructor", `console.log.constructor("return typeof process")()`],
    ["a host-backed method", `context.http.get.constructor("return typeof process")()`],
    [
      "an error that comes from the host",
      `(() => { try { new BSON.ObjectId("x") } catch (e) { return e.constructor.constructor("return typeof process")() } })()`,
    ],
    [
      "a refused regular expression",
      `(() => { try { RegExp("(?<a>b)") } catch (e) { return e.constructor.constructor("return typeof process")() } })()`,
    ],
    ["an async function's constructor", `(async () => {}).constructor("return typeof process")()`],
    ["a generator's constructor", `(function* () {}).constructor("yield typeof process")().next().value`],
    ["indirect eval", `(0, eval)("typeof process")`],
    ["the global object", `typeof Function("return this")().process`],
    ["a promise's prototype", `Promise.resolve().constructor.constructor("return typeof process")()`],
    ["bytes from the host", `Buffer.from("a").buffer.constructor.constructor("return typeof process")()`],
  ])("cannot reach the host through %s", async (_, expression) => {
    const { result, error } = await bench.evaluate(`exports = async function () { return ${expression}; };`);
    expect(error).toBeUndefined();
    expect(result).toBe("undefined");
  });

  it("cannot see frames of the host in a stack", async () => {
    const { result } = await bench.evaluate(`exports = async function () {
      const stacks = [];
      for (const attempt of [() => new BSON.ObjectId("x"), () => RegExp("a", "y"), () => BSON.Binary.fromHex({ toString() { throw new Error("x") } }),
          () => context.http.get({ url: 5 }), () => { throw new Error("own") }]) {
        try { await attempt() } catch (e) { stacks.push(e.stack) }
      }
      return stacks;
    };`);
    expect(result).toHaveLength(5);
    expect(JSON.stringify(result)).not.toMatch(/node_modules|node:|\.ts|\/src\//);
  });

  it.each([
    ["import()", `import("fs")`],
    ["import() in eval", `eval("import('fs')")`],
    ["import() in a made function", `Function("return import('fs')")()`],
    ["import.meta", `eval("import.meta")`],
  ])("cannot use %s", async (_, expression) => {
    const { error } = await bench.evaluate(`exports = async function () { return await ${expression}; };`);
    expect(error?.name).toBe("SyntaxError");
  });

  it("cannot break out of the wrapper around its source", async () => {
    const { error } = await bench.evaluate(`exports = 1; return exports; }); (function () {`);
    expect(error?.name).toBe("SyntaxError");
  });

  it("can spoil its own realm only: library methods replaced, prototypes polluted", async () => {
    const spoilers = [
      "JSON.stringify = JSON.parse = () => '{';",
      "Object.prototype.then = function (resolve) { resolve(1) };",
      "Promise.prototype.then = function () { return this };",
      "Array.prototype[Symbol.iterator] = function () { throw new Error('x') };",
      "String.prototype.split = Array.prototype.filter = Array.isArray = Object.entries = () => { throw 1 };",
      "Map.prototype.get = Map.prototype.set = () => undefined;",
    ];
    const fresh = await aBench({}, { limits: { callMs: 1_000 } });
    for (const spoiler of spoilers) {
      const spoilt = await fresh.evaluate(`exports = async function () { ${spoiler} return { a: [1] }; };`);
      expect(["completed", "failed"]).toContain(spoilt.outcome);
      expect(spoilt.error?.name).not.toBe("LocalAtlasError");
    }
    expect((await fresh.evaluate(`exports = () => JSON.stringify([1].filter(() => true))`)).result).toBe("[1]");
    await fresh.dispose();
  });

  it("can return and throw anything without harm to the host", async () => {
    for (const value of [
      `{ $oid: 5 }`,
      `{ $date: {} }`,
      `Symbol("s")`,
      `() => 1`,
      `new Proxyless()`,
      `(() => { const a = {}; a.a = a; return a })()`,
    ]) {
      const returned = await bench.evaluate(`function Proxyless() {} exports = () => { return ${value} }`);
      expect(["completed", "failed"]).toContain(returned.outcome);
      const thrown = await bench.evaluate(`function Proxyless() {} exports = () => { throw ${value} }`);
      expect(thrown.outcome).toBe("failed");
    }
    const hostile = `Object.defineProperty(new Error("x"), "message", { get() { throw new Error("no") } })`;
    expect((await bench.evaluate(`exports = () => { throw ${hostile} }`)).error?.name).toBe("Error");
  });
});
