/** Warnings: what a schedule document may say, but its author has seldom meant. */

import { steadySpan, utc, zoneDataEnd, zoneDataVersion } from "../calendar/zone";
import type { Calendar, Issue, Schedule, ScheduleDocument, Window } from "../model";
import { isPaused, isRunning, isSizes, targetsOf } from "../target";
import { DAYS_PER_LEAP_YEAR, MINUTES_PER_DAY, MS_PER_DAY, MS_PER_MINUTE } from "../time-units";
import { boundariesFrom } from "../windows/boundaries";
import { coverageOf } from "../windows/coverage";
import { daysOftenLacking, isPast, localTime, startWhileOpen, swallowedStart } from "./warn-windows";

/** Atlas changes a tier node by node; three nodes rarely take less (Atlas docs name no figure). */
const TIER_CHANGE_MINUTES = 30;
/** Atlas docs: after a resume a cluster runs 60 minutes before it can be paused again. */
const SHORTEST_PAUSE_MINUTES = 60;
const CALENDAR_DAYS = 60;
const ZONE_DATA_NOTICE_MS = DAYS_PER_LEAP_YEAR * MS_PER_DAY;

const HIDDEN_HORIZON = 5 * DAYS_PER_LEAP_YEAR * MINUTES_PER_DAY;

/** How far the search for warnings goes. It misses what can only be seen from farther away. */
export interface Reach {
  /** How often windows may be asked whether they are open, in one document. */
  readonly looks: number;
  /** How many boundaries may be measured, shared among the windows of the document; each schedule has at least 3 and at most 2,000 measured. */
  readonly boundaries: number;
  /** How many days ahead they are measured, and starts that overlap are looked for. */
  readonly days: number;
}

/**
 * For every run, on a slow engine. It looks a month ahead, so that each monthly window is seen before it opens: measuring
 * a year of boundaries took most of the computing of a run, and the build has looked further already.
 */
const NEAR: Reach = { looks: 10_000, boundaries: 150, days: 35 };

/** The build and plans may take their time. */
export const FAR: Reach = { looks: 2_000_000, boundaries: 100_000, days: 5 * DAYS_PER_LEAP_YEAR };

interface Budget {
  looks: number;
  /** How many boundaries of each schedule are measured. */
  readonly boundaries: number;
  /** How many starts of each window are looked at to find two that overlap. */
  readonly starts: number;
  readonly untilMs: number;
}

/** The first minute at or after `minute` at which the window is open. */
function openFrom(window: Window, minute: number): number {
  return window.spans.isOpen(minute) ? minute : window.spans.changeAfter(minute, false);
}

/** Whether there is a minute of [from, until) at which none of the windows is open. A search that goes too far ends in "yes". */
function isUncovered(windows: readonly Window[], from: number, until: number, budget: Budget): boolean {
  let at = from;
  while (at < until) {
    const minute = at;
    const cover = windows.find(({ spans }) => {
      budget.looks -= 1;
      return spans.isOpen(minute);
    });
    if (cover === undefined || budget.looks <= 0) return true;
    at = cover.spans.changeAfter(at, true);
  }
  return false;
}

/** Whether the window opens in the coming years, but only ever while an earlier one of the list is open. */
function isHidden(schedule: Schedule, index: number, now: number, budget: Budget): boolean {
  const window = schedule.windows[index];
  if (window === undefined || index === 0) return false;
  const earlier = schedule.windows.slice(0, index);
  const horizon = Math.min(now + HIDDEN_HORIZON, coverageOf(schedule).until);
  let from = openFrom(window, now);
  if (from >= horizon) return false;
  while (from < horizon) {
    const until = window.spans.changeAfter(from, true);
    if (isUncovered(earlier, from, Math.min(until, horizon), budget)) return false;
    from = window.spans.changeAfter(until, false);
  }
  return true;
}

interface Short {
  readonly minutes: number;
  readonly isPause: boolean;
}

/** For each window (by name) and the baseline (null) that is in effect too briefly for what it does: its shortest stretch. */
function shortStretches(schedule: Schedule, nowMs: number, budget: Budget): ReadonlyMap<string | null, Short> {
  const shortest = new Map<string | null, Short>();
  const boundaries = boundariesFrom(schedule, nowMs, budget.boundaries, budget.untilMs);
  boundaries.forEach(({ at, window, after }, index) => {
    const next = boundaries[index + 1];
    const isPause = isPaused(after);
    if (next === undefined || (window === null && !isPause)) return;
    const minutes = (next.at - at) / MS_PER_MINUTE;
    const known = shortest.get(window);
    const isShort = minutes < (isPause ? SHORTEST_PAUSE_MINUTES : TIER_CHANGE_MINUTES);
    if (isShort && (known === undefined || minutes < known.minutes)) shortest.set(window, { minutes, isPause });
  });
  return shortest;
}

function shortWarning(short: Short | undefined, path: string): Issue[] {
  if (short === undefined) return [];
  const message = short.isPause
    ? `pauses for only ${short.minutes} minutes: a pause of less than ${SHORTEST_PAUSE_MINUTES} minutes is hardly worth the restart`
    : `is in effect for only ${short.minutes} minutes, less than a tier change usually takes`;
  return [{ path, message }];
}

