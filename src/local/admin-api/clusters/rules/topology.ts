/** Rules about shards, regions and node counts of a requested cluster. */
import { ApiError, invalidConfiguration } from "../../http/errors";
import { ELECTABLE_NODE_COUNTS, NODES_PER_SHARD_MAX, PRIORITY_MAX } from "../../limits";
import type { ClusterType, Region, Shard } from "../../model";
import { isRegion } from "../hardware/provider-regions";
import { missingReplicationFields } from "../requests/replication-specs";

/** `electable` are the numbers of electable nodes that a shard may have. */
export function checkTopology(
  shards: readonly Shard[],
  clusterType: ClusterType,
  electable: readonly number[] = ELECTABLE_NODE_COUNTS,
): void {
  if (shards.length === 0) throw missingReplicationFields();
  if (clusterType === "REPLICASET" && shards.length > 1) {
    throw invalidConfiguration("A replica set has exactly one element in replicationSpecs.");
  }
  for (const shard of shards) checkShard(shard, electable);
}

function checkShard(shard: Shard, electable: readonly number[]): void {
  for (const region of shard.regions) checkRegion(region);
  const places = shard.regions.map((region) => `${region.providerName} ${region.regionName}`);
  // Enforced by Atlas since 5 June 2025; its code is not published.
  if (new Set(places).size < places.length) throw invalidConfiguration("A region stands twice in regionConfigs.");
  checkNodeCounts(shard);
  checkElectableNodes(shard, electable);
  checkPriorities(shard);
}

function checkRegion({ providerName, regionName }: Region): void {
  if (providerName === "TENANT") {
    throw new ApiError(400, "CLUSTER_CANNOT_CHANGE_PROVIDER_NAME", "Cannot change the cloud provider of a cluster.");
  }
  if (!isRegion(providerName, regionName)) {
    throw new ApiError(400, "INVALID_REGION", `No region ${regionName} exists for provider ${providerName}.`, [
      regionName,
      providerName,
    ]);
  }
}

function checkNodeCounts(shard: Shard): void {
  const specs = shard.regions.flatMap((region) => [region.electable, region.readOnly, region.analytics]);
  const total = sum(specs.map(({ nodeCount }) => nodeCount));
  if (specs.some(({ nodeCount }) => nodeCount < 0) || total > NODES_PER_SHARD_MAX) {
    throw new ApiError(
      400,
      "INVALID_INSTANCE_COUNT",
      `Invalid instance count ${total}. It must be between 0 and ${NODES_PER_SHARD_MAX}.`,
      [total, 0, NODES_PER_SHARD_MAX],
    );
  }
}

function checkElectableNodes({ regions }: Shard, allowed: readonly number[]): void {
  if (allowed.includes(sum(regions.map(({ electable }) => electable.nodeCount)))) return;
  const numbers = `${allowed.slice(0, -1).join(", ")}${allowed.length > 2 ? "," : ""} or ${allowed.at(-1)}`;
  throw new ApiError(
    400,
    "CLUSTER_REPLICATION_FACTOR_INVALID",
    `The cluster's replication factor must be either ${numbers}.`,
  );
}

/** Electable regions count down from 7, regions without electable nodes have 0 (OpenAPI document, `priority`). */
function checkPriorities(shard: Shard): void {
  const electable = shard.regions.filter((region) => region.electable.nodeCount > 0);
  const expected = electable.map((_, position) => PRIORITY_MAX - position);
  const descending = electable.map(({ priority }) => priority).sort((a, b) => b - a);
  if (descending.some((priority, position) => priority !== expected[position])) {
    throw invalidConfiguration("Priorities of electable regions must be 7, 6, 5 and so on, each once.");
  }
  if (shard.regions.some((region) => region.electable.nodeCount === 0 && region.priority !== 0)) {
    throw invalidConfiguration("A region without electable nodes must have the priority 0.");
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
