import { describe, expect, it } from "@jest/globals";
import { differencesOf } from "../../../../../scripts/lib/page/lanes/difference-strip";
import { laneData } from "../../../../../scripts/lib/page/lanes/lane-data";
import { findZone, utc } from "../../../../../src/schedule/calendar/zone";
import { actual, aLane, DAY, HOUR, planned, start, tenDays } from "../../../../local/console/lanes/a-lane";

describe("laneData", () => {
  const lane = aLane({
    planned: [planned(-24, 12, "M10"), planned(12, 24, "M50", "peak"), planned(24, 300, "M10")],
    actual: [actual(0, 1, "M10, M50", { to: "M50", done: 1, of: 3 })],
  });

  it("has what the axis shows, in words", () => {
    const { planned: targets, actual: sizes } = laneData(lane, utc, { ...tenDays, until: start + 20 * HOUR });
    expect(targets.map(({ says }) => says)).toEqual(["M10 (baseline)", "M50 (peak)"]);
    expect(sizes.map(({ says }) => says)).toEqual(["M10, M50, changing to M50, 1 of 3 nodes done"]);
  });

  it("knows the zone's clocks on the axis", () => {
    const berlin = findZone("Europe/Berlin") ?? utc;
    const change = Date.parse("2027-03-28T01:00Z");
    const { offsets } = laneData(lane, berlin, { from: change - DAY, until: change + DAY, now: null });
    expect(offsets).toEqual([
      { from: change - DAY, minutes: 60 },
      { from: change, minutes: 120 },
    ]);
  });

  it("leaves out more stretches than a page is to hold", () => {
    const many = Array.from({ length: 10_001 }, (_, minute) => planned(minute / 60, (minute + 1) / 60, "M10"));
    expect(laneData(aLane({ planned: many }), utc, tenDays)).toMatchObject({ planned: [], actual: [] });
  });
});

describe("differencesOf", () => {
  const hours = (spans: readonly { from: number; until: number }[]) =>
    spans.map(({ from, until }) => [(from - start) / HOUR, (until - start) / HOUR]);

  it("finds when two plans want another size, whatever window it is of", () => {
    const was = [planned(0, 12, "M10"), planned(12, 24, "M50", "a"), planned(24, 240, "M10")];
    const is = [planned(0, 10, "M10"), planned(10, 24, "M50", "b"), planned(24, 30, "M30"), planned(30, 240, "M10")];
    expect(hours(differencesOf(was, is, tenDays))).toEqual([
      [10, 12],
      [24, 30],
    ]);
    expect(differencesOf(was, was, tenDays)).toEqual([]);
  });

  it("is all of the time where only one plans anything, and none where neither does", () => {
    expect(hours(differencesOf([], [planned(0, 12, "M10"), planned(12, 240, "M50")], tenDays))).toEqual([[0, 240]]);
    expect(hours(differencesOf([planned(0, 240, "M10")], [], tenDays))).toEqual([[0, 240]]);
    expect(differencesOf([], [], tenDays)).toEqual([]);
  });
});
