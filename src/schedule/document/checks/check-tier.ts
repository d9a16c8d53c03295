import { knownTiers, tierNumber } from "../../tiers";
import { didYouMean } from "../guess";
import type { Place } from "../place";
import { quote } from "../quote";

const SHARED = ["M0", "M2", "M5", "FLEX"];

/** The number of a tier that Atlas has and the limit (`limits.maxTier`, if any) allows; null, and an issue, for any other. */
export function checkTier(tier: string, place: Place, maxTier: string | null): number | null {
  if (!knownTiers.includes(tier)) {
    const isShared = SHARED.includes(tier.toUpperCase());
    place.fail(
      isShared
        ? `${tier} cannot be scheduled: use a dedicated tier, M10 or larger`
        : `unknown tier ${quote(tier)}${didYouMean(tier, knownTiers, "use an Atlas instance size such as M50")}`,
    );
    return null;
  }
  const number = tierNumber(tier);
  if (maxTier !== null && number > tierNumber(maxTier)) {
    place.fail(`${tier} is above limits.maxTier (${maxTier}): choose a smaller tier or raise the limit`);
  }
  return number;
}
