/** Reads the times of a window (cron lines, duration, dates), and checks that it can open at all. */

import { NEVER } from "../../calendar/civil";
import { type CronLine, readCron } from "../../calendar/cron";
import { readDateTime } from "../../calendar/date-time";
import { type Duration, readDuration, readElapsed } from "../../calendar/duration";
import { type DaysIn, FIRST_MINUTE, occurrencesOf } from "../../calendar/occurrences";
import { utc, type Zone } from "../../calendar/zone";
import type { Spans, Window } from "../../model";
import { coverageOf, formatDay } from "../../windows/coverage";
import { singleSpan } from "../../windows/single-span";
import { spansOfDuration } from "../../windows/spans-of-duration";
import { spansToEnd } from "../../windows/spans-to-end";
import type { windowShape } from "../document-shape";
import type { Place } from "../place";
import { quote } from "../quote";
import type { Read } from "../shape";

export type ReadWindow = Read<typeof windowShape>;

/** Every month has the days 1 to 28, which are these bits. */
const DAYS_OF_EVERY_MONTH = 0x1ffffffe;

type Times = Pick<Window, "spans" | "recurs">;

/** Whether the line names a day that every month has, so that it surely matches some date. */
function comesEveryMonth({ dayField, days, daysBeforeLast, lastWeekday, weekdays }: CronLine): boolean {
  if (dayField === "none" || lastWeekday || weekdays !== 0) return true;
  return (days & DAYS_OF_EVERY_MONTH) !== 0 || daysBeforeLast.some((before) => before < 28);
}

function cronLineFrom(text: string | undefined, place: Place): CronLine | null {
  if (text === undefined) return null;
  const line = readCron(text);
  if ("problems" in line) {
    for (const problem of line.problems) place.fail(`${quote(text)}: ${problem}`);
    return null;
  }
  if (comesEveryMonth(line) || occurrencesOf(line, utc, null).atOrAfter(FIRST_MINUTE) < NEVER) return line;
  place.fail(`${quote(text)} never matches: there is no such date`);
  return null;
}

/** Whether the window is open at some time that the zone's data covers. */
function opensEver(spans: Spans, zone: Zone): boolean {
  const { from, until } = coverageOf({ timezone: zone.name });
  return spans.isOpen(from) || spans.changeAfter(from, false) < until;
}

/** The spans of a window with its exceptions. A window that can never open is reported, with the cause. */
function spansFrom(
  spansWithout: (except: DaysIn | null) => Spans,
  zone: Zone,
  except: DaysIn | null,
  place: Place,
): Spans {
  const spans = spansWithout(except);
  if (!opensEver(spans, zone)) {
    place.fail(
      opensEver(spansWithout(null), zone)
        ? 'can never open: "except" removes every start'
        : "can never open: every start is also an end",
    );
  }
  return spans;
}

/** The longest lead, in hours: earlier than that, the day before is meant. */
const LONGEST_LEAD = 24;

/** 0 where there is none, or a wrong one. */
function leadFrom(text: string | undefined, place: Place): number {
  if (text === undefined) return 0;
  const lead = readElapsed(text, LONGEST_LEAD);
  if (typeof lead === "number") return lead;
  place.fail(`${quote(text)} ${lead}`);
  return 0;
}

function durationFrom(text: string | undefined, place: Place): Duration | null {
  if (text === undefined) return null;
  const duration = readDuration(text);
  if (typeof duration !== "string") return duration;
  place.fail(`${quote(text)} ${duration}`);
  return null;
}

function recurring(read: ReadWindow, place: Place, zone: Zone, except: DaysIn | null): Times | null {
  const start = cronLineFrom(read.start, place.key("start"));
  const end = cronLineFrom(read.end, place.key("end"));
  const duration = durationFrom(read.duration, place.key("duration"));
  const lead = leadFrom(read.lead, place.key("lead"));
  if (start === null || (end === null) === (duration === null)) return null;
  const spansWithout = (days: DaysIn | null) => {
    const recurrence = { start, zone, except: days, lead };
    return end !== null
      ? spansToEnd(recurrence, end)
      : spansOfDuration(recurrence, duration ?? { days: 0, minutes: 0 });
  };
  return { spans: spansFrom(spansWithout, zone, except, place), recurs: { start, end, duration, lead, except } };
}

function dateTimeFrom(text: string | undefined, place: Place, zone: Zone): number | null {
  if (text === undefined) return null;
  const minute = readDateTime(text, zone);
  if (typeof minute === "number") return minute;
  place.fail(`${quote(text)} ${minute}`);
  return null;
}

function oneOff(read: ReadWindow, place: Place, zone: Zone): Times | null {
  const from = dateTimeFrom(read.from, place.key("from"), zone);
  const until = dateTimeFrom(read.until, place.key("until"), zone);
  if (from === null || until === null) return null;
  const covered = coverageOf({ timezone: zone.name });
  if (until <= from) place.key("until").fail(`${quote(read.until)} is not after "from" (${quote(read.from)})`);
  else if (from >= covered.until) {
    const end = formatDay(covered.until);
    place.key("from").fail(`${quote(read.from)} is too far ahead: this release covers ${zone.name} until ${end}`);
  }
  const lead = leadFrom(read.lead, place.key("lead"));
  return { spans: singleSpan(from - lead, until), recurs: null };
}

/** Null where the times are wrong (and reported). */
export function timesFrom(read: ReadWindow, place: Place, zone: Zone, except: DaysIn | null): Times | null {
  const isOneOff = read.from !== undefined || read.until !== undefined;
  return isOneOff ? oneOff(read, place, zone) : recurring(read, place, zone, except);
}
