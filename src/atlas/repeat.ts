import type { Budget } from "./budget";
import type { Attempts } from "./retry";

export interface Pace {
  readonly nowMs: () => number;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
  readonly budget: Budget;
}

/**
 * Attempts something, and again for as long as `delayOf` says how long to wait before that (null: give up) and the
 * budget allows the wait. Rejects as the last attempt did.
 */
export async function repeat<Result>(
  { nowMs, random, budget }: Pace,
  attempt: () => Promise<Result>,
  delayOf: (error: unknown, attempts: Attempts) => number | null,
): Promise<Result> {
  const startedMs = nowMs();
  for (let sent = 1; ; sent += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs = delayOf(error, { sent, passedMs: nowMs() - startedMs, random: random() });
      if (delayMs === null || !(await budget.wait(delayMs))) throw error;
    }
  }
}
