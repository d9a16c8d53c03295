import { lookDelayMs } from "../../atlas/retry";
import type { Run } from "../run/run";

/**
 * Attempts a fresh look and the write that it leads to; again, looking anew, when Atlas had no time for the write or its
 * answer is lost, within the run's budget. Rejects as the last attempt did.
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
