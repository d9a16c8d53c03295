/** Proves of planned triggers, by a reading of cron lines of its own, that they hit every boundary and never meet. */

import type { ScheduleDocument } from "../../src/schedule/model";
import { DAYS_PER_LEAP_YEAR, MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import type { TriggerPlan } from "../../src/schedule/triggers/triggers";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import { coverageOf } from "../../src/schedule/windows/coverage";

const YEARS = 5;
/** Boundaries are looked for a month at a time: five years of every minute would fill the memory. */
const STEP_MS = 31 * MS_PER_DAY;
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

interface ReadTrigger {
  readonly name: string;
  readonly fields: ReturnType<typeof fieldsOf>;
}

function firesOn({ fields }: ReadTrigger, date: Date): boolean {
  const ofDay = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()];
  return ofDay.every((value, index) => fields[index + 2]?.has(value) === true);
}

/** The name of the trigger that fires at each minute of the day that begins at `dayMs`. Throws where two of them do. */
function minutesOf(triggers: readonly ReadTrigger[], dayMs: number): ReadonlyMap<number, string> {
  const fired = new Map<number, string>();
  for (const { name, fields } of triggers) {
    for (const hour of fields[1] ?? []) {
      for (const minute of fields[0] ?? []) {
        const other = fired.get(hour * 60 + minute);
        if (other !== undefined) {
          const at = new Date(dayMs + (hour * 60 + minute) * MS_PER_MINUTE).toISOString();
          throw new Error(`the triggers ${other} and ${name} would both fire at ${at}`);
        }
        fired.set(hour * 60 + minute, name);
      }
    }
  }
  return fired;
}

/** The same for any day. Days on which the same triggers fire are alike, and there are few kinds of them. */
function firingsOf(triggers: readonly ReadTrigger[]): (dayMs: number) => ReadonlyMap<number, string> {
  const known = new Map<string, ReadonlyMap<number, string>>();
  return (dayMs) => {
    const date = new Date(dayMs);
    const ofDay = triggers.filter((trigger) => firesOn(trigger, date));
    const kind = ofDay.map(({ name }) => name).join();
    const fired = known.get(kind) ?? minutesOf(ofDay, dayMs);
    known.set(kind, fired);
    return fired;
  };
}

/** Throws an error, which is one of ours and not of the schedule's, where a trigger is missing or two meet in the five years from `fromMs`. */
export function proveTriggers(
  documents: readonly ScheduleDocument[],
  plans: readonly TriggerPlan[],
  fromMs: number,
): void {
  const firings = firingsOf(plans.map(({ name, schedule }) => ({ name, fields: fieldsOf(schedule) })));
  const untilMs = fromMs + YEARS * DAYS_PER_LEAP_YEAR * MS_PER_DAY;
  for (let dayMs = dayOf(fromMs); dayMs < untilMs; dayMs += MS_PER_DAY) firings(dayMs);
  for (const schedule of documents.flatMap((document) => document.schedules)) {
    const until = Math.min(untilMs, coverageOf(schedule).until * MS_PER_MINUTE);
    for (let from = fromMs; from < until; from += STEP_MS) {
      for (const { at } of boundariesBetween(schedule, from, Math.min(from + STEP_MS, until))) {
        if (firings(dayOf(at)).has((at - dayOf(at)) / MS_PER_MINUTE)) continue;
        throw new Error(`no trigger fires at ${new Date(at).toISOString()}, a boundary of ${schedule.name}`);
      }
    }
  }
}

const dayOf = (ms: number) => Math.floor(ms / MS_PER_DAY) * MS_PER_DAY;
