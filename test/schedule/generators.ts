/** Generated schedules, with times that fall on the awkward hours of their zones. */

import fc from "fast-check";
import type { WrittenSchedule, WrittenWindow } from "../../scripts/soak/oracle/brute-force";

/** Changes by 30 minutes, at midnight, in the middle of Ramadan, by odd offsets; and some ordinary ones. */
export const zones = [
  "Australia/Lord_Howe",
  "America/Santiago",
  "Asia/Beirut",
  "Africa/Casablanca",
  "Pacific/Chatham",
  "America/Nuuk",
  "Africa/Cairo",
  "America/St_Johns",
  "Asia/Gaza",
  "America/Havana",
  "Europe/Berlin",
  "America/New_York",
  "US/Pacific",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "UTC",
] as const;

const minute = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("0", "15", "30", "45") },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 59 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom("*/20", "10-59/25", "5,35", "50-59/3", "*") },
);

const hour = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("0", "1", "2", "3", "23") },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 23 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom("*/6", "8-18", "1-23/5", "0,12", "*") },
);

const plainDay = fc.constantFrom(
  "* WEEK *",
  "1 * *",
  "15 * *",
  "28 * *",
  "1-7 * *",
  "*/5 * *",
  "* * MON-FRI",
  "* * SAT,SUN",
  "* * 0",
  "* * 7",
  "* * FRI-SUN",
  "* * */2",
);
const specialDay = fc.constantFrom(
  "L * *",
  "LW * *",
  "L-2 * *",
  "L-9,LW,4 * *",
  "15W * *",
  "1W * *",
  "L,10 * *",
  "28W,3 * *",
  "* * MON#1",
  "* * FRI#L",
  "* * SUN#L",
  "* * SUN#2,3#4",
  "* * WED#3",
);
const rareDay = fc.constantFrom(
  "31 * *",
  "31W * *",
  "* * SUN#5",
  "* 1,3,10,11 *",
  "L 2 *",
  "L-30 * *",
  "29 2 *",
  "1 JAN *",
  "31 12 *",
  "* MAR-APR SUN",
  "L 9-11 *",
);

/** What a generated line has in it. */
export type DayKind = "plain" | "special" | "rare";

const dayOfKind = (kind: DayKind) =>
  (kind === "plain" ? plainDay : kind === "special" ? specialDay : rareDay).map((day) => day.replace("WEEK", "*"));

const cronOf = (kind: DayKind) => fc.tuple(minute, hour, dayOfKind(kind)).map((parts) => parts.join(" "));

export const dayKind = fc.oneof(
  { weight: 5, arbitrary: fc.constant<DayKind>("plain") },
  { weight: 4, arbitrary: fc.constant<DayKind>("special") },
  { weight: 2, arbitrary: fc.constant<DayKind>("rare") },
);

export const cronLine = dayKind.chain(cronOf);

const duration = fc.oneof(
  fc.integer({ min: 1, max: 180 }).map((minutes) => `PT${minutes}M`),
  fc.integer({ min: 1, max: 60 }).map((hours) => `PT${hours}H30M`),
  fc.integer({ min: 1, max: 9 }).map((days) => `P${days}D`),
  fc.integer({ min: 1, max: 26 }).map((hours) => `P1DT${hours}H10M`),
  fc.constant("P1W"),
);

const tier = fc.constantFrom("M10", "M30", "M40", "M50");

const civil = (day: number) => new Date(day * 60_000).toISOString().slice(0, 16);

/** Dates within the days around `centre` (minutes). */
const dates = (centre: number) =>
  fc.array(
    fc.integer({ min: -10, max: 10 }).map((days) => civil(centre + days * 1440).slice(0, 10)),
    { minLength: 1, maxLength: 6 },
  );

const lead = fc.option(fc.constantFrom("PT1M", "PT30M", "PT1H", "PT2H45M", "PT9H", "PT24H"), {
  nil: undefined,
  freq: 2,
});

function windowAround(centre: number): fc.Arbitrary<Omit<WrittenWindow, "name">> {
  const times = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ start: cronLine, end: dayKind.filter((kind) => kind !== "rare").chain(cronOf) }),
    },
    { weight: 4, arbitrary: fc.record({ start: cronLine, duration }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 5000 }))
        .map(([shift, length]) => ({ from: civil(centre + shift), until: civil(centre + shift + length) })),
    },
  );
  const except = fc.option(fc.oneof(dates(centre), fc.constant(["holidays"]), fc.constant([])), {
    nil: undefined,
    freq: 3,
  });
  return fc.tuple(times, tier, except, lead).map(([written, one, left, before]) => ({
    ...written,
    tier: one,
    ...(before !== undefined && { lead: before }),
    ...(left !== undefined && !("from" in written) && { except: left }),
  }));
}

export interface GeneratedCase {
  readonly schedule: WrittenSchedule;
  readonly calendars: Record<string, readonly string[]>;
}

/** A schedule of one to three windows in one of `zones`, with its dates around `centre` (minutes since the epoch). */
export function scheduleAround(timezone: string, centre: number): fc.Arbitrary<GeneratedCase> {
  return fc
    .record({
      windows: fc.array(windowAround(centre), { minLength: 1, maxLength: 3 }),
      except: fc.option(dates(centre), { nil: undefined, freq: 4 }),
      holidays: dates(centre),
    })
    .map(({ windows, except, holidays }) => ({
      schedule: {
        name: "generated",
        clusters: ["Cluster0"],
        timezone,
        baseline: { tier: "M10" },
        ...(except !== undefined && { except }),
        windows: windows.map((window, index) => ({ name: `w${index}`, ...window })),
      },
      calendars: { holidays },
    }));
}
