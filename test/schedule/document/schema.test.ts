import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  descriptions,
  scheduleSchema,
  scheduleSchemaFile,
  scheduleSchemaSource,
} from "../../../scripts/build/schedule-schema";
import { documentShape } from "../../../src/schedule/document/document-shape";
import { parseDocument } from "../../../src/schedule/document/parse";
import { aDocument, aSchedule, aWindow, type Json } from "../documents";
import { scheduleAround, zones } from "../generators";
import { isValid } from "./json-schema";

const schema = scheduleSchema();

/** Takes every form of everything. */
const everything = {
  timezone: "UTC",
  schedules: [
    {
      name: "billing",
      clusters: ["Cluster0", { glob: "dev-*" }, { tags: { env: "dev" } }],
      projects: ["5e1ec444970199272441a214"],
      timezone: "America/New_York",
      mode: "report",
      except: ["us-holidays"],
      baseline: { paused: true },
      windows: [
        { name: "a", from: "2026-11-27T00:00", until: "2026-12-01T06:00Z", tier: "M60" },
        { name: "b", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50", lead: "PT30M" },
        {
          name: "c",
          start: "45 7 * * MON-FRI",
          duration: "PT11H15M",
          tier: "M20",
          except: ["us-holidays", "2026-12-24"],
        },
        { name: "e", start: "0 6 * * SAT", duration: "PT6H", paused: false },
        { name: "f", start: "0 6 * * SUN", duration: "PT6H", unmanaged: true },
      ],
    },
    {
      name: "everywhere",
      clusters: [{ glob: "shop-*" }],
      projects: "all",
      baseline: { analyticsTier: "M30", autoScaling: { min: "M30", max: "M60" } },
      windows: [
        {
          name: "d",
          start: "0 6 * * FRI#L",
          duration: "P2D",
          autoScaling: { min: "M50", max: "M80" },
          tier: "M60",
          analyticsTier: "M50",
        },
      ],
    },
  ],
  calendars: { "us-holidays": ["2026-11-26", "2026-12-25"] },
  mode: "on",
  drift: "respect",
  limits: { maxTier: "M80", projects: ["5e1ec444970199272441a214"], pausing: true, longestChange: "PT8H" },
  $schema: "./schedule.schema.json",
};

function keysOf(shape: unknown): string[] {
  if (typeof shape !== "object" || shape === null) return [];
  const { is, keys, of, text, object, list } = shape as Json;
  if (is === "object") return Object.entries(keys as Json).flatMap(([key, value]) => [key, ...keysOf(value)]);
  return [...keysOf(of), ...keysOf(text), ...keysOf(object), ...keysOf(list)];
}

describe("the JSON Schema", () => {
  it("is kept current (else: npm run build)", () => {
    expect(readFileSync(scheduleSchemaFile, "utf8")).toBe(scheduleSchemaSource());
  });

  it("describes every key, and no other", () => {
    expect(Object.keys(descriptions).sort()).toEqual([...new Set(keysOf(documentShape))].sort());
  });

  it("takes a document, and an App Services Value that holds one", () => {
    expect(parseDocument(everything)).toHaveProperty("config");
    expect(isValid(schema, everything)).toBe(true);
    expect(isValid(schema, { name: "schedule", value: everything, from_secret: false })).toBe(true);
    expect(isValid(schema, { name: "schedule", value: { ...everything, modes: 1 }, from_secret: false })).toBe(false);
    expect(isValid(schema, { name: "other", value: everything })).toBe(false);
  });

  it.each([
    ["a misspelt key", { modes: "on" }],
    ["an unknown zone", { timezone: "europe/berlin" }],
    ["no schedules", { schedules: [] }],
    ["a shared tier", { limits: { maxTier: "M5" } }],
    ["a bad name", { schedules: [aSchedule({ name: "a b" })] }],
    ["an empty target", { schedules: [aSchedule({ baseline: {} })] }],
    ["running beside a size", { schedules: [aSchedule({ baseline: { paused: false, tier: "M10" } })] }],
    ["unmanaged beside paused", { schedules: [aSchedule({ baseline: { paused: false, unmanaged: true } })] }],
    ["unmanaged false", { schedules: [aSchedule({ baseline: { unmanaged: false } })] }],
    ["paused beside a size", { schedules: [aSchedule({ baseline: { paused: true, tier: "M10" } })] }],
    ["half the bounds", { schedules: [aSchedule({ baseline: { autoScaling: { min: "M10" } } })] }],
    ["two ends", { schedules: [aSchedule({ windows: [aWindow({ duration: "P1D" })] })] }],
    ["recurring and one-off at once", { schedules: [aSchedule({ windows: [aWindow({ from: "2026-01-01T00:00" })] })] }],
    [
      "except on a one-off window",
      {
        schedules: [
          aSchedule({
            windows: [{ name: "a", from: "2026-01-01T00:00", until: "2026-01-02T00:00", except: [], tier: "M50" }],
          }),
        ],
      },
    ],
    ["paused beside a size, in a window", { schedules: [aSchedule({ windows: [aWindow({ paused: true })] })] }],
    ["a window without a name", { schedules: [aSchedule({ windows: [aWindow({ name: undefined })] })] }],
    ["seven fields", { schedules: [aSchedule({ windows: [aWindow({ start: "0 0 0 1 1 * *" })] })] }],
  ])("refuses %s, as the reader does", (_, changes) => {
    expect(isValid(schema, aDocument(changes))).toBe(false);
    expect(parseDocument(aDocument(changes))).toHaveProperty("issues");
  });

  it("takes whatever the reader takes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones).chain((zone) => scheduleAround(zone, 30_000_000)),
        ({ schedule, calendars }) => {
          const document = { schedules: [schedule], calendars };
          if ("config" in parseDocument(document)) expect(isValid(schema, document)).toBe(true);
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });
});
