/** The generator of schedules. Their windows open every few days, some at awkward hours in awkward time zones. */

import fc from "fast-check";
import type { Mode, SizeTarget, Target } from "../../../src/schedule/model";
import type { ClusterKind, Selection, SoakDocument, SoakSchedule, SoakWindow } from "./case";
import { dayMs, hourMs, minuteMs, minuteText } from "./time";

export const tiers = ["M30", "M40", "M50", "M60"] as const;

const zones = [
  "UTC",
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  // Here clocks go forward at the end of a day, or at its beginning.
  "America/Nuuk",
  "America/Scoresbysund",
  "Africa/Cairo",
] as const;

const tier = fc.constantFrom(...tiers);

const bounds = fc
  .tuple(fc.integer({ min: 0, max: tiers.length - 2 }), fc.integer({ min: 1, max: tiers.length - 1 }))
  .map(([low, step]) => ({
    min: tiers[low] ?? "M30",
    max: tiers[Math.min(low + step, tiers.length - 1)] ?? "M60",
  }));

const paused: Target = { paused: true };
const unmanaged: Target = { unmanaged: true };

/** The target's keys always stand in the same order, so that equal targets have equal JSON. */
export const targetsByKind: Readonly<Record<ClusterKind, fc.Arbitrary<Target>>> = {
  plain: tier.map((one) => ({ tier: one })),
  analytics: fc.record({ tier, analyticsTier: tier }),
  "auto-scaled": fc
    .tuple(bounds, fc.boolean())
    .map(([autoScaling, named]): SizeTarget => (named ? { tier: autoScaling.max, autoScaling } : { autoScaling })),
  pausing: fc.oneof(
    { weight: 6, arbitrary: tier.map((one) => ({ tier: one })) },
    { weight: 4, arbitrary: fc.constant(paused) },
    { weight: 1, arbitrary: fc.constant(unmanaged) },
  ),
  running: fc.constantFrom<Target>(paused, paused, { paused: false }, { paused: false }, unmanaged),
  mixed: bounds.map((autoScaling): SizeTarget => ({ tier: autoScaling.max, autoScaling })),
  "gen-2": tier.map((one) => ({ tier: `${one}_GEN_2` })),
};

const minute = fc.constantFrom(0, 30, 15, 45, 7, 52, 59, 1);
const hour = fc.oneof(fc.constantFrom(12, 6, 18, 0, 23), fc.constantFrom(1, 2, 3), fc.integer({ min: 0, max: 23 }));
/** Lists and steps are among them, so that some windows start several times a day. */
const hours = fc.oneof(
  { weight: 7, arbitrary: hour.map(String) },
  { weight: 1, arbitrary: fc.constantFrom("6,18", "*/12", "8-20/6") },
);
const day = fc.constantFrom(
  "*/3 * *",
  "* * MON-FRI",
  "* * *",
  "1-31/5 * *",
  "* * SAT,SUN",
  "1,15 * *",
  "L * *",
  "L-3 * *",
  "LW * *",
  "15W * *",
  "* * FRI#L",
  "* * TUE#2",
  "* * FRI-SUN",
  "1W,20 * *",
  "28-31 * *",
  "* */2 *",
  "* JAN,MAR,OCT-DEC MON-SAT",
  "* * SUN#L,WED#3",
  "* * 7",
);

const line = fc.tuple(minute, hours, day).map((parts) => parts.join(" "));
const dailyLine = fc.tuple(minute, hour).map(([atMinute, atHour]) => `${atMinute} ${atHour} * * *`);
const duration = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((count) => `PT${count}H`),
  fc.integer({ min: 20, max: 240 }).map((minutes) => `PT${minutes}M`),
  fc.constantFrom("P1D", "P2D", "P1DT6H", "P1DT30M", "PT25M", "PT40M"),
);

/** Windows that open every day in the small hours, when clocks go forward or back. */
const smallHours = fc.record({
  start: fc
    .tuple(fc.constantFrom(0, 15, 30, 45, 59), fc.constantFrom(0, 1, 2, 3, 23))
    .map(([atMinute, atHour]) => `${atMinute} ${atHour} * * *`),
  duration: fc.constantFrom("PT2H", "PT90M", "PT5H", "PT30M"),
});

