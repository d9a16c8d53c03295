/**
 * Generates src/schedule/zone-rules.data.ts from moment-timezone's copy of the IANA time zone database:
 *
 *   npx tsx scripts/lib/zone-rules.ts
 *
 * Every name, links included; the transitions from 2024 to 2046. Zones with the same history share one, and histories
 * with the same spacing of their transitions share that.
 */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import moment from "moment-timezone";

const START_MS = Date.UTC(2024, 0, 1);
const END_MS = Date.UTC(2047, 0, 1);
const MS_PER_MINUTE = 60_000;

export const zoneRulesFile = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../src/schedule/zone-rules.data.ts",
);

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

function writeSpacing({ transitions }: History): string {
  return transitions
    .slice(1)
    .map((at, index) => (at - (transitions[index] ?? 0)).toString(36))
    .join(" ");
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
  }).map(([history, members]) => `${history}|${members.map(({ name }) => name).join(" ")}`);
  const lines = (texts: readonly string[]) => texts.map((text) => `    ${JSON.stringify(text)},`).join("\n");
  return `/** Written by scripts/lib/zone-rules.ts, not by hand. How to read it: zone.ts. */
export const zoneRules = {
  /** Release of the IANA time zone database. */
  version: ${JSON.stringify(moment.tz.dataVersion)},
  /** Minutes since the epoch. */
  start: ${START_MS / MS_PER_MINUTE},
  end: ${END_MS / MS_PER_MINUTE},
  /** Minutes from transition to transition, base 36. */
  spacings: [
${lines(spacings)}
  ],
  /** Offsets in minutes, taking turns | first transition, base 36 | index of the spacing | names. */
  histories: [
${lines(histories)}
  ],
};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(zoneRulesFile, zoneRulesSource());
}
