/** What may go wrong with the firing of a trigger: Atlas promises at least once, and no more than that. */

export interface Firing {
  readonly trigger: string;
  readonly scheduledAtMs: number;
}

/** When the runs of one firing start, in milliseconds after it: [] is lost, [0] in time, [90_000] late, [0, 0] doubled. */
export type FiringRule = (firing: Firing) => readonly number[];

export interface FaultShares {
  readonly seed: number;
  /** Shares of all firings, from 0 to 1. */
  readonly lost?: number;
  readonly late?: number;
  readonly doubled?: number;
  /** A late run, and the second of two, starts at most so much later. Default: ten minutes. */
  readonly mostDelayMs?: number;
}

export const inTime: FiringRule = () => [0];

/** The same seed means the same fate for a firing, whatever else fires. */
export function seededFaults(shares: FaultShares): FiringRule {
  const { lost = 0, late = 0, doubled = 0, mostDelayMs = 600_000 } = shares;
  return (firing) => {
    const draw = drawsOf(`${shares.seed}/${firing.trigger}/${firing.scheduledAtMs}`);
    const fate = draw();
    const delayMs = Math.floor(draw() * mostDelayMs);
    if (fate < lost) return [];
    if (fate < lost + late) return [delayMs];
    if (fate < lost + late + doubled) return [0, delayMs];
    return [0];
  };
}

/** FNV-1a over the text, then mulberry32: small, and the same everywhere. */
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
