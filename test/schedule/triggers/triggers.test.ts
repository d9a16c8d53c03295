import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { proveTriggers } from "../../../scripts/build/prove-triggers";
import { parseDocument } from "../../../src/schedule/document/parse";
import type { ScheduleDocument } from "../../../src/schedule/model";
import { triggersFor } from "../../../src/schedule/triggers/triggers";
import { boundariesBetween } from "../../../src/schedule/windows/boundaries";
import { aDocument, aSchedule, at, aWindow, type Json, parsed } from "../documents";
import { type GeneratedCase, scheduleAround, zones } from "../generators";
import { fieldsOf, firesUnder } from "./trigger-dialects";

const NOW = at("2026-11-23T10:00Z");
const FIVE_YEARS_MS = 5 * 365 * 86_400_000;

function linesOf(...windows: Json[]): string[] {
  const document = parsed(aDocument({ schedules: [aSchedule({ windows })] }));
  return triggersFor([document], NOW).map(({ name, schedule }) => `${name} ${schedule}`);
}

function documentsOf(cases: readonly GeneratedCase[]): ScheduleDocument[] {
  const documents: ScheduleDocument[] = [];
  for (const { schedule, calendars } of cases) {
    const result = parseDocument({ schedules: [schedule], calendars });
    if ("config" in result) documents.push(result.config);
  }
  return documents;
}

/** Throws where a boundary is missed under one of the dialects. Returns the number of boundaries. */
function checkHits(documents: readonly ScheduleDocument[], lines: readonly string[]): number {
  const fire = (["atlas", "unix"] as const).map((dialect) => lines.map((line) => firesUnder(dialect, line)).reverse());
  const schedules = documents.flatMap((document) => document.schedules);
  const boundaries = schedules.flatMap((schedule) => boundariesBetween(schedule, NOW, NOW + FIVE_YEARS_MS));
  for (const { at: ms } of boundaries) {
    const fields = fieldsOf(ms);
    const isHit = fire.every((triggers) => triggers.some((fires) => fires(fields)));
    if (!isHit) throw new Error(`${new Date(ms).toISOString()} is missed by ${lines.join("; ")}`);
  }
  return boundaries.length;
}

