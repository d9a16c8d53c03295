/**
 * Reads a cluster description of 2024-08-05. Tolerant: real answers have undocumented keys, nulls and missing keys, and
 * most fail the OpenAPI document. What a decision or a PATCH needs must be there, or it is a problem.
 */

import type { AutoScaling, AutoScalingMode, Cluster, HardwareSpec, Region, Shard, Tag } from "./model";
import { isUsed } from "./observed";

type Json = Readonly<Record<string, unknown>>;
type Problems = string[];

const sharedProviders = ["TENANT", "FLEX", "SERVERLESS"];

/** A description that cannot be understood, and what could be read of it all the same. */
export interface Unreadable {
  readonly name: string | null;
  readonly tags: readonly Tag[];
  /** All problems at once, each with its path. */
  readonly problem: string;
}

export function readCluster(description: unknown): { cluster: Cluster } | Unreadable {
  const json = asObject(description);
  const name = asText(json.name);
  const tags = asArray(json.tags)
    .map(readTag)
    .filter((tag) => tag.key !== "");
  if (name === null) return { name, tags, problem: "name is missing" };
  const problems: Problems = [];
  const sharedTier = readSharedTier(json);
  const shards = sharedTier === null ? readShards(json.replicationSpecs, problems) : [];
  const cluster: Cluster = {
    name,
    id: asText(json.id),
    projectId: asText(json.groupId),
    stateName: needed(json, "stateName", "", problems),
    paused: json.paused === true,
    clusterType: asText(json.clusterType) ?? (shards.length > 1 ? "SHARDED" : "REPLICASET"),
    createdAtMs: Date.parse(asText(json.createDate) ?? "") || null,
    tags,
    internalClusterRole: asText(json.internalClusterRole) ?? "NONE",
    isInfinite: (asText(json.effectiveDatabaseEdition) ?? asText(json.databaseEdition)) === "INFINITE",
    sharedTier,
    shards,
    autoScalingMode: null,
  };
  return problems.length === 0 ? { cluster } : { name, tags, problem: problems.join("; ") };
}

/** The answer of GET …/autoScalingConfiguration; null: neither of the two modes. */
export function readAutoScalingMode(answer: unknown): AutoScalingMode | null {
  const mode = asObject(answer).autoScalingMode;
  return mode === "INDEPENDENT_SHARD_SCALING" || mode === "CLUSTER_WIDE_SCALING" ? mode : null;
}

export function withAutoScalingMode(cluster: Cluster, autoScalingMode: AutoScalingMode | null): Cluster {
  return { ...cluster, autoScalingMode };
}

/** M0 has provider TENANT (recorded exchange, August 2026); Flex has `providerSettings` and no replicationSpecs. */
function readSharedTier(json: Json): string | null {
  const firstRegion = asArray(asArray(json.replicationSpecs)[0]?.regionConfigs)[0] ?? {};
  for (const { providerName, electableSpecs } of [asObject(json.providerSettings), firstRegion]) {
    if (!sharedProviders.includes(asText(providerName) ?? "")) continue;
    const spec = asObject(electableSpecs);
    return asText(spec.effectiveInstanceSize) ?? asText(spec.instanceSize) ?? asText(providerName);
  }
  return null;
}

function readShards(value: unknown, problems: Problems): Shard[] {
  const shards = asArray(value);
  if (shards.length === 0) problems.push("replicationSpecs is missing");
  return shards.map((json, index) => readShard(json, `replicationSpecs[${index}].`, problems));
}

/** One element per shard since 2024-08-05: an older description (`numShards`), sent back, would delete shards. */
function readShard(json: Json, path: string, problems: Problems): Shard {
  if ((asNumber(json.numShards) ?? 1) > 1) problems.push(`${path}numShards is of an older API version`);
  const regions = asArray(json.regionConfigs).map((config, index) =>
    readRegion(config, `${path}regionConfigs[${index}].`, problems),
  );
  const hasNodes = regions.some((region) => isUsed(region.electable) || isUsed(region.readOnly));
  if (!hasNodes) problems.push(`${path}regionConfigs has no electable or read-only node`);
  return { id: asText(json.id), zoneName: asText(json.zoneName), regions };
}

function readRegion(json: Json, path: string, problems: Problems): Region {
  const spec = (key: string): HardwareSpec | null => readSpec(asObject(json[key]), `${path}${key}.`, problems);
  return {
    providerName: needed(json, "providerName", path, problems),
    regionName: needed(json, "regionName", path, problems),
    priority: asNumber(json.priority),
    electable: spec("electableSpecs"),
    readOnly: spec("readOnlySpecs"),
    analytics: spec("analyticsSpecs"),
    autoScaling: readAutoScaling(json.autoScaling),
    analyticsAutoScaling: readAutoScaling(json.analyticsAutoScaling),
  };
}

/** No nodes and no size is as good as no spec. */
function readSpec(json: Json, path: string, problems: Problems): HardwareSpec | null {
  const nodeCount = asNumber(json.nodeCount);
  if (!nodeCount && asText(json.instanceSize) === null) return null;
  if (nodeCount === null) problems.push(`${path}nodeCount is missing`);
  return {
    instanceSize: needed(json, "instanceSize", path, problems),
    nodeCount: nodeCount ?? 0,
    diskSizeGB: asNumber(json.diskSizeGB),
    diskIOPS: asNumber(json.diskIOPS),
    ebsVolumeType: asText(json.ebsVolumeType),
  };
}

function readAutoScaling(value: unknown): AutoScaling | null {
  if (!isJsonObject(value)) return null;
  const compute = asObject(value.compute);
  return {
    compute: isJsonObject(value.compute)
      ? {
          enabled: asFlag(compute.enabled),
          scaleDownEnabled: asFlag(compute.scaleDownEnabled),
          minInstanceSize: asText(compute.minInstanceSize),
          maxInstanceSize: asText(compute.maxInstanceSize),
        }
      : null,
    diskEnabled: asFlag(asObject(value.diskGB).enabled),
  };
}

function readTag({ key, value }: Json): Tag {
  return { key: asText(key) ?? "", value: asText(value) ?? "" };
}

function needed(json: Json, key: string, path: string, problems: Problems): string {
  const found = asText(json[key]);
  if (found === null) problems.push(`${path}${key} is missing`);
  return found ?? "";
}

function isJsonObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

/** {} for what is no object. */
function asObject(value: unknown): Json {
  return isJsonObject(value) ? value : {};
}

function asArray(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** null for an empty text too. */
function asText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function asNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function asFlag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
