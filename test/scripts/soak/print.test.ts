import { describe, expect, it } from "@jest/globals";
import { noFigures } from "../../../scripts/soak/figures";
import { printFigures } from "../../../scripts/soak/print";

describe("the figures of a soak, as printed", () => {
  it("are told by frequency, and lateness from early to never", () => {
    const late = { "more than a day": 9, "within 15 min": 2, "within 1 min": 1 };
    const lines = printFigures({ ...noFigures(), months: 2, late, firings: { lost: 1, late: 3 } }).split("\n");
    expect(lines[0]).toMatch(/^2 months, /);
    expect(lines).toContain("  firings: 3 late, 1 lost");
    expect(lines).toContain("  boundary to target, by cluster: 1 within 1 min, 2 within 15 min, 9 more than a day");
  });
});
