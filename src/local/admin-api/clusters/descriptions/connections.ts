/** Connection strings as each kind of cluster has them (recorded); the host names are made up and lead nowhere. */
import type { Cluster, Region } from "../../model";

export const isFree = (cluster: Cluster) => cluster.shards[0]?.regions[0]?.providerName === "TENANT";

/** A cluster that is being created has no addresses yet, but a free one knows its own (recorded). */
export function describeConnections(cluster: Cluster): Record<string, unknown> {
  const standardSrv = `mongodb+srv://${cluster.name.toLowerCase()}.${domainOf(cluster)}`;
  if (cluster.stateName === "CREATING") return isFree(cluster) ? { standardSrv } : describePrivate(cluster);
  return { ...describePrivate(cluster), standard: describeStandard(cluster), standardSrv };
}

/** Sharded clusters have these two from the start, replica sets have neither; AWS's is AWS's alone (recorded). */
function describePrivate(cluster: Cluster): Record<string, unknown> {
  if (cluster.clusterType === "REPLICASET") return {};
  const everyRegion = cluster.shards.flatMap((shard) => shard.regions);
  const onAws = everyRegion.every((region) => region.providerName === "AWS");
  return { ...(onAws ? { awsPrivateLinkSrv: {} } : {}), privateEndpoint: [] };
}

/** What tells the hosts of one cluster from those of another. */
const domainOf = (cluster: Cluster) => `${cluster.id.slice(-6)}.mongodb.invalid`;

/** The electable nodes of every shard; sharded clusters answer on another port. */
function describeStandard(cluster: Cluster): string {
  const sharded = cluster.clusterType !== "REPLICASET";
  const prefix = isFree(cluster) ? `ac-${cluster.id.slice(-7)}` : cluster.name.toLowerCase();
  const hosts = cluster.shards.flatMap((shard, number) =>
    Array.from({ length: electableNodes(shard.regions) }, (_, node) => {
      return `${prefix}-shard-${twoDigits(number)}-${twoDigits(node)}.${domainOf(cluster)}:${sharded ? 27016 : 27017}`;
    }),
  );
  const replicaSet = sharded ? "" : `&replicaSet=atlas-${cluster.id.slice(-6)}-shard-0`;
  return `mongodb://${hosts.join(",")}/?ssl=true&authSource=admin${replicaSet}`;
}

const electableNodes = (regions: readonly Region[]) =>
  regions.reduce((sum, region) => sum + region.electable.nodeCount, 0);

const twoDigits = (number: number) => String(number).padStart(2, "0");
