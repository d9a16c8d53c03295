/** Where auto-scaling may take a cluster. */
import type { Region, Shard } from "../../model";
import { findTier } from "../hardware/tiers";

export type ScaledNodes = "base" | "analytics";

/** The shards with their base (or analytics) nodes at `tier`; throws when that is not between the bounds. */
export function autoScaledShards(shards: readonly Shard[], tier: string, nodes: ScaledNodes): readonly Shard[] {
  return shards.map((shard) => ({
    ...shard,
    regions: shard.regions.map((region) => {
      checkBounds(region, tier, nodes);
      return nodes === "base" ? withBaseTier(region, tier, hasAnalytics(shard)) : withAnalyticsTier(region, tier);
    }),
  }));
}

const hasAnalytics = ({ regions }: Shard) => regions.some((region) => region.analytics.nodeCount > 0);

function checkBounds(region: Region, tier: string, nodes: ScaledNodes): void {
  const scaling = nodes === "base" ? region.autoScaling : region.analyticsAutoScaling;
  const size = tierNumber(region, tier);
  if (scaling?.compute.enabled !== true || size === undefined) throw new Error(`auto-scaling to ${tier} is not on`);
  const { minInstanceSize, maxInstanceSize } = scaling.compute;
  const min = tierNumber(region, minInstanceSize) ?? 0;
  const max = tierNumber(region, maxInstanceSize) ?? 0;
  if (size < min || size > max) {
    throw new Error(`auto-scaling to ${tier} would leave ${minInstanceSize ?? "no minimum"} to ${maxInstanceSize}`);
  }
}

function tierNumber(region: Region, name: string | undefined): number | undefined {
  if (name === undefined || region.providerName === "TENANT") return undefined;
  return findTier(region.providerName, name)?.number;
}

const withAnalyticsTier = (region: Region, tier: string): Region => ({
  ...region,
  analytics: { ...region.analytics, instanceSize: tier },
});

/** In a shard without analytics nodes, analytics are described with the base size (recorded). */
function withBaseTier(region: Region, tier: string, hasAnalyticsNodes: boolean): Region {
  const analytics = hasAnalyticsNodes ? region.analytics : { ...region.analytics, instanceSize: tier };
  return {
    ...region,
    analytics,
    electable: { ...region.electable, instanceSize: tier },
    readOnly: { ...region.readOnly, instanceSize: tier },
  };
}
