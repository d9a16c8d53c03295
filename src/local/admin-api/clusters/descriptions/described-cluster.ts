/**
 * A cluster from its description in the words of the Admin API, so that what a project really has can be tried here. Values
 * that the description gives are kept to the letter; what an older version leaves out is filled in.
 */
import { isJsonObject, type JsonObject, readList, readObject, readText } from "../../http/json-reading";
import { keep } from "../../http/keep";
import type { Cluster, NodeKind, NodeSpecs, Region, Shard, StateName, Tag } from "../../model";
import { isObjectId } from "../../object-ids";
import { buildCluster } from "../cluster-input";
import { type NewCluster, newCluster } from "../new-cluster";
import { planShards } from "../planning/plan-shards";
import { CLUSTER_TYPES, PLAIN_NAMES, STRATEGIES } from "../requests/cluster-patch";
import { toNewerSpecs } from "../requests/older-bodies";
import { readReplicationSpecs } from "../requests/replication-specs";

export interface DescribedCluster {
  readonly cluster: Cluster;
  readonly stateName: StateName;
  readonly paused: boolean;
}

interface Context {
  readonly projectId: string;
  readonly now: number;
  readonly newId: () => string;
}

/** A description tells itself from the short form of `ClusterInput` by the keys only it has. */
export const isDescription = (body: JsonObject) => "replicationSpecs" in body || "providerSettings" in body;

export function buildDescribed(description: JsonObject, context: Context): DescribedCluster {
  const paused = description.paused === true;
  const cluster = "providerSettings" in description ? buildFlex(description, context) : build(description, context);
  return { cluster, stateName: readState(description.stateName), paused };
}

function build(description: JsonObject, { projectId, now, newId }: Context): Cluster {
  const shards = readShards(description, newId);
  const facts: NewCluster = {
    projectId,
    name: readText(description.name, "name"),
    createdAt: readInstant(description.createDate) ?? now,
    clusterType: oneOf(CLUSTER_TYPES, description.clusterType) ?? (shards.length > 1 ? "SHARDED" : "REPLICASET"),
    shards,
    tags: readTags(description.tags),
    ...keep("id", idOf(description)),
    ...keep("edition", oneOf(["CORE", "INFINITE"] as const, description.effectiveDatabaseEdition)),
    ...keep(
      "internalClusterRole",
      oneOf(["NONE", "SYSTEM_CLUSTER", "INTERNAL_SHADOW_CLUSTER"] as const, description.internalClusterRole),
    ),
    ...keep("scalingStrategy", oneOf(STRATEGIES, description.replicaSetScalingStrategy)),
    ...keep("configServerType", oneOf(["DEDICATED", "EMBEDDED"] as const, description.configServerType)),
    ...keep("backupEnabled", flag(description.backupEnabled)),
    ...keep("terminationProtectionEnabled", flag(description.terminationProtectionEnabled)),
    ...keep("mongoDBVersion", typeof description.mongoDBVersion === "string" ? description.mongoDBVersion : undefined),
    dataSizeGB: Math.min(1, shards[0]?.regions[0]?.electable.diskSizeGB ?? 1),
    settings: Object.fromEntries(
      PLAIN_NAMES.filter((name) => name in description).map((name) => [name, description[name]]),
    ),
  };
  return newCluster(facts, newId);
}

function readShards(description: JsonObject, newId: () => string): readonly Shard[] {
  const specs = toNewerSpecs(description);
  const requests = readReplicationSpecs(specs);
  const planned = planShards(requests, [], { newId, leftOutDisk: "kept" });
  return planned.map((shard, position) => literalShard(shard, readObject(specs[position], "replicationSpecs")));
}

function literalShard(shard: Shard, given: JsonObject): Shard {
  const regions = readList(given.regionConfigs, "regionConfigs");
  return {
    ...shard,
    ...keep("id", idOf(given)),
    ...keep("zoneId", typeof given.zoneId === "string" ? given.zoneId : undefined),
    regions: shard.regions.map((region, index) => literalRegion(region, readObject(regions[index], "regionConfigs"))),
  };
}

const KIND_KEYS: Record<NodeKind, string> = {
  electable: "electableSpecs",
  readOnly: "readOnlySpecs",
  analytics: "analyticsSpecs",
};

function literalRegion(region: Region, given: JsonObject): Region {
  const literal = (kind: NodeKind): NodeSpecs => {
    const specs = given[KIND_KEYS[kind]];
    if (!isJsonObject(specs)) return region[kind];
    const { effectiveInstanceSize: _effective, ...hardware } = specs;
    return { ...region[kind], ...(hardware as Partial<NodeSpecs>) };
  };
  return { ...region, electable: literal("electable"), readOnly: literal("readOnly"), analytics: literal("analytics") };
}

/** The Flex API describes a cluster by its provider and region alone. */
function buildFlex(description: JsonObject, { projectId, now, newId }: Context): Cluster {
  const provider = readObject(description.providerSettings, "providerSettings");
  const cluster = buildCluster(
    {
      name: readText(description.name, "name"),
      flex: true,
      providerName: oneOf(["AWS", "AZURE", "GCP"] as const, provider.backingProviderName) ?? "AWS",
      regionName: readText(provider.regionName, "regionName"),
      tags: Object.fromEntries(readTags(description.tags).map(({ key, value }) => [key, value])),
      createdAt: readInstant(description.createDate) ?? now,
      ...keep("terminationProtectionEnabled", flag(description.terminationProtectionEnabled)),
      ...keep(
        "mongoDBVersion",
        typeof description.mongoDBVersion === "string" ? description.mongoDBVersion : undefined,
      ),
    },
    projectId,
    now,
    newId,
  );
  return { ...cluster, id: idOf(description) ?? cluster.id };
}

const STATES = ["IDLE", "CREATING", "UPDATING", "DELETING", "REPAIRING"] as const satisfies readonly StateName[];

const readState = (value: unknown): StateName => oneOf(STATES, value) ?? "IDLE";

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((one) => one === value);
}

const flag = (value: unknown) => (typeof value === "boolean" ? value : undefined);
const idOf = ({ id }: JsonObject) => (typeof id === "string" && isObjectId(id) ? id : undefined);

function readInstant(value: unknown): number | undefined {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function readTags(value: unknown): readonly Tag[] {
  if (value === undefined || value === null) return [];
  return readList(value, "tags").map((item) => {
    const tag = readObject(item, "tags");
    return { key: readText(tag.key, "key"), value: readText(tag.value, "value") };
  });
}
