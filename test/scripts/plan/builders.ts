/** Plans of documents written in a test: valid, to change one thing. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reckoning } from "../../../scripts/lib/planning/hours";
import { type Plan, planDocument } from "../../../scripts/lib/planning/schedule";
import type { DocumentFile } from "../../../scripts/lib/schedule-documents";
import { parseDocument } from "../../../src/schedule/document/parse";

/** What is shown where neither prices nor a tier to compare with are given. */
export const byHours: Reckoning = { prices: null, against: null };

export type Json = Record<string, unknown>;

export function aSchedule(changes: Json = {}): Json {
  return {
    name: "billing",
    clusters: ["Cluster0"],
    baseline: { tier: "M10" },
    windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
    ...changes,
  };
}

/** M20 on weekdays from 07:45 to 19:00 in New York, paused otherwise. */
export function officeHours(changes: Json = {}): Json {
  return aSchedule({
    name: "office-hours",
    clusters: ["dev"],
    timezone: "America/New_York",
    baseline: { paused: true },
    windows: [{ name: "weekdays", start: "45 7 * * MON-FRI", duration: "PT11H15M", tier: "M20" }],
    ...changes,
  });
}

export function aDocument(...schedules: Json[]): Json {
  return { timezone: "UTC", schedules };
}

export function written(document: unknown, file = "schedule.json"): DocumentFile {
  const parsed = parseDocument(document);
  if ("config" in parsed) return { file, written: document, document: parsed.config };
  throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

export function planOf(document: unknown, from: string, until: string): Plan {
  return planDocument(written(document), Date.parse(from), Date.parse(until));
}

/** The path of a new file with this JSON. */
export function jsonFile(value: unknown, name = "schedule.json"): string {
  const file = join(mkdtempSync(join(tmpdir(), "plan-")), name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}
