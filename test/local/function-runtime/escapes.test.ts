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
    ["the id of an object", `new BSON.ObjectId().constructor.constructor("return typeof process")()`],
    ["the prototype of context", `Object.getPrototypeOf(context).constructor.constructor("return typeof process")()`],
    ["a Value", `Object(context.values.get("x")).constructor.constructor("return typeof process")()`],
    ["setTimeout", `setTimeout.constructor("return typeof process")()`],
    ["require", `require.constructor("return typeof process")()`],
    [
      "an accessor",
      `Object.getOwnPropertyDescriptor(Object.prototype, "__proto__").get.constructor("return typeof process")()`,
    ],
    ["a replaced eval", `eval.constructor("return typeof process")()`],
    ["a replaced RegExp", `RegExp.constructor.constructor("return typeof process")()`],
    [
      "the makers of functions",
      `Object.getPrototypeOf(async function* () {}).constructor.constructor("return typeof process")()`,
    ],
    ["a tagged template", `((parts) => parts.constructor.constructor("return typeof process")())\`x\``],
    [
      "JSON's reviver",
      `JSON.parse("[1]", function () { return Object(this).constructor.constructor("return typeof process")() })`,
    ],
    [
      "a sort's comparator",
      `(() => { let seen; [2, 1].sort(function () { seen = typeof this.process; return 0 }); return seen })()`,
    ],
    [
      "a stack prepared by itself",
      `(() => { Error.prepareStackTrace = (e, frames) => frames; const { stack } = new Error("x"); return typeof stack[0].getThis })()`,
    ],
    ["the caller", `(function f() { return typeof f.caller })()`],
    ["the callee's caller", `(function () { return typeof arguments.callee.caller })()`],
    ["a well-known symbol", `typeof Symbol.constructor.constructor("return this")().process`],
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

  it.each([
    ["a thenable that resolves to itself", "const t = { then(go) { go(t) } }; return t"],
    ["promises without end", "const next = () => Promise.resolve().then(next); return next()"],
    ["a promise that is never settled", "return new Promise(() => {})"],
    ["a timer that sets itself again", "return new Promise(() => { const f = () => setTimeout(f, 1); f() })"],
    ["a timer in eternity", "return new Promise((go) => setTimeout(go, Infinity))"],
    ["a timer beyond all numbers", "return new Promise((go) => setTimeout(go, 1e308))"],
    ["calls of itself", "return Promise.resolve().then(() => context.functions.execute('main'))"],
    ["a generator without end", "return Array.from((function* () { for (;;) yield 1 })())"],
    ["an iterator without end", "return new Set({ [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) })"],
    ["a getter that loops", "return { get a() { for (;;) {} } }"],
    ["a toString that loops", "return '' + { toString() { for (;;) {} } }"],
    ["a message that loops", "throw Object.defineProperty(new Error(), 'message', { get() { for (;;) {} } })"],
    ["a loop in finally", "try { return 1 } finally { for (;;) {} }"],
    ["a log without end", "for (;;) console.log('x'.repeat(1e5))"],
    ["ids without end", "for (;;) new BSON.ObjectId()"],
    ["evaluations without end", "for (let i = 0; ; i += 1) eval('1;'.repeat(1e4) + i)"],
    ["regular expressions without end", "for (let i = 0; ; i += 1) RegExp('(?:a|b)'.repeat(1e3) + i)"],
    ["encodings without end", "const text = 'x'.repeat(1e6); for (;;) Buffer.from(text).toString('base64')"],
    ["a replacement that grows", "let t = 'aa'; for (;;) t = t.replace(/a/g, 'aa').slice(0, 1e6)"],
    ["a Map whose keys are all alike", "const m = new Map(); for (let i = 0; ; i = (i + 1) % 1000) m.set(i, m)"],
  ])("cannot hang local Atlas with %s", async (_, body) => {
    const limited = await aBench({}, { limits: { rounds: 20_000_000, memoryBytes: 50_000_000 } });
    const { outcome, error, logs } = await limited.evaluate(`exports = function main() { ${body} };`);
    expect([outcome, error?.name]).toEqual([
      "failed",
      expect.stringMatching(/^(ExecutionTimeLimitExceeded|MemoryLimitExceeded|Error)$/),
    ]);
    expect(error?.message).toMatch(/^execution time limit|^memory limit|1000 asynchronous operations/);
    expect(logs.join("").length).toBeLessThanOrEqual(4_000_000);
    expect((await limited.evaluate("exports = () => 'still there';")).result).toBe("still there");
    await limited.dispose();
  });

  it.each([
    ["a text that is too long", "return 'x'.repeat(2 ** 31)", /^(RangeError|InternalError|MemoryLimitExceeded)$/],
    ["a text padded too far", "return 'x'.padEnd(2 ** 31)", /^(RangeError|InternalError|MemoryLimitExceeded)$/],
    ["a text that doubles", "let t = 'xy'; for (;;) t += t", /^(RangeError|InternalError|MemoryLimitExceeded)$/],
    ["a buffer that is too large", "return Buffer.alloc(1e12)", /^(RangeError|MemoryLimitExceeded)$/],
    ["an array of a negative length", "return Array(-1)", /^RangeError$/],
    ["too many arguments", "return Math.max(...Array(1e6).fill(1))", /^(RangeError|InternalError)$/],
    ["brackets in a text", "return JSON.parse('['.repeat(1e6))", /^(RangeError|SyntaxError)$/],
    ["brackets in a source", "return eval('['.repeat(1e5))", /^SyntaxError$/],
    ["groups in a regular expression", "return RegExp('('.repeat(1e5) + ')'.repeat(1e5))", /^SyntaxError$/],
    ["a source that is too long", "return eval('1;'.repeat(1e6))", /^SyntaxError$/],
    ["a deep result", "let d = []; for (let i = 0; i < 1e5; i += 1) d = [d]; return d", /^RangeError$/],
    ["its own recursion", "return main()", /^RangeError$/],
    ["a recursion of getters", "const o = { get a() { return this.a } }; return o.a", /^RangeError$/],
    ["a recursion of toString", "const o = { toString() { return '' + this } }; return '' + o", /^RangeError$/],
    ["a recursion of replacements", "const f = () => 'a'.replace(/a/, f); return f()", /^RangeError$/],
    ["a function that is not there", "return context.functions.execute('__proto__')", /^Error$/],
    ["the constructor as a function", "return context.functions.execute('constructor')", /^Error$/],
    ["a file for a URL", "return context.http.get({ url: 'file:///etc/passwd' })", /^Error$/],
    [
      "a circle in a request",
      "const a = {}; a.a = a; return context.http.post({ url: 'http://x', headers: a })",
      /^TypeError$/,
    ],
  ])("fails as a function does with %s", async (_, body, name) => {
    const { outcome, error } = await bench.evaluate(`exports = async function main() { ${body} };`);
    expect([outcome, error?.name]).toEqual(["failed", expect.stringMatching(name)]);
    expect((await bench.evaluate("exports = () => 'still there';")).result).toBe("still there");
  });

  it.each([
    [
      "what it returns",
      `return JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')`,
    ],
    ["what it throws", `throw { __proto__: { polluted: 1 } }`],
    [
      "its query",
      `return context.http.get(JSON.parse('{"host": "127.0.0.1:1", "query": {"__proto__": ["polluted"]}}'))`,
    ],
    [
      "its headers",
      `return context.http.get(JSON.parse('{"url": "http://127.0.0.1:1", "headers": {"__proto__": ["1"]}}'))`,
    ],
    ["a Value's name", `return context.values.get("__proto__")`],
    ["Extended JSON", `return EJSON.parse('{"__proto__": {"polluted": 1}}')`],
  ])("cannot pollute the host's prototypes by %s", async (_, body) => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    await bench.evaluate(`exports = async () => { ${body} };`);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
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
