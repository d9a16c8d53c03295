import type { Issue } from "../../model";
import { tierNumber } from "../../tiers";
import { didYouMean } from "../guess";
import { show } from "../read";

/** What tiers a document may name. */
export interface TierRules {
  readonly known: readonly string[];
  readonly maxTier: string | null;
}

const SHARED = ["M0", "M2", "M5", "FLEX"];

/** The number of a tier that Atlas has and the limit allows; null, and an issue, for any other. */
export function checkTier(tier: string, path: string, rules: TierRules, issues: Issue[]): number | null {
  if (rules.known.indexOf(tier) < 0) {
    const message =
      SHARED.indexOf(tier.toUpperCase()) >= 0
        ? `${tier} cannot be scheduled: a dedicated tier is wanted, M10 or above`
        : `unknown tier ${show(tier)}${didYouMean(tier, rules.known)}`;
    issues.push({ path, message });
    return null;
  }
  const number = tierNumber(tier);
  const limit = rules.maxTier === null ? null : tierNumber(rules.maxTier);
  if (limit !== null && number > limit) {
    issues.push({ path, message: `${tier} is above limits.maxTier, ${rules.maxTier}` });
  }
  return number;
}
