import { describe, expect, it } from "@jest/globals";
import { planJson } from "../../../scripts/plan/shown/json";
import { aDocument, aSchedule, byHours, officeHours, planOf } from "./builders";

const paused = { paused: true };

describe("planJson", () => {
  it("prints boundaries in the order of time, and hours, for the end of daylight saving in New York (1 November 2026)", () => {
    const document = aDocument(aSchedule(), officeHours());
    const plan = planOf(document, "2026-10-30T11:45:00Z", "2026-11-04T00:00:00Z");
    const dev = { schedule: "office-hours", clusters: ["dev"] };
    const billing = { schedule: "billing", clusters: ["Cluster0"] };
    const opens = { window: "weekdays", before: paused, after: { tier: "M20" } };
    const closes = { window: null, before: { tier: "M20" }, after: paused };
    const expected = {
      timezone: "UTC",
      from: "2026-10-30T11:45:00.000Z",
      until: "2026-11-04T00:00:00.000Z",
      boundaries: [
        { at: "2026-10-30T11:45:00.000Z", ...dev, ...opens },
        { at: "2026-10-30T23:00:00.000Z", ...dev, ...closes },
        {
          at: "2026-11-01T12:00:00.000Z",
          ...billing,
          window: "month-start",
          before: { tier: "M10" },
          after: { tier: "M50" },
        },
        { at: "2026-11-02T12:45:00.000Z", ...dev, ...opens },
        { at: "2026-11-03T00:00:00.000Z", ...dev, ...closes },
        { at: "2026-11-03T02:00:00.000Z", ...billing, window: null, before: { tier: "M50" }, after: { tier: "M10" } },
        { at: "2026-11-03T12:45:00.000Z", ...dev, ...opens },
      ],
      // 4 days 12 h 15 min in all. M50: from the 1st 12:00 to the 3rd 02:00. M20: three times 11 h 15 min.
      hours: {
        billing: { M10: 70.25, M50: 38 },
        "office-hours": { paused: 74.5, M20: 33.75 },
      },
      projects: { billing: null, "office-hours": null },
      conflicts: [],
      warnings: [],
    };
    expect(JSON.stringify(planJson(plan, byHours))).toBe(JSON.stringify(expected));
  });

  it("prints running and unmanaged as they are written, and adds up their hours by those words", () => {
    const windows = [
      { name: "day", start: "0 8 * * *", end: "0 19 * * *", paused: false },
      { name: "evening", start: "0 19 * * *", end: "0 22 * * *", unmanaged: true },
    ];
    const plan = planOf(aDocument(aSchedule({ baseline: paused, windows })), "2026-12-01T00:00Z", "2026-12-02T00:00Z");
    const day = { schedule: "billing", clusters: ["Cluster0"] };
    expect(planJson(plan, byHours)).toMatchObject({
      boundaries: [
        { at: "2026-12-01T08:00:00.000Z", ...day, window: "day", before: paused, after: { paused: false } },
        {
          at: "2026-12-01T19:00:00.000Z",
          ...day,
          window: "evening",
          before: { paused: false },
          after: { unmanaged: true },
        },
        { at: "2026-12-01T22:00:00.000Z", ...day, window: null, before: { unmanaged: true }, after: paused },
      ],
      hours: { billing: { paused: 10, unmanaged: 3, running: 11 } },
    });
  });

  it("counts the hours that a night has in New York: three in March, five in November", () => {
    const night = { name: "night", start: "0 0 * * SUN", end: "0 4 * * SUN", tier: "M50" };
    const document = aDocument(aSchedule({ timezone: "America/New_York", windows: [night] }));
    const hours = (from: string, until: string) => planJson(planOf(document, from, until), byHours);
    expect(hours("2026-03-07T00:00Z", "2026-03-10T00:00Z")).toMatchObject({
      boundaries: [{ at: "2026-03-08T05:00:00.000Z" }, { at: "2026-03-08T08:00:00.000Z" }],
      hours: { billing: { M10: 69, M50: 3 } },
    });
    expect(hours("2026-10-31T00:00Z", "2026-11-03T00:00Z")).toMatchObject({
      boundaries: [{ at: "2026-11-01T04:00:00.000Z" }, { at: "2026-11-01T09:00:00.000Z" }],
      hours: { billing: { M10: 67, M50: 5 } },
    });
  });

  it("leaves out a boundary at its end, and takes one at its start", () => {
    const at = (from: string, until: string) =>
      (planJson(planOf(aDocument(aSchedule()), from, until), byHours) as { boundaries: { at: string }[] }).boundaries;
    expect(at("2026-12-01T12:00Z", "2026-12-03T02:00Z").map((one) => one.at)).toEqual(["2026-12-01T12:00:00.000Z"]);
    expect(at("2026-12-01T12:00:01Z", "2026-12-03T02:00:01Z").map((one) => one.at)).toEqual([
      "2026-12-03T02:00:00.000Z",
    ]);
  });

  it("writes targets and clusters exactly as the document does, key by key", () => {
    const sale = {
      name: "sale",
      tier: "M60",
      autoScaling: { max: "M80", min: "M50" },
      from: "2026-11-27T06:00",
      until: "2026-11-29T06:00",
      analyticsTier: "M30",
    };
    const clusters = [{ tags: { env: "dev" } }, { glob: "shop-*" }, "shop"];
    const baseline = { autoScaling: { max: "M60", min: "M30" }, analyticsTier: "M20" };
    const document = aDocument(aSchedule({ clusters, baseline, windows: [sale] }));
    for (const given of [document, JSON.stringify(document)]) {
      const json = planJson(planOf(given, "2026-11-27T00:00Z", "2026-11-28T00:00Z"), byHours) as {
        boundaries: { clusters: unknown; before: unknown; after: unknown }[];
        hours: unknown;
      };
      const [first] = json.boundaries;
      expect(JSON.stringify(first?.clusters)).toBe(JSON.stringify(clusters));
      expect(JSON.stringify(first?.before)).toBe('{"autoScaling":{"max":"M60","min":"M30"},"analyticsTier":"M20"}');
      expect(JSON.stringify(first?.after)).toBe(
        '{"tier":"M60","autoScaling":{"max":"M80","min":"M50"},"analyticsTier":"M30"}',
      );
      expect(json.hours).toEqual({ billing: { "M30-M60": 6, "M50-M80": 18 } });
    }
  });

  it("gives projects, conflicts and warnings as facts and in words", () => {
    const project = "5e1ec444970199272441a214";
    const launch = { name: "launch", from: "2026-12-01T06:00", until: "2026-12-01T18:00", tier: "M60" };
    const windows = [launch, { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }];
    const short = { name: "short", start: "0 0 * * *", duration: "PT5M", tier: "M20" };
    const document = aDocument(
      aSchedule({ projects: [project], windows }),
      aSchedule({ name: "other", projects: [project], windows: [short] }),
      aSchedule({ name: "fleet", clusters: [{ glob: "dev-*" }], projects: "all", windows: [] }),
      aSchedule({ name: "own", clusters: ["mine"], windows: [] }),
    );
    expect(planJson(planOf(document, "2026-12-01T00:00Z", "2026-12-02T00:00Z"), byHours)).toMatchObject({
      projects: { billing: [project], other: [project], fleet: "all", own: null },
      conflicts: [
        {
          schedule: "billing",
          windows: ["launch", "month-start"],
          wins: "launch",
          from: "2026-12-01T12:00:00.000Z",
          until: "2026-12-01T18:00:00.000Z",
          times: 1,
          hours: 6,
          message: expect.stringMatching(/^billing: windows launch and month-start overlap/),
        },
        {
          cluster: "Cluster0",
          project,
          schedules: ["billing", "other"],
          wins: "billing",
          message: expect.stringMatching(/^Cluster0 of project 5e1ec444970199272441a214 follows schedule billing/),
        },
      ],
      warnings: expect.arrayContaining([
        { path: "schedules[1].windows[0]", message: expect.stringContaining("only 5 minutes") },
      ]),
    });
  });

  it("keeps a schedule whatever its name", () => {
    const plan = planOf(aDocument(aSchedule({ name: "__proto__" })), "2026-12-01T00:00Z", "2026-12-02T00:00Z");
    expect(JSON.stringify(planJson(plan, byHours))).toContain('"hours":{"__proto__":{"M10":12,"M50":12}}');
  });
});
