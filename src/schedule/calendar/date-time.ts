import { MINUTES_PER_DAY } from "../time-units";
import { dayOfDate } from "./civil";
import { instantOf, type Zone } from "./zone";

/** Its shape; the numbers are checked beyond it. */
export const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;

/** NaN for an offset that no clock has. */
function offsetMinutes(offset: string): number {
  if (offset === "Z") return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4))];
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (offset.charAt(0) === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * A local date-time (2026-11-27T00:00, in `zone`) or an instant with an offset, as minutes since the epoch; or what is
 * wrong with it.
 */
export function readDateTime(text: string, zone: Zone): number | string {
  const match = DATE_TIME.exec(text);
  if (match === null) return "is not a date and time such as 2026-11-27T00:00 or 2026-11-27T00:00+01:00";
  const [, date = "", hour, minute, seconds = "0", fraction = "0", offset] = match;
  const day = dayOfDate(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59) return "does not exist";
  if (Number(seconds) !== 0 || Number(fraction) !== 0) return "is not a whole minute";
  const civil = day * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
  const instant = offset === undefined ? instantOf(zone, civil) : civil - offsetMinutes(offset);
  return Number.isNaN(instant) ? "has an offset that does not exist" : instant;
}
