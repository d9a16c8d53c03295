/** Lists the boundaries ahead of an instant. Throws `ScheduleError` for times that the zone data does not cover. */

import { LONG_AGO, NEVER } from "../calendar/civil";
import type { Boundary, Schedule, Window } from "../model";
import { sameTarget } from "../target";
import { MS_PER_MINUTE } from "../time-units";
import { checkCovered, coverageOf } from "./coverage";
import { decidingWindows, MAX_SWITCHES, nameAt, targetOf } from "./desired";

interface Walker {
  /** The index of the first open window; the number of windows where none is open. From call to call `minute` must not decrease. */
  winnerAt(minute: number): number;
  /** The first minute after the last one asked about at which another window may win. */
  nextSwitch(winner: number): number;
}

/** Walks forward through the openings and closings of the windows, and looks up each of them once. */
function walkerFor(windows: readonly Window[]): Walker {
  const isOpen: boolean[] = [];
  const nextChange: number[] = windows.map(() => LONG_AGO);
  const refresh = (index: number, minute: number) => {
    const change = nextChange[index] ?? NEVER;
    const spans = windows[index]?.spans;
    if (change > minute || spans === undefined) return isOpen[index] === true;
    const open = change === minute ? !isOpen[index] : spans.isOpen(minute);
    isOpen[index] = open;
    nextChange[index] = spans.changeAfter(minute, open);
    return open;
  };
  return {
    winnerAt(minute) {
      let index = 0;
      while (index < windows.length && !refresh(index, minute)) index += 1;
      return index;
    },
    nextSwitch(winner) {
      let next = NEVER;
      for (let index = 0; index <= winner && index < windows.length; index += 1) {
        next = Math.min(next, nextChange[index] ?? next);
      }
      return next;
    },
  };
}

/** The boundaries with from <= at < until (minutes), at most `limit` of them. After `maxSwitches` in a row that are no boundary the search ends. */
function collect(schedule: Schedule, from: number, until: number, limit: number, maxSwitches: number): Boundary[] {
  const found: Boundary[] = [];
  const windows = decidingWindows(schedule);
  const walker = walkerFor(windows);
  let winner = walker.winnerAt(from - 1);
  let switches = 0;
  for (let at = walker.nextSwitch(winner); at < until && found.length < limit; at = walker.nextSwitch(winner)) {
    const before = targetOf(schedule, winner);
    winner = walker.winnerAt(at);
    const after = targetOf(schedule, winner);
    switches += 1;
    if (!sameTarget(before, after)) {
      const window = windows[winner]?.name ?? nameAt(schedule, at);
      found.push({ at: at * MS_PER_MINUTE, window, before, after });
      switches = 0;
    } else if (switches >= maxSwitches) {
      return found;
    }
  }
  return found;
}

/** The boundaries with from <= at < until (epoch milliseconds), ascending, at most `limit` of them. */
export function boundariesBetween(schedule: Schedule, fromMs: number, untilMs: number, limit = NEVER): Boundary[] {
  const from = Math.ceil(fromMs / MS_PER_MINUTE);
  const until = Math.ceil(untilMs / MS_PER_MINUTE);
  if (until <= from) return [];
  checkCovered(schedule, from);
  checkCovered(schedule, until - 1);
  return collect(schedule, from, until, limit, NEVER);
}

/** The first boundaries after an instant and before another (epoch milliseconds), at most `count`. */
export function boundariesFrom(schedule: Schedule, afterMs: number, count: number, untilMs = NEVER): Boundary[] {
  const from = Math.floor(afterMs / MS_PER_MINUTE) + 1;
  checkCovered(schedule, from);
  const until = Math.min(Math.ceil(untilMs / MS_PER_MINUTE), coverageOf(schedule).until);
  return collect(schedule, from, until, count, MAX_SWITCHES);
}

/** The first boundary after an instant (epoch milliseconds); null where none is found as far as the zone data reaches. */
export function nextBoundary(schedule: Schedule, afterMs: number): Boundary | null {
  return boundariesFrom(schedule, afterMs, 1)[0] ?? null;
}
