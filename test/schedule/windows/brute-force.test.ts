import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import moment from "moment-timezone";
import { type Timeline, timelineOf } from "../../../scripts/soak/oracle/brute-force";
import { parseDocument } from "../../../src/schedule/document/parse";
import type { Schedule, Target } from "../../../src/schedule/model";
import { sizeOf } from "../../../src/schedule/target";
import { boundariesBetween, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { type GeneratedCase, scheduleAround, zones } from "../generators";

const MINUTE_MS = 60_000;
const DAY = 1440;
/** Lines that come round less than once a month. */
const RARE = / 31|L-30|29 2|JAN|#5|MAR|9-11|1,3|L 2/;
const RUNS = Number(process.env.CASES ?? 90);

/** Instants worth looking at: the zone's changes, month and year ends, leap days. Minutes since the epoch. */
function centresOf(timezone: string): number[] {
  const untils = moment.tz.zone(timezone)?.untils ?? [];
  const changes = untils.filter(
    (until): until is number => until !== null && until > Date.UTC(2026, 0) && until < Date.UTC(2034, 0),
  );
  const dates = ["2026-12-31", "2028-02-29", "2027-02-28", "2029-07-31"].map((date) => Date.parse(date));
  return [...changes, ...changes, ...dates].map((ms) => ms / MINUTE_MS);
}

const generated = fc.constantFrom(...zones).chain((timezone) =>
  fc.constantFrom(...centresOf(timezone)).chain((centre) =>
    fc.record({
      centre: fc.constant(centre),
      written: scheduleAround(timezone, centre),
      samples: fc.array(fc.integer({ min: 0, max: 24 * DAY - 1 }), { minLength: 8, maxLength: 8 }),
    }),
  ),
);

function tierOf(target: Target): string {
  return sizeOf(target);
}

function expectedBoundaries(timeline: Timeline, from: number): string[] {
  const found: string[] = [];
  timeline.tiers.forEach((tier, index) => {
    const before = timeline.tiers[index - 1];
    if (before !== undefined && before !== tier) found.push(`${from + index} ${before} ${tier}`);
  });
  return found;
}

/** Compares what holds at one minute of the timeline, since when, and what comes next. */
function checkInstant(schedule: Schedule, timeline: Timeline, from: number, index: number): void {
  const ms = (from + index) * MINUTE_MS;
  const desired = desiredAt(schedule, ms);
  const tier = timeline.tiers[index];
  expect(tierOf(desired.target)).toBe(tier);
  let first = index;
  while (first > 0 && timeline.tiers[first - 1] === tier) first -= 1;
  if (first > 0) {
    expect(desired.since).toBe((from + first) * MINUTE_MS);
    expect(desired.before && tierOf(desired.before)).toBe(timeline.tiers[first - 1]);
  } else {
    expect(desired.since ?? 0).toBeLessThanOrEqual(from * MINUTE_MS);
  }
  const next = timeline.tiers.findIndex((other, at) => at > index && other !== tier);
  const boundary = nextBoundary(schedule, ms);
  if (next < 0)
    expect(boundary?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual((from + timeline.tiers.length) * MINUTE_MS);
  else
    expect(boundary && [boundary.at, tierOf(boundary.after)]).toEqual([
      (from + next) * MINUTE_MS,
      timeline.tiers[next],
    ]);
}

interface Mix {
  [feature: string]: number;
}

function note(
  mix: Mix,
  { schedule }: GeneratedCase,
  timeline: Timeline,
  boundaries: readonly string[],
  from: number,
): void {
  const text = JSON.stringify(schedule.windows);
  const yearOf = (minute: number) => new Date(minute * MINUTE_MS).getUTCFullYear();
  const features: Record<string, boolean> = {
    gap: timeline.gaps > 0,
    fold: timeline.folds > 0,
    boundaries: boundaries.length > 1,
    halfHourZone: /Lord_Howe|Chatham|St_Johns|Kolkata|Kathmandu/.test(schedule.timezone),
    midnightChange: /Santiago|Beirut|Cairo|Havana|Nuuk/.test(schedule.timezone) && timeline.gaps + timeline.folds > 0,
    except: /"except":\["/.test(text) || schedule.except !== undefined,
    clearedExcept: /"except":\[\]/.test(text),
    daysAndDaylight: /"P\d+[DW]/.test(text) && timeline.gaps + timeline.folds > 0,
    lead: /"lead"/.test(text),
    lastWorkday: /LW/.test(text),
    beforeLast: /L-\d/.test(text),
    last: /[ ,]L[ ,]/.test(text),
    workday: /\dW/.test(text),
    nth: /#/.test(text),
    oneOff: /"from"/.test(text),
    duration: /"duration"/.test(text),
    yearCrossing: yearOf(from) !== yearOf(from + timeline.tiers.length),
    leapDay:
      from * MINUTE_MS < Date.UTC(2028, 1, 29) && (from + timeline.tiers.length) * MINUTE_MS > Date.UTC(2028, 2, 1),
    severalWindows: schedule.windows.length > 1,
  };
  for (const [feature, isThere] of Object.entries(features)) mix[feature] = (mix[feature] ?? 0) + (isThere ? 1 : 0);
}

describe("schedules against a minute-by-minute brute force", () => {
  const mix: Mix = {};
  let cases = 0;

  it("hold the same target, since the same boundary, until the same boundary", () => {
    fc.assert(
      fc.property(generated, ({ written, centre, samples }) => {
        const from = Math.floor(centre) - 12 * DAY;
        const until = from + 24 * DAY;
        const parsed = parseDocument({ schedules: [written.schedule], calendars: written.calendars });
        fc.pre("config" in parsed);
        const schedule = "config" in parsed ? parsed.config.schedules[0] : undefined;
        if (schedule === undefined) throw new Error("no schedule");
        const isRare = written.schedule.windows.some(({ start = "", end = "" }) => RARE.test(`${start} ; ${end}`));
        const timeline = timelineOf(written.schedule, written.calendars, from, until, (isRare ? 400 : 65) * DAY);
        const expected = expectedBoundaries(timeline, from);
        const found = boundariesBetween(schedule, (from + 1) * MINUTE_MS, until * MINUTE_MS).map(
          ({ at, before, after }) => `${at / MINUTE_MS} ${tierOf(before)} ${tierOf(after)}`,
        );
        expect(found).toEqual(expected);
        for (const index of samples) checkInstant(schedule, timeline, from, index);
        note(mix, written, timeline, expected, from);
        cases += 1;
      }),
      { numRuns: RUNS, seed: 20261123 },
    );
  });

  it("which are mixed so that the awkward cases are among them", () => {
    const shares = Object.entries(mix).map(([feature, count]): [string, number] => [feature, count / cases]);
    const floors: Record<string, number> = {
      gap: 0.2,
      fold: 0.2,
      boundaries: 0.5,
      halfHourZone: 0.15,
      midnightChange: 0.1,
      except: 0.3,
      clearedExcept: 0.03,
      daysAndDaylight: 0.1,
      lead: 0.3,
      lastWorkday: 0.03,
      beforeLast: 0.03,
      last: 0.05,
      workday: 0.1,
      nth: 0.2,
      oneOff: 0.08,
      duration: 0.4,
      yearCrossing: 0.02,
      leapDay: 0.02,
      severalWindows: 0.4,
    };
    const short = shares.filter(([feature, share]) => share < (floors[feature] ?? 0));
    expect(short).toEqual([]);
    expect(Object.keys(mix).sort()).toEqual(Object.keys(floors).sort());
  });
});
