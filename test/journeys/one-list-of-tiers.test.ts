/** The app and local Atlas each have a list of tiers of their own; a slip in one of them shows beside the other. */
import { expect, it } from "@jest/globals";
import { findTier, tierNames } from "../../src/local/admin-api/clusters/hardware/tiers";
import { isTierOf, knownTiers, largestDiskGB, tierClass, tierNumber } from "../../src/schedule/tiers";

it.each(["AWS", "AZURE", "GCP"] as const)(
  "the tiers of %s are the same on both sides, and hold the same",
  (provider) => {
    const ofApp = knownTiers
      .filter((tier) => isTierOf(provider, tier))
      .map((tier) => [tier, tierNumber(tier), tierClass(tier), largestDiskGB(provider, tier)]);
    const ofLocalAtlas = tierNames(provider).map((tier) => {
      const { number, tierClass: ofTier, maxGB } = findTier(provider, tier) ?? {};
      return [tier, number, ofTier, maxGB];
    });
    expect([...ofApp].sort()).toEqual([...ofLocalAtlas].sort());
  },
);
