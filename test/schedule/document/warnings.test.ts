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

  it("calls a window past that is past, and not hidden", () => {
    const past = { name: "past", from: "2025-01-01T00:00", until: "2025-01-02T00:00", tier: "M50" };
    expect(ofWindows(aWindow({ start: "0 0 * * *", end: "59 23 * * *" }), past)).toEqual([
      "schedules[0].windows[1]: lies wholly in the past: it will not open again, so it can be removed",
    ]);
    const open = { name: "open", from: "2026-11-01T00:00", until: "2026-11-23T10:01", tier: "M50" };
    expect(ofWindows(open)).toEqual([]);
    expect(ofWindows({ ...open, until: "2026-11-23T10:00" })).toHaveLength(1);
  });

  const again = "starts while it is still open, first on";

  it.each<[Json, string[]]>([
    [{ start: "0 8 * * *", duration: "PT24H" }, []],
    [{ start: "0 8 * * *", duration: "PT24H1M" }, [`start: ${again} 2026-11-25 08:00`]],
    [{ start: "0 8 * * *", duration: "P1D" }, []],
    [{ start: "0 8,9 * * *", end: "0 17 * * *" }, [`start: ${again} 2026-11-24 09:00`]],
    [{ start: "0 8 * * *", end: "0 17 * * FRI" }, [`start: ${again} 2026-11-25 08:00`]],
    [{ start: "0 8 * * *", end: "0 17 * * *", lead: "PT20H" }, []],
  ])("tells of starts while the window is open: %j", (times, expected) => {
    const document = aDocument({ schedules: [aSchedule({ windows: [{ name: "w", tier: "M50", ...times }] })] });
    const message = ": such a start opens nothing, and may keep it open for longer";
    expect(warnings(document)).toEqual(expected.map((text) => `schedules[0].windows[0].${text}${message}`));
  });

  it.each<[string, Json, string[]]>([
    ["Europe/Berlin", { start: "0 2 * * *", end: "0 3 * * *" }, ["2027-03-28: the clock goes from 02:00 to 03:00"]],
    [
      "Europe/Berlin",
      { start: "15 2 * * SUN", end: "45 2 * * SUN" },
      ["2027-03-28: the clock goes from 02:00 to 03:00"],
    ],
    ["America/Nuuk", { start: "0 23 * * *", end: "0 0 * * *" }, ["2027-03-27: the clock goes from 23:00 to 00:00"]],
    ["Europe/Berlin", { start: "0 2 * * *", end: "30 3 * * *" }, []],
    ["Europe/Berlin", { start: "0 2 * * MON", end: "30 2 * * MON" }, []],
    ["Europe/Berlin", { start: "0 2 * * *", duration: "PT1H" }, []],
    ["Europe/Berlin", { start: "0 2 * * *", end: "0 3 * * *", except: ["2027-03-28", "2028-03-26"] }, []],
    ["UTC", { start: "0 2 * * *", end: "0 3 * * *" }, []],
  ])("tells of a start that a clock change swallows: %s %j", (timezone, times, expected) => {
    const windows = [{ name: "w", tier: "M50", ...times }];
    const tail = ", which leaves no time between start and end";
    expect(warnings(aDocument({ timezone, schedules: [aSchedule({ windows })] }))).toEqual(
      expected.map((text) => `schedules[0].windows[0].start: opens nothing on ${text}${tail}`),
    );
  });

  it.each([
    ["0 12 31 * *", "many months have no 31: L is the last day, LW the last weekday"],
    ["0 12 15,31W * *", "many months have no 31W: L is the last day, LW the last weekday"],
    ["0 12 L-30 * *", "many months have no L-30: L is the last day, LW the last weekday"],
    ["0 12 * * MON#5", "many months have no MON#5: MON#L is the last one"],
    ["0 12 31 1,3,5 *", null],
    ["0 12 28-31 * *", null],
    ["0 12 30 * *", null],
    ["0 12 L * *", null],
    ["0 12 * * MON#4", null],
  ])("tells of a day that many months lack: %s", (start, message) => {
    const found = ofWindows({ name: "w", start, duration: "PT9H", tier: "M50" });
    expect(found).toEqual(message === null ? [] : [`schedules[0].windows[0].start: ${message}`]);
  });

  it.each<[Json, Json[], string[]]>([
    [
      { paused: true },
      [{ glob: "*" }],
      ['clusters[0]: {"glob": "*"} beside a paused target pauses every cluster of its projects, those of tomorrow too'],
    ],
    [
      { paused: true },
      ["a" as never, { glob: "**" }],
      [
        'clusters[1]: {"glob": "**"} beside a paused target pauses every cluster of its projects, those of tomorrow too',
      ],
    ],
    [{ tier: "M10" }, [{ glob: "*" }], []],
    [{ paused: true }, [{ glob: "dev-*" }], []],
  ])("tells of a glob that pauses everything: %j %j", (baseline, clusters, expected) => {
    const found = warnings(aDocument({ schedules: [aSchedule({ baseline, clusters })] }));
    expect(found).toEqual(expected.map((text) => `schedules[0].${text}`));
  });

  it("tells of a running target that resumes nothing, or whose size is left to chance", () => {
    const day = { name: "day", start: "0 8 * * *", end: "0 19 * * *", paused: false };
    const of = (baseline: Json, ...windows: Json[]) =>
      warnings(aDocument({ schedules: [aSchedule({ baseline, windows })] })).map((text) => text.slice(0, 60));
    expect(of({ unmanaged: true }, day)).toEqual(['schedules[0]: {"paused": false} resumes nothing here: no tar']);
    expect(of({ paused: true }, day)).toEqual([]);
    const job = aWindow();
    expect(of({ paused: true }, job, day)).toEqual(['schedules[0]: {"paused": false} runs at whatever size the wi']);
    expect(
      of({ tier: "M10" }, job, day, { ...day, name: "night", start: "0 22 * * *", end: "0 23 * * *", paused: true }),
    ).toEqual([]);
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

  it.each([
    ["0 8 1,5 12 *", 1, 1],
    ["0 8 1,5 2 *", 0, 1],
  ])("looks as far for starts that overlap: %s", (start, inRuns, inBuilds) => {
    const windows = [{ name: "w", start, duration: "P10D", tier: "M50" }];
    const document = parsed(aDocument({ schedules: [aSchedule({ windows })] }));
    expect(warningsOf(document, at(NOW))).toHaveLength(inRuns);
    expect(warningsOf(document, at(NOW), FAR)).toHaveLength(inBuilds);
  });
});
