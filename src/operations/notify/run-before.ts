import type { Schedule } from "../../schedule/model";
import { MS_PER_HOUR, MS_PER_MINUTE } from "../../schedule/time-units";
import { boundariesBetween } from "../../schedule/windows/boundaries";

/** Heartbeats are a quarter of an hour apart at most. */
const quarterMs = 15 * MS_PER_MINUTE;

/**
 * When the run before that of `atMs` was, by the triggers: at the newest heartbeat or boundary ahead of it. Nothing is
 * stored between runs, so this tells what is new. A run that was missed counts as if it had been, so its news may be told
 * late (after 60 minutes, or on the next day) and never twice.
 */
export function runBefore(atMs: number, schedules: readonly Schedule[], minutes: readonly number[]): number {
  let beforeMs = atMs - quarterMs;
  const hourMs = Math.floor(atMs / MS_PER_HOUR) * MS_PER_HOUR;
  for (const minute of minutes) {
    for (const heartbeatMs of [hourMs + minute * MS_PER_MINUTE, hourMs - MS_PER_HOUR + minute * MS_PER_MINUTE]) {
      if (heartbeatMs < atMs) beforeMs = Math.max(beforeMs, heartbeatMs);
    }
  }
  for (const schedule of schedules) {
    for (const { at } of boundariesBetween(schedule, beforeMs, atMs)) beforeMs = Math.max(beforeMs, at);
  }
  return beforeMs;
}
