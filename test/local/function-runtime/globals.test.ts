import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  ALLOWED_GLOBALS,
  ALLOWED_MEMBERS,
  OFFERED_GLOBALS,
  OFFERED_MEMBERS,
} from "../../../src/local/function-runtime/guest/allowed";
import { aBench, type Bench } from "./an-app";
import { REACHABLE } from "./reachable";

let bench: Bench;
beforeAll(async () => {
  bench = await aBench();
});
afterAll(() => bench.dispose());

async function evaluated(expression: string): Promise<unknown> {
  const { result, error } = await bench.evaluate(`exports = function () { return ${expression}; };`);
  if (error) throw new Error(error.message);
  return result;
}

const NEWER_GLOBALS = `AggregateError Atomics BigInt BigInt64Array BigUint64Array FinalizationRegistry Float16Array
  InternalError Intl Iterator Proxy Reflect SharedArrayBuffer TextDecoder TextEncoder URL URLSearchParams WeakRef WeakSet
  WebAssembly clearInterval crypto fetch global globalThis import module performance print process queueMicrotask require.main
  scriptArgs self setImmediate setInterval std structuredClone window`.split(/\s+/);

const NEWER_MEMBERS =
  `allSettled any at description detached difference dotAll escape.static findLast findLastIndex flat
  flatMap fromAsync fromEntries getBigInt64 getFloat16 getOrInsert getOrInsertComputed groupBy hasIndices hasOwn
  intersection isDisjointFrom isError isSubsetOf isSupersetOf isWellFormed matchAll raw.json replaceAll resizable resize
  setBigInt64 setFloat16 sumPrecise f16round symmetricDifference toReversed toSorted toSpliced toWellFormed transfer
  transferToFixedLength trimEnd trimLeft trimRight trimStart try unicodeSets union with withResolvers finally
  @@matchAll @@dispose caller fileName lineNumber compile`.split(/\s+/);

/** With what goes without saying; the walk comes to two prototypes by another way than by their constructors. */
function listedLibrary(): Record<string, readonly string[]> {
  const listed: Record<string, readonly string[]> = {};
  for (const [path, members] of Object.entries(ALLOWED_MEMBERS)) {
    const isPrototype = /\.prototype>?$/.test(path);
    const isConstructor = `${path}.prototype` in ALLOWED_MEMBERS;
    const implied = isPrototype ? ["constructor"] : isConstructor ? ["length", "name", "prototype"] : [];
    const found = { "Object.prototype": ".[[Prototype]]", "Function.prototype": "<TypedArray>.[[Prototype]]" }[path];
    listed[found ?? path] = [...new Set([...members, ...implied])];
  }
  for (const maker of ["GeneratorFunction", "AsyncFunction", "AsyncGeneratorFunction"]) {
    listed[`<${maker}.prototype>.constructor`] = ["length", "name", "prototype"];
  }
  return listed;
}

describe("the global object", () => {
  it("has the documented globals and nothing else", async () => {
    const names = await evaluated(`Object.getOwnPropertyNames(Function("return this")())`);
    expect((names as string[]).sort()).toEqual([...ALLOWED_GLOBALS, ...OFFERED_GLOBALS].sort());
    expect(await evaluated(`Object.getOwnPropertySymbols(Function("return this")()).length`)).toBe(0);
  });

  it.each(NEWER_GLOBALS.filter((name) => !name.includes(".")))("has no %s", async (name) => {
    expect(ALLOWED_GLOBALS).not.toContain(name);
    expect(await evaluated(`Object.getOwnPropertyNames(Function("return this")()).includes("${name}")`)).toBe(false);
  });
});

