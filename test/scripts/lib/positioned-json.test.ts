import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findJsonMistake } from "../../../scripts/lib/positioned-json";

function told(text: string): string | null {
  const mistake = findJsonMistake(text);
  return mistake && `line ${mistake.line}, column ${mistake.column}: ${mistake.message}`;
}

describe("findJsonMistake", () => {
  it.each([
    ['{\n  "tier": M50\n}', 'line 2, column 11: a tier must be in quotes: "M50"'],
    ['{"mode": on}', 'line 1, column 10: a text must be in quotes: "on"'],
    ['{tier: "M50"}', 'line 1, column 2: a key must be in quotes: "tier"'],
    ['{"a": 1,\n "b": 2,\n "a": 3}', 'line 3, column 2: the key "a" stands here twice: keep one of them'],
    ['{"a": 1, "\\u0061": 3}', 'line 1, column 10: the key "\\u0061" stands here twice: keep one of them'],
    ["[1, 2,]", "line 1, column 6: a comma before ]: JSON has none after the last item"],
    ['{"a": 1 "b": 2}', "line 1, column 9: a comma or } is missing"],
    ['{"a" 1}', 'line 1, column 6: a colon is missing after the key "a"'],
    ["{'a': 1}", 'line 1, column 2: JSON has double quotes only: write "…"'],
    ["[\n// no\n1]", "line 2, column 1: JSON has no comments: leave it out"],
    ['["a\nb"]', "line 1, column 2: this text has no closing quote in its line, or a wrong escape"],
    ["[1", "line 1, column 3: a comma or ] is missing"],
    ["", "line 1, column 1: the text ends where a value should be"],
    ["[01]", 'line 1, column 2: a text must be in quotes: "01"'],
    ["{} {}", "line 1, column 4: the JSON has ended: nothing may follow it"],
  ])("of %j is told", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ["is nested too deeply", "[".repeat(200_000)],
    ["holds a text of many megabytes", `["${"x".repeat(30_000_000)}"]`],
  ])("refuses what %s", (_what, text) => {
    const problem = "it is nested too deeply, or holds too long a text, to be read";
    expect(told(text)).toBe(`line 1, column 1: ${problem}`);
  });

  it("finds none in JSON", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (json, indent) => {
        expect(told(JSON.stringify(JSON.parse(json), null, indent))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it("finds one in whatever is not JSON", () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const characters = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\01-.eutrfalsn \n') });
    fc.assert(
      fc.property(characters, (text) => {
        if (!isJson(text)) expect(told(text)).not.toBeNull();
        else if (!/"/.test(text)) expect(told(text)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
