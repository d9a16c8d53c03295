import { describe, expect, it } from "@jest/globals";
import { FAR, warningsOf } from "../../../src/schedule/document/warnings";
import { aDocument, aSchedule, at, aWindow, type Json, parsed } from "../documents";

const NOW = "2026-11-23T10:00Z";

function warnings(document: Json, now = NOW): string[] {
  return warningsOf(parsed(document), at(now)).map(({ path, message }) => `${path}: ${message}`);
}

function ofWindows(...windows: Json[]): string[] {
  return warnings(aDocument({ schedules: [aSchedule({ windows })] }));
}

describe("warningsOf", () => {
  it("has nothing to say of an ordinary schedule", () => {
    expect(warnings(aDocument())).toEqual([]);
  });

  const hidden = "has no effect: whenever it is open, an earlier window of the list is open too";

  it("warns of a window wholly hidden by earlier ones, together if not each", () => {
    const first = aWindow({ name: "a", start: "0 6 * * *", end: "0 12 * * *" });
    const second = aWindow({ name: "b", start: "0 12 * * *", end: "0 18 * * *" });
    const third = (end: string) => aWindow({ name: "c", start: "0 8 * * MON-FRI", end });
    expect(ofWindows(first, second, third("0 18 * * *"))).toEqual([`schedules[0].windows[2]: ${hidden}`]);
    expect(ofWindows(first, second, third("1 18 * * *"))).toEqual([]);
    expect(ofWindows(first, third("0 12 * * *"), second)).toEqual([`schedules[0].windows[1]: ${hidden}`]);
  });

  it("does not call a window hidden that shows on one day of the year", () => {
    const first = aWindow({ name: "a", start: "0 6 * * *", end: "0 12 * * *", except: ["2027-10-01"] });
    const second = aWindow({ name: "b", start: "0 8 * * *", end: "0 9 * * *" });
    expect(ofWindows(first, second)).toEqual([]);
  });

  it("does not call a window hidden that is past", () => {
    const past = { name: "past", from: "2025-01-01T00:00", until: "2025-01-02T00:00", tier: "M50" };
    expect(ofWindows(aWindow({ start: "0 0 * * *", end: "59 23 * * *" }), past)).toEqual([]);
  });

  it.each([
    [
      "29 minutes",
      { name: "w", start: "0 3 1 * *", duration: "PT29M", tier: "M50" },
      ["schedules[0].windows[0]: is in effect for only 29 minutes, less than a tier change usually takes"],
    ],
    [
      "10 minutes to its end",
      aWindow({ start: "0 3 1 * *", end: "10 3 * * *" }),
      ["schedules[0].windows[0]: is in effect for only 10 minutes, less than a tier change usually takes"],
    ],
    ["30 minutes", aWindow({ start: "0 3 1 * *", end: "30 3 * * *" }), []],
    [
      "a pause of 59 minutes",
      { name: "w", start: "0 3 1 * *", duration: "PT59M", paused: true },
      [
        "schedules[0].windows[0]: pauses for only 59 minutes: a pause of less than 60 minutes is hardly worth the restart",
      ],
    ],
    ["a pause of an hour", { name: "w", start: "0 3 1 * *", duration: "PT1H", paused: true }, []],
    ["minutes that join up", { name: "w", start: "* 3-8 * * *", duration: "PT1M", tier: "M50" }, []],
  ])("measures a window of %s", (_, window, expected) => {
    expect(ofWindows(window)).toEqual(expected);
  });

  it("warns of a paused baseline between windows that are close", () => {
    const windows = [
      aWindow({ name: "a", start: "0 8 * * *", end: "0 12 * * *" }),
      aWindow({ name: "b", start: "45 12 * * *", end: "0 18 * * *" }),
    ];
    expect(warnings(aDocument({ schedules: [aSchedule({ baseline: { paused: true }, windows })] }))).toEqual([
      "schedules[0].baseline: pauses for only 45 minutes: a pause of less than 60 minutes is hardly worth the restart",
    ]);
  });

  it("warns of a calendar without a date in the coming 60 days", () => {
    const calendars = { near: ["2027-01-22"], far: ["2026-11-22", "2027-01-23"], none: [] };
    expect(warnings(aDocument({ calendars }))).toEqual([
      "calendars.far: has no date in the next 60 days: is it up to date?",
      "calendars.none: has no date in the next 60 days: is it up to date?",
    ]);
  });

  it("warns in the last year of the zone data, and past it, except of UTC", () => {
    const berlin = aDocument({ timezone: "Europe/Berlin" });
    expect(warnings(berlin, "2045-12-01T00:00Z")).toEqual([]);
    expect(warnings(berlin, "2046-03-01T00:00Z")[0]).toMatch(
      /^timezone: the time zone data \(\d{4}\w\) ends on 2047-01-01: /,
    );
    expect(warnings(berlin, "2048-03-01T00:00Z")).toHaveLength(1);
    expect(warnings(aDocument(), "2046-03-01T00:00Z")).toEqual([]);
  });

  it("measures what a window decides, not how long it is open", () => {
    const job = aWindow({ name: "job", start: "30 0 * * *", end: "50 5 * * *", tier: "M20" });
    const sleep = { name: "sleep", start: "0 0 * * *", end: "0 6 * * *", paused: true };
    expect(ofWindows(job, sleep)).toEqual([
      "schedules[0].windows[1]: pauses for only 10 minutes: a pause of less than 60 minutes is hardly worth the restart",
    ]);
    const half = (name: string, start: string) => ({ name, start, duration: "PT40M", paused: true });
    expect(ofWindows(half("p1", "0 12 * * *"), half("p2", "40 12 * * *"))).toEqual([]);
  });

  it("sees further where it may take longer", () => {
    const big = { name: "big", start: "0 * * * *", duration: "PT45M", tier: "M20" };
    const small = { name: "small", start: "5 * * * *", duration: "PT35M", tier: "M30" };
    const document = parsed(aDocument({ schedules: [aSchedule({ windows: [big, small] })] }));
    const paths = warningsOf(document, at(NOW), FAR).map(({ path, message }) => `${path}: ${message}`);
    expect(paths).toEqual([`schedules[0].windows[1]: ${hidden}`]);
  });

  it.each([
    ["2026-12-27T10:00", 1, 1],
    ["2026-12-29T10:00", 0, 1],
  ])("measures a month ahead in a run, and years in the build: a short window at %s", (from, inRuns, inBuilds) => {
    const until = from.replace("10:00", "10:20");
    const document = parsed(
      aDocument({ schedules: [aSchedule({ windows: [{ name: "w", from, until, tier: "M50" }] })] }),
    );
    expect(warningsOf(document, at(NOW))).toHaveLength(inRuns);
    expect(warningsOf(document, at(NOW), FAR)).toHaveLength(inBuilds);
  });
});
