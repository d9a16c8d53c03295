import { describe, expect, it } from "@jest/globals";
import { parseDocument } from "../../../src/schedule/document/parse";
import { aDocument, aSchedule, aWindow, complaintsOf, type Json, parsed } from "../documents";

function withWindow(changes: Json): Json {
  return aDocument({ schedules: [aSchedule({ windows: [aWindow(changes)] })] });
}

function without(json: Json, key: string): Json {
  const { [key]: _, ...rest } = json;
  return rest;
}

function withTimes(times: Json): Json {
  return aDocument({ schedules: [aSchedule({ windows: [{ name: "w", tier: "M50", ...times }] })] });
}

function withSchedule(changes: Json): Json {
  return aDocument({ schedules: [aSchedule(changes)] });
}

const W = "schedules[0].windows[0]";

describe("parseDocument", () => {
  it("normalizes a document", () => {
    const { schedules, ...rest } = parsed(
      aDocument({ timezone: "Europe/Berlin", calendars: { days: ["2026-12-25", "2026-01-01"] } }),
    );
    expect(rest).toEqual({
      timezone: "Europe/Berlin",
      calendars: [{ name: "days", days: [20_454, 20_812] }],
      drift: "respect",
      limits: { pausing: true, longestChangeMinutes: 360 },
    });
    expect(schedules[0]).toMatchObject({
      name: "billing",
      clusters: [{ name: "Cluster0" }],
      projects: [],
      timezone: "Europe/Berlin",
      mode: "on",
      baseline: { tier: "M10" },
      windows: [{ name: "month-start", target: { tier: "M50" } }],
    });
  });

  it("reads JSON text as well", () => {
    expect("config" in parseDocument(JSON.stringify(aDocument()))).toBe(true);
    expect(complaintsOf('{"schedules": [')[0]).toMatch(/^: is not valid JSON: /);
  });

  it.each([null, undefined, 3, true, "[]", '"x"', [], () => 0])("refuses %p", (document) => {
    expect(complaintsOf(document)).toHaveLength(1);
  });

  it.each([
    ["on", "on", "on"],
    ["on", "report", "report"],
    ["report", "on", "report"],
    ["off", "report", "off"],
    ["report", undefined, "report"],
  ])("takes the more cautious of the modes %s and %s", (document, schedule, mode) => {
    const own = schedule === undefined ? {} : { mode: schedule };
    expect(parsed({ ...withSchedule(own), mode: document }).schedules[0]?.mode).toBe(mode);
  });

  it.each([
    ["no schedules", aDocument({ schedules: [] }), "schedules: is empty: add at least one"],
    ["a key missing", {}, "schedules: is missing"],
    ["a misspelt key", aDocument({ modes: "on" }), "modes: unknown key: did you mean mode?"],
    [
      "a misspelt word",
      aDocument({ drift: "respekt" }),
      'drift: must be respect or correct, not "respekt": did you mean respect?',
    ],
    [
      "a zone in small letters",
      aDocument({ timezone: "europe/berlin" }),
      "timezone: unknown zone europe/berlin: did you mean Europe/Berlin?",
    ],
    [
      "a place for a zone",
      withSchedule({ timezone: "New York" }),
      "schedules[0].timezone: unknown zone New York: did you mean America/New_York?",
    ],
    [
      "a misspelt zone",
      withSchedule({ timezone: "Europe/Berln" }),
      "schedules[0].timezone: unknown zone Europe/Berln: did you mean Europe/Berlin?",
    ],
    [
      "an unknown zone",
      withSchedule({ timezone: "Mars/Olympus_Mons" }),
      "schedules[0].timezone: unknown zone Mars/Olympus_Mons: use an IANA name such as Europe/Berlin",
    ],
    [
      "a bad name",
      withSchedule({ name: "a b" }),
      'schedules[0].name: must be a name (letters, digits, _ and -, at most 40 characters), not "a b"',
    ],
    ["a long name", withSchedule({ name: "x".repeat(41) }), /^schedules\[0\]\.name: .*at most 40/],
    ["no clusters", withSchedule({ clusters: [] }), "schedules[0].clusters: is empty: add at least one"],
    [
      "a pattern as a name",
      withSchedule({ clusters: ["dev-*"] }),
      /clusters\[0\]: must be a cluster name .*, not "dev-\*": write a pattern as \{"glob": "dev-\*"\}$/,
    ],
    [
      "a selector of two kinds",
      withSchedule({ clusters: [{ glob: "a*", tags: { env: "dev" } }] }),
      'schedules[0].clusters[0].tags: cannot be combined with "glob"',
    ],
    ["a selector of none", withSchedule({ clusters: [{}] }), 'schedules[0].clusters[0]: needs "glob" or "tags"'],
    [
      "tags that every cluster has",
      withSchedule({ clusters: [{ tags: {} }] }),
      "schedules[0].clusters[0].tags: is empty: add at least one",
    ],
    [
      "a tag that is no text",
      withSchedule({ clusters: [{ tags: { env: 3 } }] }),
      "schedules[0].clusters[0].tags.env: must be text, not 3",
    ],
    [
      "a bad project",
      withSchedule({ projects: ["x"] }),
      /^schedules\[0\]\.projects\[0\]: must be a project id \(24 hexadecimal digits\), not "x"$/,
    ],
    ["no baseline", aDocument({ schedules: [without(aSchedule(), "baseline")] }), "schedules[0].baseline: is missing"],
    [
      "a baseline of nothing",
      withSchedule({ baseline: {} }),
      'schedules[0].baseline: needs "paused", or "unmanaged", or at least one of "tier", "analyticsTier" and "autoScaling"',
    ],
    [
      "paused beside a size",
      withSchedule({ baseline: { paused: true, tier: "M10" } }),
      'schedules[0].baseline.tier: cannot be combined with "paused"',
    ],
    [
      "paused that is neither true nor false",
      withSchedule({ baseline: { paused: "no" } }),
      'schedules[0].baseline.paused: must be true or false, not "no"',
    ],
    [
      "unmanaged that is not true",
      withSchedule({ baseline: { unmanaged: false } }),
      "schedules[0].baseline.unmanaged: must be true, not false",
    ],
    [
      "running beside a size",
      withSchedule({ baseline: { paused: false, tier: "M10" } }),
      'schedules[0].baseline.tier: cannot be combined with "paused"',
    ],
    [
      "unmanaged beside paused",
      withSchedule({ baseline: { paused: true, unmanaged: true } }),
      'schedules[0].baseline.unmanaged: cannot be combined with "paused"',
    ],
    ["a tier that is none", withWindow({ tier: "M55" }), `${W}.tier: unknown tier "M55": did you mean M50?`],
    ["a tier in small letters", withWindow({ tier: "m50" }), `${W}.tier: unknown tier "m50": did you mean M50?`],
    ...["M0", "M2", "M5", "FLEX", "Flex", "m0"].map((tier): [string, Json, string] => [
      `a shared tier, ${tier}`,
      withWindow({ tier }),
      `${W}.tier: ${tier} cannot be scheduled: use a dedicated tier, M10 or larger`,
    ]),
    [
      "a bad analytics tier",
      withWindow({ analyticsTier: "X" }),
      `${W}.analyticsTier: unknown tier "X": use an Atlas instance size such as M50`,
    ],
    [
      "bounds the wrong way round",
      withWindow({ tier: "M50", autoScaling: { min: "M60", max: "M40" } }),
      `${W}.autoScaling: min (M60) must be below max (M40)`,
    ],
    [
      "bounds that are one",
      withSchedule({ baseline: { autoScaling: { min: "M40", max: "M40" } } }),
      "schedules[0].baseline.autoScaling: min (M40) must be below max (M40)",
    ],
    [
      "half the bounds",
      withSchedule({ baseline: { autoScaling: { min: "M40" } } }),
      "schedules[0].baseline.autoScaling.max: is missing",
    ],
    [
      "a tier below its bounds",
      withWindow({ tier: "M30", autoScaling: { min: "M40", max: "M60" } }),
      `${W}.tier: M30 is outside the auto-scaling bounds M40-M60`,
    ],
    [
      "a tier above its bounds",
      withWindow({ tier: "M80", autoScaling: { min: "M40", max: "M60" } }),
      `${W}.tier: M80 is outside the auto-scaling bounds M40-M60`,
    ],
    [
      "a window without a target",
      withTimes({ tier: undefined, start: "0 0 1 * *", duration: "P1D" }),
      `${W}.tier: must be an Atlas tier, not undefined`,
    ],
    [
      "a misspelt end",
      withTimes({ start: "0 0 1 * *", ends: "0 0 2 * *" }),
      `${W}.ends: unknown key: did you mean end?`,
    ],
    ["no end", withTimes({ start: "0 0 1 * *" }), `${W}: needs "end" or "duration"`],
    ["no times", withTimes({}), `${W}: needs "start" and "end", or "start" and "duration", or "from" and "until"`],
    ["two ends", withWindow({ duration: "P1D" }), `${W}.duration: cannot be combined with "end"`],
    ["no until", withTimes({ from: "2026-01-01T00:00" }), `${W}: needs "until"`],
    [
      "recurring and one-off at once",
      withWindow({ from: "2026-01-01T00:00" }),
      `${W}.from: cannot be combined with "start" and "end"`,
    ],
    [
      "except on a one-off window",
      withTimes({ from: "2026-01-01T00:00", until: "2026-01-02T00:00", except: [] }),
      `${W}.except: cannot be combined with "from" and "until"`,
    ],
    [
      "until before from",
      withTimes({ from: "2026-02-01T00:00", until: "2026-01-02T00:00" }),
      `${W}.until: "2026-01-02T00:00" is not after "from" ("2026-02-01T00:00")`,
    ],
    [
      "until at from",
      withTimes({ from: "2026-02-01T00:00Z", until: "2026-02-01T01:00+01:00" }),
      `${W}.until: "2026-02-01T01:00+01:00" is not after "from" ("2026-02-01T00:00Z")`,
    ],
    [
      "until at from, both in a gap",
      { ...withTimes({ from: "2026-03-29T02:10", until: "2026-03-29T02:50" }), timezone: "Europe/Berlin" },
      `${W}.until: "2026-03-29T02:50" is not after "from" ("2026-03-29T02:10")`,
    ],
    [
      "a date that does not exist",
      withTimes({ from: "2026-02-30T00:00", until: "2026-03-02T00:00" }),
      `${W}.from: "2026-02-30T00:00" does not exist`,
    ],
    [
      "an hour that does not exist",
      withTimes({ from: "2026-02-01T24:00", until: "2026-03-02T00:00" }),
      `${W}.from: "2026-02-01T24:00" does not exist`,
    ],
    [
      "a date without a time",
      withTimes({ from: "2026-02-01", until: "2026-03-02T00:00" }),
      /from: "2026-02-01" is not a date and time such as/,
    ],
    [
      "seconds",
      withTimes({ from: "2026-02-01T00:00:30", until: "2026-03-02T00:00" }),
      `${W}.from: "2026-02-01T00:00:30" is not a whole minute: leave out the seconds`,
    ],
    [
      "a duration of months",
      withTimes({ start: "0 0 1 * *", duration: "P1M" }),
      `${W}.duration: "P1M" names years or months, whose length varies: use days, such as P30D`,
    ],
    [
      "a duration of seconds",
      withTimes({ start: "0 0 1 * *", duration: "PT90S" }),
      /duration: "PT90S" is not an ISO 8601 duration in whole minutes/,
    ],
    [
      "a duration of nothing",
      withTimes({ start: "0 0 1 * *", duration: "PT0M" }),
      /duration: "PT0M" is zero, so that it means nothing/,
    ],
    [
      "a huge duration",
      withTimes({ start: "0 0 1 * *", duration: "P99999999999999999999D" }),
      /is longer than ten years, the maximum$/,
    ],
    ["a bad duration", withTimes({ start: "0 0 1 * *", duration: "P" }), /is not an ISO 8601 duration/],
    [
      "a line out of range",
      withWindow({ start: "0 25 1 * *" }),
      `${W}.start: "0 25 1 * *": hour 25 is out of range (0-23)`,
    ],
    [
      "a line that never comes",
      withWindow({ end: "0 0 30 2 *" }),
      `${W}.end: "0 0 30 2 *" never matches: there is no such date`,
    ],
    [
      "a start that is always an end",
      withWindow({ start: "0 12 1 * *", end: "0 12 * * *" }),
      `${W}: can never open: every start is also an end`,
    ],
    [
      "an unknown calendar",
      { ...withWindow({ except: ["holiday"] }), calendars: { holidays: [] } },
      `${W}.except[0]: "holiday" is neither a date (2026-12-24) nor a name in "calendars": did you mean holidays?`,
    ],
    [
      "an exception that does not exist",
      withWindow({ except: ["2026-02-29"] }),
      `${W}.except[0]: 2026-02-29 does not exist`,
    ],
    [
      "a date in a calendar that does not exist",
      aDocument({ calendars: { days: ["2026-13-01"] } }),
      "calendars.days[0]: 2026-13-01 does not exist",
    ],
    [
      "a calendar named like a date",
      aDocument({ calendars: { "2026-12-24": [] } }),
      "calendars.2026-12-24: cannot be named like a date: choose another name",
    ],
    [
      "a limit that is no tier",
      aDocument({ limits: { maxTier: "M81" } }),
      'limits.maxTier: unknown tier "M81": did you mean M80?',
    ],
    [
      "duplicate windows",
      withSchedule({ windows: [aWindow(), aWindow()] }),
      'schedules[0].windows[1].name: "month-start" is already the name of schedules[0].windows[0]',
    ],
    [
      "duplicate schedules",
      aDocument({ schedules: [aSchedule(), aSchedule()] }),
      'schedules[1].name: "billing" is already the name of schedules[0]',
    ],
  ])("refuses %s", (_, document, complaint) => {
    const complaints = complaintsOf(document);
    expect(complaints).toHaveLength(1);
    if (typeof complaint === "string") expect(complaints[0]).toBe(complaint);
    else expect(complaints[0]).toMatch(complaint);
  });

  it.each([
    [
      "tier",
      withWindow({ tier: "M80" }),
      `${W}.tier: M80 is above limits.maxTier (M60): choose a smaller tier or raise the limit`,
    ],
    [
      "another class of tier",
      withWindow({ tier: "R80" }),
      `${W}.tier: R80 is above limits.maxTier (M60): choose a smaller tier or raise the limit`,
    ],
    [
      "analytics tier",
      withWindow({ analyticsTier: "M80" }),
      `${W}.analyticsTier: M80 is above limits.maxTier (M60): choose a smaller tier or raise the limit`,
    ],
    [
      "upper bound",
      withWindow({ autoScaling: { min: "M30", max: "M80" } }),
      `${W}.autoScaling.max: M80 is above limits.maxTier (M60): choose a smaller tier or raise the limit`,
    ],
    [
      "baseline",
      withSchedule({ baseline: { tier: "M80" } }),
      "schedules[0].baseline.tier: M80 is above limits.maxTier (M60): choose a smaller tier or raise the limit",
    ],
  ])("refuses a %s above the limit", (_, document, complaint) => {
    expect(complaintsOf({ ...document, limits: { maxTier: "M60" } })).toEqual([complaint]);
  });

  it("says everything at once, of the parts whose shape is right too", () => {
    const document = {
      timezone: "europe/berlin",
      limits: { maxTier: "M50" },
      schedules: [
        aSchedule({
          clusters: [3],
          windows: [aWindow({ start: "0 25 1 * *", end: 5, tier: "M80" }), 7, aWindow({ ends: "x" })],
        }),
      ],
    };
    expect(complaintsOf(document).sort()).toEqual([
      "schedules[0].clusters[0]: must be a cluster name (letters, digits and -, at most 64 characters), not 3",
      "schedules[0].windows[0].end: must be a cron line, not 5",
      'schedules[0].windows[0].start: "0 25 1 * *": hour 25 is out of range (0-23)',
      "schedules[0].windows[0].tier: M80 is above limits.maxTier (M50): choose a smaller tier or raise the limit",
      "schedules[0].windows[1]: must be an object, not 7",
      "schedules[0].windows[2].ends: unknown key: must be one of name, start, end, duration, from, until, lead, except, tier, analyticsTier, autoScaling, paused, unmanaged",
      'schedules[0].windows[2].name: "month-start" is already the name of schedules[0].windows[0]',
      "timezone: unknown zone europe/berlin: did you mean Europe/Berlin?",
    ]);
  });
});

describe("parseDocument, as independent readers tried it", () => {
  it.each(["+99:99", "+25:00", "-00:60"])("refuses the offset %s", (offset) => {
    const from = `2026-12-01T00:00${offset}`;
    expect(complaintsOf(withTimes({ from, until: "2026-12-02T00:00" }))).toEqual([
      `schedules[0].windows[0].from: "${from}" has an offset that does not exist`,
    ]);
  });

  it("refuses a one-off window that begins past the zone data", () => {
    const windows = [{ name: "w", from: "2060-01-01T00:00", until: "2060-01-02T00:00", tier: "M50" }];
    expect(complaintsOf(withSchedule({ timezone: "America/New_York", windows }))).toEqual([
      'schedules[0].windows[0].from: "2060-01-01T00:00" is too far ahead: this release covers America/New_York until 2047-01-01',
    ]);
  });

  it("names an unknown calendar although another has a date that does not exist", () => {
    const document = { ...withWindow({ except: ["nocal"] }), calendars: { c: ["2026-02-31"] } };
    const complaints = complaintsOf(document).join("\n");
    expect(complaints).toContain("2026-02-31");
    expect(complaints).toContain("nocal");
  });
});
