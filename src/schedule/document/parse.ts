import { dayOfDate } from "../calendar/civil";
import { utc, type Zone } from "../calendar/zone";
import type { Calendar, Issue, Schedule, ScheduleDocument } from "../model";
import { knownTiers } from "../tiers";
import { type Checks, checkNames, scheduleFrom, zoneNamed } from "./checks/check-schedule";
import { checkTier } from "./checks/check-tier";
import { documentShape } from "./document-shape";
import { readShape, show } from "./read";
import type { Read } from "./shape";

export type Parsed = { readonly config: ScheduleDocument } | { readonly issues: readonly Issue[] };

type ReadDocument = Read<typeof documentShape>;

function calendarsFrom(read: ReadDocument["calendars"], issues: Issue[]): Calendar[] {
  const found: Calendar[] = [];
  (read ?? new Map<string, undefined>()).forEach((dates, name) => {
    const days: number[] = [];
    const path = `calendars.${name}`;
    if (dayOfDate(name) !== null) issues.push({ path, message: "is named like a date" });
    (dates ?? []).forEach((date, index) => {
      const day = date === undefined ? null : dayOfDate(date);
      if (day !== null) days.push(day);
      else if (date !== undefined) issues.push({ path: `${path}[${index}]`, message: `${date} does not exist` });
    });
    found.push({ name, days: days.sort((a, b) => a - b) });
  });
  return found;
}

function checksFor(read: ReadDocument, calendars: readonly Calendar[], issues: Issue[]): Checks {
  const known = knownTiers;
  const maxTier = read.limits?.maxTier;
  const isLimit =
    maxTier !== undefined && checkTier(maxTier, "limits.maxTier", { known, maxTier: null }, issues) !== null;
  const zones = new Map<string, Zone>([[utc.name, utc]]);
  const timezone = read.timezone ?? utc.name;
  zoneNamed(timezone, "timezone", zones, issues);
  const areCalendarsRead = !issues.some(({ path }) => path === "calendars");
  return {
    issues,
    tierRules: { known, maxTier: isLimit ? maxTier : null },
    calendars: areCalendarsRead
      ? new Map(calendars.map(({ name, days }): [string, readonly number[]] => [name, days]))
      : null,
    zones,
    timezone,
    mode: read.mode ?? "on",
  };
}

function documentFrom(read: ReadDocument, issues: Issue[]): ScheduleDocument {
  const calendars = calendarsFrom(read.calendars, issues);
  const checks = checksFor(read, calendars, issues);
  const schedules: Schedule[] = [];
  (read.schedules ?? []).forEach((one, index) => {
    const schedule = one && scheduleFrom(one, `schedules[${index}]`, checks);
    if (schedule) schedules.push(schedule);
  });
  checkNames(read.schedules ?? [], "schedules", issues);
  const maxTier = checks.tierRules.maxTier;
  return {
    timezone: checks.timezone,
    schedules,
    calendars,
    drift: read.drift ?? "respect",
    limits: maxTier === null ? {} : { maxTier },
  };
}

function fromJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : "it cannot be read"}` };
  }
}

/**
 * A schedule document (an object, or JSON text of one), normalized; or everything that is wrong with it. Shape and
 * meaning are both checked, the meaning of every part whose shape is right. Never throws.
 */
export function parseDocument(document: unknown): Parsed {
  const json = typeof document === "string" ? fromJson(document) : { value: document };
  if ("problem" in json) return { issues: [{ path: "", message: json.problem }] };
  if (typeof json.value !== "object" || json.value === null || Array.isArray(json.value)) {
    return { issues: [{ path: "", message: `${show(json.value)} is not a schedule document: an object is wanted` }] };
  }
  const issues: Issue[] = [];
  const read = readShape(documentShape, json.value, "", issues);
  const config = read && documentFrom(read, issues);
  return config === undefined || issues.length > 0 ? { issues: issues.map(printable) } : { config };
}

function printable({ path, message }: Issue): Issue {
  return { path: printableText(path), message: printableText(message) };
}

/** Messages quote the document, and what a terminal would obey (control characters, changes of direction) must not reach it. */
export function printableText(text: string): string {
  return text.replace(/[^ -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g, (character) => {
    return `\\u${`000${character.charCodeAt(0).toString(16)}`.slice(-4)}`;
  });
}
