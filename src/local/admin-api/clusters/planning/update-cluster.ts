/** One accepted or refused change of a cluster: every rule first, then the new target, then the work begins. */
import { isDeepStrictEqual } from "node:util";
import { ApiError } from "../../http/errors";
import type { Cluster, ClusterType, Shard } from "../../model";
import { describeTiers, nodesOf } from "../hardware/nodes";
import { newestPatchOf } from "../plain-settings";
import type { ClusterPatch } from "../requests/cluster-patch";
import { refuseOtherEdition } from "../rules/infinite";
import { cannotUpdatePaused, checkPause } from "../rules/pause";
import type { ClusterWork } from "../work/cluster-work";
import { type ChangeContext, checkedShards } from "./check-shards";

export interface ChangeOptions {
  /** Header `Use-Effective-Instance-Fields`: with auto-scaling on, Atlas then ignores `replicationSpecs`. */
  readonly useEffectiveInstanceFields: boolean;
  /** The API version of the request: from 2024-10-23 on, sharded clusters scale shard by shard. */
  readonly version: string;
}

/** What a PATCH would do, checked but not begun. */
export interface PlannedChange {
  readonly shards: readonly Shard[];
  readonly clusterType: ClusterType;
}

/** Throws the refusal of Atlas, or returns what the change comes to. Touches nothing. */
export function planChange(
  cluster: Cluster,
  patch: ClusterPatch,
  context: ChangeContext,
  options: ChangeOptions,
): PlannedChange {
  checkMayChange(cluster, patch);
  checkPause(cluster, patch, context.now, context.settings);
  if (context.resuming && context.settings.changeWhileResuming === "409" && patch.paused === undefined) {
    throw cannotUpdatePaused(cluster.name);
  }
  const clusterType = checkClusterType(cluster, patch.clusterType ?? cluster.clusterType);
  const ignored = options.useEffectiveInstanceFields && isAutoScaled(cluster);
  if (patch.shards === undefined || ignored) return { shards: cluster.shards, clusterType };
  const { edition } = cluster;
  const backupEnabled = patch.backupEnabled ?? cluster.backupEnabled;
  return {
    shards: checkedShards(patch.shards, { clusterType, edition, backupEnabled, current: cluster }, context),
    clusterType,
  };
}

function checkMayChange(cluster: Cluster, patch: ClusterPatch): void {
  if (cluster.stateName === "DELETING") {
    throw new ApiError(
      400,
      "CLUSTER_ALREADY_REQUESTED_DELETION",
      `The cluster ${cluster.name} has already been requested for deletion.`,
      [cluster.name],
    );
  }
  if (cluster.shards.some((shard) => shard.regions.some((region) => region.providerName === "TENANT"))) {
    throw new ApiError(
      400,
      "TENANT_CLUSTER_UPDATE_UNSUPPORTED",
      "Cannot update a M0/M2/M5 cluster through the public API.",
    );
  }
  if (patch.name !== undefined && patch.name !== cluster.name) {
    throw new ApiError(400, "CLUSTER_CANNOT_CHANGE_NAME", "Cannot change name of cluster during an update.");
  }
  refuseOtherEdition(cluster, patch.edition);
}

function checkClusterType(cluster: Cluster, wanted: ClusterType): ClusterType {
  if (cluster.clusterType === "GEOSHARDED" && wanted !== "GEOSHARDED") {
    throw new ApiError(
      400,
      "CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE",
      "A geo sharded cluster cannot be changed to a different cluster type.",
    );
  }
  if (cluster.clusterType === "SHARDED" && wanted === "REPLICASET") {
    throw new ApiError(
      400,
      "SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET",
      "A sharded cluster cannot become a replica set.",
    );
  }
  return wanted;
}

export const isAutoScaled = (cluster: Cluster) =>
  cluster.shards.some((shard) => shard.regions.some((region) => region.autoScaling.compute.enabled));

/** Begins a change that planChange has let pass. */
export function beginChange(
  work: ClusterWork,
  patch: ClusterPatch,
  planned: PlannedChange,
  context: ChangeContext,
  options: ChangeOptions,
): void {
  const { cluster } = work;
  if (patch.paused === true) {
    work.pause();
    return;
  }
  if (patch.paused === false && cluster.paused) {
    work.resume();
    return;
  }
  const unchanged = isUnchanged(cluster, patch, planned);
  applyChange(cluster, patch, planned, options);
  if (!unchanged || context.settings.unchangedPatch === "starts-plan") work.beginChange();
}

function applyChange(cluster: Cluster, patch: ClusterPatch, planned: PlannedChange, options: ChangeOptions): void {
  cluster.shards = planned.shards;
  cluster.clusterType = planned.clusterType;
  cluster.tags = patch.tags ?? cluster.tags;
  cluster.backupEnabled = patch.backupEnabled ?? cluster.backupEnabled;
  cluster.scalingStrategy = patch.scalingStrategy ?? cluster.scalingStrategy;
  cluster.terminationProtectionEnabled = patch.terminationProtectionEnabled ?? cluster.terminationProtectionEnabled;
  cluster.settings = { ...cluster.settings, ...patch.settings };
  const { mongoDBMajorVersion } = patch.settings;
  if (typeof mongoDBMajorVersion === "string" && !cluster.mongoDBVersion.startsWith(`${mongoDBMajorVersion}.`)) {
    cluster.mongoDBVersion = newestPatchOf(mongoDBMajorVersion);
  }
  if (patch.shards === undefined) return;
  cluster.requestedShards = planned.shards;
  if (options.version >= "2024-10-23" && cluster.clusterType !== "REPLICASET") {
    cluster.autoScalingMode = "INDEPENDENT_SHARD_SCALING";
  }
}

function isUnchanged(cluster: Cluster, patch: ClusterPatch, planned: PlannedChange): boolean {
  const { clusterType, shards, tags, backupEnabled, scalingStrategy, terminationProtectionEnabled, settings } = cluster;
  const before = { clusterType, shards, tags, backupEnabled, scalingStrategy, terminationProtectionEnabled, settings };
  const {
    paused: _paused,
    name: _name,
    shards: _shards,
    otherAttributes: _attributes,
    edition: _edition,
    ...fields
  } = patch;
  const after = { ...before, ...fields, ...planned, settings: { ...settings, ...patch.settings } };
  return isDeepStrictEqual(before, after);
}

/** For a timeline: the tiers a change leads to. */
export function plannedTiers(cluster: Cluster, patch: ClusterPatch, planned: PlannedChange): string {
  return (patch.paused ?? cluster.paused) ? "paused" : describeTiers(nodesOf(planned.shards));
}
