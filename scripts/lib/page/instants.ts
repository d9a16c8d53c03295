/** Instants on a page: in UTC, and in a zone where that is another. */
import { utc, type Zone } from "../../../src/schedule/calendar/zone";
import { localMinute, utcMinute } from "../planning/local-time";

/** "Tue 2026-12-01 12:00 UTC, Tue 2026-12-01 07:00 -05:00 America/New_York". */
export function inBothZones(ms: number, zone: Zone): string {
  return [`${utcMinute(ms)} UTC`, ...inZone(ms, zone)].join(", ");
}

/** Nothing for UTC itself. */
export function inZone(ms: number, zone: Zone): string[] {
  return zone.name === utc.name ? [] : [`${localMinute(ms, zone)} ${zone.name}`];
}
