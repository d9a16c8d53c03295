import { describe, expect, it } from "@jest/globals";
import { checkBundle } from "../../../scripts/build/bundle-check";

const wrap = (body: string) => `exports = async function () {\n${body}\n};\n`;

describe("checkBundle", () => {
  it("passes what the runtime has", () => {
    const body = [
      "const sizes = new Map(Object.entries({ a: 1 }));",
      "const text = Array.from(sizes.keys()).join().padStart(3);",
      "if ([1, 2].includes(2) && text.includes('a')) sizes.delete('a');",
      "const boundary = { at: 5, any: 1, flat: [] };",
      "await new Promise((resolve) => setTimeout(resolve, boundary.at));",
      "console.log(/^a(?:b|c)(?=d)$/gi.test(text), EJSON_free(text), 2 ** 3);",
      "function EJSON_free(value) { return context.values.get(value); }",
    ].join("\n");
    expect(checkBundle(wrap(body))).toEqual([]);
  });

  it.each([
    ["optional chaining", "return context?.values;", "ES2017"],
    ["nullish coalescing", "return null ?? 1;", "ES2017"],
    ["object spread", "return { ...context };", "ES2017"],
    ["optional catch binding", "try { JSON.parse(''); } catch {}", "ES2017"],
    ["class fields", "return class { size = 1 };", "ES2017"],
    ["async iteration", "for await (const x of []) x;", "ES2017"],
    ["BigInt literals", "return 1n;", "ES2017"],
    ["numeric separators", "return 1_000;", "ES2017"],
    ["dynamic import", "return import('fs');", "ES2017"],
    ["require", "return require('fs');", "global `require`"],
    ["Intl", "return new Intl.DateTimeFormat();", "global `Intl`"],
    ["fetch", "return fetch('http://x');", "global `fetch`"],
    ["Proxy", "return new Proxy({}, {});", "global `Proxy`"],
    ["Reflect", "return Reflect.ownKeys({});", "global `Reflect`"],
    ["WeakSet", "return new WeakSet();", "global `WeakSet`"],
    ["BigInt", "return BigInt(1);", "global `BigInt`"],
    ["URL", "return new URL('http://x');", "global `URL`"],
    ["TextEncoder", "return new TextEncoder();", "global `TextEncoder`"],
    ["globalThis", "return globalThis.fetch;", "global `globalThis`"],
    ["process", "return process.env;", "global `process`"],
    ["structuredClone", "return structuredClone({});", "global `structuredClone`"],
    ["eval", "return eval('1');", "global `eval`"],
    ["Function", "return new Function('return 1');", "global `Function`"],
    ["typeof of an absent global", "return typeof Intl;", "global `Intl`"],
    ["Array.prototype.flat", "return [[1]].flat();", "`flat`"],
    ["Object.fromEntries", "return Object.fromEntries([]);", "`fromEntries`"],
    ["a newer method by its name as text", "return [1]['at'](0);", "`at`"],
    ["String.prototype.replaceAll", "return 'a'.replaceAll('a', 'b');", "`replaceAll`"],
    ["Promise.prototype.finally", "return Promise.resolve().finally(() => {});", "`finally`"],
    ["time zones through toLocaleString", "return new Date(0).toLocaleString('en');", "`toLocaleString`"],
    ["Error.cause", "throw new Error('x', { cause: 1 });", "`cause`"],
    ["flag y", "return /a/y;", "flag `y`"],
    ["flag u", "return /a/u;", "flag `u`"],
    ["flag s in a constructor", "return new RegExp('a.b', 's');", "flag `s`"],
    ["look-behind in a constructor", "return new RegExp('(?<=a)b');", "look-behind"],
    ["named groups in a constructor", "return RegExp('(?<year>a)');", "named group"],
    ["unicode properties in a constructor", "return new RegExp('\\\\p{L}');", "\\p{"],
    ["a pattern the build cannot see", "return new RegExp(context.values.get('x'));", "cannot see"],
  ])("refuses %s", (_name, body, expected) => {
    const problems = checkBundle(wrap(body));
    expect(problems.map((problem) => problem.message).join("\n")).toContain(expected);
    expect(problems[0]?.place?.line).toBe(2);
  });

  it("refuses ES module syntax", () => {
    expect(checkBundle("export default function () {}")[0]?.message).toContain("not an ES2017 script");
  });

  it("refuses a file that assigns exports never, twice, or only inside a function", () => {
    const inside = "(function () { exports = function () {}; })();";
    for (const source of ["var a = 1;", `${wrap("")}${wrap("")}`, inside, "module.exports = function () {};"]) {
      expect(
        checkBundle(source)
          .map((problem) => problem.message)
          .join(),
      ).toMatch(/assigns `exports` [02] times/);
    }
  });

  it("refuses a file of more than 256 KB", () => {
    expect(checkBundle(wrap(`return "${"x".repeat(256 * 1024)}";`))[0]?.message).toMatch(/^\d+ bytes, more than/);
  });
});
