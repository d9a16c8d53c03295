import { describe, expect, it } from "@jest/globals";
import { formatHold, hasHold, holdUntil, withHold } from "../../src/cluster/hold";
import { aCluster, noon } from "./builders";

function hold(value: string, nowMs = noon) {
  return holdUntil(
    [
      { key: "env", value: "dev" },
      { key: "scheduler-hold", value },
    ],
    nowMs,
  );
}

describe("holdUntil", () => {
  it("is in force until its instant and not at it", () => {
    expect(hold("20261201T1200Z", noon - 1)).toEqual({ untilMs: noon, malformed: null });
    expect(hold("20261201T1200Z", noon)).toEqual({ untilMs: null, malformed: null });
    expect(holdUntil([], noon)).toEqual({ untilMs: null, malformed: null });
  });

  it.each(["2026-12-01T1201Z", "2026-12-01T12:01Z", "20261201T120100Z", " 20261201T1201Z "])("reads %p", (value) => {
    expect(hold(value).untilMs).toBe(noon + 60_000);
  });

  it.each(["", "tomorrow", "20261131T1200Z", "20261201T2400Z", "20261201T1200", "20261201", "20261301T1200Z"])(
    "reports %p as malformed",
    (value) => {
      expect(hold(value)).toEqual({ untilMs: null, malformed: value });
    },
  );
});

describe("withHold", () => {
  it("sets the tag and keeps all others, in their order", () => {
    const cluster = aCluster({ tags: { a: "1", "scheduler-hold": "old", b: "2" } });
    const kept = [
      { key: "a", value: "1" },
      { key: "b", value: "2" },
    ];
    const held = [...kept, { key: "scheduler-hold", value: "20261201T1200Z" }];
    expect(withHold(cluster.tags, noon)).toEqual(held);
    expect([hasHold(held, noon), hasHold(held, noon + 60_000), hasHold(kept, noon)]).toEqual([true, false, false]);
  });

  it("never ends early: whole minutes, rounded up, and read back", () => {
    expect(formatHold(noon + 1)).toBe("20261201T1201Z");
    expect(hold(formatHold(noon + 1)).untilMs).toBe(noon + 60_000);
  });
});
