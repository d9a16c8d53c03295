/** Turns the schedules as they were read into the normalized ones. */

import type { DaysIn } from "../../calendar/occurrences";
import { findZone, utc, type Zone, zoneNames } from "../../calendar/zone";
import { isProjectAllowed } from "../../limits";
import type { ClusterSelector, Limits, Mode, Schedule, Window } from "../../model";
import type { scheduleShape, selectorShape } from "../document-shape";
import { type Calendars, exceptedDays } from "../except";
import { nearestOf } from "../guess";
import type { Place } from "../place";
import { LONGEST_QUOTED } from "../quote";
import type { Read } from "../shape";
import { checkPartsComeBack } from "./check-parts";
import { targetFrom } from "./check-target";
import { type ReadWindow, timesFrom } from "./check-window";

export type ReadSchedule = Read<typeof scheduleShape>;

/** What the document says for all of its schedules. */
export interface Common {
  readonly limits: Limits;
  readonly calendars: Calendars;
  /** The zones met so far, by name: each is decoded once. */
  readonly zones: Map<string, Zone>;
  readonly timezone: string;
  readonly mode: Mode;
}

/** The modes from the least cautious to the most cautious. */
const MODES: readonly Mode[] = ["on", "report", "off"];

function guessZone(name: string): string {
  const names = zoneNames();
  const wanted = name.toLowerCase().replace(/ /g, "_");
  const isPlace = (zone: string) => zone.toLowerCase().endsWith(`/${wanted}`);
  const guess = names.find((zone) => zone.toLowerCase() === wanted) ?? names.find(isPlace) ?? nearestOf(name, names);
  return guess === null ? ": use an IANA name such as Europe/Berlin" : `: did you mean ${guess}?`;
}

/** UTC stands in for a zone that is not known, so that the rest can be checked. */
export function zoneNamed(name: string, place: Place, zones: Map<string, Zone>): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = findZone(name);
  if (zone === null) place.fail(`unknown zone ${name.slice(0, LONGEST_QUOTED)}${guessZone(name)}`);
  else zones.set(name, zone);
  return zone ?? utc;
}

/** Reports each name that an earlier item of the list has too. */
export function checkNames(items: readonly ({ readonly name: string | undefined } | undefined)[], place: Place): void {
  const firstByName = new Map<string, number>();
  items.forEach((item, index) => {
    if (item?.name === undefined) return;
    const first = firstByName.get(item.name);
    if (first === undefined) firstByName.set(item.name, index);
    else
      place
        .item(index)
        .key("name")
        .fail(`"${item.name}" is already the name of ${place.item(first).path}`);
  });
}

function selectorsFrom(read: ReadSchedule["clusters"]): ClusterSelector[] {
  return (read ?? []).map(selectorFrom).filter((selector): selector is ClusterSelector => selector !== null);
}

function selectorFrom(read: Read<typeof selectorShape> | undefined): ClusterSelector | null {
  if (read === undefined) return null;
  if (typeof read === "string") return { name: read };
  if (read.glob !== undefined) return { glob: read.glob };
  // Without a prototype "__proto__" is a key like any other.
  const tags: Record<string, string> = Object.create(null);
  read.tags?.forEach((value, key) => {
    if (value !== undefined) tags[key] = value;
  });
  return { tags };
}

/** The ids that are listed. Reports those that the limits leave out, and exact names in a schedule for all projects. */
function projectsFrom(read: ReadSchedule, place: Place, limits: Limits): string[] {
  if (read.projects === "all") {
    (read.clusters ?? []).forEach((selector, index) => {
      if (typeof selector !== "string") return;
      const message = `"${selector}" is an exact name, which must exist: with "projects": "all" use {"glob": "${selector}"} or tags`;
      place.key("clusters").item(index).fail(message);
    });
    return [];
  }
  const projects: string[] = [];
  (read.projects ?? []).forEach((project, index) => {
    if (project === undefined) return;
    projects.push(project);
    if (isProjectAllowed(limits, project)) return;
    place
      .key("projects")
      .item(index)
      .fail(`${project} is not among limits.projects: add it there, or leave it out here`);
  });
  return projects;
}

function windowFrom(
  read: ReadWindow,
  place: Place,
  zone: Zone,
  ofSchedule: DaysIn | null,
  common: Common,
): Window | null {
  const except = read.except ? exceptedDays(read.except, common.calendars, place.key("except")) : ofSchedule;
  const target = targetFrom(read, place, common.limits);
  const times = timesFrom(read, place, zone, except);
  return times === null || read.name === undefined ? null : { name: read.name, target, ...times };
}

function moreCautious(one: Mode, other: Mode): Mode {
  return MODES.indexOf(one) > MODES.indexOf(other) ? one : other;
}

/** Null where so much is wrong (and reported) that no schedule is left. */
export function scheduleFrom(read: ReadSchedule, place: Place, common: Common): Schedule | null {
  const timezone = read.timezone ?? common.timezone;
  const zone = read.timezone
    ? zoneNamed(read.timezone, place.key("timezone"), common.zones)
    : (common.zones.get(timezone) ?? utc);
  const except = read.except ? exceptedDays(read.except, common.calendars, place.key("except")) : null;
  const windows: Window[] = [];
  (read.windows ?? []).forEach((one, index) => {
    const window = one && windowFrom(one, place.key("windows").item(index), zone, except, common);
    if (window) windows.push(window);
  });
  checkNames(read.windows ?? [], place.key("windows"));
  const baseline = read.baseline && targetFrom(read.baseline, place.key("baseline"), common.limits);
  if (read.name === undefined || baseline === undefined) return null;
  if (windows.length === (read.windows ?? []).length) checkPartsComeBack(baseline, windows, place);
  return {
    name: read.name,
    clusters: selectorsFrom(read.clusters),
    projects: projectsFrom(read, place, common.limits),
    allProjects: read.projects === "all",
    timezone,
    mode: moreCautious(common.mode, read.mode ?? "on"),
    baseline,
    windows,
    zone,
  };
}
