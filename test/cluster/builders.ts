/** Clusters for tests: descriptions as Atlas answers them (start valid, change one thing), and what we read of them. */

import type { DecisionFacts } from "../../src/cluster/decision/decision";
import type { Change } from "../../src/cluster/decision/history";
import type { Cluster } from "../../src/cluster/model";
import { readCluster, withAutoScalingMode } from "../../src/cluster/read";

export interface ClusterOptions {
  name?: string;
  stateName?: string;
  paused?: boolean;
  clusterType?: string;
  createDate?: string | null;
  tags?: Record<string, string>;
  internalClusterRole?: string;
  edition?: string;
  autoScalingMode?: Cluster["autoScalingMode"];
  /** One element per shard; default: one shard of one AWS region. */
  shards?: ShardOptions[];
  /** Of every node without a size of its own. */
  tier?: string;
}

export interface ShardOptions {
  zoneName?: string;
  regions?: RegionOptions[];
  tier?: string;
}

export interface RegionOptions {
  providerName?: string;
  regionName?: string;
  priority?: number;
  tier?: string;
  electable?: SpecOptions;
  readOnly?: SpecOptions;
  analytics?: SpecOptions;
  /** Bounds of compute auto-scaling; without it, auto-scaling is off. */
  autoScaling?: BoundsOptions;
  analyticsAutoScaling?: BoundsOptions;
}

export interface SpecOptions {
  instanceSize?: string;
  nodeCount?: number;
  diskSizeGB?: number;
  diskIOPS?: number;
  ebsVolumeType?: string;
}

export interface BoundsOptions {
  min?: string;
  max?: string;
  scaleDown?: boolean;
}

export const projectId = "6b0000000000000000000001";

/** What GET answers for 2024-08-05, as far as recorded exchanges show. */
export function aDescription(options: ClusterOptions = {}): Record<string, unknown> {
  const { name = "Cluster0", stateName = "IDLE", paused = false, tier = "M10", tags = {} } = options;
  const shards = options.shards ?? [{}];
  const replicationSpecs = shards.map((shard, index) => aReplicationSpec(shard, index, tier));
  return {
    adaptiveCapacity: null,
    advancedConfiguration: { minimumEnabledTlsProtocol: "TLS1_2" },
    backupEnabled: true,
    clusterType: options.clusterType ?? (shards.length > 1 ? "SHARDED" : "REPLICASET"),
    connectionStrings: { standardSrv: `mongodb+srv://${name}.example.net` },
    ...(options.createDate !== null && { createDate: options.createDate ?? "2025-01-01T00:00:00Z" }),
    effectiveDatabaseEdition: options.edition ?? "CORE",
    effectiveReplicationSpecs: replicationSpecs,
    groupId: projectId,
    id: "6b00000000000000000000c1",
    internalClusterRole: options.internalClusterRole ?? "NONE",
    labels: [],
    name,
    paused,
    replicationSpecs,
    stateName,
    tags: Object.keys(tags).map((key) => ({ key, value: tags[key] })),
    versionReleaseSystem: "LTS",
  };
}

function aReplicationSpec(shard: ShardOptions, index: number, tier: string): Record<string, unknown> {
  return {
    id: `6b00000000000000000000d${index}`,
    zoneId: "6b00000000000000000000e0",
    zoneName: shard.zoneName ?? "Zone 1",
    regionConfigs: (shard.regions ?? [{}]).map((region) => aRegionConfig(region, shard.tier ?? tier)),
  };
}

function aRegionConfig(region: RegionOptions, shardTier: string): Record<string, unknown> {
  const { providerName = "AWS", regionName = "US_EAST_1", priority = 7 } = region;
  const tier = region.tier ?? shardTier;
  const specs = {
    electableSpecs: aSpec(providerName, { nodeCount: 3, instanceSize: tier, ...region.electable }),
    readOnlySpecs: aSpec(providerName, { nodeCount: 0, instanceSize: tier, ...region.readOnly }),
    analyticsSpecs: aSpec(providerName, { nodeCount: 0, instanceSize: tier, ...region.analytics }),
  };
  return {
    providerName,
    regionName,
    priority,
    ...specs,
    effectiveElectableSpecs: specs.electableSpecs,
    effectiveReadOnlySpecs: specs.readOnlySpecs,
    effectiveAnalyticsSpecs: specs.analyticsSpecs,
    autoScaling: anAutoScaling(region.autoScaling),
    ...(region.analyticsAutoScaling && { analyticsAutoScaling: anAutoScaling(region.analyticsAutoScaling) }),
  };
}

function aSpec(providerName: string, spec: SpecOptions): Record<string, unknown> {
  const aws = { diskIOPS: 3000, ebsVolumeType: "STANDARD" };
  return { diskSizeGB: 10, ...(providerName === "AWS" ? aws : { diskIOPS: 120 }), ...spec };
}

function anAutoScaling(bounds: BoundsOptions | undefined): Record<string, unknown> {
  const diskGB = { enabled: bounds !== undefined };
  if (bounds === undefined) return { compute: { enabled: false, scaleDownEnabled: false }, diskGB };
  const { min = "M10", max = "M40", scaleDown = true } = bounds;
  const compute = { enabled: true, predictiveEnabled: false, scaleDownEnabled: scaleDown, maxInstanceSize: max };
  return { compute: { ...compute, ...(scaleDown && { minInstanceSize: min }) }, diskGB };
}

export function aCluster(options: ClusterOptions = {}): Cluster {
  const read = readCluster(aDescription(options));
  if ("problem" in read) throw new Error(read.problem);
  return withAutoScalingMode(read.cluster, options.autoScalingMode ?? null);
}

/** One region, auto-scaled. */
export function anAutoScaledCluster(tier: string, bounds: BoundsOptions, options: ClusterOptions = {}): Cluster {
  return aCluster({ tier, shards: [{ regions: [{ autoScaling: bounds }] }], ...options });
}

export const noon = Date.parse("2026-12-01T12:00:00Z");
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** At 12:05 a window opened five minutes ago: M10 before, M50 now. */
export function someFacts(facts: Partial<DecisionFacts> = {}): DecisionFacts {
  const [baseline, window] = [{ tier: "M10" }, { tier: "M50" }];
  return {
    cluster: aCluster(),
    desired: { target: window, window: "month-start", since: noon, before: baseline },
    boundaryBeforeMs: noon - 10 * dayMs,
    targets: [baseline, window],
    matchedBy: "name",
    drift: "respect",
    longestChangeMs: 6 * hourMs,
    nowMs: noon + 5 * minuteMs,
    takeOver: false,
    history: aHistory(),
    ...facts,
  };
}

/** Reaches back further than anything asks. */
export function aHistory(...changes: readonly Change[]): DecisionFacts["history"] {
  return { readable: true, sinceMs: 0, changes, tagEdit: null };
}

export function aChange(by: Change["by"], at: string | number, change: Partial<Change> = {}): Change {
  const atMs = typeof at === "number" ? at : Date.parse(at);
  const who = { us: "ourpublk", somebody: "ann@example.com", nobody: null }[by];
  return { by, atMs, who, eventType: "CLUSTER_UPDATE_SUBMITTED", ...change };
}
