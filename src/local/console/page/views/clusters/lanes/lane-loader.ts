/**
 * Asks local Atlas for the lanes that are in sight, and again for those that changed: one request at a time, and so many
 * a second at most, however fast time runs.
 */
import type { Lane } from "../../../../lanes/model";
import type { LanesAnswer } from "../../../../protocol";
import { neededRange, type Range } from "./needed-range";

export interface Wanted {
  readonly range: Range;
  /** The emulator's clock. */
  readonly now: number;
  /** The clusters in sight, each with what its lane depends on: it is asked for again when that is another text. */
  readonly clusters: ReadonlyMap<string, string>;
}

export interface LoadedLane {
  readonly lane: Lane;
  readonly range: Range;
  /** All of its time lay ahead when it was asked for. */
  readonly isAhead: boolean;
  readonly basis: string;
}

export interface LaneLoader {
  lanes(): ReadonlyMap<string, LoadedLane>;
  /** Why the last request failed; null: it did not. */
  failure(): string | null;
  want(wanted: Wanted): void;
  stop(): void;
}

export interface LaneLoaderPorts {
  readonly ask: (path: string) => Promise<LanesAnswer>;
  /** Calls after so many milliseconds, unless what it answered is called before. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly onChange: () => void;
}

/** So many clusters one request may name. */
const MOST_AT_ONCE = 40;
const PAUSE_MS = 400;
const PAUSE_AFTER_FAILURE_MS = 3_000;

export function createLaneLoader({ ask, later, onChange }: LaneLoaderPorts): LaneLoader {
  let lanes: ReadonlyMap<string, LoadedLane> = new Map();
  let failure: string | null = null;
  let wanted: Wanted | null = null;
  let isBusy = false;
  let isStopped = false;
  let cancel: (() => void) | null = null;

  function next(): void {
    if (isBusy || isStopped || wanted === null || cancel !== null) return;
    const range = neededRange(wanted.range);
    const keys = outdated(wanted, lanes).slice(0, MOST_AT_ONCE);
    if (keys.length === 0) return;
    isBusy = true;
    void load(keys, range, wanted);
  }

  async function load(keys: readonly string[], range: Range, { clusters: basisOf, now }: Wanted): Promise<void> {
    const isAhead = now <= range.from;
    const clusters = keys.map((key) => `&cluster=${encodeURIComponent(key)}`).join("");
    try {
      const answer = await ask(`/lanes?from=${range.from}&until=${range.until}${clusters}`);
      const after = new Map(lanes);
      for (const lane of answer.lanes)
        after.set(lane.key, { lane, range, isAhead, basis: basisOf.get(lane.key) ?? "" });
      // One that local Atlas no longer has is not asked for again and again.
      for (const key of keys)
        if (!answer.lanes.some((lane) => lane.key === key))
          after.set(key, { lane: emptyLane(key), range, isAhead, basis: basisOf.get(key) ?? "" });
      lanes = after;
      failure = null;
    } catch (error) {
      failure = (error as Error).message;
    }
    isBusy = false;
    if (isStopped) return;
    cancel = later(failure === null ? PAUSE_MS : PAUSE_AFTER_FAILURE_MS, () => {
      cancel = null;
      next();
    });
    onChange();
  }

  return {
    lanes: () => lanes,
    failure: () => failure,
    want(now) {
      wanted = now;
      next();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

/** Those that were never seen come first. */
function outdated({ range, clusters, now }: Wanted, lanes: ReadonlyMap<string, LoadedLane>): string[] {
  const isGood = (key: string, basis: string) => {
    const loaded = lanes.get(key);
    if (loaded === undefined || loaded.basis !== basis || !isEnough(loaded.range, range)) return false;
    // Of what lay ahead nothing had happened yet that could go on.
    return !loaded.isAhead || now <= loaded.range.from;
  };
  const keys = [...clusters].filter(([key, basis]) => !isGood(key, basis)).map(([key]) => key);
  return [...keys.filter((key) => !lanes.has(key)), ...keys.filter((key) => lanes.has(key))];
}

/** What was asked for a much longer time is too coarse. */
const COARSEST = 5;

function isEnough(loaded: Range, wanted: Range): boolean {
  const isCoarse = loaded.until - loaded.from > COARSEST * (wanted.until - wanted.from);
  return !isCoarse && loaded.from <= wanted.from && loaded.until >= wanted.until;
}

const emptyLane = (key: string): Lane => ({ key, label: key, zone: "UTC", planned: [], actual: [], marks: [] });