type Times = Omit<SoakWindow, "name" | "target">;

export const calendarName = "holidays";

function dateIn(startMs: number, days: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: days - 1 }).map((at) => minuteText(startMs + at * dayMs).slice(0, 10));
}

export function calendarsIn(startMs: number, days: number) {
  return fc
    .array(dateIn(startMs, days), { minLength: 1, maxLength: 4 })
    .map((dates): NonNullable<SoakDocument["calendars"]> => ({ [calendarName]: [...new Set(dates)] }));
}

function exceptIn(startMs: number, days: number): fc.Arbitrary<readonly string[]> {
  const entry = fc.oneof({ weight: 3, arbitrary: dateIn(startMs, days) }, fc.constant(calendarName));
  return fc.uniqueArray(entry, { maxLength: 3 });
}

function timesIn(startMs: number, days: number): fc.Arbitrary<Times> {
  const recurring = fc.oneof(
    { weight: 4, arbitrary: fc.record({ start: line, duration }) },
    { weight: 4, arbitrary: fc.record({ start: line, end: dailyLine }) },
    { weight: 3, arbitrary: smallHours },
  );
  const lead = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.constantFrom("PT10M", "PT1H", "PT2H45M"));
  const excepted = fc
    .tuple(recurring, fc.option(exceptIn(startMs, days), { freq: 2 }), lead)
    .map(([times, except, ahead]): Times => {
      return { ...times, ...(except !== null && { except }), ...(ahead !== null && { lead: ahead }) };
    });
  const once = fc
    .tuple(fc.integer({ min: 0, max: (days - 1) * 24 }), fc.integer({ min: 1, max: 100 }), minute)
    .map(([afterHours, hours, past]): Times => {
      const fromMs = startMs + afterHours * hourMs + past * minuteMs;
      return { from: minuteText(fromMs), until: minuteText(fromMs + hours * hourMs) };
    });
  return fc.oneof({ weight: 6, arbitrary: excepted }, { weight: 1, arbitrary: once });
}

/** Whether the window ever opens: a start at the same minute as an end opens nothing. */
const opens = ({ start, end }: Times) => end === undefined || start?.split(" ", 2).join() !== end.split(" ", 2).join();

export function scheduleOf(
  fixed: Selection,
  kind: ClusterKind,
  startMs: number,
  days: number,
): fc.Arbitrary<SoakSchedule> {
  const window = fc.tuple(timesIn(startMs, days).filter(opens), targetsByKind[kind]);
  return fc
    .record({
      timezone: fc.constantFrom(...zones),
      baseline: targetsByKind[kind],
      windows: fc.array(window, { minLength: 1, maxLength: 3 }),
      except: fc.option(exceptIn(startMs, days), { freq: 2 }),
      mode: fc.oneof(
        { weight: 10, arbitrary: fc.constant("on" as const) },
        fc.constantFrom<Mode>("off", "off", "report"),
      ),
    })
    .map(({ timezone, baseline, windows, except, mode }) => ({
      ...fixed,
      timezone,
      baseline,
      windows: windows.map(([times, target], index) => ({ name: `w${index}`, ...times, target })),
      ...(except !== null && { except }),
      ...(mode !== "on" && { mode }),
    }));
}

/** The length of a case with few boundaries in days, so that more than 30 lie between two of them. */
export const quietDays = 45;

/** A schedule with a window in the first days and another after more than a month. */
export function quietScheduleOf(fixed: Selection, kind: ClusterKind, startMs: number): fc.Arbitrary<SoakSchedule> {
  const once = (fromHour: number) => {
    const fromMs = startMs + fromHour * hourMs;
    return { from: minuteText(fromMs), until: minuteText(fromMs + 12 * hourMs) };
  };
  return fc
    .record({ baseline: targetsByKind[kind], target: targetsByKind[kind], day: fc.integer({ min: 0, max: 4 }) })
    .map(({ baseline, target, day: first }) => ({
      ...fixed,
      timezone: "UTC",
      baseline,
      windows: [
        { name: "first", ...once(first * 24 + 2), target },
        { name: "second", ...once((quietDays - 3) * 24), target },
      ],
    }));
}
