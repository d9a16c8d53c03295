/** Writes cron lines that mean the same under Atlas's rules and under Unix's. */

import { hasBit } from "../calendar/bits";
import type { CronLine } from "../calendar/cron";
import type { Window } from "../model";

/** Both know values and ranges without leading zeros, and names in capitals. Only Unix knows Sunday as 7, or at the end of a range. */
const PLAIN_ITEM = /^(0|[1-9]\d?|[A-Z]{3})(-([1-9]\d?|[A-Z]{3}))?$/;
const WEEKDAY_OF_UNIX = /7|-SUN/;

function membersOf(early: number, late: number): number[] {
  const found: number[] = [];
  for (let member = 0; member < 62; member += 1) {
    if (member < 30 ? hasBit(early, member) : hasBit(late, member - 30)) found.push(member);
  }
  return found;
}

function isPlain(field: string): boolean {
  return field === "*" || field.split(",").every((item) => PLAIN_ITEM.test(item));
}

/** The field as written where it means the same everywhere, else (for steps) the list of its members. */
function portable(field: string, early: number, late: number): string {
  return isPlain(field) ? field : membersOf(early, late).join(",");
}

/** The line for Atlas; null where Atlas has no such line (`L`, `L-3`, `LW`, `15W`, `#`). */
export function portableLine(line: CronLine): string | null {
  if (line.daysBeforeLast.length > 0 || line.lastWeekday) return null;
  if (line.nearestWeekdays.length > 0 || line.nthWeekdays.length > 0) return null;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = line.text.toUpperCase().split(" ");
  return [
    portable(minute, line.earlyMinutes, line.lateMinutes),
    portable(hour, line.hours, 0),
    portable(day, line.days & 0x3fffffff, line.days >>> 30),
    portable(month, line.months, 0),
    portable(WEEKDAY_OF_UNIX.test(weekday) ? "" : weekday, line.weekdays, 0),
  ].join(" ");
}

export interface OwnLine {
  readonly edge: "opens" | "closes";
  readonly line: CronLine;
  readonly text: string;
}

/** The lines of a window in UTC that Atlas can take as they are. */
export function ownLines(window: Window): OwnLine[] {
  const { start, end, lead } = window.recurs ?? { start: null, end: null, lead: 0 };
  const found: OwnLine[] = [];
  const add = (edge: OwnLine["edge"], line: CronLine | null) => {
    const text = line === null ? null : portableLine(line);
    if (line !== null && text !== null) found.push({ edge, line, text });
  };
  add("opens", lead === 0 ? start : null);
  add("closes", end);
  return found;
}
