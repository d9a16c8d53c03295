import { lookDelayMs } from "../../atlas/retry";
import type { Run } from "../run/run";

/**
 * Attempts a fresh look and the write that it leads to. When Atlas had no time for the write, or its answer was lost, it
 * looks anew and tries again, within the budget of the run. Rejects as the last attempt did.
 */
export async function withFreshLooks<Result>(run: Run, attempt: () => Promise<Result>): Promise<Result> {
  const { nowMs, random, sleep } = run.ports;
  let waitedMs = 0;
  for (let sent = 1; ; sent += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs = lookDelayMs(error, { sent, waitedMs, random: random() });
      if (delayMs === null || nowMs() + delayMs >= run.deadlineMs) throw error;
      await sleep(delayMs);
      waitedMs += delayMs;
    }
  }
}
