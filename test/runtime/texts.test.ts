import { describe, expect, it } from "@jest/globals";
import { mapTexts } from "../../src/runtime/text/map-texts";
import { cutTo, printable, printableLines } from "../../src/runtime/text/printable";

describe("printable", () => {
  it.each([
    ["colours of a terminal", "a \u001b[31;1mred\u001b[0m cluster", "a red cluster"],
    ["the title of a terminal", "\u001b]0;owned\u0007name", "name"],
    ["a title without an end", "name\u001b]0;owned", "name"],
    ["a cleared screen, by the one-byte introducer", "\u009b2Jname", "name"],
    ["an escape alone, a bell and a backspace", "n\u001ba\u0007m\be", "name"],
    ["an override of direction", "gnp.\u202eexe\u202c", "gnp.exe"],
    ["isolates and marks of direction", "\u2066a\u2069\u200eb\u200f\u061c", "ab"],
    ["what has no width", "a\u200bb\u2060c\ufeffd\u00ad", "abcd"],
    ["tag characters", "a\u{e0041}b", "ab"],
    ["breaks of lines", "it failed\r\nACCEPTED: all\u2028is\u0085well", "it failed ACCEPTED: all is well"],
    ["a tab", "a\tb", "a b"],
    ["nothing of the kind", "Zürich, 東京, 👨‍👩‍👧, می‌خواهم", "Zürich, 東京, 👨‍👩‍👧, می‌خواهم"],
  ])("is without %s", (_name, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("leaves the lines of a text apart where they are meant", () => {
    expect(printableLines("one\u001b[1m\ntwo\r\nthree")).toBe("one\ntwo \nthree");
  });
});

describe("cutTo", () => {
  it.each([
    [5, "abcde", "abcde"],
    [5, "abcdef", "abcd…"],
    [3, "a😀bc", "a…"],
  ])("makes at most %i characters of %s: %s", (length, text, expected) => {
    expect(cutTo(length, text)).toBe(expected);
  });
});

describe("mapTexts", () => {
  const loud = { text: (text: string) => text.toUpperCase(), key: (key: string) => `${key}!` };

  it("maps texts and keys at any depth, and leaves everything else", () => {
    const at = new Date(0);
    expect(mapTexts({ a: ["x", 1, null, { b: "y" }], at }, loud)).toEqual({
      "a!": ["X", 1, null, { "b!": "Y" }],
      "at!": at,
    });
  });

  it("leaves what is under some keys", () => {
    const mapping = { ...loud, key: (key: string) => key, leaves: (key: string) => key === "kept" };
    expect(mapTexts({ kept: "x", other: { kept: ["x"], y: "y" } }, mapping)).toEqual({
      kept: "x",
      other: { kept: ["x"], y: "Y" },
    });
  });

  it("ends where a value holds itself", () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(JSON.stringify(mapTexts(loop, loud)).length).toBeLessThan(1_000);
  });
});
