import type { Clock } from "../../src/local/clock";

/** Real time, for functions that call the real Atlas: nothing holds it. */
export const wallClock: Clock = {
  now: () => Date.now(),
  setTimer: (atMs, run) => {
    const timer = setTimeout(run, Math.max(0, atMs - Date.now()));
    return { cancel: () => clearTimeout(timer) };
  },
  hold: () => ({
    id: "",
    sleepUntil: (atMs) => new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - Date.now()))),
    release: () => {},
  }),
  findHold: () => undefined,
};
