import { describe, expect, it } from "@jest/globals";
import { Cron } from "croner";
import fc from "fast-check";
import moment from "moment-timezone";
import { readCron } from "../../../src/schedule/calendar/cron";
import { occurrencesOf } from "../../../src/schedule/calendar/occurrences";
import { findZone } from "../../../src/schedule/calendar/zone";
import { cronLine, zones } from "../generators";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Croner knows no L-3, and LW not in a list. */
const UNKNOWN_TO_CRONER = /L-|,LW|LW,/;

/** Whether Node's own rules, which croner goes by, are moment-timezone's in the years compared. */
function isAlikeInNode(timezone: string): boolean {
  const zone = moment.tz.zone(timezone);
  const format = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" });
  const untils = (zone?.untils ?? []).filter((at) => at > Date.UTC(2025, 0) && at < Date.UTC(2033, 0));
  const months = Array.from({ length: 12 * 8 }, (_, month) => Date.UTC(2025, month, 9));
  return [...untils, ...untils.map((at) => at - 1), ...months].every((ms) => {
    const parts = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(ms)) ?? [];
    const offset = Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
    return (parts[1] === "-" ? -offset : offset) === 0 - (zone?.utcOffset(ms) ?? 0);
  });
}

function isNearChange(timezone: string, ms: number): boolean {
  return (moment.tz.zone(timezone)?.untils ?? []).some((until) => Math.abs(until - ms) < DAY_MS);
}

describe("occurrences against croner", () => {
  const alike = zones.filter(isAlikeInNode);
  const generated = fc.record({
    timezone: fc.constantFrom(...alike),
    line: cronLine,
    minute: fc.integer({ min: Date.UTC(2026, 0) / MINUTE_MS, max: Date.UTC(2031, 0) / MINUTE_MS }),
  });

  it("are the same, outside gaps and folds", () => {
    let compared = 0;
    const property = fc.property(generated, ({ timezone, line, minute }) => {
      fc.pre(!UNKNOWN_TO_CRONER.test(line));
      const ours = readCron(line);
      const zone = findZone(timezone);
      if ("problems" in ours || zone === null) throw new Error(`${line} in ${timezone}`);
      const all = occurrencesOf(ours, zone, null);
      const theirs = new Cron(line, { timezone });
      const from = new Date(minute * MINUTE_MS);
      const next = theirs.nextRun(from)?.getTime() ?? Number.NaN;
      const previous = theirs.previousRuns(1, from)[0]?.getTime() ?? Number.NaN;
      for (const [found, expected] of [
        [all.atOrAfter(minute + 1) * MINUTE_MS, next],
        [all.atOrBefore(minute - 1) * MINUTE_MS, previous],
      ] as const) {
        if (isNearChange(timezone, expected) || isNearChange(timezone, found)) continue;
        compared += 1;
        expect(`${line} ${timezone} ${new Date(found).toISOString()}`).toBe(
          `${line} ${timezone} ${new Date(expected).toISOString()}`,
        );
      }
    });
    fc.assert(property, { numRuns: 250, seed: 11 });
    expect(alike.length).toBeGreaterThanOrEqual(10);
    expect(compared).toBeGreaterThan(350);
  });
});
