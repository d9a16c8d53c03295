/** A clock that moves only when told to, and only while no real work is in progress. */
import { randomUUID } from "node:crypto";
import type { Caller, Clock, Hold } from "./clock";
import { createTimerQueue } from "./timer-queue";

export interface SteppedClock extends Clock {
  /**
   * Fires every timer due until then, in order, and resolves once the clock shows `atMs` with nothing in progress and
   * nothing due. Calls may overlap. Rejects when a timer's callback throws, which is a fault of the caller's.
   */
  advanceTo(atMs: number): Promise<void>;
  advanceBy(ms: number): Promise<void>;
  /**
   * Whether the clock jumps by itself, timer by timer, while work in progress only waits for emulated time: then a
   * request is answered although nobody advances the clock. Off until it is switched on.
   */
  jumpForSleepers(jumps: boolean): void;
}

interface Waiter {
  readonly atMs: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface HoldState extends Hold {
  sleeps: number;
  isReleased: boolean;
}

/**
 * Each step (one timer, or one end of `advanceTo`) has its own turn of Node's event loop. So work that is handed from
 * one hold to the next through a chain of promises never lets time slip in between.
 */
export function createSteppedClock(options: { readonly startMs: number }): SteppedClock {
  let nowMs = options.startMs;
  let inProgress = 0;
  let asleep = 0;
  let jumps = false;
  let isStepDue = false;
  const timers = createTimerQueue();
  const waiters: Waiter[] = [];
  const holdsById = new Map<string, HoldState>();

  function setTimer(atMs: number, run: () => void) {
    const timer = timers.add(atMs, run);
    stepSoon();
    return timer;
  }

  function stepSoon(): void {
    if (isStepDue || inProgress > 0 || (waiters.length === 0 && !mayJump())) return;
    isStepDue = true;
    setImmediate(() => {
      isStepDue = false;
      if (inProgress === 0) step();
      stepSoon();
    });
  }

  function mayJump(): boolean {
    return jumps && asleep > 0;
  }

  function step(): void {
    const waiter = waiters[0];
    if (!waiter && !mayJump()) return;
    const timerAtMs = timers.nextAtMs();
    const untilMs = waiter?.atMs ?? Number.POSITIVE_INFINITY;
    if (timerAtMs !== undefined && timerAtMs <= Math.max(untilMs, nowMs)) {
      nowMs = Math.max(nowMs, timerAtMs);
      fireNextTimer();
      return;
    }
    if (!waiter) return;
    nowMs = Math.max(nowMs, waiter.atMs);
    waiters.shift();
    waiter.resolve();
  }

  function fireNextTimer(): void {
    try {
      timers.take()?.();
    } catch (fault) {
      if (waiters.length === 0) throw fault;
      for (const waiter of waiters.splice(0)) waiter.reject(fault);
    }
  }

  function advanceTo(atMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const later = waiters.findIndex((waiter) => waiter.atMs > atMs);
      waiters.splice(later === -1 ? waiters.length : later, 0, { atMs, resolve, reject });
      stepSoon();
    });
  }

  /** A hold counts as work in progress unless it is released or at least one sleep under it lasts. */
  function changeHold(hold: HoldState, change: () => void): void {
    const was = { working: isWorking(hold), asleep: isAsleep(hold) };
    change();
    inProgress += Number(isWorking(hold)) - Number(was.working);
    asleep += Number(isAsleep(hold)) - Number(was.asleep);
    stepSoon();
  }

  function sleepUntil(hold: HoldState, atMs: number): Promise<void> {
    if (atMs <= nowMs) return Promise.resolve();
    return new Promise((resolve) => {
      changeSleeps(hold, 1);
      setTimer(atMs, () => {
        changeSleeps(hold, -1);
        resolve();
      });
    });
  }

  async function during<Result>(hold: HoldState, work: Promise<Result>): Promise<Result> {
    changeSleeps(hold, 1);
    try {
      return await work;
    } finally {
      changeSleeps(hold, -1);
    }
  }

  function changeSleeps(hold: HoldState, by: number): void {
    changeHold(hold, () => {
      hold.sleeps += by;
    });
  }

  function hold(caller?: Caller): Hold {
    const created: HoldState = {
      id: randomUUID(),
      ...(caller === undefined ? {} : { caller }),
      sleeps: 0,
      isReleased: false,
      sleepUntil: (atMs) => sleepUntil(created, atMs),
      during: (work) => during(created, work),
      release() {
        holdsById.delete(created.id);
        changeHold(created, () => {
          created.isReleased = true;
        });
      },
    };
    holdsById.set(created.id, created);
    inProgress += 1;
    return created;
  }

  return {
    now: () => nowMs,
    setTimer,
    hold,
    findHold: (id) => holdsById.get(id),
    advanceTo,
    advanceBy: (ms) => advanceTo(nowMs + ms),
    jumpForSleepers(wanted) {
      jumps = wanted;
      stepSoon();
    },
  };
}

function isWorking(hold: HoldState): boolean {
  return !hold.isReleased && hold.sleeps === 0;
}

function isAsleep(hold: HoldState): boolean {
  return !hold.isReleased && hold.sleeps > 0;
}
