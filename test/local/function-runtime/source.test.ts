import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { refuseRegExp, refuseSource } from "../../../src/local/function-runtime/source-check";
import { aBench, type Bench } from "./an-app";

let bench: Bench;
beforeAll(async () => {
  bench = await aBench();
});
afterAll(() => bench.dispose());

describe("refuseSource", () => {
  it.each([
    ["a BigInt literal", "exports = () => 1n"],
    ["import()", "exports = () => import('x')"],
    ["an import statement", "import x from 'y'; exports = () => 1"],
    ["an export statement", "export default 1"],
    ["logical assignment", "exports = (a) => { a ||= 1 }"],
    ["a private method", "class A { #a() {} } exports = () => 1"],
    ["a class field", "class A { a = 1 } exports = () => 1"],
    ["top-level await", "exports = await 1"],
    ["a flag y", "exports = () => /a/y"],
    ["a flag u", "exports = () => /a/u"],
    ["a flag s", "exports = () => /a/s"],
    ["a look-behind", "exports = () => /(?<=a)b/"],
    ["a named group", "exports = () => /(?<name>b)/"],
    ["a property escape", "exports = () => /\\p{L}/"],
  ])("refuses %s", (_, source) => {
    expect(refuseSource(source)).toMatch(/\(\d+:\d+\)$/);
  });

  it.each([
    ["??, which the documentation uses", "exports = (a) => a ?? 1"],
    ["?. and object spread", "exports = (a) => ({ ...a?.b })"],
    ["async generators", "async function* g() { yield 1 } exports = () => g()"],
    [
      "ordinary regular expressions",
      "exports = () => [/^(a|b)+?[^\\w-]{2,3}$/gim, /(?!x)(?:y)\\1/, /\\/, /a\\\\p{2}/]".replace("/\\/, ", ""),
    ],
    ["octal and binary literals", "exports = () => 0b11 + 0o7"],
    ["strict mode", "'use strict'; exports = () => 1"],
  ])("takes %s", (_, source) => {
    expect(refuseSource(source)).toBeUndefined();
  });
});

describe("refuseRegExp", () => {
  it.each([
    ["a", "y"],
    ["a", "gu"],
    ["a", "s"],
    ["a", "d"],
    ["a", "v"],
    ["(?<=a)b", ""],
    ["(?<!a)b", ""],
    ["(?<n>a)", ""],
    ["\\p{L}", ""],
    ["[\\P{L}]", ""],
    ["\\k<n>", ""],
    ["(", ""],
  ])("refuses /%s/%s", (pattern, flags) => {
    expect(refuseRegExp(pattern, flags)).toBeDefined();
  });
});

describe("a function's source", () => {
  it("fails every call when the platform could not read it, naming the place", async () => {
    const { error } = await bench.evaluate("\nexports = function () {\n  return /(?<=a)b/;\n};");
    expect(error).toMatchObject({ name: "SyntaxError", message: expect.stringContaining("(3:9)") });
  });

  it.each([
    [`RegExp("a", "y")`],
    [`new RegExp("(?<=a)b")`],
    [`new RegExp(/a/, "u")`],
    [`"x".match("(?<n>x)")`],
    [`"x".search("(?<=x)")`],
    [`new (/a/.constructor)("a", "s")`],
    [`new (RegExp[Symbol.species])("a", "y")`],
    [`eval("/a/y")`],
    [`Function("return 1n")()`],
  ])("cannot make at run time what it could not write: %s", async (expression) => {
    const { error } = await bench.evaluate(`exports = () => String(${expression})`);
    expect(error?.name).toBe("SyntaxError");
  });

  it.each([
    ["nothing", "const a = 1;"],
    ["a value", "exports = 5;"],
    ["module.exports", "var module = {}; module.exports = () => 1;"],
  ])("must assign a function to exports: %s", async (_, source) => {
    expect((await bench.evaluate(source)).error?.message).toBe("function main: exports is not a function");
  });

  it("keeps its line numbers", async () => {
    const { error } = await bench.evaluate("\n\nexports = function () {\n  throw new RangeError('here');\n};");
    expect(error?.stack).toMatch(/^RangeError: here\n {4}at exports \(main\.js:4:\d+\)$/);
  });

  it("may be strict", async () => {
    const { result } = await bench.evaluate("'use strict'; exports = function () { return this === undefined; };");
    expect(result).toBe(true);
  });
});
