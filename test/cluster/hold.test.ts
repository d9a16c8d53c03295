import { describe, expect, it } from "@jest/globals";
import { formatHold, hasHold, holdOf, withHold } from "../../src/cluster/hold";
import { aCluster, noon } from "./builders";

function hold(value: string, nowMs = noon, key = "scheduler-hold") {
  return holdOf(
    [
      { key: "env", value: "dev" },
      { key, value },
    ],
    nowMs,
  );
}

describe("holdOf", () => {
  it("is in force until its instant and not at it", () => {
    expect(hold("20261201T1200Z", noon - 1)).toEqual({ untilMs: noon, mistake: null });
    expect(hold("20261201T1200Z", noon)).toBeNull();
    expect(holdOf([], noon)).toBeNull();
  });

  it.each([
    "2026-12-01T1201Z",
    "2026-12-01T12:01Z",
    "20261201T120100Z",
    " 20261201T1201Z ",
    "2026-12-01T12:01:00.000Z",
    "2026-12-01T12:01:00.5Z",
  ])("reads %p", (value) => {
    expect(hold(value)).toEqual({ untilMs: noon + 60_000, mistake: null });
  });

  it.each(["", "tomorrow", "20261131T1200Z", "20261201T2400Z", "20261201T1200", "20261201", "20261301T1200Z"])(
    "holds for %p, which cannot be read, until that is mended",
    (value) => {
      expect(hold(value)).toEqual({ untilMs: null, mistake: { key: "scheduler-hold", value } });
    },
  );

  it.each(["Scheduler-Hold", "SCHEDULER-HOLD", " scheduler-hold"])("holds by the key %p too, and says so", (key) => {
    const value = "20261201T1201Z";
    expect(hold(value, noon, key)).toEqual({ untilMs: noon + 60_000, mistake: { key, value } });
    expect(hold("20261201T1200Z", noon, key)).toBeNull();
    expect(hold("tomorrow", noon, key)).toEqual({ untilMs: null, mistake: { key, value: "tomorrow" } });
  });

  it("counts the longest of several", () => {
    const tags = ["20261201T1202Z", "20261201T1205Z", "20261201T1201Z"].map((value, index) => ({
      key: ["scheduler-hold", "Scheduler-Hold", "scheduler-HOLD"][index] ?? "",
      value,
    }));
    expect(holdOf(tags, noon)).toEqual({ untilMs: noon + 300_000, mistake: tags[1] });
    expect(holdOf([...tags, { key: "Scheduler-hold", value: "?" }], noon)?.untilMs).toBeNull();
  });
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
    expect(hold(formatHold(noon + 1))?.untilMs).toBe(noon + 60_000);
  });
});
