import { describe, expect, it } from "@jest/globals";
import ICAL from "ical.js";
import { boundariesInOrder, type Plan } from "../../../scripts/lib/planning/schedule";
import { planCalendar } from "../../../scripts/plan/shown/calendar";
import { aDocument, aSchedule, officeHours, planOf } from "./builders";

interface ReadEvent {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly stamp: string;
  readonly summary: string;
  readonly description: string;
}

function read(text: string): { name: unknown; events: ReadEvent[] } {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const isoOf = (time: ICAL.Time) => {
      expect(time.zone).toBe(ICAL.Timezone.utcTimezone);
      return time.toJSDate().toISOString();
    };
    return {
      uid: event.uid,
      start: isoOf(event.startDate),
      end: isoOf(event.endDate),
      stamp: isoOf(component.getFirstPropertyValue("dtstamp") as ICAL.Time),
      summary: event.summary,
      description: event.description,
    };
  });
  return { name: calendar.getFirstPropertyValue("x-wr-calname"), events };
}

const lordHowe = aSchedule({
  name: "sale",
  clusters: ["shop"],
  timezone: "Australia/Lord_Howe",
  baseline: { autoScaling: { min: "M30", max: "M60" } },
  windows: [
    { name: "fridays", start: "0 6 * * FRI#L", duration: "P2D", autoScaling: { min: "M50", max: "M80" }, tier: "M60" },
  ],
});

/** What the boundaries say: from each that a window opens to the schedule's next. */
function stretchesByBoundaries(plan: Plan): { start: string; end: string }[] {
  const found = boundariesInOrder(plan);
  return found.flatMap(({ schedule, boundary }, index) => {
    const next = found.slice(index + 1).find((one) => one.schedule === schedule);
    if (boundary.window === null || next === undefined) return [];
    return [{ start: new Date(boundary.at).toISOString(), end: new Date(next.boundary.at).toISOString() }];
  });
}

describe("planCalendar", () => {
  it("is read back with an event for each time that a window decides, in several zones", () => {
    const document = aDocument(aSchedule(), officeHours(), lordHowe);
    const plan = planOf(document, "2026-10-04T10:00Z", "2026-11-15T10:00Z");
    const { name, events } = read(planCalendar(plan));
    expect(name).toBe("Atlas Cluster Scheduler");
    expect(events.length).toBe(30 + 1 + 1);
    const spans = events.map(({ start, end }) => ({ start, end })).sort((a, b) => (a.start < b.start ? -1 : 1));
    expect(spans).toEqual(stretchesByBoundaries(plan));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    expect(events[0]).toEqual({
      uid: "billing.month-start.20261101T120000Z@atlas-cluster-scheduler",
      start: "2026-11-01T12:00:00.000Z",
      end: "2026-11-03T02:00:00.000Z",
      stamp: "2026-11-01T12:00:00.000Z",
      summary: "billing: M50 (month-start)",
      description: "Clusters: Cluster0\nUTC: Sun 2026-11-01 12:00 to Tue 2026-11-03 02:00\nBefore: M10\nAfter: M10",
    });
    expect(events.find(({ summary }) => summary === "sale: M50-M80 (starting at M60) (fridays)")).toMatchObject({
      start: "2026-10-29T19:00:00.000Z",
      end: "2026-10-31T19:00:00.000Z",
    });
  });

  it("shows what wins where windows overlap", () => {
    const windows = [
      { name: "launch", from: "2026-11-30T00:00", until: "2026-12-01T18:00", tier: "M60" },
      { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" },
    ];
    const plan = planOf(aDocument(aSchedule({ windows })), "2026-11-29T00:00Z", "2026-12-10T00:00Z");
    expect(read(planCalendar(plan)).events.map(({ summary, start, end }) => [summary, start, end])).toEqual([
      ["billing: M60 (launch)", "2026-11-30T00:00:00.000Z", "2026-12-01T18:00:00.000Z"],
      ["billing: M50 (month-start)", "2026-12-01T18:00:00.000Z", "2026-12-03T02:00:00.000Z"],
    ]);
  });

  it("gives an event whole, and the same, wherever the plan cuts it", () => {
    const document = aDocument(aSchedule());
    const whole = read(planCalendar(planOf(document, "2026-11-29T00:00Z", "2026-12-20T00:00Z"))).events;
    expect(whole.length).toBe(1);
    for (const [from, until] of [
      ["2026-12-02T10:11:12.500Z", "2026-12-20T00:00Z"],
      ["2026-11-20T00:00Z", "2026-12-02T10:11:12.500Z"],
      ["2026-12-01T12:00Z", "2026-12-03T02:00Z"],
      ["2026-12-01T00:00Z", "2026-12-01T12:00:30Z"],
    ] as const) {
      expect(read(planCalendar(planOf(document, from, until))).events).toEqual(whole);
    }
  });

  it("names an event alike when it begins with another window of the same target", () => {
    const windows = [
      { name: "b", start: "0 15 * * *", duration: "PT3H", tier: "M50" },
      { name: "a", start: "0 12 * * *", duration: "PT4H", tier: "M50" },
    ];
    const document = aDocument(aSchedule({ windows }));
    const uids = (from: string) =>
      read(planCalendar(planOf(document, from, "2026-12-02T00:00Z"))).events.map(({ uid }) => uid);
    expect(uids("2026-12-01T17:00Z")).toEqual(uids("2026-12-01T00:00Z"));
  });

  it("names alike what was always so", () => {
    const windows = [{ name: "always", start: "0 0 * * *", duration: "P1D", tier: "M50" }];
    const document = aDocument(aSchedule({ windows }));
    for (const from of ["2026-12-01T00:00Z", "2027-02-03T04:05Z"]) {
      expect(read(planCalendar(planOf(document, from, "2027-03-01T00:00Z"))).events).toMatchObject([
        { uid: "billing.always.always@atlas-cluster-scheduler", start: new Date(from).toISOString() },
      ]);
    }
  });

  it("ends where the zone data does", () => {
    const plan = planOf(aDocument(officeHours()), "2046-12-20T00:00Z", "2047-01-01T00:00Z");
    const { events } = read(planCalendar(plan));
    expect(events[events.length - 1]?.end).toBe("2047-01-01T00:00:00.000Z");
  });

  it("escapes what the tags say, folds at 75 octets and ends lines with CRLF", () => {
    const tags = { team: 'a,b;c\\d:"e"\r\nBEGIN:VEVENT', città: "naïve ☂ 😀 ".repeat(12), bell: "\u0007\u001b[31m" };
    const plan = planOf(aDocument(officeHours({ clusters: [{ tags }] })), "2026-11-02T00:00Z", "2026-11-04T00:00Z");
    const text = planCalendar(plan);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replace(/\r\n/g, "")).not.toMatch(/\p{Cc}/u);
    expect(Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const { events } = read(text);
    expect(events.length).toBe(2);
    expect(events[0]?.description.split("\n")[0]).toBe(
      `Clusters: tags team=a,b;c\\d:"e" BEGIN:VEVENT, città=${tags.città}, bell= [31m`,
    );
  });

  it("leaves out what is off and marks a trial run", () => {
    const document = aDocument(officeHours({ mode: "off" }), aSchedule({ mode: "report" }));
    const { events } = read(planCalendar(planOf(document, "2026-11-29T00:00Z", "2026-12-10T00:00Z")));
    expect(events.map(({ summary }) => summary)).toEqual(["billing: M50 (month-start), trial run"]);
  });
});
