/**
 * CRON expressions of scheduled triggers, under Atlas's own rules: five fields in UTC, of which all must match (Unix
 * means "or" between the two day fields); lists, ranges and names; steps in minute and hour only, where a step matches
 * the values it divides (Unix counts from the start of the range). Source: Atlas docs, "CRON Expressions".
 */

import { DAY_MS, MINUTE_MS } from "../clock/units";

export interface AtlasCron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly hasSteps: boolean;
  /** Names stand for `from`, `from + 1`, …. */
  readonly names?: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const MINUTE: Field = { name: "minute", from: 0, to: 59, hasSteps: true };
const HOUR: Field = { name: "hour", from: 0, to: 23, hasSteps: true };
const DAY: Field = { name: "day of month", from: 1, to: 31, hasSteps: false };
const MONTH: Field = { name: "month", from: 1, to: 12, hasSteps: false, names: MONTHS };
const WEEKDAY: Field = { name: "weekday", from: 0, to: 6, hasSteps: false, names: WEEKDAYS };

class CronProblem extends Error {}

export function parseAtlasCron(text: string): { readonly cron: AtlasCron } | { readonly problem: string } {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5) {
    return {
      problem: `"${text}" has ${text.trim() === "" ? 0 : parts.length} fields, a CRON expression of Atlas has 5`,
    };
  }
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = parts;
  try {
    return {
      cron: {
        minutes: readField(minute, MINUTE),
        hours: readField(hour, HOUR),
        daysOfMonth: new Set(readField(day, DAY)),
        months: new Set(readField(month, MONTH)),
        daysOfWeek: new Set(readField(weekday, WEEKDAY)),
      },
    };
  } catch (error) {
    if (error instanceof CronProblem) return { problem: `"${text}": ${error.message}` };
    throw error;
  }
}

/** The values that a field names, sorted and without repeats. */
function readField(text: string, field: Field): number[] {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    for (const value of readItem(item, field)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function readItem(item: string, field: Field): number[] {
  const [range = "", stepText, ...rest] = item.split("/");
  if (rest.length > 0) throw new CronProblem(`"${item}" in the ${field.name} has more than one step`);
  const [from, to] = readRange(range, field);
  const values = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (stepText === undefined) return values;
  if (!field.hasSteps) throw new CronProblem(`the ${field.name} takes no step: "${item}"`);
  if (range !== "*" && !range.includes("-")) throw new CronProblem(`a step needs * or a range: "${item}"`);
  const step = /^\d{1,2}$/.test(stepText) ? Number(stepText) : 0;
  if (step === 0) throw new CronProblem(`"${stepText}" is no step, in the ${field.name}: "${item}"`);
  return values.filter((value) => value % step === 0);
}

function readRange(text: string, field: Field): readonly [number, number] {
  if (text === "*") return [field.from, field.to];
  const ends = text.split("-").map((end) => readValue(end, field));
  const [from = 0, to = from] = ends;
  if (ends.length > 2) throw new CronProblem(`"${text}" is no range, in the ${field.name}`);
  if (to < from) throw new CronProblem(`the range "${text}" in the ${field.name} ends before it begins`);
  return [from, to];
}

function readValue(text: string, field: Field): number {
  const named = field.names?.indexOf(text) ?? -1;
  if (named !== -1) return field.from + named;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.from && value <= field.to) return value;
  throw new CronProblem(`"${text}" is no ${field.name}: ${field.from}-${field.to}${field.names ? " or a name" : ""}`);
}

/** A leap day falls on a given weekday after 40 years at the latest; what has not fired by then never fires. */
const SEARCH_YEARS = 41;

/** The first instant at or after `fromMs` at which the trigger fires; undefined when there is none. */
export function nextFiring(cron: AtlasCron, fromMs: number): number | undefined {
  const startMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS;
  const timeOfDay = firstTimeOfDay(cron, startMs % DAY_MS);
  const startDay = Math.floor(startMs / DAY_MS);
  if (timeOfDay !== undefined && isFiringDay(cron, startDay)) return startDay * DAY_MS + timeOfDay;
  const first = firstTimeOfDay(cron, 0);
  if (first === undefined) return undefined;
  const day = nextFiringDay(cron, startDay + 1);
  return day === undefined ? undefined : day * DAY_MS + first;
}

function firstTimeOfDay(cron: AtlasCron, fromMs: number): number | undefined {
  const fromMinute = Math.floor(fromMs / MINUTE_MS);
  for (const hour of cron.hours) {
    const minute = cron.minutes.find((candidate) => hour * 60 + candidate >= fromMinute);
    if (minute !== undefined) return (hour * 60 + minute) * MINUTE_MS;
  }
  return undefined;
}

function isFiringDay(cron: AtlasCron, day: number): boolean {
  const date = new Date(day * DAY_MS);
  return (
    cron.months.has(date.getUTCMonth() + 1) &&
    cron.daysOfMonth.has(date.getUTCDate()) &&
    cron.daysOfWeek.has(date.getUTCDay())
  );
}

/** The first matching day at or after `fromDay`, in days since the epoch. Months that do not match are passed over whole. */
function nextFiringDay(cron: AtlasCron, fromDay: number): number | undefined {
  const endDay = fromDay + SEARCH_YEARS * 366;
  let day = fromDay;
  while (day < endDay) {
    const date = new Date(day * DAY_MS);
    if (!cron.months.has(date.getUTCMonth() + 1)) {
      day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS;
    } else if (isFiringDay(cron, day)) {
      return day;
    } else {
      day += 1;
    }
  }
  return undefined;
}
