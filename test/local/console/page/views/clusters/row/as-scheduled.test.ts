import { describe, expect, it } from "@jest/globals";
import { isAsScheduled } from "../../../../../../../src/local/console/page/views/clusters/row/as-scheduled";

const plain = { size: "M10", isPaused: false, autoScaling: null };
const paused = { ...plain, size: "paused", isPaused: true };
const scaled = { ...plain, size: "M40", autoScaling: { min: "M30", max: "M60" } };
const withAnalytics = { ...plain, size: "M10 + analytics M30" };

describe("a cluster is as scheduled", () => {
  it.each([
    [plain, "M10"],
    [plain, "analytics M10"],
    [plain, "running"],
    [plain, "unmanaged"],
    [paused, "paused"],
    [paused, "unmanaged"],
    [scaled, "M30-M60"],
    [withAnalytics, "M10"],
    [withAnalytics, "analytics M30"],
  ])("%j: %s", (cluster, wanted) => {
    expect(isAsScheduled(cluster, wanted)).toBe(true);
  });
});

describe("a cluster is not as scheduled", () => {
  it.each([
    [plain, "M50"],
    [plain, "paused"],
    [plain, "M30-M60"],
    [paused, "M10"],
    [paused, "running"],
    [{ ...paused, autoScaling: scaled.autoScaling }, "M30-M60"],
    [scaled, "M50-M80"],
    [withAnalytics, "analytics M10"],
    [{ ...plain, size: "M10, M50" }, "M50"],
  ])("%j: %s", (cluster, wanted) => {
    expect(isAsScheduled(cluster, wanted)).toBe(false);
  });
});
