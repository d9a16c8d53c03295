/** A clock that shows real time, for functions that run here against real Atlas: nobody can hold it. */
import type { Clock, Hold, Timer } from "./clock";

export interface RealTime {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `run` after so many milliseconds, 2^31 - 1 at most. */
  startTimer(ms: number, run: () => void): Timer;
}

const MOST_MS = 2 ** 31 - 1;

/** `time` is Node's unless a test hands in another. */
export function createRealClock(time: RealTime = nodeTime()): Clock {
  function setTimer(atMs: number, run: () => void): Timer {
    let step: Timer;
    const wait = () => {
      const leftMs = Math.max(0, atMs - time.now());
      step = time.startTimer(Math.min(leftMs, MOST_MS), leftMs > MOST_MS ? wait : run);
    };
    wait();
    return { cancel: () => step.cancel() };
  }

  function hold(): Hold {
    return {
      id: "",
      sleepUntil: (atMs) => new Promise((resolve) => setTimer(atMs, resolve)),
      during: (work) => work,
      release() {},
    };
  }

  return { now: () => time.now(), setTimer, hold, findHold: () => undefined };
}

export function nodeTime(): RealTime {
  return {
    now: () => Date.now(),
    startTimer(ms, run) {
      const timer = setTimeout(run, ms);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
