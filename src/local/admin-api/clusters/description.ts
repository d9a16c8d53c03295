/** A cluster in the words of the Admin API: ClusterDescription20240805, and 2023-02-01 where it can say the same. */

import { isoSeconds } from "../event-log";
import { ApiError } from "../http/errors";
import type { AutoScaling, Cluster, NodeSpecs, Region, Shard } from "../model";

export interface DescribeOptions {
  /** Address of the API, for links. */
  readonly apiUrl: string;
  /** Headers `Use-Effective-Instance-Fields` / `Use-Effective-Fields-Replication-Specs`: show what was asked for. */
  readonly asRequested: boolean;
}

/** Every field of the exchanges recorded in August 2026, keys in alphabetical order. */
export function describeCluster(cluster: Cluster, options: DescribeOptions): Record<string, unknown> {
  const written = options.asRequested ? cluster.requestedShards : cluster.shards;
  return sorted({
    ...describeCommon(cluster, options.apiUrl),
    adaptiveCapacity: cluster.settings.adaptiveCapacity ?? null,
    ...(cluster.clusterType === "REPLICASET" ? {} : { configServerType: "EMBEDDED" }),
    effectiveDatabaseEdition: "CORE",
    effectiveReplicationSpecs: cluster.shards.map((shard) => describeShard(shard, (region) => describeRegion(region))),
    featureCompatibilityVersion: cluster.settings.mongoDBMajorVersion,
    internalClusterRole: cluster.internalClusterRole,
    ...(cluster.scalingStrategy === "WORKLOAD_TYPE" ? {} : { replicaSetScalingStrategy: cluster.scalingStrategy }),
    replicationSpecs: written.map((shard, position) =>
      describeShard(shard, (region, index) => ({
        ...describeRegion(region),
        ...describeEffective(cluster.shards[position]?.regions[index] ?? region),
      })),
    ),
  });
}

/** 400 for shards that differ: this version has one `replicationSpecs` element per zone (recorded). */
export function describeCluster20230201(cluster: Cluster, options: DescribeOptions): Record<string, unknown> {
  const zones = [...new Set(cluster.shards.map((shard) => shard.zoneName))].map((zoneName) =>
    cluster.shards.filter((shard) => shard.zoneName === zoneName),
  );
  if (zones.some(isAsymmetric)) {
    throw new ApiError(
      400,
      "ASYMMETRIC_SHARD_UNSUPPORTED",
      "Asymmetric shards are not supported by this version of the API.",
    );
  }
  return sorted({
    ...describeCommon(cluster, options.apiUrl),
    diskSizeGB: cluster.shards[0]?.regions[0]?.electable.diskSizeGB,
    replicationSpecs: zones.flatMap((shards) => {
      const [first] = shards;
      return first === undefined
        ? []
        : [sorted({ ...describeShard(first, describeOldRegion), numShards: shards.length })];
    }),
  });
}

const isAsymmetric = (shards: readonly Shard[]) =>
  new Set(shards.map((shard) => JSON.stringify(shard.regions))).size > 1;

function describeCommon(cluster: Cluster, apiUrl: string): Record<string, unknown> {
  const href = `${apiUrl}/groups/${cluster.projectId}/clusters/${cluster.name}`;
  return {
    ...plainSettings(cluster),
    backupEnabled: cluster.backupEnabled,
    clusterType: cluster.clusterType,
    connectionStrings: describeConnections(cluster),
    createDate: isoSeconds(cluster.createdAt),
    groupId: cluster.projectId,
    id: cluster.id,
    links: [
      { href, rel: "self" },
      { href: `${href}/backup/restoreJobs`, rel: "https://cloud.mongodb.com/restoreJobs" },
      { href: `${href}/backup/snapshots`, rel: "https://cloud.mongodb.com/snapshots" },
    ],
    mongoDBVersion: `${cluster.settings.mongoDBMajorVersion}.4`,
    name: cluster.name,
    paused: cluster.paused,
    stateName: cluster.stateName,
    tags: cluster.tags,
    terminationProtectionEnabled: cluster.terminationProtectionEnabled,
  };
}

