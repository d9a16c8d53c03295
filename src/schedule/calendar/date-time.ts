/** Reads a date with its time of day: a local one, which a zone turns into an instant, or an instant with its offset. */

import { MINUTES_PER_DAY, MINUTES_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from "../time-units";
import { dayOfDate } from "./civil";
import { instantOf, type Zone } from "./zone";

/** The pattern checks the form alone. Whether such a day, hour or offset exists is for the readers below to check. */
export const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;

/** A date and time as it was written. */
interface WrittenTime {
  /** The civil minute (civil.ts), on a clock of the text's offset or zone. */
  readonly civil: number;
  readonly msOfMinute: number;
  /** Minutes east of UTC; null where the text names no offset. */
  readonly offset: number | null;
}

const NOT_EXISTING = "does not exist";

/** The parts of a text in the form of `DATE_TIME`, or what is wrong with them. */
function readWritten(match: RegExpExecArray): WrittenTime | string {
  const [, date = "", hour, minute, seconds = "0", fraction = "0", offset] = match;
  const day = dayOfDate(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59) return NOT_EXISTING;
  const east = offset === undefined ? null : readOffset(offset);
  if (Number.isNaN(east)) return "has an offset that does not exist";
  return {
    civil: day * MINUTES_PER_DAY + Number(hour) * MINUTES_PER_HOUR + Number(minute),
    msOfMinute: Number(`${seconds}.${fraction}`) * MS_PER_SECOND,
    offset: east,
  };
}

/** Minutes east of UTC; NaN for an offset that no clock has. */
function readOffset(offset: string): number {
  if (offset === "Z") return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4))];
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (offset.charAt(0) === "-" ? -1 : 1) * (hours * MINUTES_PER_HOUR + minutes);
}

/**
 * A local date-time (2026-11-27T00:00, in `zone`) or an instant with an offset, as minutes since the epoch; or what is
 * wrong with it. The schedule deals in whole minutes, so seconds are refused.
 */
export function readDateTime(text: string, zone: Zone): number | string {
  const match = DATE_TIME.exec(text);
  if (match === null) return "is not a date and time such as 2026-11-27T00:00 or 2026-11-27T00:00+01:00";
  const written = readWritten(match);
  if (typeof written === "string") return written;
  const { civil, msOfMinute, offset } = written;
  if (msOfMinute !== 0) return "is not a whole minute: leave out the seconds";
  return offset === null ? instantOf(zone, civil) : civil - offset;
}

/** An instant with its offset (2026-12-01T12:00Z, 2026-12-01T12:00:30.5+01:00) as epoch milliseconds; or what is wrong with it. */
export function readInstant(text: string): number | string {
  const match = DATE_TIME.exec(text);
  const written = match && readWritten(match);
  if (typeof written === "string") return written;
  if (written === null || written.offset === null) return "is not an instant such as 2026-11-29T00:00Z";
  return (written.civil - written.offset) * MS_PER_MINUTE + Math.round(written.msOfMinute);
}
