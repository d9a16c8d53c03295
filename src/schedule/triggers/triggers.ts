/** Plans the scheduled triggers that run `reconcile`: one for each plain line in UTC, and a heartbeat for all the rest. */

import { type Occurrences, occurrencesOf } from "../calendar/occurrences";
import { utc, type Zone, zoneDataEnd } from "../calendar/zone";
import type { Schedule, ScheduleDocument } from "../model";
import { DAYS_PER_LEAP_YEAR, MS_PER_DAY, MS_PER_MINUTE } from "../time-units";
import { boundariesBetween } from "../windows/boundaries";
import { ownLines } from "./trigger-line";

export interface TriggerPlan {
  /** At most 64 characters of `[A-Za-z0-9_-]`, unique whatever the case (App Services docs: trigger names). */
  readonly name: string;
  /** Five fields, UTC. */
  readonly schedule: string;
}

const LONGEST_NAME = 64;
const HORIZON_MS = 5 * DAYS_PER_LEAP_YEAR * MS_PER_DAY;
/** The search for boundaries goes a month at a time, so that it can end once every minute of the hour is needed. */
const STEP_MS = 31 * MS_PER_DAY;
const QUARTER = 15;

interface OwnTrigger extends TriggerPlan {
  readonly occurrences: Occurrences;
}

/** `wanted` and `ending` joined, cut to the length allowed, and numbered where the name is taken. */
function uniqueName(wanted: string, ending: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const tail = count === 1 ? ending : `-${count}${ending}`;
    const name = `${wanted.slice(0, LONGEST_NAME - tail.length)}${tail}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function isAlwaysUtc({ offsets }: Zone): boolean {
  return offsets.length === 1 && offsets[0] === 0;
}

/** One trigger for each line, named for the first window that has it: two triggers of one line would start two runs at once. */
function ownTriggers(schedules: readonly Schedule[]): OwnTrigger[] {
  const found: OwnTrigger[] = [];
  const names = new Set<string>();
  const seen = new Set<string>();
  for (const schedule of schedules) {
    for (const window of isAlwaysUtc(schedule.zone) ? schedule.windows : []) {
      for (const { edge, line, text } of ownLines(window)) {
        if (seen.has(text)) continue;
        seen.add(text);
        const name = uniqueName(`${schedule.name}-${window.name}`, `-${edge}`, names);
        names.add(name.toLowerCase());
        found.push({ name, schedule: text, occurrences: occurrencesOf(line, utc, null) });
      }
    }
  }
  return found;
}

/** Whether every boundary of the schedule falls on a line of its own triggers. */
function isAllOwn(schedule: Schedule): boolean {
  return isAlwaysUtc(schedule.zone) && schedule.windows.every((window) => ownLines(window).length === 2);
}

/** The UTC minutes of the hour at which there are boundaries for which no own trigger fires. */
function minutesLeft(schedules: readonly Schedule[], own: readonly OwnTrigger[], fromMs: number): Set<number> {
  const left = new Set<number>();
  const untilMs = Math.min(fromMs + HORIZON_MS, zoneDataEnd);
  for (const schedule of schedules.filter((one) => !isAllOwn(one))) {
    for (let stepMs = fromMs; stepMs < untilMs && left.size < 60; stepMs += STEP_MS) {
      for (const { at } of boundariesBetween(schedule, stepMs, Math.min(stepMs + STEP_MS, untilMs))) {
        const minute = at / MS_PER_MINUTE;
        if (!own.some(({ occurrences }) => occurrences.atOrBefore(minute) === minute)) left.add(minute % 60);
      }
    }
  }
  return left;
}

/** The minutes of the hour at which an own trigger fires. */
function ownMinutes(own: readonly OwnTrigger[]): Set<number> {
  const found = new Set<number>();
  for (const { schedule } of own) {
    const [field = "*"] = schedule.split(" ");
    for (const item of (field === "*" ? "0-59" : field).split(",")) {
      const [first, last = first] = item.split("-").map(Number);
      for (let minute = first ?? 0; minute <= (last ?? 0); minute += 1) found.add(minute);
    }
  }
  return found;
}

function quartersFrom(offset: number): number[] {
  return [0, 1, 2, 3].map((quarter) => offset + quarter * QUARTER);
}

/**
 * Four minutes, a quarter of an hour apart. They avoid the minutes of own triggers first, and then make use of minutes
 * that are needed anyway. Of equally good ones those on the hour are taken, else those farthest from it.
 */
function chooseQuarters(taken: ReadonlySet<number>, needed: ReadonlySet<number>): number[] {
  const costOf = (offset: number) => {
    const quarters = quartersFrom(offset);
    const shared = quarters.filter((minute) => taken.has(minute)).length;
    const extra = quarters.filter((minute) => !needed.has(minute)).length;
    return shared * 100 + extra;
  };
  const offsets = [0, 7, 8, 6, 9, 5, 10, 4, 11, 3, 12, 2, 13, 1, 14];
  const best = offsets.reduce((chosen, offset) => (costOf(offset) < costOf(chosen) ? offset : chosen), 0);
  return quartersFrom(best);
}

/**
 * The triggers for all the schedule documents of an app. Every boundary of the five years from `fromMs` (epoch
 * milliseconds; as far as the zone data reaches) has a trigger that fires at its exact minute, under Atlas's cron rules and under Unix's.
 */
export function triggersFor(documents: readonly ScheduleDocument[], fromMs: number): TriggerPlan[] {
  const schedules: Schedule[] = [];
  for (const document of documents) schedules.push(...document.schedules);
  const own = ownTriggers(schedules);
  const needed = minutesLeft(schedules, own, fromMs);
  const minutes = new Set([...chooseQuarters(ownMinutes(own), needed), ...needed]);
  const list = [...minutes].sort((a, b) => a - b);
  const heartbeat = { name: "heartbeat", schedule: `${list.length === 60 ? "*" : list.join(",")} * * * *` };
  return [...own.map(({ name, schedule }) => ({ name, schedule })), heartbeat];
}
