/** Finds time zones in the generated table, and turns civil minutes (civil.ts) into instants and back. */

import { MS_PER_MINUTE } from "../time-units";
import { LONG_AGO, NEVER } from "./civil";
import { zoneRules } from "./zone-rules.data";

/** The offsets of one zone over time. Instants are minutes since the epoch. */
export interface Zone {
  readonly name: string;
  /** When each offset begins to hold; the first is -Infinity. */
  readonly starts: readonly number[];
  /** Minutes east of UTC: one offset for each of `starts`. */
  readonly offsets: readonly number[];
}

/** The release of the IANA time zone database that the table was made from. */
export const zoneDataVersion = zoneRules.version;
/** The first instant that the table covers, epoch milliseconds. */
export const zoneDataStart = zoneRules.start * MS_PER_MINUTE;
/** The first instant that it does not cover any more, epoch milliseconds. */
export const zoneDataEnd = zoneRules.end * MS_PER_MINUTE;

export const utc: Zone = { name: "UTC", starts: [LONG_AGO], offsets: [0] };

/** The end of a history lists the names that share it: texts of an area ("Africa/", or "/" for none), a space, and the names within it. */
function namesOf(history: string): string[] {
  return history.slice(history.lastIndexOf("|") + 1).split(";");
}

function decode(name: string, history: string): Zone {
  const [written = "", first = "", spacing = ""] = history.split("|");
  const turns = written.split(" ").map(Number);
  const starts = [LONG_AGO];
  if (first !== "") {
    let at = Number.parseInt(first, 36);
    starts.push(at);
    for (const gap of gapsOf(zoneRules.spacings[Number(spacing)] ?? "")) {
      at += gap;
      starts.push(at);
    }
  }
  return { name, starts, offsets: starts.map((_, index) => turns[index % turns.length] ?? 0) };
}

/** "7cec 3w1o|abab" lists the distinct gaps, and then a letter (a-z, A-Z) for each gap in turn. */
function gapsOf(spacing: string): number[] {
  const [distinct = "", letters = ""] = spacing.split("|");
  const gaps = distinct.split(" ").map((gap) => Number.parseInt(gap, 36));
  return letters
    .split("")
    .filter(Boolean)
    .map((letter) => {
      const code = letter.charCodeAt(0);
      return gaps[code >= 97 ? code - 97 : code - 65 + 26] ?? 0;
    });
}

/** The zone of an IANA name, which must be spelt exactly; old names (links) count too. Null where there is none. */
export function findZone(name: string): Zone | null {
  if (name === utc.name) return utc;
  const slash = name.indexOf("/") + 1;
  const rest = name.slice(slash);
  if (rest === "" || /[\s;|]/.test(name)) return null;
  const area = `${slash === 0 ? "/" : name.slice(0, slash)} `;
  const wanted = ` ${rest} `;
  const has = (names: string) => names.startsWith(area) && `${names} `.includes(wanted);
  const history = zoneRules.histories.find((text) => namesOf(text).some(has));
  return history === undefined ? null : decode(name, history);
}

export function zoneNames(): string[] {
  const found: string[] = [];
  for (const history of zoneRules.histories) {
    for (const names of namesOf(history)) {
      const [area = "", ...rest] = names.split(" ");
      for (const name of rest) found.push(area === "/" ? name : area + name);
    }
  }
  return found;
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

export interface SteadySpan {
  /** The span covers from <= minute < until, in minutes since the epoch. */
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** The time around an instant in which the zone's offset stays as it is. */
export function steadySpan(zone: Zone, minute: number): SteadySpan {
  const segment = segmentAt(zone, minute);
  return {
    from: zone.starts[segment] ?? LONG_AGO,
    until: zone.starts[segment + 1] ?? NEVER,
    offset: zone.offsets[segment] ?? 0,
  };
}

/**
 * The instant of a civil minute. One that does not exist (the clock is put forward) means the first instant after the
 * gap; one that exists twice (the clock is put back) means the first. Later civil minutes never have earlier instants.
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
