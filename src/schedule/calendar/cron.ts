/** Reads cron lines of the schedule language: five fields with the lists, ranges, names and steps of Unix, and `L`, `L-3`, `LW`, `15W`, `MON#1`, `FRI#L`. */

import { MINUTES_PER_HOUR } from "../time-units";
import { nextBit, previousBit } from "./bits";
import { addItem, type FieldRule, type Item, type Members, readItem } from "./cron-field";

/** The nth such weekday of a month: 1 to 5, or 0 for the last. */
export interface NthWeekday {
  readonly weekday: number;
  readonly nth: number;
}

/** A cron line as sets of bits (bits.ts). At most one of the two day fields restricts it. */
export interface CronLine {
  /** The line as written, with single spaces. */
  readonly text: string;
  /** Bits 0 to 29 for the minutes 0 to 29, and in `lateMinutes` for the minutes 30 to 59: sixty do not fit into one integer. */
  readonly earlyMinutes: number;
  readonly lateMinutes: number;
  readonly hours: number;
  /** Bits 1 to 12. */
  readonly months: number;
  /** The day field that restricts the line. */
  readonly dayField: "none" | "month" | "week";
  /** Bits 1 to 31. */
  readonly days: number;
  /** How many days before the last day of the month: 0 for L, 3 for L-3. */
  readonly daysBeforeLast: readonly number[];
  /** LW: the last of Monday to Friday in the month. */
  readonly lastWeekday: boolean;
  /** The days written with W (15W): each means the weekday nearest to it. */
  readonly nearestWeekdays: readonly number[];
  /** Bits 0 (Sunday) to 6. */
  readonly weekdays: number;
  readonly nthWeekdays: readonly NthWeekday[];
  /** The first and the last matching minute of a day. */
  readonly firstTime: number;
  readonly lastTime: number;
}

const NUMBERS = "*, numbers, ranges, lists and steps";
const MINUTE: FieldRule = { name: "minute", first: 0, last: 59, lastOfAll: 59, names: "", takes: NUMBERS };
const HOUR: FieldRule = { name: "hour", first: 0, last: 23, lastOfAll: 23, names: "", takes: NUMBERS };
const DAY: FieldRule = {
  name: "day",
  first: 1,
  last: 31,
  lastOfAll: 31,
  names: "",
  takes: "*, numbers, ranges, lists, steps, L, L-3, LW and 15W",
};
const MONTH: FieldRule = {
  name: "month",
  first: 1,
  last: 12,
  lastOfAll: 12,
  names: "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC",
  takes: "*, numbers, names, ranges, lists and steps",
};
const WEEKDAY: FieldRule = {
  name: "weekday",
  first: 0,
  last: 7,
  lastOfAll: 6,
  names: "SUNMONTUEWEDTHUFRISAT",
  takes: "*, numbers, names, ranges, lists, steps, MON#1 and FRI#L",
};

const NEAREST_WEEKDAY = /^(\d\d?)w$/i;
/** L, LW, L-3. */
const LAST_DAY = /^l(?:(w)|-([1-9]\d?))?$/i;
/** L-30 is the first day of the longest months. */
const LONGEST_MONTH = 31;
const ALL_EARLY_MINUTES = 0x3fffffff;
const ALL_HOURS = 0xffffff;

/** The members of a field that knows neither `L` nor `W` nor `#`. What is wrong is added to `problems`. */
function readField(text: string, rule: FieldRule, problems: string[]): Members {
  const members: Members = { low: 0, high: 0 };
  for (const part of text.split(",")) {
    const item = readItem(part, rule);
    if (typeof item === "string") {
      problems.push(item);
    } else if (item.nth === "") {
      addItem(members, item);
    } else {
      problems.push(`${rule.name} ${part}: # is for the weekday field only`);
    }
  }
  return members;
}

interface DayOfMonth {
  days: number;
  daysBeforeLast: number[];
  lastWeekday: boolean;
  nearestWeekdays: number[];
}

function anyDay(): DayOfMonth {
  return { days: 0, daysBeforeLast: [], lastWeekday: false, nearestWeekdays: [] };
}

/** Takes in `L`, `LW` or `L-3`. */
function addLastDay(found: DayOfMonth, [text, weekday, before = "0"]: RegExpExecArray, problems: string[]): void {
  if (weekday !== undefined) found.lastWeekday = true;
  else if (Number(before) < LONGEST_MONTH) found.daysBeforeLast.push(Number(before));
  else problems.push(`day ${text}: no month has so many days before its last one: L-30 is the most`);
}

