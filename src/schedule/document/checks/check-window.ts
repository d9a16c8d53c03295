/** A window's times: its cron lines, duration or dates, and whether it can ever open. */

import { NEVER } from "../../calendar/civil";
import { type CronLine, readCron } from "../../calendar/cron";
import { readDateTime } from "../../calendar/date-time";
import { readDuration } from "../../calendar/duration";
import { type DaysIn, FIRST_MINUTE, occurrencesOf } from "../../calendar/occurrences";
import { utc, type Zone } from "../../calendar/zone";
import type { Issue, Window } from "../../model";
import { coverageOf } from "../../windows/coverage";
import { type Spans, singleSpan, spansOfDuration, spansToEnd } from "../../windows/spans";
import type { windowShape } from "../document-shape";
import { show } from "../read";
import type { Read } from "../shape";

export type ReadWindow = Read<typeof windowShape>;

/** Bits 1 to 28. */
const DAYS_OF_EVERY_MONTH = 0x1ffffffe;

type Times = Pick<Window, "spans" | "lines">;

/** In each of its months, that is: on some day that every month has. */
function comesEveryMonth({ dayField, days, lastDay, weekdays }: CronLine): boolean {
  return dayField === "none" || (days & DAYS_OF_EVERY_MONTH) !== 0 || lastDay || weekdays !== 0;
}

function cronLine(text: string, path: string, issues: Issue[]): CronLine | null {
  const line = readCron(text);
  if ("problems" in line) {
    for (const problem of line.problems) issues.push({ path, message: `${show(text)}: ${problem}` });
    return null;
  }
  if (!comesEveryMonth(line) && occurrencesOf(line, utc, null).atOrAfter(FIRST_MINUTE) === NEVER) {
    issues.push({ path, message: `${show(text)}: no such date ever comes` });
    return null;
  }
  return line;
}

/** As far as the zone's data reaches. */
function opensEver(spans: Spans, zone: Zone): boolean {
  const { from, until } = coverageOf({ timezone: zone.name });
  return spans.isOpen(from) || spans.changeAfter(from, false) < until;
}

/** The spans of the window, which must open at some time. */
function opening(
  of: (except: DaysIn | null) => Spans,
  zone: Zone,
  except: DaysIn | null,
  path: string,
  issues: Issue[],
): Spans {
  const spans = of(except);
  if (!opensEver(spans, zone)) {
    const message = opensEver(of(null), zone)
      ? "can never open: except leaves out every start"
      : "can never open: each of its starts is an end too";
    issues.push({ path, message });
  }
  return spans;
}

function recurring(read: ReadWindow, path: string, zone: Zone, except: DaysIn | null, issues: Issue[]): Times | null {
  const start = read.start === undefined ? null : cronLine(read.start, `${path}.start`, issues);
  const end = read.end === undefined ? null : cronLine(read.end, `${path}.end`, issues);
  const duration = read.duration === undefined ? null : readDuration(read.duration);
  if (typeof duration === "string") {
    issues.push({ path: `${path}.duration`, message: `${show(read.duration)} ${duration}` });
    return null;
  }
  if (start === null || (end === null) === (duration === null)) return null;
  const of = (without: DaysIn | null) =>
    end !== null ? spansToEnd(start, end, zone, without) : spansOfDuration(start, duration ?? 0, zone, without);
  return { spans: opening(of, zone, except, path, issues), lines: { start, end } };
}

function dateTime(text: string | undefined, path: string, zone: Zone, issues: Issue[]): number | null {
  if (text === undefined) return null;
  const minute = readDateTime(text, zone);
  if (typeof minute === "number") return minute;
  issues.push({ path, message: `${show(text)} ${minute}` });
  return null;
}

function oneOff(read: ReadWindow, path: string, zone: Zone, issues: Issue[]): Times | null {
  const from = dateTime(read.from, `${path}.from`, zone, issues);
  const until = dateTime(read.until, `${path}.until`, zone, issues);
  if (from === null || until === null) return null;
  if (until <= from) issues.push({ path: `${path}.until`, message: `${show(read.until)} is not after from` });
  else if (from >= coverageOf({ timezone: zone.name }).until) {
    issues.push({ path: `${path}.from`, message: `${show(read.from)} is past the time zone data` });
  }
  return { spans: singleSpan(from, until), lines: null };
}

/** Null, and issues, where the times cannot be told. */
export function timesFrom(
  read: ReadWindow,
  path: string,
  zone: Zone,
  except: DaysIn | null,
  issues: Issue[],
): Times | null {
  return read.from !== undefined || read.until !== undefined
    ? oneOff(read, path, zone, issues)
    : recurring(read, path, zone, except, issues);
}
