/** Lets the emulator's clock run: as fast as real time, so many times faster, or only when told to. */
import { startPacing } from "./pacing";
import type { RealTime } from "./real-clock";
import type { Speed } from "./speed";
import type { SteppedClock } from "./stepped-clock";

export interface TimeKeeper {
  readonly clock: SteppedClock;
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
  stop(): void;
}

export interface TimeKeeperOptions {
  readonly clock: SteppedClock;
  readonly time: RealTime;
  readonly speed: Speed;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Except at real speed the clock jumps while requests and functions only wait for it: nobody waits a minute of real
 * time for a minute that is simulated.
 */
export function keepTime({ clock, time, speed: firstSpeed, onFault }: TimeKeeperOptions): TimeKeeper {
  let speed = firstSpeed;
  const pacing = startPacing({ clock, time, speed: paceOf(speed), onFault });
  clock.jumpForSleepers(speed !== 1);
  return {
    clock,
    get speed() {
      return speed;
    },
    setSpeed(wanted) {
      speed = wanted;
      pacing.setSpeed(paceOf(wanted));
      clock.jumpForSleepers(wanted !== 1);
    },
    stop: () => pacing.stop(),
  };
}

const paceOf = (speed: Speed) => (speed === "step" ? 0 : speed);
