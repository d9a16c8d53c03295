import { AtlasError, ConnectionError } from "./errors";
import { firstBackoffMs, maxAttempts, maxPerRequestMs } from "./limits";

export interface FailedRequest {
  /** null: no answer came, or none that could be used. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** The request may be sent again, as it is, some time later. */
  readonly repeatable: boolean;
}

export interface Attempts {
  /** How often the request was sent so far, at least 1. */
  readonly sent: number;
  /** Since the first attempt began. */
  readonly passedMs: number;
  /** From 0 (inclusive) to 1, for the jitter. */
  readonly random: number;
}

/** What a repetition depends on; null: the error is not about a request. */
export function failedRequest(error: unknown, repeatable: boolean): FailedRequest | null {
  if (error instanceof AtlasError) {
    const { status, retryAfterMs } = error.facts;
    return { status, retryAfterMs, repeatable };
  }
  return error instanceof ConnectionError ? { status: null, retryAfterMs: null, repeatable } : null;
}

/** How long to wait after a failed write before a fresh look, and perhaps another write; null: give up. */
export function lookDelayMs(error: unknown, attempts: Attempts): number | null {
  const wasWrite =
    (error instanceof AtlasError && error.facts.method !== "GET") ||
    (error instanceof ConnectionError && error.request.method !== "GET");
  const failure = wasWrite ? failedRequest(error, true) : null;
  return failure && retryDelayMs(failure, attempts);
}

/**
 * How long to wait before sending again; null: give up. The server's `Retry-After` wins over the backoff. Only what is
 * repeatable is sent again, after 429, 5xx and lost answers. What would take longer in all than one request may is given up
 * at once, not after having waited.
 */
export function retryDelayMs(failure: FailedRequest, attempts: Attempts): number | null {
  if (!mayRepeat(failure) || attempts.sent >= maxAttempts) return null;
  const backoffMs = firstBackoffMs * 2 ** (attempts.sent - 1) * (1 + attempts.random / 2);
  const waitMs = Math.ceil(failure.retryAfterMs ?? backoffMs);
  return attempts.passedMs + waitMs > maxPerRequestMs ? null : waitMs;
}

function mayRepeat({ status, repeatable }: FailedRequest): boolean {
  return repeatable && (status === null || status === 429 || status >= 500);
}
