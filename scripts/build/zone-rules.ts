/**
 * Makes the text of src/schedule/calendar/zone-rules.data.ts from moment-timezone's copy of the IANA time zone database.
 * Every name, links included; the transitions from 2024 to 2046. Zones with the same history share one, and histories
 * with the same spacing of their transitions share that.
 */

import { join } from "node:path";
import moment from "moment-timezone";
import { MS_PER_MINUTE } from "../../src/schedule/time-units";
import { projectDir } from "../lib/paths";

const START_MS = Date.UTC(2024, 0, 1);
const END_MS = Date.UTC(2047, 0, 1);

/** Release of the IANA time zone database in node_modules: "2026f". */
export const zoneDataRelease = moment.tz.dataVersion;

export const zoneRulesFile = join(projectDir, "src/schedule/calendar/zone-rules.data.ts");

interface History {
  /** Minutes east of UTC, before the first transition and after each. */
  readonly offsets: readonly number[];
  /** Minutes since the epoch. */
  readonly transitions: readonly number[];
}

/** The history of one zone between the two instants; instants where the offset stays as it is are no transitions. */
function historyOf(name: string): History {
  const zone = moment.tz.zone(name);
  if (zone === null) {
    throw new Error(`moment-timezone has no zone ${name}`);
  }
  const offsets: number[] = [];
  const transitions: number[] = [];
  zone.untils.forEach((until, index) => {
    const from = zone.untils[index - 1] ?? Number.NEGATIVE_INFINITY;
    const offset = -(zone.offsets[index] ?? 0);
    if ((until ?? Number.POSITIVE_INFINITY) <= START_MS || from >= END_MS || offsets[offsets.length - 1] === offset) {
      return;
    }
    if (offsets.length > 0) {
      transitions.push(from / MS_PER_MINUTE);
    }
    offsets.push(offset);
  });
  if (![...offsets, ...transitions].every(Number.isInteger)) {
    throw new Error(`${name} changes within a minute`);
  }
  return { offsets, transitions };
}

/** Two offsets that take turns are written once. */
function writeOffsets(offsets: readonly number[]): string {
  const turns = offsets.every((offset, index) => offset === offsets[index % 2]);
  return (turns ? offsets.slice(0, 2) : offsets).join(" ");
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Each distinct gap between transitions once, base 36, then a letter for each in turn. */
function writeSpacing({ transitions }: History): string {
  const gaps = transitions.slice(1).map((at, index) => at - (transitions[index] ?? 0));
  if (gaps.length === 0) return "";
  const distinct = [...new Set(gaps)];
  if (distinct.length > LETTERS.length) throw new Error("more distinct gaps than letters");
  return `${distinct.map((gap) => gap.toString(36)).join(" ")}|${gaps.map((gap) => LETTERS[distinct.indexOf(gap)]).join("")}`;
}

/** The area ("Africa/", or "/" for none) once for its names, areas apart by semicolons. */
function writeNames(names: readonly string[]): string {
  return grouped(names, (name) => name.slice(0, name.indexOf("/") + 1) || "/")
    .map(([area, members]) => [area, ...members.map((name) => name.slice(name.indexOf("/") + 1))].join(" "))
    .join(";");
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups];
}

/** The text of the data file. */
export function zoneRulesSource(): string {
  const zones = moment.tz.names().map((name) => ({ name, history: historyOf(name) }));
  const spacings = grouped(zones, ({ history }) => writeSpacing(history)).map(([spacing]) => spacing);
  const histories = grouped(zones, ({ history }) => {
    const first = history.transitions[0];
    return [
      writeOffsets(history.offsets),
      first === undefined ? "" : first.toString(36),
      first === undefined ? "" : spacings.indexOf(writeSpacing(history)),
    ].join("|");
  }).map(([history, members]) => `${history}|${writeNames(members.map(({ name }) => name))}`);
  const lines = (texts: readonly string[]) => texts.map((text) => `    ${JSON.stringify(text)},`).join("\n");
  return `/** Written by scripts/build/zone-rules.ts, not by hand. How to read it: zone.ts. */
export const zoneRules = {
  /** Release of the IANA time zone database. */
  version: ${JSON.stringify(zoneDataRelease)},
  /** Minutes since the epoch. */
  start: ${START_MS / MS_PER_MINUTE},
  end: ${END_MS / MS_PER_MINUTE},
  /** Minutes from transition to transition: the distinct ones, base 36 | a letter for each in turn. */
  spacings: [
${lines(spacings)}
  ],
  /** Offsets in minutes, taking turns | first transition, base 36 | index of the spacing | names by area. */
  histories: [
${lines(histories)}
  ],
};
`;
}
