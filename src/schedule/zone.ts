/** Time zones from the generated table: finding one by name, and turning civil minutes into instants and back. */

import { MS_PER_MINUTE } from "./civil";
import { zoneRules } from "./zone-rules.data";

/** The offsets of one zone over time. Minutes since the epoch. */
export interface Zone {
  readonly name: string;
  /** When each offset begins to hold; the first is -Infinity. */
  readonly starts: readonly number[];
  /** Minutes east of UTC, as long as `starts`. */
  readonly offsets: readonly number[];
}

/** Release of the IANA time zone database that the zones come from. */
export const zoneDataVersion = zoneRules.version;
/** First instant the table covers, epoch milliseconds. */
export const zoneDataStart = zoneRules.start * MS_PER_MINUTE;
/** First instant it covers no more. */
export const zoneDataEnd = zoneRules.end * MS_PER_MINUTE;

export const utc: Zone = { name: "UTC", starts: [Number.NEGATIVE_INFINITY], offsets: [0] };

function namesOf(history: string): string {
  return history.slice(history.lastIndexOf("|") + 1);
}

function decode(name: string, history: string): Zone {
  const [written = "", first = "", spacing = ""] = history.split("|");
  const turns = written.split(" ").map(Number);
  const starts = [Number.NEGATIVE_INFINITY];
  if (first !== "") {
    let at = Number.parseInt(first, 36);
    starts.push(at);
    const gaps = zoneRules.spacings[Number(spacing)] ?? "";
    for (const gap of gaps === "" ? [] : gaps.split(" ")) {
      at += Number.parseInt(gap, 36);
      starts.push(at);
    }
  }
  return { name, starts, offsets: starts.map((_, index) => turns[index % turns.length] ?? 0) };
}

/** The zone of an IANA name as it is spelt there, links included; null where there is none. */
export function findZone(name: string): Zone | null {
  if (name === utc.name) return utc;
  if (name === "" || name.indexOf(" ") >= 0) return null;
  const wanted = ` ${name} `;
  const history = zoneRules.histories.find((text) => ` ${namesOf(text)} `.indexOf(wanted) >= 0);
  return history === undefined ? null : decode(name, history);
}

export function zoneNames(): string[] {
  return zoneRules.histories.join(" ").replace(/\S*\|/g, " ").trim().split(/\s+/);
}

/** The index of the offset that holds at an instant. */
function segmentAt(zone: Zone, minute: number): number {
  let low = 0;
  let high = zone.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((zone.starts[middle] ?? 0) <= minute) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** When the offset that holds at an instant began to, and when the next begins. */
export function steadySpan(zone: Zone, minute: number): { readonly from: number; readonly until: number } {
  const segment = segmentAt(zone, minute);
  return {
    from: zone.starts[segment] ?? Number.NEGATIVE_INFINITY,
    until: zone.starts[segment + 1] ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * The instant of a civil minute: the first instant after the gap for one that does not exist, the first for one that
 * exists twice. Never decreases from one civil minute to the next.
 */
export function instantOf(zone: Zone, civil: number): number {
  let low = 0;
  let high = zone.starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((zone.starts[middle + 1] ?? 0) + (zone.offsets[middle] ?? 0) > civil) high = middle;
    else low = middle + 1;
  }
  return Math.max(zone.starts[low] ?? 0, civil - (zone.offsets[low] ?? 0));
}

/** The latest civil minute whose instant is at or before `minute`. */
export function latestCivil(zone: Zone, minute: number): number {
  const segment = segmentAt(zone, minute);
  const civil = minute + (zone.offsets[segment] ?? 0);
  if (segment === 0) return civil;
  return Math.max(civil, (zone.starts[segment] ?? 0) + (zone.offsets[segment - 1] ?? 0) - 1);
}
