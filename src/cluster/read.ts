/**
 * Reads a cluster description of 2024-08-05. Tolerant: real answers have undocumented keys, nulls and missing keys, and
 * most fail the OpenAPI document. What a decision or a PATCH needs must be there, or it is a problem.
 */

import type { AutoScaling, AutoScalingMode, Cluster, HardwareSpec, Region, Shard, Tag } from "./model";

export type { Cluster } from "./model";

type Json = Readonly<Record<string, unknown>>;
type Problems = string[];

const sharedProviders = ["TENANT", "FLEX", "SERVERLESS"];

/** All problems at once, each with its path. `name`: of the cluster, as far as it could be read. */
export function readCluster(description: unknown): { cluster: Cluster } | { name: string | null; problem: string } {
  const json = object(description);
  const name = json === null ? null : text(json.name);
  if (json === null || name === null || name === "") return { name: null, problem: "no cluster name" };
  const problems: Problems = [];
  const sharedTier = readSharedTier(json);
  const shards = sharedTier === null ? readShards(json.replicationSpecs, problems) : [];
  const stateName = text(json.stateName);
  if (stateName === null) problems.push("stateName is missing");
  if (problems.length > 0) return { name, problem: problems.join("; ") };
  const createdAtMs = Date.parse(text(json.createDate) ?? "");
  const cluster: Cluster = {
    name,
    id: text(json.id),
    projectId: text(json.groupId),
    stateName: stateName ?? "",
    paused: json.paused === true,
    clusterType: text(json.clusterType) ?? (shards.length > 1 ? "SHARDED" : "REPLICASET"),
    createdAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
    tags: readTags(json.tags),
    internalClusterRole: text(json.internalClusterRole) ?? "NONE",
    sharedTier,
    shards,
    autoScalingMode: null,
  };
  return { cluster };
}

/** The answer of GET …/autoScalingConfiguration; null: neither of the two modes. */
export function readAutoScalingMode(answer: unknown): AutoScalingMode | null {
  const mode = object(answer)?.autoScalingMode;
  return mode === "INDEPENDENT_SHARD_SCALING" || mode === "CLUSTER_WIDE_SCALING" ? mode : null;
}

export function withAutoScalingMode(cluster: Cluster, autoScalingMode: AutoScalingMode | null): Cluster {
  return { ...cluster, autoScalingMode };
}

/** M0 has provider TENANT (recorded exchange, August 2026); Flex has `providerSettings` and no replicationSpecs. */
function readSharedTier(json: Json): string | null {
  const settings = object(json.providerSettings);
  if (isShared(settings?.providerName)) return text(settings?.instanceSizeName) ?? text(settings?.providerName);
  for (const spec of array(json.replicationSpecs)) {
    for (const region of array(object(spec)?.regionConfigs)) {
      const config = object(region);
      if (!isShared(config?.providerName)) continue;
      const electable = object(config?.electableSpecs);
      return text(electable?.effectiveInstanceSize) ?? text(electable?.instanceSize) ?? text(config?.providerName);
    }
  }
  return null;
}

function isShared(providerName: unknown): boolean {
  return typeof providerName === "string" && sharedProviders.includes(providerName);
}

function readShards(value: unknown, problems: Problems): Shard[] {
  const specs = array(value);
  if (specs.length === 0) problems.push("replicationSpecs is missing");
  return specs.map((spec, index) => readShard(object(spec), `replicationSpecs[${index}]`, problems));
}

function readShard(json: Json | null, path: string, problems: Problems): Shard {
  const configs = array(json?.regionConfigs);
  if (configs.length === 0) problems.push(`${path}.regionConfigs is missing`);
  // One element per shard since 2024-08-05; sent back, an older description would delete shards.
  if ((number(json?.numShards) ?? 1) > 1) problems.push(`${path}.numShards belongs to an older API version`);
  const regions = configs.map((config, index) =>
    readRegion(object(config), `${path}.regionConfigs[${index}]`, problems),
  );
  if (configs.length > 0 && !regions.some((region) => hasNodes(region.electable) || hasNodes(region.readOnly))) {
    problems.push(`${path} has no electable or read-only node`);
  }
  return { id: text(json?.id), zoneName: text(json?.zoneName), regions };
}

function readRegion(json: Json | null, path: string, problems: Problems): Region {
  return {
    providerName: needed(json?.providerName, `${path}.providerName`, problems),
    regionName: needed(json?.regionName, `${path}.regionName`, problems),
    priority: number(json?.priority),
    electable: readSpec(json?.electableSpecs, `${path}.electableSpecs`, problems),
    readOnly: readSpec(json?.readOnlySpecs, `${path}.readOnlySpecs`, problems),
    analytics: readSpec(json?.analyticsSpecs, `${path}.analyticsSpecs`, problems),
    autoScaling: readAutoScaling(json?.autoScaling),
    analyticsAutoScaling: readAutoScaling(json?.analyticsAutoScaling),
  };
}

/** No nodes and no size is as good as no spec. */
function readSpec(value: unknown, path: string, problems: Problems): HardwareSpec | null {
  const json = object(value);
  if (json === null || (json.nodeCount === 0 && text(json.instanceSize) === null)) return null;
  const nodeCount = number(json.nodeCount);
  if (nodeCount === null) problems.push(`${path}.nodeCount is missing`);
  return {
    instanceSize: needed(json.instanceSize, `${path}.instanceSize`, problems),
    nodeCount: nodeCount ?? 0,
    diskSizeGB: number(json.diskSizeGB),
    diskIOPS: number(json.diskIOPS),
    ebsVolumeType: text(json.ebsVolumeType),
  };
}

function hasNodes(spec: HardwareSpec | null): boolean {
  return spec !== null && spec.nodeCount > 0;
}

function readAutoScaling(value: unknown): AutoScaling | null {
  const json = object(value);
  if (json === null) return null;
  const compute = object(json.compute);
  return {
    compute: compute && {
      enabled: flag(compute.enabled),
      scaleDownEnabled: flag(compute.scaleDownEnabled),
      minInstanceSize: text(compute.minInstanceSize),
      maxInstanceSize: text(compute.maxInstanceSize),
    },
    diskEnabled: flag(object(json.diskGB)?.enabled),
  };
}

function readTags(value: unknown): Tag[] {
  const tags: Tag[] = [];
  for (const item of array(value)) {
    const tag = object(item);
    const key = text(tag?.key);
    if (key !== null) tags.push({ key, value: text(tag?.value) ?? "" });
  }
  return tags;
}

function needed(value: unknown, path: string, problems: Problems): string {
  const found = text(value);
  if (found === null || found === "") problems.push(`${path} is missing`);
  return found ?? "";
}

function object(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
