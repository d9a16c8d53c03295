/** A cluster from the body of a POST, or the refusal. */
import { ApiError, invalidAttribute, missingAttribute } from "../../http/errors";
import { keep } from "../../http/keep";
import type { Cluster, ClusterType, Shard } from "../../model";
import { newCluster } from "../new-cluster";
import type { ClusterPatch } from "../requests/cluster-patch";
import type { ShardRequest } from "../requests/replication-specs";
import { type ChangeContext, checkedShards } from "./check-shards";
import { planShards } from "./plan-shards";

/** From this version on, sharded clusters scale shard by shard. */
const FIRST_INDEPENDENT_VERSION = "2024-10-23";
/** Atlas docs, "Create a cluster": letters, digits and hyphens, the first a letter or digit, at most 64 characters. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** `others` are the clusters that the project has; a version of the API decides how a sharded cluster scales. */
export function planCreation(
  patch: ClusterPatch,
  others: readonly Cluster[],
  version: string,
  context: ChangeContext,
): Cluster {
  const { project, now, newId } = context;
  const name = checkName(patch.name, others, project.id);
  if (patch.shards === undefined) throw missingAttribute("replicationSpecs");
  const free = patch.shards.some((shard) => shard.regions.some((region) => region.providerName === "TENANT"));
  const clusterType: ClusterType = patch.clusterType ?? "REPLICASET";
  const owner = { clusterType, edition: patch.edition ?? "CORE", backupEnabled: patch.backupEnabled ?? false };
  const shards = free ? freeShards(patch.shards, others, context) : checkedShards(patch.shards, owner, context);
  return newCluster(
    {
      projectId: project.id,
      name,
      createdAt: now,
      shards,
      tags: patch.tags ?? [],
      ...owner,
      ...(clusterType !== "REPLICASET" && version < FIRST_INDEPENDENT_VERSION
        ? { autoScalingMode: "CLUSTER_WIDE_SCALING" as const }
        : {}),
      ...keep("scalingStrategy", patch.scalingStrategy),
      ...keep("terminationProtectionEnabled", patch.terminationProtectionEnabled),
      settings: patch.settings,
    },
    newId,
  );
}

/** The code for a name that is not allowed is assumed. */
function checkName(name: string | undefined, others: readonly Cluster[], projectId: string): string {
  if (name === undefined) throw missingAttribute("name");
  if (!NAME.test(name)) throw invalidAttribute("name");
  if (!others.some((other) => other.name === name)) return name;
  throw new ApiError(
    400,
    "DUPLICATE_CLUSTER_NAME",
    `A cluster named ${name} is already present in group ${projectId}.`,
    [name, projectId],
  );
}

/** One M0 a project (Atlas docs, "Atlas M0 limits"); the code is from Terraform's logs, its cause assumed. */
function freeShards(
  requests: readonly ShardRequest[],
  others: readonly Cluster[],
  context: ChangeContext,
): readonly Shard[] {
  const [shard] = requests;
  const [region] = shard?.regions ?? [];
  if (requests.length > 1 || shard?.regions.length !== 1 || region?.electable?.instanceSize !== "M0") {
    throw new ApiError(400, "INVALID_ATTRIBUTE", "Invalid attribute instanceSize specified.", ["instanceSize"]);
  }
  if (others.some(isFreeCluster)) {
    throw new ApiError(
      400,
      "CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API",
      "Cannot create free cluster via the public API.",
    );
  }
  return planShards(requests, [], { newId: context.newId, leftOutDisk: "kept" });
}

const isFreeCluster = ({ flex, shards }: Cluster) => !flex && shards[0]?.regions[0]?.providerName === "TENANT";
