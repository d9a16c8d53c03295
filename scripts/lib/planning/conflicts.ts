/** The conflicts of a schedule document: where it asks for two things at once, and which of them wins. */

import type { ClusterSelector, Schedule, Window } from "../../../src/schedule/model";
import { exactNames, isExact, matchSelector, ownership, selects } from "../../../src/schedule/selectors";
import { sameTarget } from "../../../src/schedule/target";
import { MS_PER_MINUTE } from "../../../src/schedule/time-units";
import { describeSelector } from "./clusters";
import type { Plan } from "./schedule";

/** Two windows of a schedule, with different targets, that are open at the same time. The earlier in the list wins. */
export interface Overlap {
  readonly schedule: Schedule;
  readonly winner: Window;
  readonly loser: Window;
  /** The first time, epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly times: number;
  readonly totalMs: number;
  /** All of the times, in order. */
  readonly spans: readonly Span[];
}

/** Schedules that select the same cluster of the same project. The first of them owns it. */
export interface Shadowing {
  readonly cluster: string;
  /** null: the project the app lives in. */
  readonly project: string | null;
  readonly owner: string;
  readonly shadowed: readonly string[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

export function overlapsOf({ schedules, from, until }: Plan): Overlap[] {
  return schedules.flatMap(({ schedule }) => {
    const spans = schedule.windows.map((window) => openSpans(window, from, until));
    return schedule.windows.flatMap((winner, index) =>
      schedule.windows.slice(index + 1).flatMap((loser, behind) => {
        if (sameTarget(winner.target, loser.target)) return [];
        const both = intersect(spans[index] ?? [], spans[index + 1 + behind] ?? []);
        const first = both[0];
        if (first === undefined) return [];
        const totalMs = both.reduce((total, span) => total + span.until - span.from, 0);
        return [{ schedule, winner, loser, ...first, times: both.length, totalMs, spans: both }];
      }),
    );
  });
}

/** The times in [from, until) at which a window is open, whether or not it wins. */
function openSpans({ spans }: Window, from: number, until: number): Span[] {
  const found: Span[] = [];
  let minute = Math.floor(from / MS_PER_MINUTE);
  let isOpen = spans.isOpen(minute);
  while (minute * MS_PER_MINUTE < until) {
    const change = spans.changeAfter(minute, isOpen);
    if (isOpen) {
      found.push({ from: Math.max(minute * MS_PER_MINUTE, from), until: Math.min(change * MS_PER_MINUTE, until) });
    }
    minute = change;
    isOpen = !isOpen;
  }
  return found;
}

function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  const found: Span[] = [];
  let index = 0;
  let other = 0;
  for (let one = some[0], two = others[0]; one && two; one = some[index], two = others[other]) {
    const from = Math.max(one.from, two.from);
    const until = Math.min(one.until, two.until);
    if (from < until) found.push({ from, until });
    if (one.until <= two.until) index += 1;
    else other += 1;
  }
  return found;
}

/** What is certain from the document alone: names, and patterns that an earlier schedule's pattern includes. */
export function shadowingsOf(schedules: readonly Schedule[]): Shadowing[] {
  const projects = new Set(schedules.flatMap((schedule) => projectsOf(schedule)));
  return [...projects].flatMap((project) => {
    const ofProject = schedules.filter((one) => one.allProjects || projectsOf(one).includes(project));
    return [...shadowedNames(ofProject), ...shadowedPatterns(ofProject)].map((found) => ({ project, ...found }));
  });
}

function projectsOf({ projects }: Schedule): readonly (string | null)[] {
  return projects.length === 0 ? [null] : projects;
}

function shadowedNames(schedules: readonly Schedule[]): Omit<Shadowing, "project">[] {
  const owned = ownership(schedules);
  return [...new Set(schedules.flatMap(exactNames))].flatMap((cluster) => {
    const owner = owned({ name: cluster, tags: {} });
    if (owner === null || owner.shadowed.length === 0) return [];
    return [{ cluster, owner: owner.schedule.name, shadowed: owner.shadowed.map(({ name }) => name) }];
  });
}

function shadowedPatterns(schedules: readonly Schedule[]): Omit<Shadowing, "project">[] {
  return schedules.flatMap(({ name, clusters }, index) =>
    clusters.flatMap((selector) => {
      if (isExact(selector)) return [];
      const owner = schedules
        .slice(0, index)
        .find((earlier) => earlier.clusters.some((one) => includes(one, selector)));
      return owner === undefined ? [] : [{ cluster: describeSelector(selector), owner: owner.name, shadowed: [name] }];
    }),
  );
}

/**
 * Whether a selector certainly selects every cluster that another pattern does: a glob whatever a narrower glob matches,
 * tags whatever asks for the same tags and more. Two patterns of different kinds may differ, so nothing is claimed of them.
 */
function includes(selector: ClusterSelector, pattern: ClusterSelector): boolean {
  const nothing = { name: () => false, glob: () => false, tags: () => false };
  return matchSelector(pattern, {
    name: () => false,
    glob: (glob) => matchSelector(selector, { ...nothing, glob: (wider) => isWiderGlob(wider, glob) }),
    tags: (tags) => matchSelector(selector, { ...nothing, tags: () => selects(selector, { name: "", tags }) }),
  });
}

/** A glob without a "?" (which would stand for the narrower one's "*") that matches another's own text matches all it does. */
function isWiderGlob(wider: string, glob: string): boolean {
  return wider === glob || (!wider.includes("?") && selects({ glob: wider }, { name: glob, tags: {} }));
}
