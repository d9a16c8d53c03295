/** Lets a stepped clock run by itself: as fast as real time, or so many times faster. */
import type { Timer } from "./clock";
import type { RealTime } from "./real-clock";
import type { SteppedClock } from "./stepped-clock";

export interface PacingOptions {
  readonly clock: SteppedClock;
  readonly time: RealTime;
  /** Emulated seconds per real second; 0 stands still. */
  readonly speed: number;
  /** Real time between two steps. */
  readonly stepMs?: number;
  /** The clock could not be advanced: a timer's callback threw. Pacing goes on. */
  readonly onFault?: (fault: unknown) => void;
}

export interface Pacing {
  readonly speed: number;
  setSpeed(speed: number): void;
  stop(): void;
}

const STEP_MS = 50;

/**
 * Steps are never lost and never overlap: while work is in progress emulated time stands, and catches up afterwards at
 * the next step. A change of speed counts from the moment it is made.
 */
export function startPacing(options: PacingOptions): Pacing {
  const { clock, time, stepMs = STEP_MS } = options;
  let speed = options.speed;
  let realMs = time.now();
  let wantedMs = clock.now();
  let timer: Timer;
  let isStopped = false;

  function catchUp(): void {
    const nowMs = time.now();
    wantedMs += (nowMs - realMs) * speed;
    realMs = nowMs;
  }

  async function step(): Promise<void> {
    catchUp();
    wantedMs = Math.max(wantedMs, clock.now());
    try {
      if (speed > 0) await clock.advanceTo(Math.floor(wantedMs));
    } catch (fault) {
      options.onFault?.(fault);
    }
    if (!isStopped) timer = time.startTimer(stepMs, step);
  }

  timer = time.startTimer(stepMs, step);
  return {
    get speed() {
      return speed;
    },
    setSpeed(wanted) {
      catchUp();
      speed = wanted;
    },
    stop() {
      isStopped = true;
      timer.cancel();
    },
  };
}
