/** Instants as people read them, in UTC and in a schedule's own zone. Offsets come from the schedule's zone data, as its boundaries do. */

import { steadySpan, type Zone } from "../../../src/schedule/calendar/zone";
import { MINUTES_PER_DAY, MINUTES_PER_HOUR, MS_PER_MINUTE } from "../../../src/schedule/time-units";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "Tue 2026-12-01 12:00". */
export function utcMinute(ms: number): string {
  const date = new Date(ms);
  return `${weekdays[date.getUTCDay()]} ${date.toISOString().slice(0, 16).replace("T", " ")}`;
}

/** "Tue 2026-12-01 07:00 -05:00". */
export function localMinute(ms: number, zone: Zone): string {
  const offset = offsetAt(zone, ms);
  return `${utcMinute(ms + offset * MS_PER_MINUTE)} ${formatOffset(offset)}`;
}

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: Zone, ms: number): number {
  return steadySpan(zone, Math.floor(ms / MS_PER_MINUTE)).offset;
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** "38 h", "11 h 15 min", "12 d", "3 d 4 h". */
export function formatLength(ms: number): string {
  const minutes = Math.round(ms / MS_PER_MINUTE);
  const days = minutes >= 3 * MINUTES_PER_DAY ? Math.floor(minutes / MINUTES_PER_DAY) : 0;
  const hours = Math.floor((minutes - days * MINUTES_PER_DAY) / MINUTES_PER_HOUR);
  const rest = minutes % MINUTES_PER_HOUR;
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean);
  return parts.join(" ") || "0 min";
}
