/** Rules about tiers: they exist, match within a shard, and are to be had in the region. */
import { ApiError, invalidConfiguration, invalidEnumValue } from "../../http/errors";
import type { NodeSpecs, Region, RunningNode, Shard } from "../../model";
import type { Settings } from "../../settings";
import { findTier, type Tier } from "../hardware/tiers";
import type { RegionRequest, ShardRequest } from "../requests/replication-specs";

/**
 * Electable and read-only nodes of a shard have one size in all its regions; analytics nodes have another if they like,
 * but one of their own. Analytics that are sent with a count of 0 count too: Atlas returns them, and clients that change
 * only the electable size are refused for them (terraform-provider-mongodbatlas#3784 and plan_modifier.go). Read-only
 * nodes with a count of 0 are a switch: MongoDB's Go SDK sends them with another size in its update example.
 */
export function checkSizesMatch(requests: readonly ShardRequest[], idleReadOnly: Settings["idleReadOnlySize"]): void {
  for (const { regions } of requests) {
    const counted = regions.map((region) => ({ ...region, readOnly: countedReadOnly(region, idleReadOnly) }));
    for (const { electable, readOnly } of counted) {
      if (electable !== undefined && readOnly !== undefined && electable.instanceSize !== readOnly.instanceSize) {
        throw mismatch(
          "BASE_INSTANCE_SIZE_MUST_MATCH",
          "Electable and read-only nodes must have the same instance size.",
        );
      }
    }
    if (sizes(counted.flatMap((r) => [r.electable, r.readOnly])).size > 1) {
      throw mismatch(
        "INSTANCE_SIZE_MUST_MATCH_IN_REGION_CONFIGS",
        "Instance sizes must match in all regionConfigs of a replicationSpec.",
      );
    }
    if (sizes(regions.map((r) => r.analytics)).size > 1) {
      throw mismatch("ANALYTICS_INSTANCE_SIZE_MUST_MATCH", "Analytics nodes must have the same instance size.");
    }
  }
}

const countedReadOnly = ({ readOnly }: RegionRequest, idle: Settings["idleReadOnlySize"]) =>
  idle === "accepted" && readOnly?.nodeCount === 0 ? undefined : readOnly;

const sizes = (specs: readonly ({ readonly instanceSize: string } | undefined)[]) =>
  new Set(specs.flatMap((one) => (one === undefined ? [] : [one.instanceSize])));

const mismatch = (code: string, detail: string) => new ApiError(400, code, detail);

/** Every size is one of the provider's; a multi-cloud cluster has only tiers that all its clouds share. */
export function checkTiersExist(shards: readonly Shard[]): void {
  for (const shard of shards) {
    const clouds = new Set(shard.regions.map((region) => region.providerName));
    for (const region of shard.regions) {
      for (const { instanceSize } of specsOf(region)) {
        const tier = tierOf(region, instanceSize);
        if (clouds.size > 1 && !tier.multiCloud) {
          throw invalidConfiguration(`${instanceSize} is not available for multi-cloud clusters.`);
        }
      }
    }
  }
}

/** The tier, or 400: no source tells INVALID_ENUM_VALUE from INVALID_ATTRIBUTE here, the first is the likelier. */
export function tierOf(region: Region, instanceSize: string): Tier {
  const tier = region.providerName === "TENANT" ? undefined : findTier(region.providerName, instanceSize);
  if (tier === undefined) throw invalidEnumValue(instanceSize);
  return tier;
}

export const specsOf = (region: Region): readonly NodeSpecs[] => [region.electable, region.readOnly, region.analytics];

/** 409 for a tier that the region has no machines of, where the cluster does not run it already. */
export function checkCapacity(
  shards: readonly Shard[],
  running: readonly RunningNode[],
  outOfCapacity: ReadonlySet<string>,
): void {
  const runs = new Set(running.map((node) => node.instanceSize));
  for (const region of shards.flatMap((shard) => shard.regions)) {
    for (const { instanceSize, nodeCount } of specsOf(region)) {
      const place = capacityKey(region.providerName, region.regionName, instanceSize);
      if (nodeCount > 0 && outOfCapacity.has(place) && !runs.has(instanceSize)) {
        throw new ApiError(
          409,
          "OUT_OF_CAPACITY",
          "The requested region is currently out of capacity for the requested instance size.",
        );
      }
    }
  }
}

export const capacityKey = (provider: string, region: string, tier: string) => `${provider} ${region} ${tier}`;
