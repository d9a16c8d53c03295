import type { Limits, Target } from "../../model";
import { tierClass, tierNumber } from "../../tiers";
import type { targetShape } from "../document-shape";
import type { Place } from "../place";
import type { Read } from "../shape";
import { checkTier } from "./check-tier";

type ReadTarget = Read<typeof targetShape>;

/** The numbers of the tiers that bound a target; null where there is no bound, or a wrong one. */
interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

const UNBOUNDED: Bounds = { min: null, max: null };

function checkBounds({ autoScaling }: ReadTarget, place: Place, limits: Limits): Bounds {
  const { min, max } = autoScaling ?? {};
  const here = place.key("autoScaling");
  const bounds = {
    min: min === undefined ? null : checkTier(min, here.key("min"), limits),
    max: max === undefined ? null : checkTier(max, here.key("max"), limits),
  };
  if (min === undefined || max === undefined || bounds.min === null || bounds.max === null) return bounds;
  const problem = problemOfBounds(min, max);
  if (problem === null) return bounds;
  here.fail(problem);
  return UNBOUNDED;
}

/** Atlas scales within one class of tiers, and never those with NVMe disks (Atlas docs: cluster auto-scaling). */
function problemOfBounds(min: string, max: string): string | null {
  const [low, high] = [tierClass(min), tierClass(max)];
  if (low === "NVME" || high === "NVME") {
    return `${min}-${max}: Atlas does not scale NVMe tiers by itself: name a tier without bounds`;
  }
  if (low !== high) {
    return `${min}-${max}: Atlas scales within one class (M or R) only: name two bounds of one class`;
  }
  return tierNumber(min) < tierNumber(max) ? null : `min (${min}) must be below max (${max})`;
}

function isOutside(tier: string, { min, max }: Bounds, ofBounds: string): boolean {
  const size = tierNumber(tier);
  return (min !== null && size < min) || (max !== null && size > max) || tierClass(tier) !== tierClass(ofBounds);
}

/** The target of a baseline or a window. Reports what the limits forbid, tiers that do not exist, and bounds and tiers that do not fit. */
export function targetFrom(read: ReadTarget, place: Place, limits: Limits): Target {
  const { tier, analyticsTier, autoScaling, paused, unmanaged } = read;
  const bounds = checkBounds(read, place, limits);
  const size = tier === undefined ? null : checkTier(tier, place.key("tier"), limits);
  if (analyticsTier !== undefined) checkTier(analyticsTier, place.key("analyticsTier"), limits);
  const isBounded = bounds.min !== null && bounds.max !== null;
  if (tier !== undefined && size !== null && isBounded && isOutside(tier, bounds, autoScaling?.min ?? tier)) {
    place.key("tier").fail(`${tier} is outside the auto-scaling bounds ${autoScaling?.min}-${autoScaling?.max}`);
  }
  if (paused === true && !limits.pausing) {
    place.key("paused").fail("limits.pausing is false, so no target may pause: name a size, or allow pausing there");
  }
  if (paused !== undefined) return paused ? { paused } : { paused };
  if (unmanaged !== undefined) return { unmanaged };
  const { min, max } = autoScaling ?? {};
  return {
    ...(tier !== undefined && { tier }),
    ...(analyticsTier !== undefined && { analyticsTier }),
    ...(min !== undefined && max !== undefined && { autoScaling: { min, max } }),
  };
}
