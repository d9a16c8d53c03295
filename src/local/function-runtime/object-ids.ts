/** New ids: 24 hex digits, the first eight of them the second of their making on the emulator's clock. */

import type { Clock } from "../clock/clock";
import { SECOND_MS } from "../clock/units";

export function createObjectIds(clock: Clock): { next(): string } {
  let made = 0;
  return {
    next() {
      made += 1;
      const second = Math.floor(clock.now() / SECOND_MS) % 0x1_0000_0000;
      return second.toString(16).padStart(8, "0") + made.toString(16).padStart(16, "0");
    },
  };
}
