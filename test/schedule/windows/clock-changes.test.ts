import { describe, expect, it } from "@jest/globals";
import { timelineOf } from "../../../scripts/soak/oracle/brute-force";
import { findZone, type Zone, zoneDataStart, zoneNames } from "../../../src/schedule/calendar/zone";
import type { Schedule } from "../../../src/schedule/model";
import { sizeOf } from "../../../src/schedule/target";
import { boundariesBetween, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { decidingWindows, desiredAt, targetOf, winnerAt } from "../../../src/schedule/windows/desired";
import { schedule } from "../documents";

const MINUTE_MS = 60_000;
const QUARTER = 15;
const DAY = 1440;

interface Change {
  readonly timezone: string;
  /** Minutes since the epoch. */
  readonly at: number;
  /** The time of day that the clock shows when it changes, and by how much: what zones have in common. */
  readonly kind: string;
}

/** One zone of each distinct history. */
function zonesOfEachHistory(): Zone[] {
  const found = new Map<string, Zone>();
  for (const name of zoneNames()) {
    const zone = findZone(name);
    if (zone) found.set(`${zone.starts.slice(1).join()} ${zone.offsets.join()}`, zone);
  }
  return [...found.values()];
}

function changesOf(zone: Zone): Change[] {
  return zone.starts.flatMap((at, index) => {
    if (index === 0 || at - 2 * DAY < zoneDataStart / MINUTE_MS) return [];
    const [before = 0, after = 0] = zone.offsets.slice(index - 1, index + 1);
    const time = (at + before + DAY) % DAY;
    return [{ timezone: zone.name, at, kind: `${time} by ${after - before}` }];
  });
}

const changes = zonesOfEachHistory().flatMap(changesOf);
const oneOfEachKind = [...new Map(changes.map((change) => [change.kind, change])).values()];

/** Every time is on a quarter of an hour, as clock changes are, so that between quarters nothing can happen. */
const written: readonly (readonly Record<string, string>[])[] = [
  [{ start: "0 * * * *", duration: "PT1H" }],
  [{ start: "0 8-23 * * *", duration: "PT1H" }],
  [{ start: "30 22,23 * * *", duration: "PT1H" }],
  [{ start: "0 8-23 * * *", duration: "PT15M", lead: "PT45M" }],
  [{ start: "0 8 * * *", duration: "P1D" }],
  [{ start: "15 1,2,3,23 * * *", duration: "P1DT1H" }],
  [{ start: "0,30 0,1,2,3,22,23 * * *", end: "15,45 0,1,2,3,22,23 * * *" }],
  [{ start: "0 22-23 * * *", end: "0 0-4 * * *", lead: "PT1H" }],
  [
    { start: "*/15 21-23 * * *", duration: "PT15M" },
    { start: "0 20 * * SAT", duration: "P1D" },
  ],
];

/** Changes of one kind are alike to all of these windows, so a few of them are enough for every single change. */
const forEveryChange = [written[1], written[4], written[6]].map((windows) => [windows ?? []] as const);

const tiers = ["M50", "M60"];

const named = (windows: readonly Record<string, string>[]) =>
  windows.map((times, index) => ({ name: `w${index}`, tier: tiers[index] ?? "M80", ...times }));

const scheduleIn = (timezone: string, windows: readonly Record<string, string>[]) =>
  schedule({ timezone, windows: named(windows) });

/** As `desiredAt` finds it, without the boundary since which it holds. */
const targetAt = (one: Schedule, minute: number) => sizeOf(targetOf(one, winnerAt(decidingWindows(one), minute)));

/** The boundaries of [from, until) as "minute before after". */
function boundariesOf(one: Schedule, from: number, until: number): string[] {
  return boundariesBetween(one, from * MINUTE_MS, until * MINUTE_MS).map(
    ({ at, before, after }) => `${at / MINUTE_MS} ${sizeOf(before)} ${sizeOf(after)}`,
  );
}

/** The same, from what is desired every so many minutes. */
function switchesOf(one: Schedule, from: number, until: number, step: number): string[] {
  const found: string[] = [];
  let before = targetAt(one, from - step);
  for (let minute = from; minute < until; minute += step) {
    const target = targetAt(one, minute);
    if (target !== before) found.push(`${minute} ${before} ${target}`);
    before = target;
  }
  return found;
}

describe("around every clock change of every zone", () => {
  it("there is much to look at", () => {
    expect(changes.length).toBeGreaterThan(1300);
    expect(oneOfEachKind.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["1380 by 60", "1320 by 60", "0 by 60", "0 by -60", "120 by 30", "165 by 60"]),
    );
  });

  it.each(forEveryChange)("boundaries are where the target changes: %j", (windows) => {
    const wrong: string[] = [];
    const known = new Map<string, Schedule>();
    for (const { timezone, at } of changes) {
      const one = known.get(timezone) ?? scheduleIn(timezone, windows);
      known.set(timezone, one);
      const [from, until] = [at - DAY / 8, at + DAY + DAY / 24];
      const found = boundariesOf(one, from, until).join();
      if (found !== switchesOf(one, from, until, QUARTER).join()) wrong.push(`${timezone} ${at}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("around one clock change of each kind", () => {
  it.each(oneOfEachKind)("$kind minutes in $timezone, all is as found minute by minute", ({ timezone, at }) => {
    const [from, until] = [at - DAY / 2, at + DAY + DAY / 4];
    for (const windows of written) {
      const one = scheduleIn(timezone, windows);
      const plain = { name: "s", clusters: [], timezone, baseline: { tier: "M10" }, windows: named(windows) };
      const { tiers: expected } = timelineOf(plain, {}, from - 1, until, 2 * DAY);
      const found = Array.from({ length: until - from + 1 }, (_, index) => targetAt(one, from - 1 + index));
      expect(found.join()).toBe(expected.join());
      const boundaries = boundariesOf(one, from, until);
      expect(boundaries).toEqual(switchesOf(one, from, until, 1));
      for (const boundary of boundaries) {
        const minute = Number(boundary.split(" ")[0]);
        expect(nextBoundary(one, minute * MINUTE_MS - 1)?.at).toBe(minute * MINUTE_MS);
        expect(desiredAt(one, minute * MINUTE_MS)).toMatchObject({ since: minute * MINUTE_MS });
      }
    }
  });
});
