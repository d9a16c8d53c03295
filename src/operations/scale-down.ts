import { isUnmanaged } from "../schedule/target";
import type { ScaleReport } from "./report/scale-report";
import type { Ports } from "./run/ports";
import { scale } from "./scale";

/**
 * Brings clusters by hand, now, to their baseline, or to `tier`, and holds them there until the next boundary. Rejects
 * as `scaleUp` does.
 */
export function scaleDown(ports: Ports, argument: unknown): Promise<ScaleReport> {
  return scale(ports, argument, {
    name: "scaleDown",
    targetOf: ({ baseline }) => (isUnmanaged(baseline) ? null : baseline),
    withoutTarget: { message: "no schedule selects it, or its baseline is unmanaged", remedy: "Name a size in `tier`" },
  });
}
