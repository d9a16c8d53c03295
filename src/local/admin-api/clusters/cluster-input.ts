/** Setting a cluster up in a few words, for tests, demos and the control API. What is left out is an ordinary value. */
import { DAY_MS } from "../../clock/units";
import { keep } from "../http/keep";
import type {
  AutoScaling,
  Cluster,
  ClusterType,
  DatabaseEdition,
  NodeSpecs,
  ProviderName,
  Region,
  ScalingStrategy,
  Shard,
  VolumeType,
} from "../model";
import { type DedicatedProvider, findTier } from "./hardware/tiers";
import { volumeOf } from "./hardware/volumes";
import { newCluster } from "./new-cluster";
import { defaultDisk } from "./planning/plan-nodes";
import { NO_AUTO_SCALING } from "./requests/replication-specs";

export interface RegionInput {
  readonly providerName?: "AWS" | "AZURE" | "GCP";
  readonly regionName: string;
  readonly electable?: number;
  readonly readOnly?: number;
  readonly analytics?: number;
}

export interface ShardInput {
  readonly tier?: string;
  readonly zoneName?: string;
  readonly regions?: readonly RegionInput[];
}

export interface AutoScalingInput {
  /** Left out: scale-down is off. */
  readonly min?: string;
  readonly max: string;
  readonly diskGB?: boolean;
}

export interface ClusterInput {
  readonly name: string;
  /** An instance size; `M0` makes a free cluster. Default M10. */
  readonly tier?: string;
  readonly analyticsTier?: string;
  readonly providerName?: "AWS" | "AZURE" | "GCP";
  readonly regionName?: string;
  readonly regions?: readonly RegionInput[];
  /** A number of equal shards, or each shard. Default: a replica set. */
  readonly shards?: number | readonly ShardInput[];
  readonly clusterType?: ClusterType;
  /** Electable nodes in the only region. Default 3, of Atlas Infinite 2. */
  readonly nodes?: number;
  readonly readOnlyNodes?: number;
  readonly analyticsNodes?: number;
  readonly diskSizeGB?: number;
  readonly dataSizeGB?: number;
  readonly oplogMinRetentionHours?: number;
  readonly ebsVolumeType?: VolumeType;
  readonly diskIOPS?: number;
  readonly autoScaling?: AutoScalingInput;
  readonly analyticsAutoScaling?: AutoScalingInput;
  readonly autoScalingMode?: Cluster["autoScalingMode"];
  readonly scalingStrategy?: ScalingStrategy;
  readonly tags?: Readonly<Record<string, string>>;
  readonly paused?: boolean;
  /** A Flex cluster: seen by the Flex API only. */
  readonly flex?: boolean;
  readonly internalClusterRole?: Cluster["internalClusterRole"];
  readonly backupEnabled?: boolean;
  readonly terminationProtectionEnabled?: boolean;
  readonly edition?: DatabaseEdition;
  readonly mongoDBVersion?: string;
  readonly configServerType?: Cluster["configServerType"];
  readonly createdAt?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const DEFAULT_REGION = { AWS: "US_EAST_1", AZURE: "US_EAST_2", GCP: "CENTRAL_US" } as const;

export function buildCluster(input: ClusterInput, projectId: string, now: number, newId: () => string): Cluster {
  const shards = buildShards(input, newId);
  return newCluster(
    {
      projectId,
      name: input.name,
      createdAt: input.createdAt ?? now - 90 * DAY_MS,
      clusterType: input.clusterType ?? (input.shards === undefined ? "REPLICASET" : "SHARDED"),
      shards,
      ...(input.paused === true ? { pausedAt: now } : {}),
      tags: Object.entries(input.tags ?? {}).map(([key, value]) => ({ key, value })),
      ...pick(input, KEPT),
    },
    newId,
  );
}

/** What a cluster is set up with under the name it has in the model. */
const KEPT = [
  "flex",
  "edition",
  "internalClusterRole",
  "dataSizeGB",
  "oplogMinRetentionHours",
  "autoScalingMode",
  "scalingStrategy",
  "backupEnabled",
  "terminationProtectionEnabled",
  "mongoDBVersion",
  "configServerType",
  "settings",
] as const satisfies readonly (keyof ClusterInput)[];

function pick<T extends object, K extends keyof T>(object: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.filter((name) => name in object).map((name) => [name, object[name]])) as Pick<T, K>;
}

