import { largestTargetAhead } from "../schedule/windows/upcoming";
import type { ScaleReport } from "./report/scale-report";
import type { Ports } from "./run/ports";
import { scale } from "./scale";

/**
 * Brings clusters by hand, now, to the largest target that their windows open or ahead name, or to `tier`, and holds them
 * there until the next boundary. Rejects with `ConfigError` (nothing was done) or `RunFailed`.
 */
export function scaleUp(ports: Ports, argument: unknown): Promise<ScaleReport> {
  return scale(ports, argument, {
    name: "scaleUp",
    targetOf: largestTargetAhead,
    withoutTarget: {
      message: "no window of a schedule for it, open or ahead, names a size or asks it to run",
      remedy: "Name a size in `tier`",
    },
  });
}
