/** Generated schedules, whose windows come round every few days, on awkward hours of awkward zones too. */

import fc from "fast-check";
import type { SizeTarget, Target } from "../../src/schedule/model";
import type { Kind, SoakSchedule, SoakWindow } from "./soak-case";
import { dayMs, hourMs, minuteMs, minuteText } from "./soak-time";

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
] as const;

const tier = fc.constantFrom(...tiers);

const bounds = fc
  .tuple(fc.integer({ min: 0, max: tiers.length - 2 }), fc.integer({ min: 1, max: tiers.length - 1 }))
  .map(([low, step]) => ({
    min: tiers[low] ?? "M30",
    max: tiers[Math.min(low + step, tiers.length - 1)] ?? "M60",
  }));

const paused: Target = { paused: true };

/** The target's keys always stand in the same order, so that equal targets have equal JSON. */
export const targetsOf: Readonly<Record<Kind, fc.Arbitrary<Target>>> = {
  plain: tier.map((one) => ({ tier: one })),
  analytics: fc.record({ tier, analyticsTier: tier }),
  "auto-scaled": fc
    .tuple(bounds, fc.boolean())
    .map(([autoScaling, named]): SizeTarget => (named ? { tier: autoScaling.max, autoScaling } : { autoScaling })),
  pausing: fc.oneof(
    { weight: 3, arbitrary: tier.map((one) => ({ tier: one })) },
    { weight: 2, arbitrary: fc.constant(paused) },
  ),
};

const minute = fc.constantFrom(0, 30, 15, 45, 7, 52, 59, 1);
const hour = fc.oneof(fc.constantFrom(12, 6, 18, 0, 23), fc.constantFrom(1, 2, 3), fc.integer({ min: 0, max: 23 }));
const day = fc.constantFrom(
  "*/3 * *",
  "* * MON-FRI",
  "* * *",
  "1-31/5 * *",
  "* * SAT,SUN",
  "1,15 * *",
  "L * *",
  "15W * *",
  "* * FRI#L",
  "* * TUE#2",
);

const line = fc.tuple(minute, hour, day).map((parts) => parts.join(" "));
const dailyLine = fc.tuple(minute, hour).map(([atMinute, atHour]) => `${atMinute} ${atHour} * * *`);
const duration = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((hours) => `PT${hours}H`),
  fc.integer({ min: 20, max: 240 }).map((minutes) => `PT${minutes}M`),
);

type Times = Omit<SoakWindow, "name" | "target">;

function timesIn(startMs: number, days: number): fc.Arbitrary<Times> {
  const date = fc.integer({ min: 0, max: days - 1 }).map((at) => minuteText(startMs + at * dayMs).slice(0, 10));
  const recurring = fc.oneof(
    { weight: 3, arbitrary: fc.record({ start: line, duration }) },
    { weight: 3, arbitrary: fc.record({ start: line, end: dailyLine }) },
  );
  const excepted = fc
    .tuple(recurring, fc.array(date, { maxLength: 3 }))
    .map(([times, except]): Times => (except.length === 0 ? times : { ...times, except }));
  const once = fc
    .tuple(fc.integer({ min: 0, max: (days - 1) * 24 }), fc.integer({ min: 1, max: 100 }), minute)
    .map(([afterHours, hours, past]): Times => {
      const fromMs = startMs + afterHours * hourMs + past * minuteMs;
      return { from: minuteText(fromMs), until: minuteText(fromMs + hours * hourMs) };
    });
  return fc.oneof({ weight: 6, arbitrary: excepted }, { weight: 1, arbitrary: once });
}

/** Whether each start could meet an end, so that the window never opens. */
const opens = ({ start, end }: Times) => end === undefined || start?.split(" ", 2).join() !== end.split(" ", 2).join();

export function scheduleOf(
  fixed: Pick<SoakSchedule, "name" | "selectsBy" | "project">,
  kind: Kind,
  startMs: number,
  days: number,
): fc.Arbitrary<SoakSchedule> {
  const window = fc.tuple(timesIn(startMs, days).filter(opens), targetsOf[kind]);
  return fc
    .record({
      timezone: fc.constantFrom(...zones),
      baseline: targetsOf[kind],
      windows: fc.array(window, { minLength: 1, maxLength: 3 }),
    })
    .map(({ timezone, baseline, windows }) => ({
      ...fixed,
      timezone,
      baseline,
      windows: windows.map(([times, target], index) => ({ name: `w${index}`, ...times, target })),
    }));
}
