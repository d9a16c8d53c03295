import { isTierAllowed } from "../../limits";
import type { Limits } from "../../model";
import { knownTiers, tierNumber } from "../../tiers";
import { didYouMean } from "../guess";
import type { Place } from "../place";
import { quote } from "../quote";

const SHARED = ["M0", "M2", "M5", "FLEX"];

/** Reports a tier that Atlas does not have, or that is above the limit (`limits.maxTier`). Returns its number; null for an unknown one. */
export function checkTier(tier: string, place: Place, limits: Limits): number | null {
  if (!knownTiers.includes(tier)) {
    const isShared = SHARED.includes(tier.toUpperCase());
    place.fail(
      isShared
        ? `${tier} cannot be scheduled: use a dedicated tier, M10 or larger`
        : `unknown tier ${quote(tier)}${didYouMean(tier, knownTiers, "use an Atlas instance size such as M50")}`,
    );
    return null;
  }
  if (!isTierAllowed(limits, tier)) {
    place.fail(`${tier} is above limits.maxTier (${limits.maxTier}): choose a smaller tier or raise the limit`);
  }
  return tierNumber(tier);
}
