/** Proves of planned triggers, by a reading of cron lines of its own, that they hit every boundary and never meet. */

import type { ScheduleDocument } from "../../src/schedule/model";
import { DAYS_PER_LEAP_YEAR, MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import type { TriggerPlan } from "../../src/schedule/triggers/triggers";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import { coverageOf } from "../../src/schedule/windows/coverage";

const YEARS = 5;
const NAMES = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const FIELDS = [
  { first: 0, last: 59, names: [] as string[], base: 0 },
  { first: 0, last: 23, names: [] as string[], base: 0 },
  { first: 1, last: 31, names: [] as string[], base: 0 },
  { first: 1, last: 12, names: MONTHS, base: 1 },
  { first: 0, last: 6, names: NAMES, base: 0 },
];

/** The members of each field of a line of plain numbers, names, ranges and lists. */
function fieldsOf(line: string): readonly ReadonlySet<number>[] {
  return line.split(" ").map((text, index) => {
    const { first = 0, last = 0, names = [], base = 0 } = FIELDS[index] ?? {};
    const numberFor = (word: string) => (names.includes(word) ? names.indexOf(word) + base : Number(word));
    const members = new Set<number>();
    for (const item of (text === "*" ? `${first}-${last}` : text).split(",")) {
      const [from = "", to = from] = item.split("-");
      for (let value = numberFor(from); value <= numberFor(to); value += 1) members.add(value);
    }
    return members;
  });
}

/** The name of the trigger that fires at each minute of the day that begins at `dayMs`. Throws where two do. */
function firedOn(dayMs: number, triggers: readonly { name: string; fields: ReturnType<typeof fieldsOf> }[]) {
  const date = new Date(dayMs);
  const ofDay = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()];
  const fired = new Map<number, string>();
  for (const { name, fields } of triggers) {
    if (!ofDay.every((value, index) => fields[index + 2]?.has(value) === true)) continue;
    for (const hour of fields[1] ?? []) {
      for (const minute of fields[0] ?? []) {
        const other = fired.get(hour * 60 + minute);
        const at = new Date(dayMs + (hour * 60 + minute) * MS_PER_MINUTE).toISOString();
        if (other !== undefined) throw new Error(`the triggers ${other} and ${name} would both fire at ${at}`);
        fired.set(hour * 60 + minute, name);
      }
    }
  }
  return fired;
}

/** Throws an error, which is one of ours and not of the schedule's, where a trigger is missing or two meet in the five years from `fromMs`. */
export function proveTriggers(
  documents: readonly ScheduleDocument[],
  plans: readonly TriggerPlan[],
  fromMs: number,
): void {
  const triggers = plans.map(({ name, schedule }) => ({ name, fields: fieldsOf(schedule) }));
  const schedules = documents.flatMap((document) => document.schedules);
  const untilMs = fromMs + YEARS * DAYS_PER_LEAP_YEAR * MS_PER_DAY;
  for (let dayMs = Math.floor(fromMs / MS_PER_DAY) * MS_PER_DAY; dayMs < untilMs; dayMs += MS_PER_DAY) {
    const fired = firedOn(dayMs, triggers);
    for (const schedule of schedules) {
      const covered = coverageOf(schedule).until * MS_PER_MINUTE;
      const [from, until] = [Math.max(dayMs, fromMs), Math.min(dayMs + MS_PER_DAY, untilMs, covered)];
      for (const { at } of from < until ? boundariesBetween(schedule, from, until) : []) {
        if (fired.has((at - dayMs) / MS_PER_MINUTE)) continue;
        throw new Error(`no trigger fires at ${new Date(at).toISOString()}, a boundary of ${schedule.name}`);
      }
    }
  }
}
