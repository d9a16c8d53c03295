import type { Desired, Schedule, Target, Window } from "../model";
import { sameTarget } from "../target";
import { MS_PER_MINUTE } from "../time-units";
import { checkCovered, coverageOf } from "./coverage";

/**
 * A switch between windows with equal targets is no boundary. The search for a boundary passes over so many of them (two
 * years of hourly ones) and then gives up.
 */
export const MAX_SWITCHES = 20_000;

/** The windows that boundaries depend on. Those at the end of the list that ask for the baseline change nothing. */
export function decidingWindows({ windows, baseline }: Schedule): readonly Window[] {
  let count = windows.length;
  while (count > 0 && sameTarget(windows[count - 1]?.target ?? baseline, baseline)) count -= 1;
  return windows.slice(0, count);
}

/** The index of the first open window; the number of windows where none is. */
export function winnerAt(windows: readonly Window[], minute: number): number {
  for (let index = 0; index < windows.length; index += 1) {
    if (windows[index]?.spans.isOpen(minute)) return index;
  }
  return windows.length;
}

export function targetOf(schedule: Schedule, winner: number): Target {
  return schedule.windows[winner]?.target ?? schedule.baseline;
}

/** The name of the first open window; null where none is. */
export function nameAt({ windows }: Schedule, minute: number): string | null {
  return windows[winnerAt(windows, minute)]?.name ?? null;
}

/** Since when the winner has won: the last time that it, or a window before it in the list, opened or closed; at least `floor`. */
function wonSince(windows: readonly Window[], minute: number, winner: number, floor: number): number {
  let since = floor;
  for (let index = 0; index <= winner; index += 1) {
    const changed = windows[index]?.spans.changeBy(minute, index === winner, since);
    if (changed !== undefined && changed > since) since = changed;
  }
  return since;
}

/**
 * What holds for a schedule at an instant (epoch milliseconds), and since which boundary.
 * Throws `ScheduleError` where the zone data does not reach.
 */
export function desiredAt(schedule: Schedule, atMs: number): Desired {
  const minute = Math.floor(atMs / MS_PER_MINUTE);
  checkCovered(schedule, minute);
  const { from } = coverageOf(schedule);
  const windows = decidingWindows(schedule);
  const winner = winnerAt(windows, minute);
  const target = targetOf(schedule, winner);
  const desired = { target, window: nameAt(schedule, minute) };
  const others = windows.filter((window) => !sameTarget(window.target, target));
  const isBaseline = sameTarget(schedule.baseline, target);
  let since = wonSince(windows, minute, winner, from);
  for (let switches = 0; since > from && switches < MAX_SWITCHES; switches += 1) {
    const earlier = winnerAt(windows, since - 1);
    const before = targetOf(schedule, earlier);
    if (!sameTarget(before, target)) return { ...desired, since: since * MS_PER_MINUTE, before };
    // While no window is open that asks for something else, it does not matter how the others take turns.
    const isQuiet = isBaseline && winnerAt(others, since - 1) === others.length;
    since = isQuiet ? wonSince(others, since - 1, others.length, from) : wonSince(windows, since - 1, earlier, from);
  }
  return { ...desired, since: null, before: null };
}
