import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { hoursOf } from "../../../scripts/lib/planning/hours";
import { savingsOf } from "../../../scripts/lib/planning/money/savings";
import { planSchedule } from "../../../scripts/lib/planning/schedule";
import { compareSizes } from "../../../scripts/lib/planning/sizes";
import { timelineOf, type WrittenSchedule } from "../../../scripts/soak/oracle/brute-force";
import { parseDocument } from "../../../src/schedule/document/parse";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { scheduleAround } from "../../schedule/generators";
import { aDocument, aSchedule, byHours, planOf, written } from "./builders";

const day = 1440;
const minuteMs = 60_000;
/** No generated span is longer: its end comes every month, or its duration is some days. */
const warmUp = 40 * day;
const calendars = {};

/** Hours by tier, from a count of minutes that knows nothing of boundaries. */
function countedHours(
  schedule: WrittenSchedule,
  from: number,
  until: number,
  dates: Record<string, readonly string[]>,
) {
  const minutes = new Map<string, number>();
  for (const tier of timelineOf(schedule, dates, from, until, warmUp).tiers) {
    minutes.set(tier, (minutes.get(tier) ?? 0) + 1);
  }
  return Object.fromEntries([...minutes].map(([tier, count]) => [tier, count / 60]));
}

function plannedHours(
  schedule: WrittenSchedule,
  from: number,
  until: number,
  dates: Record<string, readonly string[]>,
) {
  const [parsed] = written({ schedules: [schedule], calendars: dates }).document.schedules;
  if (parsed === undefined) throw new Error("no schedule");
  const planned = planSchedule(parsed, from * minuteMs, until * minuteMs);
  return { planned, hours: Object.fromEntries(hoursOf(planned)) };
}

const minuteOf = (iso: string) => Date.parse(iso) / minuteMs;

describe("hoursOf", () => {
  it.each<[string, WrittenSchedule["windows"]]>([
    ["America/New_York", [{ name: "w", start: "30 1 * * *", end: "30 2 * * *", tier: "M50" }]],
    ["Australia/Lord_Howe", [{ name: "w", start: "45 1 * * SUN", duration: "PT3H7M", tier: "M40" }]],
    [
      "America/Santiago",
      [
        { name: "exception", from: "2026-04-01T00:00", until: "2026-04-05T00:00", tier: "M30" },
        { name: "w", start: "0 22 * * *", end: "15 3 * * *", tier: "M50" },
      ],
    ],
    ["Asia/Kathmandu", [{ name: "w", start: "*/25 9-17 * * MON-FRI", duration: "PT10M", tier: "M20" }]],
  ])("counts as many minutes as there are, in %s", (timezone, windows) => {
    const schedule = { name: "s", clusters: ["c"], timezone, baseline: { tier: "M10" }, windows };
    // Daylight saving begins or ends in each span, in New York, on Lord Howe and, in the first, in Santiago.
    for (const [from, until] of [
      [minuteOf("2026-03-04T00:00Z"), minuteOf("2026-04-08T00:00Z")],
      [minuteOf("2026-10-01T03:17Z"), minuteOf("2026-11-04T05:31Z")],
    ] as const) {
      const { hours } = plannedHours(schedule, from, until, calendars);
      const counted = countedHours(schedule, from, until, calendars);
      expect(Object.keys(counted).length).toBeGreaterThan(1);
      expect(hours).toEqual(counted);
    }
  });

  it("agrees with the count for generated schedules, and sums to the span", () => {
    const centre = minuteOf("2026-03-29T00:00Z");
    fc.assert(
      fc.property(
        fc
          .constantFrom("Europe/Berlin", "Africa/Casablanca", "Asia/Beirut", "Pacific/Chatham")
          .chain((timezone) => scheduleAround(timezone, centre)),
        fc.integer({ min: -7 * day, max: 0 }),
        fc.integer({ min: 1, max: 8 * day }),
        ({ schedule, calendars: dates }, start, length) => {
          const from = centre + start;
          fc.pre("config" in parseDocument({ schedules: [schedule], calendars: dates }));
          const { hours, planned } = plannedHours(schedule, from, from + length, dates);
          expect(hours).toEqual(countedHours(schedule, from, from + length, dates));
          expect(planned.stretches.reduce((sum, { from: start, until }) => sum + until - start, 0)).toBe(
            length * minuteMs,
          );
        },
      ),
      { numRuns: 12, seed: 3 },
    );
  });
});

