/**
 * What decisions and PATCH bodies need to know of a cluster. Keys keep the names of the Admin API
 * (ClusterDescription20240805).
 */

export interface Cluster {
  readonly name: string;
  readonly id: string | null;
  /** The API calls it groupId. */
  readonly projectId: string | null;
  /** IDLE, CREATING, UPDATING, DELETING, REPAIRING, or one that we do not know. */
  readonly stateName: string;
  readonly paused: boolean;
  readonly clusterType: string;
  readonly createdAtMs: number | null;
  readonly tags: readonly Tag[];
  readonly internalClusterRole: string;
  /** It is an Atlas Infinite cluster, which can be less than others (Atlas docs, September 2026: public preview). */
  readonly isInfinite: boolean;
  /** M0, M2, M5 or FLEX for a cluster that shares its hardware, which has no `shards` here; null: it is dedicated. */
  readonly sharedTier: string | null;
  readonly shards: readonly Shard[];
  /** It has a route of its own (GET …/autoScalingConfiguration); null: it was not read. */
  readonly autoScalingMode: AutoScalingMode | null;
}

export type AutoScalingMode = "INDEPENDENT_SHARD_SCALING" | "CLUSTER_WIDE_SCALING";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One element of `replicationSpecs`; a replica set has exactly one. */
export interface Shard {
  readonly id: string | null;
  readonly zoneName: string | null;
  readonly regions: readonly Region[];
}

/** One element of `regionConfigs`. */
export interface Region {
  readonly providerName: string;
  readonly regionName: string;
  readonly priority: number | null;
  readonly electable: HardwareSpec | null;
  readonly readOnly: HardwareSpec | null;
  readonly analytics: HardwareSpec | null;
  readonly autoScaling: AutoScaling | null;
  readonly analyticsAutoScaling: AutoScaling | null;
}

export interface HardwareSpec {
  readonly instanceSize: string;
  readonly nodeCount: number;
  readonly diskSizeGB: number | null;
  readonly diskIOPS: number | null;
  readonly ebsVolumeType: string | null;
}

/** A key that Atlas did not return is null. */
export interface AutoScaling {
  readonly compute: ComputeAutoScaling | null;
  readonly diskEnabled: boolean | null;
}

export interface ComputeAutoScaling {
  readonly enabled: boolean | null;
  readonly scaleDownEnabled: boolean | null;
  readonly minInstanceSize: string | null;
  readonly maxInstanceSize: string | null;
}