/** Free clusters are described without these (recorded). */
const DEDICATED_ONLY = [
  "advancedConfiguration",
  "configServerManagementMode",
  "redactClientLogData",
  "retainBackups",
  "useAwsTimeBasedSnapshotCopyForFastInitialSync",
];

const isFree = (cluster: Cluster) => cluster.shards[0]?.regions[0]?.providerName === "TENANT";

function plainSettings(cluster: Cluster): Record<string, unknown> {
  const entries = Object.entries(cluster.settings);
  return Object.fromEntries(isFree(cluster) ? entries.filter(([name]) => !DEDICATED_ONLY.includes(name)) : entries);
}

function describeConnections(cluster: Cluster): Record<string, unknown> {
  if (cluster.stateName === "CREATING") return {};
  const host = `${cluster.name}.${cluster.id.slice(-5)}.mongodb.invalid`.toLowerCase();
  return {
    ...(isFree(cluster) ? {} : { awsPrivateLinkSrv: {}, privateEndpoint: [] }),
    standard: `mongodb://${host}:27017/?ssl=true&authSource=admin`,
    standardSrv: `mongodb+srv://${host}`,
  };
}

function describeShard(
  shard: Shard,
  describe: (region: Region, index: number) => Record<string, unknown>,
): Record<string, unknown> {
  return {
    id: shard.id,
    regionConfigs: shard.regions.map((region, index) => sorted(describe(region, index))),
    zoneId: shard.zoneId,
    zoneName: shard.zoneName,
  };
}

function describeRegion(region: Region): Record<string, unknown> {
  const place = { priority: region.priority, providerName: region.providerName, regionName: region.regionName };
  if (region.providerName === "TENANT") {
    return {
      ...place,
      backingProviderName: region.backingProviderName,
      electableSpecs: describeTenant(region.electable),
    };
  }
  return {
    ...place,
    analyticsSpecs: describeSpecs(region.analytics),
    ...(region.analyticsAutoScaling === undefined
      ? {}
      : { analyticsAutoScaling: describeAutoScaling(region.analyticsAutoScaling) }),
    autoScaling: describeAutoScaling(region.autoScaling),
    electableSpecs: describeSpecs(region.electable),
    readOnlySpecs: describeSpecs(region.readOnly),
  };
}

function describeEffective(region: Region): Record<string, unknown> {
  if (region.providerName === "TENANT") return {};
  return {
    effectiveAnalyticsSpecs: describeSpecs(region.analytics),
    effectiveElectableSpecs: describeSpecs(region.electable),
    effectiveReadOnlySpecs: describeSpecs(region.readOnly),
  };
}

function describeOldRegion(region: Region): Record<string, unknown> {
  const withoutDisk = (specs: unknown) => {
    const { diskSizeGB: _disk, ...rest } = specs as Record<string, unknown>;
    return rest;
  };
  const described = describeRegion(region);
  return Object.fromEntries(
    Object.entries(described).map(([name, value]) => [name, name.endsWith("Specs") ? withoutDisk(value) : value]),
  );
}

const describeTenant = (specs: NodeSpecs) => ({
  diskSizeGB: specs.diskSizeGB,
  effectiveInstanceSize: specs.instanceSize,
  instanceSize: specs.instanceSize,
});

/** `instanceSize` first, then alphabetical, as recorded. */
const describeSpecs = ({ instanceSize, diskIOPS, diskSizeGB, ebsVolumeType, nodeCount }: NodeSpecs) => ({
  instanceSize,
  ...(diskIOPS === undefined ? {} : { diskIOPS }),
  diskSizeGB,
  ...(ebsVolumeType === undefined ? {} : { ebsVolumeType }),
  nodeCount,
});

const describeAutoScaling = ({ compute, diskGB }: AutoScaling) => ({ compute: sorted({ ...compute }), diskGB });

function sorted(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}
