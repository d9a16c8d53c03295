/** A cluster from the facts somebody gives, with an ordinary value for each fact that is left out. */
import type { Cluster, ClusterType, Shard, Tag } from "../model";
import { nodesOf } from "./hardware/nodes";
import { DEFAULT_PLAIN_SETTINGS, newestPatchOf } from "./plain-settings";

type Optional =
  | "id"
  | "flex"
  | "edition"
  | "internalClusterRole"
  | "dataSizeGB"
  | "oplogMinRetentionHours"
  | "autoScalingMode"
  | "scalingStrategy"
  | "backupEnabled"
  | "terminationProtectionEnabled"
  | "mongoDBVersion"
  | "configServerType"
  | "pausedAt"
  | "settings";

export interface NewCluster extends Partial<Pick<Cluster, Optional>> {
  readonly projectId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly clusterType: ClusterType;
  readonly shards: readonly Shard[];
  readonly tags: readonly Tag[];
}

/** Clusters of more shards than this have configuration servers of their own (Atlas docs, "Embedded config servers"). */
const SHARDS_WITH_EMBEDDED_CONFIG = 3;

/** IDLE, or paused since `pausedAt`. */
export function newCluster(facts: NewCluster, newId: () => string): Cluster {
  const settings = { ...DEFAULT_PLAIN_SETTINGS, ...facts.settings };
  const nodes = nodesOf(facts.shards);
  const replicaSet = facts.clusterType === "REPLICASET";
  return {
    flex: false,
    edition: "CORE",
    internalClusterRole: "NONE",
    dataSizeGB: 1,
    oplogMinRetentionHours: 0,
    autoScalingMode: replicaSet ? "CLUSTER_WIDE_SCALING" : "INDEPENDENT_SHARD_SCALING",
    scalingStrategy: "WORKLOAD_TYPE",
    backupEnabled: nodes.some((node) => node.instanceSize.includes("_NVME")),
    terminationProtectionEnabled: false,
    mongoDBVersion: newestPatchOf(String(settings.mongoDBMajorVersion)),
    configServerType: configServerType(facts, String(settings.mongoDBMajorVersion)),
    ...facts,
    id: facts.id ?? newId(),
    stateName: "IDLE",
    paused: facts.pausedAt !== undefined,
    pausing: false,
    requestedShards: facts.shards,
    nodes,
    settings,
  };
}

/** Recorded: EMBEDDED for sharded clusters of 8.0, DEDICATED for geo-sharded ones (Terraform's recordings). */
function configServerType({ clusterType, shards }: NewCluster, majorVersion: string): Cluster["configServerType"] {
  const embedded =
    clusterType === "SHARDED" && shards.length <= SHARDS_WITH_EMBEDDED_CONFIG && Number.parseFloat(majorVersion) >= 8;
  return embedded ? "EMBEDDED" : "DEDICATED";
}