function buildShards(input: ClusterInput, newId: () => string): readonly Shard[] {
  const shards: readonly ShardInput[] = Array.isArray(input.shards)
    ? input.shards
    : Array.from({ length: typeof input.shards === "number" ? input.shards : 1 }, () => ({}));
  const zoneIds = new Map<string, string>();
  return shards.map((shard) => {
    const zoneName = shard.zoneName ?? "Zone 1";
    const zoneId = zoneIds.get(zoneName) ?? newId();
    zoneIds.set(zoneName, zoneId);
    return { id: newId(), zoneId, zoneName, regions: buildRegions(input, shard) };
  });
}

function buildRegions(input: ClusterInput, shard: ShardInput): readonly Region[] {
  const providerName = input.providerName ?? "AWS";
  const only = {
    regionName: input.regionName ?? DEFAULT_REGION[providerName],
    electable: input.nodes ?? (input.edition === "INFINITE" ? 2 : 3),
    readOnly: input.readOnlyNodes ?? 0,
    analytics: input.analyticsNodes ?? 0,
  };
  const regions: readonly RegionInput[] = shard.regions ?? input.regions ?? [only];
  const electableBefore = (position: number) =>
    regions.slice(0, position).filter((region) => (region.electable ?? 0) > 0).length;
  const providers = regions.map((region) => region.providerName ?? providerName);
  const base = shard.tier ?? input.tier ?? "M10";
  // A shard without analytics nodes is described with the base size for them (recorded).
  const hasAnalytics = regions.some((region) => (region.analytics ?? 0) > 0);
  const sizes = { base, analytics: hasAnalytics ? (input.analyticsTier ?? base) : base };
  return regions.map((region, position) => {
    const provider = region.providerName ?? providerName;
    const priority = (region.electable ?? 0) > 0 ? 7 - electableBefore(position) : 0;
    return buildRegion(input, sizes, { provider, providers }, region, priority);
  });
}

function buildRegion(
  input: ClusterInput,
  sizes: { readonly base: string; readonly analytics: string },
  clouds: { readonly provider: DedicatedProvider; readonly providers: readonly DedicatedProvider[] },
  region: RegionInput,
  priority: number,
): Region {
  const { provider } = clouds;
  const tier = sizes.base;
  if (tier === "M0" || input.flex === true) return buildTenantRegion(provider, region.regionName, tier);
  const specs = (nodeCount: number, instanceSize: string) => buildSpecs(input, clouds, instanceSize, nodeCount);
  return {
    providerName: provider,
    regionName: region.regionName,
    priority,
    electable: specs(region.electable ?? 0, tier),
    readOnly: specs(region.readOnly ?? 0, tier),
    analytics: specs(region.analytics ?? 0, sizes.analytics),
    autoScaling: buildAutoScaling(input.autoScaling),
    ...(input.analyticsAutoScaling === undefined
      ? {}
      : { analyticsAutoScaling: buildAutoScaling(input.analyticsAutoScaling) }),
  };
}

function buildTenantRegion(backing: string, regionName: string, tier: string): Region {
  const specs = (nodeCount: number): NodeSpecs => ({ instanceSize: tier, nodeCount, diskSizeGB: 0.5 });
  const providerName: ProviderName = "TENANT";
  return {
    providerName,
    backingProviderName: backing,
    regionName,
    priority: 7,
    electable: specs(3),
    readOnly: specs(0),
    analytics: specs(0),
    autoScaling: NO_AUTO_SCALING,
  };
}

function buildSpecs(
  input: ClusterInput,
  { provider, providers }: { readonly provider: DedicatedProvider; readonly providers: readonly DedicatedProvider[] },
  instanceSize: string,
  nodeCount: number,
): NodeSpecs {
  const tier = findTier(provider, instanceSize);
  if (tier === undefined) throw new Error(`cluster ${input.name}: ${provider} has no tier ${instanceSize}`);
  const base = findTier(provider, input.tier ?? "M10") ?? tier;
  const diskSizeGB =
    tier.tierClass === "NVME" ? tier.defaultGB : (input.diskSizeGB ?? defaultDisk(base.name, providers, base));
  const asked = { ...keep("diskIOPS", input.diskIOPS), ...keep("ebsVolumeType", input.ebsVolumeType) };
  return { instanceSize, nodeCount, diskSizeGB, ...volumeOf(provider, tier, diskSizeGB, asked) };
}

function buildAutoScaling(input: AutoScalingInput | undefined): AutoScaling {
  if (input === undefined) return NO_AUTO_SCALING;
  return {
    compute: {
      enabled: true,
      scaleDownEnabled: input.min !== undefined,
      ...(input.min === undefined ? {} : { minInstanceSize: input.min }),
      maxInstanceSize: input.max,
    },
    diskGB: { enabled: input.diskGB ?? true },
  };
}
