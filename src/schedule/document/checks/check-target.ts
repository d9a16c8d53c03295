import type { Target } from "../../model";
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

function checkBounds({ autoScaling }: ReadTarget, place: Place, maxTier: string | null): Bounds {
  const { min, max } = autoScaling ?? {};
  const here = place.key("autoScaling");
  const bounds = {
    min: min === undefined ? null : checkTier(min, here.key("min"), maxTier),
    max: max === undefined ? null : checkTier(max, here.key("max"), maxTier),
  };
  if (bounds.min === null || bounds.max === null || bounds.min < bounds.max) return bounds;
  here.fail(`min (${min}) must be below max (${max})`);
  return UNBOUNDED;
}

function isOutside(size: number, { min, max }: Bounds): boolean {
  return (min !== null && size < min) || (max !== null && size > max);
}

/** The target of a baseline or a window. Reports tiers that do not exist, are above the limit or lie outside their bounds. */
export function targetFrom(read: ReadTarget, place: Place, maxTier: string | null): Target {
  const { tier, analyticsTier, autoScaling, paused, unmanaged } = read;
  const bounds = checkBounds(read, place, maxTier);
  const size = tier === undefined ? null : checkTier(tier, place.key("tier"), maxTier);
  if (analyticsTier !== undefined) checkTier(analyticsTier, place.key("analyticsTier"), maxTier);
  if (size !== null && isOutside(size, bounds)) {
    place.key("tier").fail(`${tier} is outside the auto-scaling bounds ${autoScaling?.min}-${autoScaling?.max}`);
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
