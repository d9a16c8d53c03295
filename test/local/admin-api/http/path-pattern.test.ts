import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isLike } from "../../../../src/local/admin-api/http/path-pattern";

describe("a pattern of paths", () => {
  it.each([
    ["/a/b", "/a/b", true],
    ["/a/b", "/a/c", false],
    ["/a/b", "/a", false],
    ["/a/b", "*", true],
    ["", "*", true],
    ["/a/b", "/a*", true],
    ["/a/b", "*b", true],
    ["/a/b/c", "/a/*/c", true],
    ["/a/c", "/a/*/c", false],
    ["aa", "a*a", true],
    ["a", "a*a", false],
    ["abcabc", "*bc*bc", true],
    ["/a.b", "/a.b", true],
    ["/axb", "/a.b", false],
    ["/clusters/(x)", "/clusters/(x)", true],
  ])("%s is like %s: %s", (path, pattern, expected) => {
    expect(isLike(path, pattern)).toBe(expected);
  });

  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });

  it("means what a regular expression of it means", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), text, (path, pattern) => {
        expect(isLike(path, pattern)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(path));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no longer for many stars than for few", () => {
    expect(isLike("a".repeat(100_000), `${"a*".repeat(150)}b`)).toBe(false);
  });
});
