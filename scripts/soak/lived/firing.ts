/** Which trigger runs happen: all those near a boundary or a happening and few of the others. The seed decides the fate of each. */

import type { Firing, FiringRule } from "../../../src/local/triggers/faults";
import type { FiringShares } from "../generated/case";
import { hourMs, minuteMs } from "../generated/time";
import { lastWhere } from "../oracle/last";

export type Fate = "in-time" | "lost" | "late" | "doubled" | "overlapping" | "passed-over";

/** How many boundaries of one case are watched closely; more would take long and show little more. */
const mostBoundaries = 40;
/** Where nothing is near, the heartbeat runs only once in this time. */
const idleEveryMs = 6 * hourMs;

export interface SoakFiring {
  readonly rule: FiringRule;
  readonly counts: Readonly<Record<Fate, number>>;
  /** Every firing, whatever its fate. */
  readonly firings: readonly Firing[];
}

/** `instants` are boundaries and happenings. All those within a day of one of the `clockChanges` are watched. */
export function soakFiring(
  shares: FiringShares,
  instants: readonly number[],
  clockChanges: readonly number[] = [],
): SoakFiring {
  const sorted = chosen(instants, shares.seed, clockChanges);
  const counts: Record<Fate, number> = {
    "in-time": 0,
    lost: 0,
    late: 0,
    doubled: 0,
    overlapping: 0,
    "passed-over": 0,
  };
  const firings: Firing[] = [];

  function rule(firing: Firing): readonly number[] {
    firings.push(firing);
    const draw = drawsOf(`${shares.seed}/${firing.trigger}/${firing.scheduledAtMs}`);
    const fate = isWorthRunning(firing.scheduledAtMs, sorted) ? fateOf(draw(), shares) : "passed-over";
    counts[fate] += 1;
    return delaysOf(fate, draw());
  }

  return { rule, counts, firings };
}

function chosen(instants: readonly number[], seed: number, clockChanges: readonly number[]): readonly number[] {
  const all = [...new Set(instants)].sort((a, b) => a - b);
  const share = mostBoundaries / Math.max(all.length, 1);
  const isSpecial = (ms: number) => clockChanges.some((change) => Math.abs(ms - change) < 26 * hourMs);
  return all.filter((ms) => isSpecial(ms) || drawsOf(`${seed}/${ms}`)() < share);
}

/** Whether a firing is soon after an instant, or an hour after it, when a cluster begins to be late. */
function isWorthRunning(ms: number, instants: readonly number[]): boolean {
  const last = lastWhere(instants, (instant) => instant <= ms);
  const afterMs = last === undefined ? Number.POSITIVE_INFINITY : ms - last;
  const isNear = afterMs <= 22 * minuteMs || (afterMs >= hourMs && afterMs <= hourMs + 16 * minuteMs);
  return isNear || ms % idleEveryMs < 15 * minuteMs;
}

function fateOf(draw: number, { lost, late, doubled, overlapping }: FiringShares): Fate {
  if (draw < lost) return "lost";
  if (draw < lost + late) return "late";
  if (draw < lost + late + doubled) return "doubled";
  return draw < lost + late + doubled + overlapping ? "overlapping" : "in-time";
}

function delaysOf(fate: Fate, draw: number): readonly number[] {
  switch (fate) {
    case "lost":
    case "passed-over":
      return [];
    case "in-time":
      return [0];
    case "late":
      return [1_000 + Math.floor(draw * 10 * minuteMs)];
    case "doubled":
      return [0, 10_000 + Math.floor(draw * 10 * minuteMs)];
    case "overlapping":
      return [0, Math.floor(draw * 3_000)];
  }
}

/** Random numbers by name: the hash FNV-1a of the text seeds the generator mulberry32. */
function drawsOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
