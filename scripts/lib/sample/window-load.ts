/** The simulated load of a sample cluster: as its windows let one expect it, which is why they were written. */
import { capacityOf } from "../../../src/local/workload/illustration";
import type { LoadCurve, LoadStep } from "../../../src/local/workload/load-curve";
import type { Target } from "../../../src/schedule/model";
import { isPaused, isSizes } from "../../../src/schedule/target";
import { boundariesBetween } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import type { SampleCluster } from "./sample-clusters";

/** Of what the target's tier can do: a tier chosen with some room. */
const shareOfTier = 0.6;
/** Of what the smallest size can do, where the size is left to auto-scaling: enough for Atlas to grow the cluster after an hour. */
const shareOfBounds = 0.85;

/** A step at every boundary; null where no target names a size, so that nothing is known of the load. */
export function windowLoad({ schedule }: SampleCluster, fromMs: number, untilMs: number): LoadCurve | null {
  const first = { at: fromMs, target: desiredAt(schedule, fromMs - 1).target };
  const later = boundariesBetween(schedule, fromMs, untilMs).map(({ at, after }) => ({ at, target: after }));
  const steps: LoadStep[] = [];
  for (const { at, target } of [first, ...later]) {
    const load = loadUnder(target) ?? steps.at(-1)?.load;
    if (load !== undefined) steps.push({ at, load });
  }
  return steps.length === 0 ? null : { kind: "steps", steps };
}

/** undefined: the target does not say. */
function loadUnder(target: Target): number | undefined {
  if (isPaused(target)) return 0;
  if (!isSizes(target)) return undefined;
  const tier = target.tier ?? target.autoScaling?.min;
  if (tier === undefined) return undefined;
  return Math.round(capacityOf(tier) * (target.autoScaling === undefined ? shareOfTier : shareOfBounds));
}