describe("the library", () => {
  it("is what is listed, object by object and member by member, and nothing else is within reach", async () => {
    const found = (await evaluated(REACHABLE)) as Record<string, string[]>;
    const listed = { "": [...ALLOWED_GLOBALS, ...OFFERED_GLOBALS], ...listedLibrary(), ...OFFERED_MEMBERS };
    const paths = [...Object.keys(found), ...Object.keys(listed)];
    const expected = Object.fromEntries(
      paths.map((path) => [path, [...((listed as typeof found)[path] ?? ["length", "name"])].sort()]),
    );
    expect(found).toEqual(expected);
    expect(paths.length).toBeGreaterThan(600);
  });

  it("has no member newer than ECMAScript 2017 anywhere within reach", async () => {
    const found = (await evaluated(REACHABLE)) as Record<string, string[]>;
    const names = new Set(Object.values(found).flat());
    expect(NEWER_MEMBERS.filter((name) => names.has(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(380);
  });

  it.each([
    ["[3, 1, 2].sort().concat([[4]]).includes(3)", true],
    ["Object.entries({ a: 1 }).map(([k, v]) => k + v)", ["a1"]],
    ["'a'.padStart(3, '-') + 'b'.padEnd(2, '.')", "--ab."],
    ["Object.keys(Object.getOwnPropertyDescriptors({ a: 1 }))", ["a"]],
    ["Array.from(new Set([1, 1, 2]))", [1, 2]],
    ["new Map([[1, 'x']]).get(1) + new WeakMap([]).has({})", "xfalse"],
    ["Math.trunc(-2.5) + Math.sign(-3) + Number.parseInt('7', 10)", 4],
    ["Array.from(new Uint8Array([256, 255]))", [0, 255]],
    ["'x,y;z'.split(/[,;]/)", ["x", "y", "z"]],
    ["/(a)(b)?/i.exec('xAb').index + 'aXbX'.replace(/X/g, '-') + 'abc'.search('c')", "1a-b-2"],
    ["class { static get [Symbol.species]() { return 1 } }[Symbol.species]", 1],
    [
      "[typeof Symbol.iterator, Symbol('d').toString(), Symbol.for('k') === Symbol.for('k')]",
      ["symbol", "Symbol(d)", true],
    ],
    [
      "[/a/ instanceof RegExp, /a/.constructor === RegExp, (() => {}) instanceof Function, (() => {}).constructor === Function]",
      [true, true, true, true],
    ],
    ["new RegExp(/a/g).flags + RegExp('b', 'i').test('B') + new RegExp('').source", "gtrue(?:)"],
    ["Function('a', 'b', 'return a + b')(1, 2) + eval('3 + 4')", 10],
  ])("has what ECMAScript 2017 has: %s", async (expression, expected) => {
    expect(await evaluated(expression)).toEqual(expected);
  });

  it("has for await, which is documented", async () => {
    const { result } = await bench.evaluate(`
      async function* count() { yield 1; yield 2; }
      exports = async function () { let sum = 0; for await (const n of count()) sum += n; return sum; };`);
    expect(result).toBe(3);
  });

  it("knows no time zone but UTC, whatever the machine's", async () => {
    const zone = process.env.TZ;
    process.env.TZ = "America/New_York";
    try {
      const shown = await evaluated(
        `[new Date(0).getHours(), new Date(0).getTimezoneOffset(), new Date(2026, 6, 1, 12).toISOString(),
          Date.parse("2026-07-01T12:00:00"), new Date(2026, 6, 1).toString()]`,
      );
      expect(shown).toEqual([
        0,
        0,
        "2026-07-01T12:00:00.000Z",
        Date.UTC(2026, 6, 1, 12),
        "Wed Jul 01 2026 00:00:00 GMT+0000",
      ]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("ignores the time zone given to toLocaleString, as an engine without Intl does", async () => {
    const [zoned, plain] = (await evaluated(
      `[new Date(0).toLocaleString("en-US", { timeZone: "Asia/Tokyo" }), new Date(0).toLocaleString()]`,
    )) as string[];
    expect(zoned).toBe(plain);
  });
});

describe("console", () => {
  it("offers the documented methods and keeps warnings and errors apart", async () => {
    const { logs, errorLogs } = await bench.evaluate(`exports = function () {
      console.log("text", 1, true, null, undefined, { a: [1] });
      console.info("n=%d s=%s j=%j 100%%", 3, "x", { b: 2 }, "more");
      console.debug("%s"); console.warn("careful"); console.error(new TypeError("broken"));
    };`);
    expect(logs.slice(0, 4)).toEqual([
      'text 1 true null undefined {"a":[1]}',
      'n=3 s=x j={"b":2} 100% more',
      "%s",
      "careful",
    ]);
    expect(errorLogs[0]).toBe("careful");
    expect(errorLogs[1]).toMatch(/^TypeError: broken\n {4}at exports \(main\.js:4:\d+\)$/);
  });
});

describe("what local Atlas does not offer", () => {
  it.each([
    [`require("crypto")`, "Cannot find module 'crypto': local Atlas does not offer require"],
    [`utils.crypto.hash("sha256", "x")`, "local Atlas does not offer utils.crypto.hash"],
    [`utils.jwt.encode("HS256", {}, "x")`, "local Atlas does not offer utils.jwt.encode"],
    [`context.services.get("mongodb-atlas")`, "local Atlas offers no linked data sources or services"],
  ])("says so: %s", async (expression, message) => {
    const { error } = await bench.evaluate(`exports = function () { return ${expression}; };`);
    expect(error?.message).toContain(message);
  });
});
