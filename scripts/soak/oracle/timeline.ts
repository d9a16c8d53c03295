/**
 * The oracle of schedules. It finds the target of every minute by walking through the document as written, and shares
 * nothing with src/schedule, so that one misreading cannot sit on both sides.
 */

import moment from "moment-timezone";
import type { Target } from "../../../src/schedule/model";
import type { SoakCase, SoakCluster, SoakDocument, SoakSchedule } from "../generated/case";
import { dayMs, minuteMs } from "../generated/time";
import { askedOf } from "./asked";
import { timelineOf, type WrittenSchedule } from "./brute-force";
import { lastWhere } from "./last";

/** Nearly all windows open at least once a month. What lies further back is unknown to the oracle. */
const lookBackDays = 33;
/** No generated window stays open for so long. */
const warmUpDays = 5;
const lookAheadDays = 2;

export interface Wanted {
  readonly target: Target;
  /** null: the boundary lies before the minutes that were walked through. */
  readonly sinceMs: number | null;
  readonly before: Target | null;
}

export interface ScheduleTimeline {
  at(ms: number): Wanted;
  /** Instants in [fromMs, untilMs) at which the target changes. */
  boundaries(fromMs: number, untilMs: number): readonly number[];
}

const text = (target: Target) => JSON.stringify(target);

function written(schedule: SoakSchedule): WrittenSchedule {
  return {
    name: schedule.name,
    clusters: [],
    timezone: schedule.timezone,
    baseline: { tier: text(schedule.baseline) },
    windows: schedule.windows.map(({ target, ...window }) => ({ ...window, tier: text(target) })),
    ...(schedule.except !== undefined && { except: schedule.except }),
  };
}

interface TargetChange {
  readonly minute: number;
  readonly target: Target;
  readonly before: Target | null;
}

export function scheduleTimeline(
  schedule: SoakSchedule,
  { startMs, days }: Pick<SoakCase, "startMs" | "days">,
  calendars: NonNullable<SoakDocument["calendars"]> = {},
  daysBack = lookBackDays,
): ScheduleTimeline {
  const from = startMs / minuteMs - daysBack * 1440;
  const until = startMs / minuteMs + (days + lookAheadDays) * 1440;
  const { tiers } = timelineOf(written(schedule), { ...calendars }, from, until, warmUpDays * 1440);
  const changes: TargetChange[] = [];
  tiers.forEach((label, index) => {
    if (index > 0 && tiers[index - 1] === label) return;
    const before = index === 0 ? null : (JSON.parse(tiers[index - 1] ?? "null") as Target);
    changes.push({ minute: from + index, target: JSON.parse(label) as Target, before });
  });

  function at(ms: number): Wanted {
    const minute = Math.floor(ms / minuteMs);
    const change = lastWhere(changes, (one) => one.minute <= minute);
    if (change === undefined) throw new Error(`the timeline does not reach ${new Date(ms).toISOString()}`);
    const { target, before } = change;
    return { target, before, sinceMs: before === null ? null : change.minute * minuteMs };
  }

  return {
    at,
    boundaries: (fromMs, untilMs) =>
      changes
        .slice(1)
        .map(({ minute }) => minute * minuteMs)
        .filter((ms) => ms >= fromMs && ms < untilMs),
  };
}

/** From when on which document is in force. */
export interface Edit {
  readonly atMs: number;
  readonly document: number;
}

export interface Oracle {
  /** What the document in force at `inForceAtMs` asks of a schedule at `ms`. */
  wanted(schedule: string, ms: number, inForceAtMs?: number): Wanted;
  /** The same of one cluster, for which not every part of a target is meant. */
  asked(cluster: SoakCluster, ms: number, inForceAtMs?: number): Wanted;
  /** The boundary before the one that `wanted` names; null: none is known. */
  boundaryBefore(schedule: string, ms: number, inForceAtMs?: number): number | null;
  boundaries(schedule: string, fromMs: number, untilMs: number): readonly number[];
  /** Boundaries of the document in force at `inForceAtMs` alone, whatever is edited later. */
  plainBoundaries(schedule: string, fromMs: number, untilMs: number, inForceAtMs: number): readonly number[];
  documentAt(ms: number): SoakCase["documents"][number];
}

export function oracleFor(soakCase: SoakCase, edits: readonly Edit[]): Oracle {
  const known = new Map<string, ScheduleTimeline>();
  const indexAt = (ms: number) => lastWhere(edits, (edit) => edit.atMs <= ms)?.document ?? 0;

  function timeline(document: number, name: string): ScheduleTimeline {
    const key = `${document} ${name}`;
    const { schedules = [], calendars } = soakCase.documents[document] ?? {};
    const schedule = schedules.find((one) => one.name === name);
    if (schedule === undefined) throw new Error(`no schedule ${name} in document ${document}`);
    const found = known.get(key) ?? scheduleTimeline(schedule, soakCase, calendars);
    known.set(key, found);
    return found;
  }

  const wanted: Oracle["wanted"] = (name, ms, inForceAtMs = ms) => timeline(indexAt(inForceAtMs), name).at(ms);

  return {
    wanted,
    asked(cluster, ms, inForceAtMs = ms) {
      const { target, before, sinceMs } = wanted(cluster.schedule, ms, inForceAtMs);
      const schedule = soakCase.documents[indexAt(inForceAtMs)]?.schedules.find(
        ({ name }) => name === cluster.schedule,
      );
      if (schedule === undefined) return { target, before, sinceMs };
      return {
        target: askedOf(cluster, schedule, target),
        before: before === null ? null : askedOf(cluster, schedule, before),
        sinceMs,
      };
    },
    boundaryBefore(schedule, ms, inForceAtMs = ms) {
      const { sinceMs } = wanted(schedule, ms, inForceAtMs);
      return sinceMs === null ? null : wanted(schedule, sinceMs - 1, inForceAtMs).sinceMs;
    },
    boundaries(schedule, fromMs, untilMs) {
      const starts = [fromMs, ...edits.map((edit) => edit.atMs).filter((ms) => ms > fromMs && ms < untilMs), untilMs];
      return starts
        .slice(0, -1)
        .flatMap((start, index) => timeline(indexAt(start), schedule).boundaries(start, starts[index + 1] ?? untilMs));
    },
    plainBoundaries: (schedule, fromMs, untilMs, inForceAtMs) =>
      timeline(indexAt(inForceAtMs), schedule).boundaries(fromMs, untilMs),
    documentAt(ms) {
      const document = soakCase.documents[indexAt(ms)];
      if (document === undefined) throw new Error("the case has a document");
      return document;
    },
  };
}

/** The instants at which the clocks of one of its zones go forward or back. */
export function clockChangesOf({ startMs, days, documents }: SoakCase): readonly number[] {
  const zones = new Set(documents.flatMap(({ schedules }) => schedules.map(({ timezone }) => timezone)));
  const untilMs = startMs + days * dayMs;
  return [...zones].flatMap((name) =>
    (moment.tz.zone(name)?.untils ?? []).filter((ms) => ms >= startMs && ms < untilMs),
  );
}