describe("triggersFor", () => {
  it("gives the example its own triggers, and a heartbeat away from them", () => {
    expect(triggersFor([parsed(aDocument())], NOW)).toEqual([
      { name: "billing-month-start-opens", schedule: "0 12 1 * *" },
      { name: "billing-month-start-closes", schedule: "0 2 3 * *" },
      { name: "heartbeat", schedule: "7,22,37,52 * * * *" },
    ]);
  });

  it("leaves windows of other zones, dates and durations to the heartbeat", () => {
    const document = parsed(
      aDocument({
        timezone: "Asia/Kathmandu",
        schedules: [aSchedule({ windows: [{ name: "day", start: "10 8 * * *", duration: "PT9H3M", tier: "M50" }] })],
      }),
    );
    expect(triggersFor([document], NOW)).toEqual([{ name: "heartbeat", schedule: "10,25,28,40,55 * * * *" }]);
    expect(linesOf({ name: "once", from: "2027-01-01T00:05", until: "2027-01-01T08:00", tier: "M50" })).toEqual([
      "heartbeat 0,5,15,30,45 * * * *",
    ]);
  });

  it("looks five years ahead", () => {
    expect(linesOf({ name: "once", from: "2031-11-20T00:04", until: "2031-11-20T08:00", tier: "M50" })).toEqual([
      "heartbeat 0,4,15,30,45 * * * *",
    ]);
  });

  it("reckons with minutes that only a change of the clocks brings about", () => {
    const document = parsed(
      aDocument({
        timezone: "Australia/Lord_Howe",
        schedules: [aSchedule({ windows: [aWindow({ start: "10 9 * * *", end: "20 17 * * *" })] })],
      }),
    );
    expect(triggersFor([document], NOW)[0]?.schedule).toBe("5,10,20,35,40,50 * * * *");
  });

  it.each([
    ["*/20 8-10 * * *", "0,20,40 8-10 * * *"],
    ["10-59/25 4 * * *", "10,35 4 * * *"],
    ["0 1 */10 * *", "0 1 1,11,21,31 * *"],
    ["0 1 * JAN-MAR/2 *", "0 1 * 1,3 *"],
    ["0 1 * * mon-fri", "0 1 * * MON-FRI"],
    ["0 1 * * FRI-SUN", "0 1 * * 0,5,6"],
    ["0 1 * * 7", "0 1 * * 0"],
    ["00 01 05 * *", "0 1 5 * *"],
    ["0 1 31 * *", "0 1 31 * *"],
  ])("writes %s as %s, which reads the same everywhere", (start, line) => {
    expect(linesOf(aWindow({ start, end: "59 23 3 12 *" })).find((line) => !/ 59 23 |^heartbeat/.test(line))).toBe(
      `billing-month-start-opens ${line}`,
    );
  });

  it.each(["0 1 L * *", "0 1 15W * *", "0 1 * * MON#1", "0 1 * * FRI#L"])("has no line of its own for %s", (start) => {
    expect(linesOf(aWindow({ start, end: "10 2 3 * *" })).map((line) => line.split(" ")[0])).toEqual([
      "billing-month-start-closes",
      "heartbeat",
    ]);
  });

  it("cuts names to 64 characters and tells them apart, whatever the case", () => {
    const name = "x".repeat(40);
    const windows = [
      aWindow({ name: `${name.slice(1)}A` }),
      aWindow({ name: `${name.slice(1)}a`, start: "5 12 1 * *", end: "5 2 3 * *" }),
      aWindow({ name: `${name.slice(1)}B`, start: "6 12 1 * *", end: "6 2 3 * *" }),
    ];
    const names = triggersFor([parsed(aDocument({ schedules: [aSchedule({ name, windows })] }))], NOW).map(
      (one) => one.name,
    );
    expect(names.every((one) => one.length <= 64 && /^[A-Za-z0-9_-]+$/.test(one))).toBe(true);
    expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(7);
  });

  it("makes one trigger of a line that several windows have, so that one run serves them all", () => {
    const schedules = ["s0", "s1", "s2"].map((name) => aSchedule({ name, clusters: [name] }));
    const names = triggersFor([parsed(aDocument({ schedules }))], NOW).map(({ name }) => name);
    expect(names).toEqual(["s0-month-start-opens", "s0-month-start-closes", "heartbeat"]);
  });

  it("covers the documents of all environments, and what is alike in them once", () => {
    const production = parsed(aDocument());
    const testing = parsed(aDocument({ schedules: [aSchedule({ windows: [aWindow({ start: "0 6 1 * *" })] })] }));
    expect(
      triggersFor([production, testing, production], NOW).map(({ name, schedule }) => `${name} ${schedule}`),
    ).toEqual([
      "billing-month-start-opens 0 12 1 * *",
      "billing-month-start-closes 0 2 3 * *",
      "billing-month-start-2-opens 0 6 1 * *",
      "heartbeat 7,22,37,52 * * * *",
    ]);
  });

  it.each<[string, Json[], string[]]>([
    [
      "a line that another includes serves both",
      [
        { name: "a", start: "0 8 * * MON-FRI", end: "0 18 * * *", tier: "M40" },
        { name: "b", start: "0 8 * * *", end: "0 18 * * *", tier: "M50" },
      ],
      ["billing-a-closes 0 18 * * *", "billing-b-opens 0 8 * * *", "heartbeat 7,22,37,52 * * * *"],
    ],
    [
      "of two lines that meet now and then one is left to the heartbeat, and so is all of its minute",
      [
        { name: "a", start: "0 8 1 * *", end: "30 18 1 * *", tier: "M40" },
        { name: "b", start: "0 8 * * MON", end: "10 9 * * MON", tier: "M50" },
      ],
      ["billing-a-closes 30 18 1 * *", "billing-b-closes 10 9 * * MON", "heartbeat 0,7,22,37,52 * * * *"],
    ],
    [
      "a line at a minute that the heartbeat needs is left to it",
      [{ name: "a", start: "0 2 * * *", duration: "PT4H", tier: "M50" }],
      ["heartbeat 0,15,30,45 * * * *"],
    ],
    [
      "an opening with a lead is the heartbeat's",
      [aWindow({ lead: "PT20M" })],
      ["billing-month-start-closes 0 2 3 * *", "heartbeat 10,25,40,55 * * * *"],
    ],
    [
      "where a line leaves no quarter free, it is left to the heartbeat",
      [{ name: "a", start: "0-14 8 * * *", end: "20 9 * * *", tier: "M50" }],
      ["billing-a-closes 20 9 * * *", "heartbeat 0,15,30,45 * * * *"],
    ],
  ])("lets no two triggers meet: %s", (_, windows, expected) => {
    expect(linesOf(...windows)).toEqual(expected);
  });

  it("hits every boundary of five years on its minute, under Atlas's rules and under Unix's", () => {
    const met = new Set<string>();
    let boundaryCount = 0;
    let severalTriggers = 0;
    const written = fc
      .constantFrom("UTC", ...zones)
      .chain((zone) => scheduleAround(zone, Date.UTC(2027, 2, 28) / 60_000));
    const property = fc.property(fc.array(written, { minLength: 1, maxLength: 3 }), (cases) => {
      const documents = documentsOf(cases);
      for (const { schedule } of cases) met.add(schedule.timezone);
      const planned = triggersFor(documents, NOW);
      if (planned.length > 1) severalTriggers += 1;
      // The build's own proof reads the lines by itself; below they are read as Atlas and as Unix do.
      proveTriggers(documents, planned, NOW);
      boundaryCount += checkHits(
        documents,
        planned.map(({ schedule }) => schedule),
      );
    });
    fc.assert(property, { numRuns: 35, seed: 4 });
    expect(met.size).toBeGreaterThanOrEqual(10);
    expect(boundaryCount).toBeGreaterThan(20_000);
    expect(severalTriggers).toBeGreaterThan(3);
  });
});
