import { dayOfDate } from "../calendar/civil";
import { civilMinutesOf, readDuration } from "../calendar/duration";
import { utc, type Zone } from "../calendar/zone";
import { LONGEST_CHANGE_MINUTES, NO_LIMITS, strictest } from "../limits";
import type { Calendar, Issue, Limits, Schedule, ScheduleDocument } from "../model";
import { type Common, checkNames, scheduleFrom, zoneNamed } from "./checks/check-schedule";
import { checkTier } from "./checks/check-tier";
import { documentShape } from "./document-shape";
import { documentPlace, type Place } from "./place";
import { quote } from "./quote";
import { readShape } from "./read";
import type { Read } from "./shape";
import { isTooLarge, MOST_VALUES } from "./size";

export type Parsed = { readonly config: ScheduleDocument } | { readonly issues: readonly Issue[] };

type ReadDocument = Read<typeof documentShape>;

function calendarsFrom(read: ReadDocument["calendars"], place: Place): Calendar[] {
  const found: Calendar[] = [];
  read?.forEach((dates, name) => {
    const here = place.key(name);
    if (dayOfDate(name) !== null) here.fail("cannot be named like a date: choose another name");
    found.push({ name, days: daysFrom(dates ?? [], here) });
  });
  return found;
}

/** The days of the dates, ascending. */
function daysFrom(dates: readonly (string | undefined)[], place: Place): number[] {
  const days: number[] = [];
  dates.forEach((date, index) => {
    if (date === undefined) return;
    const day = dayOfDate(date);
    if (day === null) place.item(index).fail(`${date} does not exist`);
    else days.push(day);
  });
  return days.sort((a, b) => a - b);
}

/** The limits of the document, or the stricter ones of `ceiling`. What is wrong with them is reported. */
function limitsFrom({ limits }: ReadDocument, ceiling: Limits, place: Place): Limits {
  const here = place.key("limits");
  const { maxTier, projects, pausing, longestChange } = limits ?? {};
  const isTier = maxTier !== undefined && checkTier(maxTier, here.key("maxTier"), NO_LIMITS) !== null;
  const listed = projects?.filter((project) => project !== undefined);
  const written: Limits = {
    ...(isTier && { maxTier }),
    ...(listed !== undefined && { projects: listed }),
    pausing: pausing ?? true,
    longestChangeMinutes: longestChangeFrom(longestChange, here.key("longestChange")),
  };
  return strictest(written, ceiling);
}

function longestChangeFrom(text: string | undefined, place: Place): number {
  if (text === undefined) return LONGEST_CHANGE_MINUTES;
  const duration = readDuration(text);
  if (typeof duration !== "string") return civilMinutesOf(duration);
  place.fail(`${quote(text)} ${duration}`);
  return LONGEST_CHANGE_MINUTES;
}

function commonFrom(read: ReadDocument, calendars: readonly Calendar[], limits: Limits, place: Place): Common {
  const zones = new Map<string, Zone>([[utc.name, utc]]);
  const timezone = read.timezone ?? utc.name;
  zoneNamed(timezone, place.key("timezone"), zones);
  const areCalendarsWrong = "calendars" in read && read.calendars === undefined;
  return {
    limits,
    calendars: areCalendarsWrong ? null : new Map(calendars.map(({ name, days }) => [name, days])),
    zones,
    timezone,
    mode: read.mode ?? "on",
  };
}

function documentFrom(read: ReadDocument, ceiling: Limits, place: Place): ScheduleDocument {
  const calendars = calendarsFrom(read.calendars, place.key("calendars"));
  const limits = limitsFrom(read, ceiling, place);
  const common = commonFrom(read, calendars, limits, place);
  const schedules: Schedule[] = [];
  (read.schedules ?? []).forEach((one, index) => {
    const schedule = one && scheduleFrom(one, place.key("schedules").item(index), common);
    if (schedule) schedules.push(schedule);
  });
  checkNames(read.schedules ?? [], place.key("schedules"));
  return {
    timezone: common.timezone,
    schedules,
    calendars,
    drift: read.drift ?? "respect",
    limits,
  };
}

/** The value that JSON text stands for. Any other text is reported. */
function jsonValue(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return place.fail(
      `is not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : "it cannot be read"}`,
    );
  }
}

/**
 * A schedule document (an object, or JSON text of one), normalized; or everything that is wrong with it. Shape and
 * meaning are both checked, the meaning of every part whose shape is right. Never throws. The document may lower the limits of `ceiling`, and cannot raise them.
 */
export function parseDocument(document: unknown, ceiling: Limits = NO_LIMITS): Parsed {
  const issues: Issue[] = [];
  const place = documentPlace(issues);
  const value = typeof document === "string" ? jsonValue(document, place) : document;
  if (issues.length > 0) return { issues };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    place.fail(`must be a schedule document (an object), not ${quote(value)}`);
    return { issues };
  }
  if (isTooLarge(value)) {
    place.fail(`is too large: a schedule document holds at most ${MOST_VALUES} values`);
    return { issues };
  }
  const read = readShape(documentShape, value, place);
  const config = read && documentFrom(read, ceiling, place);
  return config === undefined || issues.length > 0 ? { issues } : { config };
}
