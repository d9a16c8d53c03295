/** Plans the scheduled triggers that run `reconcile`: one for each plain line in UTC, and a heartbeat for all the rest. */

import { hasBit } from "../calendar/bits";
import { monthOf } from "../calendar/civil";
import type { CronLine } from "../calendar/cron";
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

/** A line that some windows have, and that Atlas can take as it stands. */
interface OwnLine {
  /** Of the first window that has it. */
  readonly owner: string;
  readonly edge: "opens" | "closes";
  readonly text: string;
  readonly line: CronLine;
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

/** Every plain line of the windows in UTC, each once. */
function linesOf(schedules: readonly Schedule[]): OwnLine[] {
  const found = new Map<string, OwnLine>();
  for (const schedule of schedules) {
    for (const window of isAlwaysUtc(schedule.zone) ? schedule.windows : []) {
      for (const { edge, line, text } of ownLines(window)) {
        const owner = `${schedule.name}-${window.name}`;
        if (!found.has(text)) found.set(text, { owner, edge, text, line, occurrences: occurrencesOf(line, utc, null) });
      }
    }
  }
  return [...found.values()];
}

function hasMinute({ earlyMinutes, lateMinutes }: CronLine, minute: number): boolean {
  return minute < 30 ? hasBit(earlyMinutes, minute) : hasBit(lateMinutes, minute - 30);
}

/** Whether two lines come at one minute in the years ahead: at a time of day of both, on a day of both. */
function meet(one: OwnLine, other: OwnLine, fromMs: number): boolean {
  const areTimesApart =
    ((one.line.earlyMinutes & other.line.earlyMinutes) | (one.line.lateMinutes & other.line.lateMinutes)) === 0 ||
    (one.line.hours & other.line.hours) === 0;
  if (areTimesApart) return false;
  const last = monthOf(Math.ceil((fromMs + HORIZON_MS) / MS_PER_DAY));
  for (let month = monthOf(Math.floor(fromMs / MS_PER_DAY)); month <= last; month += 1) {
    if ((one.occurrences.daysIn(month) & other.occurrences.daysIn(month)) !== 0) return true;
  }
  return false;
}

/** How often a line comes in the first of the years ahead, by days. */
function daysInYear({ occurrences }: OwnLine, fromMs: number): number {
  const first = monthOf(Math.floor(fromMs / MS_PER_DAY));
  let days = 0;
  for (let month = first; month < first + 12; month += 1) {
    for (let bits = occurrences.daysIn(month); bits !== 0; bits &= bits - 1) days += 1;
  }
  return days;
}

/** The lines of which no two ever meet. Of those that do, the one of most days stays, for it may serve the others' boundaries. */
function apart(lines: readonly OwnLine[], fromMs: number): OwnLine[] {
  const days = new Map(lines.map((line) => [line, daysInYear(line, fromMs)]));
  const widestFirst = [...lines].sort((one, other) => (days.get(other) ?? 0) - (days.get(one) ?? 0));
  const kept: OwnLine[] = [];
  for (const line of widestFirst) if (!kept.some((other) => meet(line, other, fromMs))) kept.push(line);
  return lines.filter((line) => kept.includes(line));
}

/** Whether every boundary of the schedule falls on one of the lines. */
function isServed(schedule: Schedule, texts: ReadonlySet<string>): boolean {
  if (!isAlwaysUtc(schedule.zone)) return false;
  return schedule.windows.every((window) => {
    const lines = ownLines(window);
    return lines.length === 2 && lines.every(({ text }) => texts.has(text));
  });
}

/** The UTC minutes of the hour at which there are boundaries on none of the lines. */
function minutesLeft(schedules: readonly Schedule[], lines: readonly OwnLine[], fromMs: number): Set<number> {
  const left = new Set<number>();
  const texts = new Set(lines.map(({ text }) => text));
  const untilMs = Math.min(fromMs + HORIZON_MS, zoneDataEnd);
  for (const schedule of schedules.filter((one) => !isServed(one, texts))) {
    for (let stepMs = fromMs; stepMs < untilMs && left.size < 60; stepMs += STEP_MS) {
      for (const { at } of boundariesBetween(schedule, stepMs, Math.min(stepMs + STEP_MS, untilMs))) {
        const minute = at / MS_PER_MINUTE;
        if (left.has(minute % 60)) continue;
        if (!lines.some(({ occurrences }) => occurrences.atOrBefore(minute) === minute)) left.add(minute % 60);
      }
    }
  }
  return left;
}

/** The minutes of the hour at which one of the lines comes. */
function minutesOf(lines: readonly OwnLine[]): Set<number> {
  const found = new Set<number>();
  for (let minute = 0; minute < 60; minute += 1)
    if (lines.some(({ line }) => hasMinute(line, minute))) found.add(minute);
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

interface Plan {
  readonly lines: readonly OwnLine[];
  readonly heartbeat: readonly number[];
}

/** Leaves to the heartbeat every line of a minute that it has, until none is left that shares one with it. */
function withHeartbeat(schedules: readonly Schedule[], all: readonly OwnLine[], fromMs: number): Plan {
  let lines = all;
  for (;;) {
    const needed = minutesLeft(schedules, lines, fromMs);
    const free = lines.filter(({ line }) => ![...needed].some((minute) => hasMinute(line, minute)));
    const heartbeat = [...new Set([...chooseQuarters(minutesOf(free), needed), ...needed])];
    const kept = free.filter(({ line }) => !heartbeat.some((minute) => hasMinute(line, minute)));
    if (kept.length === lines.length) return { lines, heartbeat: heartbeat.sort((a, b) => a - b) };
    lines = kept;
  }
}

function named(lines: readonly OwnLine[]): TriggerPlan[] {
  const taken = new Set<string>(["heartbeat"]);
  return lines.map(({ owner, edge, text }) => {
    const name = uniqueName(owner, `-${edge}`, taken);
    taken.add(name.toLowerCase());
    return { name, schedule: text };
  });
}

/**
 * The triggers for all the schedule documents of an app. Every boundary of the five years from `fromMs` (epoch
 * milliseconds; as far as the zone data reaches) has a trigger that fires at its exact minute, under Atlas's cron rules
 * and under Unix's; and no two of them ever fire at one minute, because two runs at once would write twice.
 */
export function triggersFor(documents: readonly ScheduleDocument[], fromMs: number): TriggerPlan[] {
  const schedules: Schedule[] = [];
  for (const document of documents) schedules.push(...document.schedules);
  const { lines, heartbeat } = withHeartbeat(schedules, apart(linesOf(schedules), fromMs), fromMs);
  const minutes = heartbeat.length === 60 ? "*" : heartbeat.join(",");
  return [...named(lines), { name: "heartbeat", schedule: `${minutes} * * * *` }];
}
