import { describe, expect, it } from "@jest/globals";
import { sampleClusters } from "../../../../scripts/lib/sample/sample-clusters";
import { windowLoad } from "../../../../scripts/lib/sample/window-load";
import { parseDocument } from "../../../../src/schedule/document/parse";

const from = Date.parse("2026-12-01T06:00Z");
const noon = Date.parse("2026-12-01T12:00Z");
const two = Date.parse("2026-12-01T14:00Z");
const midnight = Date.parse("2026-12-02T00:00Z");

function loadOf(baseline: object, target: object) {
  const windows = [{ name: "noon", start: "0 12 * * *", duration: "PT2H", ...target }];
  const parsed = parseDocument({ schedules: [{ name: "s", clusters: ["X"], baseline, windows }] });
  if (!("config" in parsed)) throw new Error("the document is not valid");
  const [cluster] = sampleClusters(parsed.config, "5e1ec444970199272441a214", from);
  return cluster && windowLoad(cluster, from, midnight);
}

describe("windowLoad", () => {
  it.each([
    ["sizes: 60 % of what each can do", { tier: "M10" }, { tier: "M50" }, [300, 4800, 300]],
    ["a pause: nothing", { paused: true }, { tier: "M30" }, [0, 1200, 0]],
    [
      "bounds: 85 % of the smallest size, or of the size to start at",
      { autoScaling: { min: "M30", max: "M60" } },
      { autoScaling: { min: "M50", max: "M80" }, tier: "M60" },
      [1700, 13_600, 1700],
    ],
  ])("follows %s", (_, baseline, target, [before, during, after]) => {
    expect(loadOf(baseline, target)).toEqual({
      kind: "steps",
      steps: [
        { at: from, load: before },
        { at: noon, load: during },
        { at: two, load: after },
      ],
    });
  });

  it("stays as it was where a target says nothing of the size", () => {
    expect(loadOf({ unmanaged: true }, { tier: "M50" })).toEqual({
      kind: "steps",
      steps: [
        { at: noon, load: 4800 },
        { at: two, load: 4800 },
      ],
    });
  });

  it("is not known where no target names a size", () => {
    expect(loadOf({ unmanaged: true }, { paused: false })).toBeNull();
  });
});
