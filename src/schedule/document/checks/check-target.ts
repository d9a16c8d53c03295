import type { Issue, Target } from "../../model";
import type { targetShape } from "../document-shape";
import type { Read } from "../shape";
import { checkTier, type TierRules } from "./check-tier";

type ReadTarget = Read<typeof targetShape>;

interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

function checkBounds(read: ReadTarget, path: string, rules: TierRules, issues: Issue[]): Bounds {
  const { min, max } = read.autoScaling ?? {};
  const bounds = {
    min: min === undefined ? null : checkTier(min, `${path}.autoScaling.min`, rules, issues),
    max: max === undefined ? null : checkTier(max, `${path}.autoScaling.max`, rules, issues),
  };
  if (bounds.min !== null && bounds.max !== null && bounds.min >= bounds.max) {
    issues.push({ path: `${path}.autoScaling`, message: `min ${min} is not below max ${max}` });
    return { min: null, max: null };
  }
  return bounds;
}

/** The target a baseline or a window names. Its tiers exist, keep to the limit and lie within its bounds. */
export function targetFrom(read: ReadTarget, path: string, rules: TierRules, issues: Issue[]): Target {
  const { tier, analyticsTier, autoScaling, paused } = read;
  const bounds = checkBounds(read, path, rules, issues);
  const size = tier === undefined ? null : checkTier(tier, `${path}.tier`, rules, issues);
  if (analyticsTier !== undefined) checkTier(analyticsTier, `${path}.analyticsTier`, rules, issues);
  if (size !== null && ((bounds.min !== null && size < bounds.min) || (bounds.max !== null && size > bounds.max))) {
    issues.push({
      path: `${path}.tier`,
      message: `${tier} is outside its bounds ${autoScaling?.min}-${autoScaling?.max}`,
    });
  }
  if (paused === true) return { paused };
  const { min, max } = autoScaling ?? {};
  return {
    ...(tier !== undefined && { tier }),
    ...(analyticsTier !== undefined && { analyticsTier }),
    ...(min !== undefined && max !== undefined && { autoScaling: { min, max } }),
  };
}