function scheduleWarnings(schedule: Schedule, path: string, nowMs: number, budget: Budget): Issue[] {
  const now = Math.floor(nowMs / MS_PER_MINUTE);
  const short = shortStretches(schedule, nowMs, budget);
  const found = shortWarning(short.get(null), `${path}.baseline`);
  schedule.windows.forEach((window, index) => {
    const at = `${path}.windows[${index}]`;
    if (isHidden(schedule, index, now, budget)) {
      const message = "has no effect: whenever it is open, an earlier window of the list is open too";
      found.push({ path: at, message });
    }
    found.push(...shortWarning(short.get(window.name), at));
    found.push(...windowWarnings(schedule, window, at, now, budget));
  });
  return [...found, ...targetWarnings(schedule, path)];
}

function windowWarnings(schedule: Schedule, window: Window, path: string, now: number, budget: Budget): Issue[] {
  if (isPast(window, schedule, now)) {
    return [{ path, message: "lies wholly in the past: it will not open again, so it can be removed" }];
  }
  const { recurs } = window;
  if (recurs === null) return [];
  const { zone } = schedule;
  const found: Issue[] = [];
  for (const [key, line] of [
    ["start", recurs.start],
    ["end", recurs.end],
  ] as const) {
    for (const day of line === null ? [] : daysOftenLacking(line)) {
      const remedy = day.includes("#")
        ? `${day.split("#")[0]}#L is the last one`
        : "L is the last day, LW the last weekday";
      found.push({ path: `${path}.${key}`, message: `many months have no ${day}: ${remedy}` });
    }
  }
  const again = startWhileOpen(recurs, zone, now, budget.untilMs / MS_PER_MINUTE, budget.starts);
  if (again !== null) {
    const first = localTime(again, steadySpan(zone, again).offset);
    const message = `starts while it is still open, first on ${first}: such a start opens nothing, and may keep it open for longer`;
    found.push({ path: `${path}.start`, message });
  }
  const swallowed = swallowedStart(recurs, zone, now);
  if (swallowed !== null) {
    const message = `opens nothing on ${swallowed.day}: the clock goes from ${swallowed.skips}, which leaves no time between start and end`;
    found.push({ path: `${path}.start`, message });
  }
  return found;
}

/** Targets that do more, or less, than their author may think. */
function targetWarnings(schedule: Schedule, path: string): Issue[] {
  const found: Issue[] = [];
  const targets = targetsOf(schedule);
  const pauses = targets.some(isPaused);
  schedule.clusters.forEach((selector, index) => {
    if (!pauses || !("glob" in selector) || !/^[*?]*\*[*?]*$/.test(selector.glob)) return;
    const where = schedule.allProjects ? "in all projects" : "of its projects";
    const message = `{"glob": "${selector.glob}"} beside a paused target pauses every cluster ${where}, those of tomorrow too`;
    found.push({ path: `${path}.clusters[${index}]`, message });
  });
  if (!pauses && targets.some(isRunning)) {
    const message =
      '{"paused": false} resumes nothing here: no target of the schedule pauses, and a cluster that somebody else paused is left so';
    found.push({ path, message });
  }
  if (isPaused(schedule.baseline) && targets.some(isRunning) && targets.some(isSizes)) {
    const message =
      '{"paused": false} runs at whatever size the windows with sizes have left: name a size there, if it matters';
    found.push({ path, message });
  }
  return found;
}

function calendarWarnings({ name, days }: Calendar, today: number): Issue[] {
  if (days.some((day) => day >= today && day <= today + CALENDAR_DAYS)) return [];
  return [{ path: `calendars.${name}`, message: `has no date in the next ${CALENDAR_DAYS} days: is it up to date?` }];
}

function zoneWarnings(config: ScheduleDocument, nowMs: number): Issue[] {
  const usesData = config.schedules.some(({ timezone }) => timezone !== utc.name);
  if (!usesData || nowMs < zoneDataEnd - ZONE_DATA_NOTICE_MS) return [];
  const end = new Date(zoneDataEnd).toISOString().slice(0, 10);
  return [
    { path: "timezone", message: `the time zone data (${zoneDataVersion}) ends on ${end}: deploy a newer release` },
  ];
}

/** Everything in the document worth a warning at `nowMs` (epoch milliseconds), in the document's order. */
export function warningsOf(config: ScheduleDocument, nowMs: number, reach: Reach = NEAR): Issue[] {
  const now = Math.floor(nowMs / MS_PER_MINUTE);
  const windows = config.schedules.reduce((count, schedule) => count + schedule.windows.length, 0);
  const boundaries = Math.min(2_000, Math.max(3, Math.floor(reach.boundaries / windows)));
  const starts = Math.min(400, Math.max(2, Math.floor(boundaries / 2)));
  const budget: Budget = { looks: reach.looks, boundaries, starts, untilMs: nowMs + reach.days * MS_PER_DAY };
  const today = Math.floor(now / MINUTES_PER_DAY);
  const ofSchedules = config.schedules.map((schedule, index) => {
    const { from, until } = coverageOf(schedule);
    if (!(now >= from && now < until)) return [];
    return scheduleWarnings(schedule, `schedules[${index}]`, nowMs, budget);
  });
  const ofCalendars = config.calendars.map((calendar) => calendarWarnings(calendar, today));
  const found: Issue[] = [];
  for (const issues of [zoneWarnings(config, nowMs), ...ofSchedules, ...ofCalendars]) {
    for (const issue of issues) found.push(issue);
  }
  return found;
}
