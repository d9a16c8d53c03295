/** What local Atlas knows about projects, clusters and callers. Times are epoch milliseconds of the emulator's clock. */

export type ProviderName = "AWS" | "AZURE" | "GCP" | "TENANT";
export type ClusterType = "REPLICASET" | "SHARDED" | "GEOSHARDED";
export type StateName = "IDLE" | "CREATING" | "UPDATING" | "DELETING" | "REPAIRING";
export type NodeKind = "electable" | "readOnly" | "analytics";
export type VolumeType = "STANDARD" | "PROVISIONED" | "HIGH_PERFORMANCE";
export type ScalingStrategy = "WORKLOAD_TYPE" | "SEQUENTIAL" | "NODE_TYPE";
/** Atlas Core, or Atlas Infinite (public preview, September 2026): a storage layer of its own, two compute nodes. */
export type DatabaseEdition = "CORE" | "INFINITE";

/** The hardware of the nodes of one kind in one region. */
export interface NodeSpecs {
  readonly instanceSize: string;
  readonly nodeCount: number;
  readonly diskSizeGB: number;
  readonly diskIOPS?: number;
  /** MB a second; follows from the volume, nobody chooses it. */
  readonly diskThroughput?: number;
  readonly ebsVolumeType?: VolumeType;
}

export interface ComputeScaling {
  readonly enabled: boolean;
  readonly scaleDownEnabled: boolean;
  readonly minInstanceSize?: string;
  readonly maxInstanceSize?: string;
}

export interface AutoScaling {
  readonly compute: ComputeScaling;
  readonly diskGB: { readonly enabled: boolean };
  /** Atlas Infinite only. */
  readonly storageConfig?: { readonly shardSizeLimitGB?: number };
}

export interface Region {
  readonly providerName: ProviderName;
  readonly backingProviderName?: string;
  readonly regionName: string;
  readonly priority: number;
  readonly electable: NodeSpecs;
  readonly readOnly: NodeSpecs;
  readonly analytics: NodeSpecs;
  readonly autoScaling: AutoScaling;
  readonly analyticsAutoScaling?: AutoScaling;
}

export interface Shard {
  readonly id: string;
  readonly zoneId: string;
  readonly zoneName: string;
  readonly regions: readonly Region[];
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One mongod machine, as it runs now; the target it is moving to is in the cluster's shards. */
export interface RunningNode {
  readonly key: string;
  readonly shardId: string;
  readonly kind: NodeKind;
  readonly instanceSize: string;
  readonly diskSizeGB: number;
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: VolumeType;
}

/** The writable fields of a cluster that no rule of scaling looks at: kept and returned as they were sent. */
export type PlainSettings = Readonly<Record<string, unknown>>;

export interface Cluster {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly flex: boolean;
  readonly internalClusterRole: "NONE" | "SYSTEM_CLUSTER" | "INTERNAL_SHADOW_CLUSTER";
  readonly edition: DatabaseEdition;
  mongoDBVersion: string;
  /** Where a sharded cluster keeps its configuration; replica sets have none. */
  readonly configServerType: "DEDICATED" | "EMBEDDED";
  /** How much data the disks hold; a smaller disk than this is refused. */
  readonly dataSizeGB: number;
  readonly oplogMinRetentionHours: number;
  clusterType: ClusterType;
  stateName: StateName;
  paused: boolean;
  /** True from the request for a pause until the nodes are gone. */
  pausing: boolean;
  pausedAt?: number;
  resumedAt?: number;
  changeCompletedAt?: number;
  /** The target, which the API shows at once. */
  shards: readonly Shard[];
  /** What the last client asked for; differs from `shards` once auto-scaling has moved a size. */
  requestedShards: readonly Shard[];
  nodes: readonly RunningNode[];
  autoScalingMode: "CLUSTER_WIDE_SCALING" | "INDEPENDENT_SHARD_SCALING";
  scalingStrategy: ScalingStrategy;
  tags: readonly Tag[];
  backupEnabled: boolean;
  terminationProtectionEnabled: boolean;
  settings: PlainSettings;
}

export interface MaintenanceWindow {
  readonly dayOfWeek: number;
  readonly hourOfDay: number;
  readonly timeZoneId: string;
  readonly autoDeferOnceEnabled: boolean;
  readonly numberOfDeferrals: number;
  readonly startASAP: boolean;
  readonly protectedHours?: { readonly startHourOfDay: number; readonly endHourOfDay: number };
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly orgId: string;
  readonly createdAt: number;
  readonly extendedStorage: boolean;
  readonly tags: readonly Tag[];
  maintenanceWindow: MaintenanceWindow;
}

/** Who is behind a change, as events name them. */
export type Actor =
  | { readonly kind: "api-key"; readonly publicKey: string; readonly apiKeyId: string; readonly address: string }
  | { readonly kind: "service-account"; readonly clientId: string; readonly address: string }
  | { readonly kind: "person"; readonly username: string; readonly userId: string; readonly address: string }
  | { readonly kind: "atlas" };

/** Project roles as the Admin API spells them. */
export const PROJECT_ROLES = [
  "GROUP_READ_ONLY",
  "GROUP_CLUSTER_MANAGER",
  "GROUP_REPLICA_SET_MANAGER",
  "GROUP_CLUSTER_CREATOR",
  "GROUP_ALERTS_MANAGER",
  "GROUP_OWNER",
] as const;

export type ProjectRole = (typeof PROJECT_ROLES)[number];

export type RolesByProject = Readonly<Record<string, readonly ProjectRole[]>>;
