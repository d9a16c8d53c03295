/** The shards that a request comes to, after every rule that may refuse it. */
import type { Cluster, ClusterType, DatabaseEdition, Project, Shard } from "../../model";
import type { Settings } from "../../settings";
import type { ShardRequest } from "../requests/replication-specs";
import { checkAutoScaling, checkSentAutoScaling } from "../rules/auto-scaling";
import { checkDisks, checkSentDisks } from "../rules/disks";
import { checkInfinite, checkSentInfinite, INFINITE_ELECTABLE_COUNTS } from "../rules/infinite";
import { checkCapacity, checkSizesMatch, checkTiersExist } from "../rules/sizes";
import { checkTopology } from "../rules/topology";
import { planShards } from "./plan-shards";

export interface ChangeContext {
  readonly now: number;
  readonly settings: Settings;
  readonly project: Project;
  readonly outOfCapacity: ReadonlySet<string>;
  readonly newId: () => string;
  /** A resume of this cluster is in progress. */
  readonly resuming: boolean;
}

/** What the shards are to be part of: a cluster that runs, or one that is to be. */
export interface ShardOwner {
  readonly clusterType: ClusterType;
  readonly edition: DatabaseEdition;
  readonly backupEnabled: boolean;
  /** The cluster as it is; a new one is none yet. */
  readonly current?: Cluster;
}

/** Throws what Atlas answers to shards that it does not take. */
export function checkedShards(
  requests: readonly ShardRequest[],
  owner: ShardOwner,
  { project, outOfCapacity, newId, settings }: ChangeContext,
): readonly Shard[] {
  const { current } = owner;
  checkSentAutoScaling(requests);
  checkSizesMatch(requests, settings.idleReadOnlySize);
  if (owner.edition === "INFINITE") checkSentInfinite(requests);
  else checkSentDisks(requests, current, settings.multiCloudVolumes);
  const shards = planShards(requests, current?.shards ?? [], { newId, leftOutDisk: settings.leftOutDisk });
  if (owner.edition === "INFINITE") {
    checkInfinite(shards, owner.clusterType);
    checkTopology(shards, owner.clusterType, INFINITE_ELECTABLE_COUNTS);
  } else checkTopology(shards, owner.clusterType);
  checkTiersExist(shards);
  checkAutoScaling(shards, current?.oplogMinRetentionHours ?? 0, project);
  checkDisks(shards, { backupEnabled: owner.backupEnabled, dataSizeGB: current?.dataSizeGB ?? 0 }, project);
  checkCapacity(shards, current?.nodes ?? [], outOfCapacity);
  return shards;
}
