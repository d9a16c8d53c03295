import { describe, expect, it } from "@jest/globals";
import { didYouMean, nearestOf } from "../../../src/schedule/document/guess";

describe("a guess", () => {
  const long = "a".repeat(79);

  it.each<[string, readonly string[], string | null]>([
    ["M5O", ["M40", "M50"], "M50"],
    ["Cluster-0", ["cluster0", "cluster1"], "cluster0"],
    ["shpo", ["shop", "ship"], "shop"],
    ["ab", ["cd"], null],
    ["a", ["b"], null],
    ["abc", ["abx", "axx"], "abx"],
    ["abc", ["axx"], null],
    ["abcdefg", ["abcdexx", "abcxxxx"], "abcdexx"],
    ["abcdefg", ["abcdxxx"], null],
    ["abcdefgh", ["abcdexxx"], "abcdexxx"],
    ["abcdefgh", ["abcdxxxx"], null],
    [`${long}b`, [`${long}c`], `${long}c`],
    [`${long}bb`, [`${long}bc`], null],
    ["", ["a"], null],
    ["x", [], null],
  ])("for %j among %j is %j", (word, candidates, expected) => {
    expect(nearestOf(word, candidates)).toBe(expected);
  });

  it("is told as a question; without one there is the advice, or nothing", () => {
    expect(didYouMean("shpo", ["shop"], "look")).toBe(": did you mean shop?");
    expect(didYouMean("zzzz", ["shop"], "look")).toBe(": look");
    expect(didYouMean("zzzz", ["shop"])).toBe("");
  });
});
