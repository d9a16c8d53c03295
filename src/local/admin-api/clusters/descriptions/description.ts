/** A cluster in the words of the Admin API: ClusterDescription20240805, and 2023-02-01 where it can say the same. */

import { ApiError } from "../../http/errors";
import type { AutoScaling, Cluster, NodeSpecs, Region, Shard } from "../../model";
import { isoSeconds } from "../../records/event-log";
import { describeConnections, isFree } from "./connections";

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
    ...pickSettings(cluster, NEWER_SETTINGS),
    adaptiveCapacity: cluster.settings.adaptiveCapacity ?? null,
    ...(cluster.edition === "CORE" ? {} : { databaseEdition: cluster.edition }),
    effectiveDatabaseEdition: cluster.edition,
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

/** 400 for shards of different sizes: this version has one `replicationSpecs` element per zone. */
export function describeCluster20230201(cluster: Cluster, options: DescribeOptions): Record<string, unknown> {
  refuseAsymmetricShards(cluster);
  return sorted({
    ...describeCommon(cluster, options.apiUrl),
    diskSizeGB: cluster.shards[0]?.regions[0]?.electable.diskSizeGB,
    replicationSpecs: zonesOf(cluster).map(([first, ...others]) =>
      sorted({ ...describeShard(first, describeOldRegion), numShards: 1 + others.length }),
    ),
  });
}

function zonesOf(cluster: Cluster): readonly (readonly [Shard, ...Shard[]])[] {
  const zones = new Map<string, [Shard, ...Shard[]]>();
  for (const shard of cluster.shards) {
    const zone = zones.get(shard.zoneName);
    if (zone === undefined) zones.set(shard.zoneName, [shard]);
    else zone.push(shard);
  }
  return [...zones.values()];
}

/**
 * Versions before 2024-08-05 answer 400 for a cluster whose shards differ in size, in one zone or in several; node counts
 * of zones and IOPS may differ (Terraform's recordings, where the wording is from).
 */
export function refuseAsymmetricShards(cluster: Cluster): void {
  if (!hasAsymmetricShards(cluster)) return;
  throw new ApiError(
    400,
    "ASYMMETRIC_SHARD_UNSUPPORTED",
    "Asymmetric sharded cluster is not supported by the current API version. Please use the latest API instead. " +
      "Documentation for the latest API is available at https://docs.atlas.mongodb.com/reference/api/clusters-advanced/.",
  );
}

export function hasAsymmetricShards({ shards }: Cluster): boolean {
  const regions = shards.flatMap((shard) => shard.regions);
  const base = regions.flatMap(({ electable, readOnly }) => [electable, readOnly]);
  return runningSizes(base).size > 1 || runningSizes(regions.map(({ analytics }) => analytics)).size > 1;
}

const runningSizes = (specs: readonly NodeSpecs[]) =>
  new Set(specs.filter(({ nodeCount }) => nodeCount > 0).map(({ instanceSize }) => instanceSize));

function describeCommon(cluster: Cluster, apiUrl: string): Record<string, unknown> {
  const href = `${apiUrl}/groups/${cluster.projectId}/clusters/${cluster.name}`;
  return {
    ...pickSettings(cluster, COMMON_SETTINGS),
    ...(isFree(cluster) ? {} : pickSettings(cluster, DEDICATED_SETTINGS)),
    ...(cluster.clusterType === "REPLICASET"
      ? {}
      : { ...pickSettings(cluster, SHARDED_SETTINGS), configServerType: cluster.configServerType }),
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
    mongoDBVersion: cluster.mongoDBVersion,
    name: cluster.name,
    paused: cluster.paused,
    stateName: cluster.stateName,
    tags: cluster.tags,
    terminationProtectionEnabled: cluster.terminationProtectionEnabled,
  };
}

/** Which settings a description has depends on the kind of cluster and on the version (recorded). */
const COMMON_SETTINGS = [
  "acceptDataRisksAndForceReplicaSetReconfig",
  "biConnector",
  "diskWarmingMode",
  "encryptionAtRestProvider",
  "globalClusterSelfManagedSharding",
  "labels",
  "mongoDBMajorVersion",
  "pitEnabled",
  "rootCertType",
  "versionReleaseSystem",
];
const DEDICATED_SETTINGS = ["advancedConfiguration"];
const SHARDED_SETTINGS = ["configServerManagementMode"];
const NEWER_SETTINGS = ["redactClientLogData", "retainBackups", "useAwsTimeBasedSnapshotCopyForFastInitialSync"];

function pickSettings({ settings }: Cluster, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in settings).map((name) => [name, settings[name]]));
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
const describeSpecs = ({ instanceSize, nodeCount, ...hardware }: NodeSpecs) => ({
  instanceSize,
  ...sorted({ ...hardware, nodeCount }),
});

const describeAutoScaling = ({ compute, ...others }: AutoScaling) => ({ compute: sorted({ ...compute }), ...others });

function sorted(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}
