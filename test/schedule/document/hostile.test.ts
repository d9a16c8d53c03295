import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseDocument } from "../../../src/schedule/document/parse";
import { warningsOf } from "../../../src/schedule/document/warnings";
import { triggersFor } from "../../../src/schedule/triggers/triggers";
import { boundariesBetween, nextBoundary } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { aDocument, aSchedule, at, aWindow, complaintsOf, type Json, parsed } from "../documents";

const NOW = at("2026-11-23T10:00Z");

function nested(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    1e308,
    -0,
    "",
    "__proto__",
    "constructor",
    "\u0000",
    "9".repeat(500),
    [],
    {},
    [[]],
  ),
  fc.constantFrom<unknown>(Symbol("s"), () => 0, new Map(), new Date(0), 10n),
);

/** A valid document with any values, or keys, put in the place of some of its own. */
const damaged = fc
  .record({
    path: fc.array(fc.nat({ max: 20 }), { maxLength: 6 }),
    value: odd,
    key: fc.constantFrom("__proto__", "tier", "end", "x"),
  })
  .map(({ path, value, key }) => {
    const document = JSON.parse(
      JSON.stringify(aDocument({ calendars: { days: ["2026-12-24"] }, limits: { maxTier: "M80" } })),
    ) as Json;
    let place: unknown = document;
    for (const step of path) {
      const keys = Object.keys(place as object);
      const next = (place as Json)[keys[step % Math.max(keys.length, 1)] ?? ""];
      if (typeof next !== "object" || next === null) break;
      place = next;
    }
    const keys = Object.keys(place as object);
    const at = keys[path.length % Math.max(keys.length, 1)] ?? key;
    Object.defineProperty(place, path.length % 2 === 0 ? at : key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return document;
  });

describe("parseDocument", () => {
  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.oneof(odd, damaged, fc.string()), (document) => {
        const result = parseDocument(document);
        if ("issues" in result) expect(result.issues.length).toBeGreaterThan(0);
        else for (const schedule of result.config.schedules) desiredAt(schedule, NOW);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });

  it("takes __proto__ for a key like any other", () => {
    const text = '{"schedules": [], "__proto__": {"polluted": 1}, "calendars": {"__proto__": ["2026-12-24"]}}';
    expect(complaintsOf(text)).toHaveLength(2);
    const [schedule] = parsed(
      `{"calendars": {"__proto__": ["2026-12-01"]}, "schedules": [{"name": "a", "clusters": [{"tags": {"__proto__": "x"}}],
        "baseline": {"tier": "M10"}, "windows": [{"name": "__proto__", "start": "0 12 1 * *", "duration": "P1D", "tier": "M50", "except": ["__proto__"]}]}]}`,
    ).schedules;
    expect(schedule && desiredAt(schedule, at("2026-12-01T13:00Z")).target).toEqual({ tier: "M10" });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("is not taken in by depth", () => {
    expect(complaintsOf(aDocument({ limits: nested(100_000) }))).toHaveLength(1);
    expect(complaintsOf("[".repeat(200_000))).toHaveLength(1);
  });

  it("says all that is wrong with 10,000 windows, and works with 10,000 good ones", () => {
    const bad = Array.from({ length: 10_000 }, (_, index) =>
      aWindow({ name: `w${index}`, start: "61 0 * * *", ends: 1 }),
    );
    expect(complaintsOf(aDocument({ schedules: [aSchedule({ windows: bad })] }))).toHaveLength(20_000);
    const good = Array.from({ length: 10_000 }, (_, index) =>
      aWindow({ name: `w${index}`, start: `${index % 60} 0 * * *`, end: "0 23 * * *" }),
    );
    const document = parsed(aDocument({ timezone: "Europe/Berlin", schedules: [aSchedule({ windows: good })] }));
    const [schedule] = document.schedules;
    expect(schedule && desiredAt(schedule, NOW).target).toEqual({ tier: "M50" });
    expect(warningsOf(document, NOW).length).toBeLessThan(10_000);
    expect(schedule && nextBoundary(schedule, NOW)?.window).toBeNull();
  });

  it.each([
    ["a cron line", { start: `${"1,".repeat(50_000)}1 0 * * *` }],
    ["a cron line of garbage", { start: "*/".repeat(50_000) }],
    ["a duration", { end: undefined, start: "0 0 1 * *", duration: `P${"1".repeat(100_000)}D` }],
    ["a date", { from: "2026-".repeat(50_000) }],
    ["an exception", { except: ["a".repeat(100_000)] }],
    ["a tier", { tier: "M".repeat(100_000) }],
  ])("is not held up by %s as long as a book", (_, window) => {
    for (const { path, message } of (
      parseDocument(aDocument({ schedules: [aSchedule({ windows: [aWindow(window)] })] })) as { issues?: [] }
    ).issues ?? []) {
      expect(`${path}${message}`).toHaveProperty("length", expect.any(Number));
    }
  });

  it.each([
    [
      "switches every minute, unseen",
      [aWindow({ name: "a", start: "*/2 * * * *", end: "1-59/2 * * * *", tier: "M10" })],
    ],
    ["starts every minute and ends but in December", [aWindow({ name: "a", start: "* * * * *", end: "* * * 1-11 *" })]],
    ["is open for years on end", [{ name: "a", start: "* * * * *", duration: "P3000D", tier: "M50" }]],
    [
      "is open every minute with a day left out",
      [{ name: "a", start: "* * * * *", duration: "PT1M", tier: "M50", except: ["2026-01-01"] }],
    ],
  ])("evaluates a window that %s", (_, windows) => {
    const [schedule] = parsed(aDocument({ timezone: "Europe/Berlin", schedules: [aSchedule({ windows })] })).schedules;
    if (schedule === undefined) throw new Error("no schedule");
    desiredAt(schedule, NOW);
    nextBoundary(schedule, NOW);
  });

  it("makes triggers of what it takes", () => {
    const document = parsed(
      aDocument({ schedules: [aSchedule({ windows: [aWindow({ start: "*/2 * * * *", end: "1-59/2 * * * *" })] })] }),
    );
    expect(triggersFor([document], NOW)).toEqual([{ name: "heartbeat", schedule: "* * * * *" }]);
  });

  it("finds a one-off window behind a year of switches between equal targets", () => {
    const half = { duration: "PT30M", tier: "M50" } as const;
    const windows = [
      { name: "launch", from: "2026-08-01T00:00", until: "2026-08-03T00:00", tier: "M60" },
      { name: "x", start: "0 * * * *", ...half },
      { name: "y", start: "30 * * * *", ...half },
    ];
    const [schedule] = parsed(aDocument({ schedules: [aSchedule({ windows })] })).schedules;
    if (schedule === undefined) throw new Error("no schedule");
    const found = boundariesBetween(schedule, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
    expect(found.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(["2026-08-01", "2026-08-03"]);
  });

  it("lets nothing into a message that a terminal would obey", () => {
    const result = parseDocument({ "\u001b[31mred": 1, schedules: [{ name: "a\u009b2J" }], timezone: "\u0007/x" });
    const text = JSON.stringify(result);
    expect("issues" in result && result.issues.length).toBeGreaterThan(3);
    expect(text).toContain("\\\\u001b[31mred");
    expect(
      "issues" in result && result.issues.every(({ path, message }) => /^[ -~\u00a0-\uffff]*$/.test(path + message)),
    ).toBe(true);
  });
});
