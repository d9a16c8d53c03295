import { firstBackoffMs, maxAttempts, maxWaitPerRequestMs } from "./limits";

export interface Failure {
  /** null: no answer came. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** The request may be sent again although the first may have been carried out. */
  readonly repeatable: boolean;
}

export interface Attempts {
  /** How often the request was sent so far, at least 1. */
  readonly sent: number;
  readonly waitedMs: number;
  /** From 0 (inclusive) to 1, for the jitter. */
  readonly random: number;
}

/**
 * How long to wait before sending again; null: give up. The server's `Retry-After` wins over the backoff. 429 and 503
 * were not carried out, so any request may follow; other 5xx and lost answers only for a repeatable one. Whatever
 * waits longer than the total budget is given up at once, not after having waited.
 */
export function retryDelayMs(failure: Failure, attempts: Attempts): number | null {
  if (!mayRepeat(failure) || attempts.sent >= maxAttempts) return null;
  const backoffMs = firstBackoffMs * 2 ** (attempts.sent - 1) * (1 + attempts.random / 2);
  const waitMs = Math.ceil(failure.retryAfterMs ?? backoffMs);
  return attempts.waitedMs + waitMs > maxWaitPerRequestMs ? null : waitMs;
}

function mayRepeat(failure: Failure): boolean {
  if (failure.status === null) return failure.repeatable;
  if (failure.status === 429 || failure.status === 503) return true;
  return failure.status >= 500 && failure.repeatable;
}
