/** What is no mistake in a schedule document but seldom meant. Looks a little way ahead only: it is asked on every run. */

import { boundariesFrom } from "./boundaries";
import { MINUTES_PER_DAY, MS_PER_MINUTE, NEVER } from "./civil";
import { coverageOf } from "./coverage";
import type { Calendar, Issue, Schedule, ScheduleDocument, Window } from "./model";
import { utc, zoneDataEnd, zoneDataVersion } from "./zone";

/** Atlas changes a tier node by node; three nodes rarely take less (Atlas docs name no figure). */
const TIER_CHANGE_MINUTES = 30;
/** Atlas docs: after a resume a cluster runs 60 minutes before it can be paused again. */
const SHORTEST_PAUSE_MINUTES = 60;
const CALENDAR_DAYS = 60;
const ZONE_DATA_NOTICE_MS = 366 * MINUTES_PER_DAY * MS_PER_MINUTE;

const HIDDEN_HORIZON = 5 * 366 * MINUTES_PER_DAY;
const BOUNDARIES_TO_MEASURE = 16;
const MOST_SPANS_TO_MEASURE = 4;
/** Windows asked whether they are open, in one document. */
const MOST_LOOKS = 10_000;

interface Budget {
  looks: number;
}

/** The first minute at or after `minute` at which the window is open. */
function openFrom(window: Window, minute: number): number {
  return window.spans.isOpen(minute) ? minute : window.spans.changeAfter(minute, false);
}

/** Whether at some minute of [from, until) none of the windows is open. */
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

/** Whether the window opens in the coming years, and never without one before it being open. */
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

/** The shortest of the next few spans, in minutes. */
function shortestSpan(window: Window, now: number): number {
  let shortest = NEVER;
  let from = window.spans.changeAfter(now, window.spans.isOpen(now));
  for (let count = 0; count < 2 * MOST_SPANS_TO_MEASURE && from < NEVER; count += 1) {
    const isOpen = window.spans.isOpen(from);
    const until = window.spans.changeAfter(from, isOpen);
    if (isOpen) shortest = Math.min(shortest, until - from);
    from = until;
  }
  return shortest;
}

function shortWarning(window: Window, path: string, now: number): Issue[] {
  const minutes = shortestSpan(window, now);
  if ("paused" in window.target) return minutes < SHORTEST_PAUSE_MINUTES ? [pauseWarning(path, minutes)] : [];
  if (minutes >= TIER_CHANGE_MINUTES) return [];
  return [{ path, message: `is open for ${minutes} minutes, less than a tier change takes` }];
}

function pauseWarning(path: string, minutes: number): Issue {
  return {
    path,
    message: `pauses for ${minutes} minutes: under ${SHORTEST_PAUSE_MINUTES} it is hardly worth the restart`,
  };
}

function windowWarnings(schedule: Schedule, path: string, now: number, budget: Budget): Issue[] {
  const found: Issue[] = [];
  schedule.windows.forEach((window, index) => {
    const at = `${path}.windows[${index}]`;
    if (isHidden(schedule, index, now, budget)) {
      found.push({
        path: at,
        message: "never decides anything: whenever it is open, one before it in the list is too",
      });
    }
    for (const issue of shortWarning(window, at, now)) found.push(issue);
  });
  return found;
}

/** Of a baseline that pauses: the time between two windows. */
function baselineWarnings(schedule: Schedule, path: string, nowMs: number): Issue[] {
  if (!("paused" in schedule.baseline)) return [];
  const boundaries = boundariesFrom(schedule, nowMs, BOUNDARIES_TO_MEASURE);
  const pauses = boundaries.map(({ at, window }, index) => {
    const next = boundaries[index + 1];
    return window !== null || next === undefined ? NEVER : (next.at - at) / MS_PER_MINUTE;
  });
  const shortest = Math.min(...pauses);
  return shortest < SHORTEST_PAUSE_MINUTES ? [pauseWarning(`${path}.baseline`, shortest)] : [];
}

function calendarWarnings({ name, days }: Calendar, today: number): Issue[] {
  if (days.some((day) => day >= today && day <= today + CALENDAR_DAYS)) return [];
  return [{ path: `calendars.${name}`, message: `has no date in the coming ${CALENDAR_DAYS} days: is it kept up?` }];
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
export function warningsOf(config: ScheduleDocument, nowMs: number): Issue[] {
  const now = Math.floor(nowMs / MS_PER_MINUTE);
  const budget: Budget = { looks: MOST_LOOKS };
  const today = Math.floor(now / MINUTES_PER_DAY);
  const ofSchedules = config.schedules.map((schedule, index) => {
    const { from, until } = coverageOf(schedule);
    if (!(now >= from && now < until)) return [];
    const path = `schedules[${index}]`;
    return baselineWarnings(schedule, path, nowMs).concat(windowWarnings(schedule, path, now, budget));
  });
  const ofCalendars = config.calendars.map((calendar) => calendarWarnings(calendar, today));
  const found: Issue[] = [];
  for (const issues of [zoneWarnings(config, nowMs), ...ofSchedules, ...ofCalendars]) {
    for (const issue of issues) found.push(issue);
  }
  return found;
}
