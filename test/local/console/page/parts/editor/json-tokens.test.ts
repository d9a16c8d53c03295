import { Text } from "@codemirror/state";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { jsonTokens } from "../../../../../../src/local/console/page/parts/editor/json-tokens";
import { matchingBracket } from "../../../../../../src/local/console/page/parts/editor/matching-bracket";

const told = (line: string) => jsonTokens(line).map(({ from, to, kind }) => `${kind} ${line.slice(from, to)}`);

describe("jsonTokens", () => {
  it.each([
    ['  "tier" : "M10",', ['name "tier"', 'string "M10"']],
    [
      '{"a": [-1.5e3, true, null]}',
      ["bracket {", 'name "a"', "bracket [", "number -1.5e3", "word true", "word null", "bracket ]", "bracket }"],
    ],
    ['"quoted \\" {brackets} \\\\": 1', ['name "quoted \\" {brackets} \\\\"', "number 1"]],
    ['"not closed { ', ['string "not closed { ']],
    ["", []],
  ])("reads %s", (line, tokens) => {
    expect(told(line)).toEqual(tokens);
  });

  it("reads any line, in order and without overlaps", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        const tokens = jsonTokens(line);
        expect(tokens.every(({ from, to }, index) => from < to && from >= (tokens[index - 1]?.to ?? 0))).toBe(true);
      }),
    );
  });

  it("leaves a line alone that nobody wrote", () => {
    expect(jsonTokens(`[${"1,".repeat(20_000)}1]`)).toEqual([]);
  });
});

describe("matchingBracket", () => {
  const lines = ['{ "a": [', '  "}", { "b": 1 }', "] }"];
  const doc = Text.of(lines);
  const text = lines.join("\n");
  const place = (what: string) => text.indexOf(what);

  it.each([
    ["before an opening one", 0, 0, text.length - 1],
    ["after an opening one", place("[") + 1, place("["), place("] }")],
    ["before a closing one", place("] }"), place("] }"), place("[")],
    ["after the last", text.length, text.length - 1, 0],
  ])("finds the pair of a bracket %s", (_, cursor, at, other) => {
    expect(matchingBracket(doc, cursor)).toEqual({ at, other, fits: true });
  });

  it("takes no bracket within a string for one", () => {
    expect(matchingBracket(doc, place('}", {'))).toBeNull();
  });

  it.each([
    ["of another kind", "[ }", { at: 0, other: 2, fits: false }],
    ["that is missing", "[ {}", { at: 0, other: null, fits: false }],
  ])("says of one %s that it does not fit", (_, wrong, pair) => {
    expect(matchingBracket(Text.of([wrong]), 0)).toEqual(pair);
  });

  it("gives up far away", () => {
    const far = Text.of(["[", ...Array.from({ length: 5_000 }, () => "1,"), "]"]);
    expect(matchingBracket(far, 0)).toEqual({ at: 0, other: null, fits: false });
  });
});
