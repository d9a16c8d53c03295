/** Real time that passes when a test says so. */
import type { RealTime } from "../../../../src/local/clock/real-clock";

export interface SteppedRealTime extends RealTime {
  /** Runs every timer that is due meanwhile, in order. */
  pass(ms: number): void;
  /** How many timers wait. */
  readonly waiting: number;
}

export function steppedRealTime(startMs = Date.parse("2026-01-01T00:00:00Z")): SteppedRealTime {
  let nowMs = startMs;
  const timers = new Map<object, { readonly atMs: number; readonly run: () => void }>();
  const firstDue = (untilMs: number) =>
    [...timers].filter(([, { atMs }]) => atMs <= untilMs).sort(([, one], [, other]) => one.atMs - other.atMs)[0];
  return {
    now: () => nowMs,
    startTimer(ms, run) {
      const key = {};
      timers.set(key, { atMs: nowMs + ms, run });
      return { cancel: () => void timers.delete(key) };
    },
    pass(ms) {
      const untilMs = nowMs + ms;
      for (let due = firstDue(untilMs); due !== undefined; due = firstDue(untilMs)) {
        const [key, { atMs, run }] = due;
        timers.delete(key);
        nowMs = atMs;
        run();
      }
      nowMs = untilMs;
    },
    get waiting() {
      return timers.size;
    },
  };
}
