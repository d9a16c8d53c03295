/**
 * When auto-scaling moves a cluster: the reactive rules of Atlas (docs, "Configure auto-scaling"), with utilisation in the
 * place of processor and memory. Predictive scaling is not modelled.
 */
import { HOUR_MS, MINUTE_MS } from "../clock/units";

/** Above 90 % for 10 minutes, or above 75 % for an hour, is a reason to grow. M10 and M20 are slower: 20 minutes are assumed. */
const HOT = { above: 0.9, forMs: 10 * MINUTE_MS, smallForMs: 20 * MINUTE_MS };
const WARM = { above: 0.75, forMs: HOUR_MS };
/** Below 50 % for a day is a reason to shrink, if the smaller size is then no more than 75 % busy (both assumed for base nodes). */
const COOL = { below: 0.5, forMs: 24 * HOUR_MS, atMostAfterwards: 0.75 };
/** After a step up, none for so long (docs: 10 to 20 minutes). */
const PAUSE_AFTER_UP_MS = 20 * MINUTE_MS;
/** No step down so soon after one, by hand or not, after creation or after a resume. */
const PAUSE_AFTER_DOWN_MS = 24 * HOUR_MS;
/** No step down so soon after nodes restarted. */
const PAUSE_AFTER_RESTART_MS = 12 * HOUR_MS;

/** What is remembered of a cluster from one look to the next. Times are epoch milliseconds. */
export interface Watch {
  /** Operations per second that the running size serves. */
  readonly capacity: number;
  readonly hotSince?: number;
  readonly warmSince?: number;
  readonly coolSince?: number;
  readonly grownAt: number;
  readonly shrunkAt: number;
}

export interface Moment {
  readonly now: number;
  readonly capacity: number;
  readonly utilisation: number;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** A change of size starts the counting anew. */
export function watchOn(before: Watch | undefined, { now, capacity, utilisation }: Moment): Watch {
  const same = before?.capacity === capacity ? before : undefined;
  return {
    capacity,
    ...since("hotSince", same, now, utilisation > HOT.above),
    ...since("warmSince", same, now, utilisation > WARM.above),
    ...since("coolSince", same, now, utilisation < COOL.below),
    grownAt: before !== undefined && capacity > before.capacity ? now : (before?.grownAt ?? NEVER),
    shrunkAt: before !== undefined && capacity < before.capacity ? now : (before?.shrunkAt ?? NEVER),
  };
}

type Since = "hotSince" | "warmSince" | "coolSince";

function since(name: Since, before: Watch | undefined, now: number, holds: boolean): Partial<Pick<Watch, Since>> {
  return holds ? { [name]: before?.[name] ?? now } : {};
}

export function wantsToGrow(watch: Watch, now: number, small: boolean): boolean {
  if (now - watch.grownAt < PAUSE_AFTER_UP_MS) return false;
  const hotForMs = small ? HOT.smallForMs : HOT.forMs;
  return lasted(watch.hotSince, now, hotForMs) || lasted(watch.warmSince, now, WARM.forMs);
}

/** What else keeps a cluster at its size. */
export interface Past {
  readonly createdAt: number;
  readonly resumedAt?: number;
  readonly restartedAt?: number;
}

export function mayShrink(watch: Watch, { now, utilisation }: Moment, past: Past, smallerCapacity: number): boolean {
  const calmSince = Math.max(watch.shrunkAt, past.createdAt, past.resumedAt ?? NEVER);
  return (
    lasted(watch.coolSince, now, COOL.forMs) &&
    now - calmSince >= PAUSE_AFTER_DOWN_MS &&
    now - (past.restartedAt ?? NEVER) >= PAUSE_AFTER_RESTART_MS &&
    (utilisation * watch.capacity) / smallerCapacity <= COOL.atMostAfterwards
  );
}

const lasted = (sinceMs: number | undefined, now: number, forMs: number) =>
  sinceMs !== undefined && now - sinceMs >= forMs;
