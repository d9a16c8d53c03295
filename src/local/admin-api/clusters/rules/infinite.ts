/**
 * What an Atlas Infinite cluster can be in its public preview (Atlas docs, September 2026): a replica set on AWS, M10 to M60
 * or R40 to R60, at most two electable nodes and no others; its storage is Atlas's. The codes of the refusals are assumed.
 */
import { ApiError, invalidAttribute, invalidConfiguration } from "../../http/errors";
import type { Cluster, ClusterType, DatabaseEdition, Shard } from "../../model";
import type { Settings } from "../../settings";
import { findTier } from "../hardware/tiers";
import type { ShardRequest } from "../requests/replication-specs";

const LARGEST_TIER = 60;
export const INFINITE_ELECTABLE_COUNTS: readonly number[] = [1, 2];

export function checkInfinite(shards: readonly Shard[], clusterType: ClusterType): void {
  if (clusterType !== "REPLICASET") throw invalidConfiguration("An Atlas Infinite cluster is a replica set.");
  const regions = shards.flatMap((shard) => shard.regions);
  if (regions.some(({ providerName }) => providerName !== "AWS")) {
    throw invalidConfiguration("Atlas Infinite runs on AWS only.");
  }
  if (regions.some(({ readOnly, analytics }) => readOnly.nodeCount + analytics.nodeCount > 0)) {
    throw invalidConfiguration("An Atlas Infinite cluster has electable nodes only.");
  }
  for (const region of regions) checkTier(region.electable.instanceSize);
}

function checkTier(instanceSize: string): void {
  const tier = findTier("AWS", instanceSize);
  const offered = tier !== undefined && !tier.generation2 && tier.tierClass !== "NVME" && tier.number <= LARGEST_TIER;
  if (!offered) throw invalidConfiguration(`Atlas Infinite does not offer ${instanceSize}.`);
}

/** Nobody chooses the storage of such a cluster (Atlas docs, "Manage storage on an Atlas Infinite cluster"). */
export function checkSentInfinite(requests: readonly ShardRequest[]): void {
  const sent = requests
    .flatMap((shard) => shard.regions)
    .flatMap((region) => [region.electable ?? {}, region.readOnly ?? {}, region.analytics ?? {}]);
  for (const name of ["diskSizeGB", "diskIOPS", "ebsVolumeType"] as const) {
    if (sent.some((specs) => name in specs)) throw invalidAttribute(name);
  }
}

export function refuseOtherEdition(cluster: Cluster, edition: DatabaseEdition | undefined): void {
  if (edition === undefined || edition === cluster.edition) return;
  throw invalidConfiguration("The database edition of a cluster cannot be changed.");
}

/** The page on pausing names Atlas Infinite clusters among those that can be paused; by switch they cannot. */
export function checkMayPauseInfinite({ edition }: Cluster, { pauseOfInfinite }: Settings): void {
  if (edition === "CORE" || pauseOfInfinite === "accepted") return;
  throw new ApiError(403, "FEATURE_UNSUPPORTED", "Pausing is not supported for Atlas Infinite clusters.");
}
