/** From the schedules as they were read to the normalized ones. */

import type { DaysIn } from "../../calendar/occurrences";
import { findZone, utc, type Zone, zoneNames } from "../../calendar/zone";
import type { ClusterSelector, Issue, Mode, Schedule, Window } from "../../model";
import type { scheduleShape, selectorShape } from "../document-shape";
import { type Calendars, exceptedDays } from "../except";
import { nearest } from "../guess";
import type { Read } from "../shape";
import { targetFrom } from "./check-target";
import type { TierRules } from "./check-tier";
import { type ReadWindow, timesFrom } from "./check-window";

export type ReadSchedule = Read<typeof scheduleShape>;

/** What the checks of one document share. */
export interface Checks {
  readonly issues: Issue[];
  readonly tierRules: TierRules;
  readonly calendars: Calendars;
  /** Zones by name, as they are met. */
  readonly zones: Map<string, Zone>;
  /** Of the document. */
  readonly timezone: string;
  readonly mode: Mode;
}

const MODES: readonly Mode[] = ["on", "report", "off"];

function guessZone(name: string): string {
  const names = zoneNames();
  const wanted = name.toLowerCase().replace(/ /g, "_");
  const isPlace = (zone: string) => zone.toLowerCase().slice(-wanted.length - 1) === `/${wanted}`;
  const guess = names.find((zone) => zone.toLowerCase() === wanted) ?? names.find(isPlace) ?? nearest(name, names);
  return guess === null ? "" : `: did you mean ${guess}?`;
}

/** UTC stands in for a zone that is not known, so that the rest can be checked. */
export function zoneNamed(name: string, path: string, zones: Map<string, Zone>, issues: Issue[]): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = findZone(name);
  if (zone === null) issues.push({ path, message: `unknown zone ${name.slice(0, 40)}${guessZone(name)}` });
  else zones.set(name, zone);
  return zone ?? utc;
}

/** Adds an issue for each name that was used before. */
export function checkNames(
  items: readonly ({ readonly name: string | undefined } | undefined)[],
  path: string,
  issues: Issue[],
): void {
  const firstByName = new Map<string, number>();
  items.forEach((item, index) => {
    if (item?.name === undefined) return;
    const first = firstByName.get(item.name);
    if (first === undefined) firstByName.set(item.name, index);
    else
      issues.push({ path: `${path}[${index}].name`, message: `"${item.name}" is the name of ${path}[${first}] too` });
  });
}

function selectorsFrom(read: ReadSchedule["clusters"]): ClusterSelector[] {
  const found: ClusterSelector[] = [];
  for (const selector of read ?? []) {
    const one = selectorFrom(selector);
    if (one !== null) found.push(one);
  }
  return found;
}

function selectorFrom(read: Read<typeof selectorShape> | undefined): ClusterSelector | null {
  if (read === undefined) return null;
  if (typeof read === "string") return { name: read };
  if (read.glob !== undefined) return { glob: read.glob };
  const tags: Record<string, string> = Object.create(null);
  (read.tags ?? new Map<string, string>()).forEach((value, key) => {
    if (value !== undefined) tags[key] = value;
  });
  return { tags };
}

function windowFrom(
  read: ReadWindow,
  path: string,
  zone: Zone,
  inherited: DaysIn | null,
  checks: Checks,
): Window | null {
  const { issues, calendars, tierRules } = checks;
  const except = read.except ? exceptedDays(read.except, calendars, `${path}.except`, issues) : inherited;
  const target = targetFrom(read, path, tierRules, issues);
  const times = timesFrom(read, path, zone, except, issues);
  return times === null || read.name === undefined ? null : { name: read.name, target, ...times };
}

/** Null, and issues, where something is wrong that leaves no schedule. */
export function scheduleFrom(read: ReadSchedule, path: string, checks: Checks): Schedule | null {
  const { issues } = checks;
  const timezone = read.timezone ?? checks.timezone;
  const zone = read.timezone
    ? zoneNamed(read.timezone, `${path}.timezone`, checks.zones, issues)
    : (checks.zones.get(timezone) ?? utc);
  const except = read.except ? exceptedDays(read.except, checks.calendars, `${path}.except`, issues) : null;
  const windows: Window[] = [];
  (read.windows ?? []).forEach((one, index) => {
    const window = one && windowFrom(one, `${path}.windows[${index}]`, zone, except, checks);
    if (window) windows.push(window);
  });
  checkNames(read.windows ?? [], `${path}.windows`, issues);
  const baseline = read.baseline && targetFrom(read.baseline, `${path}.baseline`, checks.tierRules, issues);
  if (read.name === undefined || baseline === undefined) return null;
  return {
    name: read.name,
    clusters: selectorsFrom(read.clusters),
    projects: (read.projects ?? []).filter((project): project is string => project !== undefined),
    timezone,
    mode: MODES[Math.max(MODES.indexOf(checks.mode), MODES.indexOf(read.mode ?? "on"))] ?? "off",
    baseline,
    windows,
    zone,
  };
}