describe("planSchedule", () => {
  it("covers the span with stretches that agree with what is desired, without a gap", () => {
    const schedule = { name: "s", clusters: ["c"], timezone: "Asia/Gaza", baseline: { tier: "M10" } };
    const windows = [
      { name: "a", start: "0 3 * * *", duration: "PT5H", tier: "M50" },
      { name: "b", start: "0 1 1 * *", end: "30 4 3 * *", tier: "M40" },
    ];
    const plan = planOf({ schedules: [{ ...schedule, windows }] }, "2026-03-20T04:10Z", "2026-05-05T02:00Z");
    const [planned] = plan.schedules;
    expect(planned?.stretches.length).toBe((planned?.boundaries.length ?? 0) + 1);
    let at = plan.from;
    for (const { from, until, target } of planned?.stretches ?? []) {
      expect(from).toBe(at);
      for (const moment of [from, (from + until) / 2, until - minuteMs]) {
        if (planned) expect(desiredAt(planned.schedule, moment).target).toEqual(target);
      }
      at = until;
    }
    expect(at).toBe(plan.until);
  });
});

describe("compareSizes", () => {
  it("puts paused first, then sizes by the largest tier they can mean", () => {
    const sizes = ["M80", "M30-M60", "M200", "running", "M50", "unmanaged", "paused", "M60", "M40-M60", "R50"];
    expect(sizes.sort(compareSizes)).toEqual([
      "paused",
      "unmanaged",
      "running",
      "M50",
      "R50",
      "M30-M60",
      "M40-M60",
      "M60",
      "M80",
      "M200",
    ]);
  });
});

describe("savingsOf", () => {
  const hours = new Map([
    ["paused", 100],
    ["M10", 60],
    ["M50", 40],
  ]);
  const usage = { hours, transitions: [] };
  const changing = { hours: 0, cost: 0 };
  const prices = (hourly: Record<string, number>) => ({
    file: "prices.json",
    currency: "USD",
    hourly: new Map(Object.entries(hourly)),
  });

  it("counts the hours not at the largest size", () => {
    expect(savingsOf(usage, byHours)).toEqual({
      against: "M50",
      hoursSaved: 160,
      hoursAbove: 0,
      hoursOpen: 0,
      costs: null,
      unpriced: [],
    });
  });

  it("adds up money from the prices given, against the largest size all the time", () => {
    expect(savingsOf(usage, { prices: prices({ paused: 0.01, M10: 0.1, M50: 2 }), against: null }).costs).toEqual({
      currency: "USD",
      cost: { total: 87, changing },
      costAgainst: 400,
    });
  });

  it("compares with the tier that is given: what is above it costs more", () => {
    expect(savingsOf(usage, { ...byHours, against: "M30" })).toMatchObject({ hoursSaved: 160, hoursAbove: 40 });
    expect(savingsOf(usage, { ...byHours, against: "M10" })).toMatchObject({ hoursSaved: 100, hoursAbove: 40 });
    expect(savingsOf(usage, { ...byHours, against: "M80" })).toMatchObject({ hoursSaved: 200, hoursAbove: 0 });
    const money = prices({ paused: 0.01, M10: 0.1, M50: 2, M30: 0.5 });
    expect(savingsOf(usage, { prices: money, against: "M30" }).costs).toMatchObject({
      cost: { total: 87 },
      costAgainst: 100,
    });
    expect(savingsOf(usage, { prices: money, against: "M80" })).toMatchObject({ costs: null, unpriced: ["M80"] });
  });

  it("names what has no price, and gives no sum", () => {
    const { costs, unpriced } = savingsOf(usage, { prices: prices({ M10: 0.1, M30: 1 }), against: null });
    expect({ costs, unpriced }).toEqual({ costs: null, unpriced: ["M50"] });
  });
});

describe("a plan of a boundary at every minute", () => {
  it("is refused over 20 years, before it takes up all memory", () => {
    const windows = [{ name: "w", start: "*/2 * * * *", duration: "PT1M", tier: "M50" }];
    expect(() => planOf(aDocument(aSchedule({ windows })), "2026-12-01T00:00Z", "2046-12-01T00:00Z")).toThrow(
      "schedule billing has more than 200000 boundaries in this time: choose an earlier --until",
    );
  });
});
