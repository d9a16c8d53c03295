/** Builders of schedule documents: valid, to change one thing. */

import { parseDocument } from "../../src/schedule/document/parse";
import type { Issue, Schedule, ScheduleDocument } from "../../src/schedule/model";

export type Json = Record<string, unknown>;

export function aWindow(changes: Json = {}): Json {
  return { name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50", ...changes };
}

export function aSchedule(changes: Json = {}): Json {
  return { name: "billing", clusters: ["Cluster0"], baseline: { tier: "M10" }, windows: [aWindow()], ...changes };
}

export function aDocument(changes: Json = {}): Json {
  return { schedules: [aSchedule()], ...changes };
}

/** The normalized document; throws what is wrong with it. */
export function parsed(document: unknown): ScheduleDocument {
  const result = parseDocument(document);
  if ("config" in result) return result.config;
  throw new Error(result.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

/** The first schedule of a document with this one. */
export function schedule(changes: Json = {}, document: Json = {}): Schedule {
  const [first] = parsed(aDocument({ ...document, schedules: [aSchedule(changes)] })).schedules;
  if (first === undefined) throw new Error("no schedule");
  return first;
}

/** A schedule with these windows in this zone. */
export function scheduleWith(timezone: string, ...windows: Json[]): Schedule {
  return schedule({ timezone, windows });
}

export function issuesOf(document: unknown): readonly Issue[] {
  const result = parseDocument(document);
  return "issues" in result ? result.issues : [];
}

/** "path: message" of each issue. */
export function complaintsOf(document: unknown): string[] {
  return issuesOf(document).map(({ path, message }) => `${path}: ${message}`);
}

export function at(iso: string): number {
  return Date.parse(iso);
}

export function iso(ms: number): string {
  return new Date(ms).toISOString().replace(":00.000Z", "Z");
}
