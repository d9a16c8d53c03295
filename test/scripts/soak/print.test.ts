import { describe, expect, it } from "@jest/globals";
import { noFigures } from "../../../scripts/soak/figures";
import { printFailure, printFigures } from "../../../scripts/soak/print";
import { aCase } from "./a-case";

describe("the figures of a soak, as printed", () => {
  it("are told by frequency, and lateness from early to never", () => {
    const late = { "after more than a day": 9, "within 15 min": 2, "within 1 min": 1 };
    const lines = printFigures({ ...noFigures(), months: 2, late, firings: { lost: 1, late: 3 } }).split("\n");
    expect(lines[0]).toMatch(/^2 months, /);
    expect(lines).toContain("  trigger firings: 3 × late, 1 × lost");
    expect(lines).toContain(
      "  time from a boundary until Atlas showed its target, per cluster: 1 × within 1 min, 2 × within 15 min, 9 × after more than a day",
    );
  });
});

describe("a failure of a soak, as printed", () => {
  it("says what was found and how to reproduce it, the shrunk case and the whole one", () => {
    const violations = Array.from({ length: 7 }, (_, index) => ({
      invariant: 3 as const,
      name: "nothing sent twice",
      says: `s0-1 got a PATCH, number ${index}`,
      atMs: null,
    }));
    const text = printFailure(12, { path: "4:0", soakCase: aCase(), shrinks: 9, violations });
    expect(text).toMatch(
      /^FAILED: seed 12, path 4:0, shrunk in 9 steps\n {2}invariant 3, nothing sent twice: s0-1 got a PATCH, number 0\n/,
    );
    expect(text).toContain("number 4\n  … and 2 more\n");
    expect(text).toContain("npm run soak -- --case FILE");
    expect(text).toMatch(/npm run soak -- --seed 12 --path 4:0\n$/);
    const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(aCase())));
  });
});