function readDays(text: string, problems: string[]): DayOfMonth {
  const plain: string[] = [];
  const found = anyDay();
  for (const part of text.split(",")) {
    const nearest = NEAREST_WEEKDAY.exec(part);
    const last = LAST_DAY.exec(part);
    if (last !== null) {
      addLastDay(found, last, problems);
    } else if (nearest !== null && readField(nearest[1] ?? "", DAY, problems)) {
      found.nearestWeekdays.push(Number(nearest[1]));
    } else {
      plain.push(part);
    }
  }
  if (plain.length > 0) {
    const { low, high } = readField(plain.join(","), DAY, problems);
    found.days = low | (high << 30);
  }
  return found;
}

interface DayOfWeek {
  weekdays: number;
  nthWeekdays: NthWeekday[];
}

function addWeekdays(found: DayOfWeek, item: Item): void {
  for (let value = item.from; value <= item.to; value += item.step) {
    if (item.nth === "") {
      found.weekdays |= 1 << (value % 7);
    } else {
      found.nthWeekdays.push({ weekday: value % 7, nth: item.nth === "L" ? 0 : Number(item.nth) });
    }
  }
}

function readWeekdays(text: string, problems: string[]): DayOfWeek {
  const found: DayOfWeek = { weekdays: 0, nthWeekdays: [] };
  for (const part of text.split(",")) {
    const item = readItem(part, WEEKDAY);
    if (typeof item === "string") {
      problems.push(item);
    } else {
      addWeekdays(found, item);
    }
  }
  return found;
}

/** Some crons have names for common lines. We ask for the line itself, which says when it fires. */
const SHORTHANDS = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

function wrongFields(text: string, count: number): string {
  const five = "minute, hour, day, month and weekday (no seconds)";
  if (text.startsWith("@")) {
    return `${text.slice(0, 20)} is not supported: write ${SHORTHANDS.get(text.toLowerCase()) ?? `five fields: ${five}`}`;
  }
  return `has ${count} ${count === 1 ? "field" : "fields"}, but five are needed: ${five}`;
}

/** A cron line, or everything that is wrong with it. A line that restricts both day fields is refused: Atlas reads AND, Unix OR. */
export function readCron(written: string): CronLine | { readonly problems: readonly string[] } {
  const fields = written.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday) {
    return { problems: [wrongFields(written.trim(), fields[0] === "" ? 0 : fields.length)] };
  }
  const problems: string[] = [];
  const minutes =
    minute === "*" ? { low: ALL_EARLY_MINUTES, high: ALL_EARLY_MINUTES } : readField(minute, MINUTE, problems);
  const hours = hour === "*" ? ALL_HOURS : readField(hour, HOUR, problems).low;
  const months = month === "*" ? 0x1ffe : readField(month, MONTH, problems).low;
  const ofMonth = day === "*" ? anyDay() : readDays(day, problems);
  const ofWeek = weekday === "*" ? { weekdays: 0, nthWeekdays: [] } : readWeekdays(weekday, problems);
  if (day !== "*" && weekday !== "*") {
    problems.push("restricts both day and weekday, which Atlas reads as AND but Unix as OR: set one of them to *");
  }
  if (problems.length > 0) {
    return { problems };
  }
  const firstMinute = minutes.low !== 0 ? nextBit(minutes.low, 0) : nextBit(minutes.high, 0) + 30;
  const lastMinute = minutes.high !== 0 ? previousBit(minutes.high, 31) + 30 : previousBit(minutes.low, 31);
  return {
    text: fields.join(" "),
    earlyMinutes: minutes.low,
    lateMinutes: minutes.high,
    hours,
    months,
    dayField: day !== "*" ? "month" : weekday !== "*" ? "week" : "none",
    days: ofMonth.days,
    daysBeforeLast: ofMonth.daysBeforeLast,
    lastWeekday: ofMonth.lastWeekday,
    nearestWeekdays: ofMonth.nearestWeekdays,
    weekdays: ofWeek.weekdays,
    nthWeekdays: ofWeek.nthWeekdays,
    firstTime: nextBit(hours, 0) * MINUTES_PER_HOUR + firstMinute,
    lastTime: previousBit(hours, 31) * MINUTES_PER_HOUR + lastMinute,
  };
}
