import { describe, expect, it } from "@jest/globals";
import { movesIn } from "../../../../scripts/lib/planning/moved";
import type { Boundary } from "../../../../src/schedule/model";

const boundary = (at: string, window: string | null = "peak", tier = "M50"): Boundary => ({
  at: Date.parse(`2026-12-${at}:00Z`),
  window,
  before: { tier: "M10" },
  after: { tier },
});

describe("movesIn", () => {
  it("pairs each boundary that is gone with the nearest of its kind that came, once", () => {
    const removed = [boundary("01T08"), boundary("02T08")];
    const added = [boundary("01T09"), boundary("02T09")];
    expect(movesIn({ removed, added })).toEqual({
      moved: [
        { was: removed[0], is: added[0] },
        { was: removed[1], is: added[1] },
      ],
      removed: [],
      added: [],
    });
  });

  it.each([
    ["more than a day apart", boundary("01T08"), boundary("02T09")],
    ["of different windows", boundary("01T08"), boundary("01T09", "other")],
    ["with different targets", boundary("01T08"), boundary("01T09", "peak", "M60")],
  ])("pairs nothing %s", (_why, was, is) => {
    expect(movesIn({ removed: [was], added: [is] })).toEqual({ moved: [], removed: [was], added: [is] });
  });

  it("leaves over what has no partner", () => {
    const [was, near, far] = [boundary("02T08"), boundary("02T10"), boundary("01T20")];
    expect(movesIn({ removed: [was], added: [far, near] })).toEqual({
      moved: [{ was, is: near }],
      removed: [],
      added: [far],
    });
  });
});
