/**
 * The `replicationSpecs` of a PATCH. They replace the old ones as a whole: a shard, a region or a kind of node that is
 * left out is gone (OpenAPI document, ReplicationSpec20240805). Shards are matched by id, without id by position.
 */
import { ApiError, invalidConfiguration, invalidEnumValue, missingAttribute } from "../http/errors";
import {
  type JsonObject,
  optional,
  readBoolean,
  readList,
  readNumber,
  readObject,
  readText,
  readWhole,
  refuseUnknownAttributes,
} from "../http/json-reading";
import type { AutoScaling, NodeSpecs, ProviderName, Region, Shard, VolumeType } from "../model";
import { findTier } from "./tiers";
import { standardIops } from "./volumes";

/** What the body says about the nodes of one kind, before gaps are filled from the cluster as it is. */
export interface SpecsRequest {
  readonly instanceSize: string;
  readonly nodeCount: number;
  readonly diskSizeGB?: number;
  readonly diskIOPS?: number;
  readonly ebsVolumeType?: VolumeType;
}

export interface RegionRequest {
  readonly providerName: ProviderName;
  readonly regionName: string;
  readonly priority: number;
  readonly electable?: SpecsRequest;
  readonly readOnly?: SpecsRequest;
  readonly analytics?: SpecsRequest;
  readonly autoScaling?: AutoScaling;
  readonly analyticsAutoScaling?: AutoScaling;
}

export interface ShardRequest {
  readonly id?: string;
  readonly zoneName?: string;
  readonly regions: readonly RegionRequest[];
}

/** `zoneId` and `effective…Specs` come back in every description and are ignored when sent (Atlas Go SDK, example). */
const SHARD_KEYS = ["id", "zoneId", "zoneName", "regionConfigs"];
const REGION_KEYS = [
  "providerName",
  "backingProviderName",
  "regionName",
  "priority",
  "electableSpecs",
  "readOnlySpecs",
  "analyticsSpecs",
  "effectiveElectableSpecs",
  "effectiveReadOnlySpecs",
  "effectiveAnalyticsSpecs",
  "autoScaling",
  "analyticsAutoScaling",
];
const SPECS_KEYS = ["instanceSize", "nodeCount", "diskSizeGB", "diskIOPS", "ebsVolumeType", "diskThroughput"];
const COMPUTE_KEYS = ["enabled", "scaleDownEnabled", "minInstanceSize", "maxInstanceSize", "predictiveEnabled"];
const PROVIDERS: readonly string[] = ["AWS", "AZURE", "GCP", "TENANT"];
const VOLUME_TYPES: readonly string[] = ["STANDARD", "PROVISIONED", "HIGH_PERFORMANCE"];

export function readReplicationSpecs(value: unknown): readonly ShardRequest[] {
  return readList(value, "replicationSpecs").map((item) => {
    const shard = readObject(item, "replicationSpecs");
    refuseUnknownAttributes(shard, SHARD_KEYS);
    const id = optional(shard.id, "id", readText);
    const zoneName = optional(shard.zoneName, "zoneName", readText);
    const regions = readList(required(shard, "regionConfigs"), "regionConfigs").map(readRegion);
    if (regions.length === 0) throw missingReplicationFields();
    return { regions, ...(id === undefined ? {} : { id }), ...(zoneName === undefined ? {} : { zoneName }) };
  });
}

function readRegion(value: unknown): RegionRequest {
  const region = readObject(value, "regionConfigs");
  refuseUnknownAttributes(region, REGION_KEYS);
  const providerName = readText(required(region, "providerName"), "providerName");
  if (!isProvider(providerName)) {
    throw new ApiError(400, "INVALID_PROVIDER", `No provider ${providerName} exists.`, [providerName]);
  }
  return {
    providerName,
    regionName: readText(required(region, "regionName"), "regionName"),
    priority: readWhole(required(region, "priority"), "priority"),
    ...keep("electable", optional(region.electableSpecs, "electableSpecs", readSpecs)),
    ...keep("readOnly", optional(region.readOnlySpecs, "readOnlySpecs", readSpecs)),
    ...keep("analytics", optional(region.analyticsSpecs, "analyticsSpecs", readSpecs)),
    ...keep("autoScaling", optional(region.autoScaling, "autoScaling", readAutoScaling)),
    ...keep("analyticsAutoScaling", optional(region.analyticsAutoScaling, "analyticsAutoScaling", readAutoScaling)),
  };
}

function readSpecs(value: unknown, name: string): SpecsRequest {
  const specs = readObject(value, name);
  refuseUnknownAttributes(specs, SPECS_KEYS);
  const volumeType = optional(specs.ebsVolumeType, "ebsVolumeType", readText);
  if (volumeType !== undefined && !isVolumeType(volumeType)) throw invalidEnumValue(volumeType);
  return {
    instanceSize: readText(required(specs, "instanceSize"), "instanceSize"),
    nodeCount: readWhole(required(specs, "nodeCount"), "nodeCount"),
    ...keep("diskSizeGB", optional(specs.diskSizeGB, "diskSizeGB", readNumber)),
    ...keep("diskIOPS", optional(specs.diskIOPS, "diskIOPS", readWhole)),
    ...keep("ebsVolumeType", volumeType),
  };
}

function readAutoScaling(value: unknown, name: string): AutoScaling {
  const scaling = readObject(value, name);
  refuseUnknownAttributes(scaling, ["compute", "diskGB"]);
  const compute = optional(scaling.compute, "compute", readObject) ?? {};
  const disk = optional(scaling.diskGB, "diskGB", readObject) ?? {};
  refuseUnknownAttributes(compute, COMPUTE_KEYS);
  refuseUnknownAttributes(disk, ["enabled"]);
  return {
    compute: {
      enabled: optional(compute.enabled, "enabled", readBoolean) ?? false,
      scaleDownEnabled: optional(compute.scaleDownEnabled, "scaleDownEnabled", readBoolean) ?? false,
      ...keep("minInstanceSize", optional(compute.minInstanceSize, "minInstanceSize", readText)),
      ...keep("maxInstanceSize", optional(compute.maxInstanceSize, "maxInstanceSize", readText)),
    },
    diskGB: { enabled: optional(disk.enabled, "enabled", readBoolean) ?? false },
  };
}

export const NO_AUTO_SCALING: AutoScaling = {
  compute: { enabled: false, scaleDownEnabled: false },
  diskGB: { enabled: false },
};

/** The shards a cluster is to have: the request with what it leaves open filled in. */
export function planShards(
  requests: readonly ShardRequest[],
  current: readonly Shard[],
  newId: () => string,
): readonly Shard[] {
  const used = new Set<string>();
  return requests.map((request, position) => {
    const old = request.id === undefined ? current[position] : current.find((shard) => shard.id === request.id);
    if (request.id !== undefined && old === undefined) throw invalidConfiguration(`No shard has the id ${request.id}.`);
    const template = old ?? current[0];
    if (template === undefined) throw missingReplicationFields();
    const id = old !== undefined && !used.has(old.id) ? old.id : newId();
    if (request.id !== undefined && used.has(request.id))
      throw invalidConfiguration(`Two shards have the id ${request.id}.`);
    used.add(id);
    const zoneName = request.zoneName ?? template.zoneName;
    return {
      id,
      zoneName,
      zoneId: current.find((shard) => shard.zoneName === zoneName)?.zoneId ?? newId(),
      regions: request.regions.map((region) => planRegion(region, template)),
    };
  });
}

function planRegion(request: RegionRequest, old: Shard): Region {
  const before =
    old.regions.find((r) => r.providerName === request.providerName && r.regionName === request.regionName) ??
    old.regions[0];
  const diskSizeGB =
    request.electable?.diskSizeGB ??
    request.readOnly?.diskSizeGB ??
    request.analytics?.diskSizeGB ??
    before?.electable.diskSizeGB ??
    0;
  const base = request.electable ?? request.readOnly;
  if (base === undefined && request.analytics === undefined) throw missingReplicationFields();
  const absent = { instanceSize: (base ?? request.analytics)?.instanceSize ?? "", nodeCount: 0 };
  // Kinds without nodes are described with the base size, whatever was sent for them (recorded).
  const specs = (asked: SpecsRequest | undefined, was: NodeSpecs | undefined) =>
    planSpecs(asked === undefined || asked.nodeCount === 0 ? absent : asked, request.providerName, diskSizeGB, was);
  return {
    providerName: request.providerName,
    regionName: request.regionName,
    priority: request.priority,
    electable: specs(request.electable, before?.electable),
    readOnly: specs(request.readOnly, before?.readOnly),
    analytics: specs(request.analytics, before?.analytics),
    autoScaling: withoutIdleBounds(request.autoScaling ?? NO_AUTO_SCALING),
    ...keep("analyticsAutoScaling", request.analyticsAutoScaling),
  };
}

function planSpecs(
  asked: SpecsRequest,
  providerName: ProviderName,
  regionDiskGB: number,
  was: NodeSpecs | undefined,
): NodeSpecs {
  const { instanceSize, nodeCount } = asked;
  const diskSizeGB = asked.diskSizeGB ?? diskOfTier(providerName, instanceSize, was) ?? regionDiskGB;
  if (isNvme(providerName, instanceSize)) return { instanceSize, nodeCount, diskSizeGB };
  if (providerName === "AWS") {
    const ebsVolumeType = asked.ebsVolumeType ?? "STANDARD";
    const kept = ebsVolumeType !== "STANDARD" && was?.ebsVolumeType === ebsVolumeType ? was.diskIOPS : undefined;
    const diskIOPS = asked.diskIOPS ?? kept ?? standardIops("AWS", diskSizeGB);
    return { instanceSize, nodeCount, diskSizeGB, ebsVolumeType, diskIOPS };
  }
  const diskIOPS = asked.diskIOPS ?? (providerName === "AZURE" ? standardIops("AZURE", diskSizeGB) : undefined);
  return { instanceSize, nodeCount, diskSizeGB, ...keep("diskIOPS", diskIOPS) };
}

/** NVMe disks come with the tier, and a cluster that leaves NVMe starts with the tier's default disk. */
function diskOfTier(provider: ProviderName, instanceSize: string, was: NodeSpecs | undefined): number | undefined {
  if (provider === "TENANT") return undefined;
  const leavesNvme = was !== undefined && isNvme(provider, was.instanceSize);
  return leavesNvme || isNvme(provider, instanceSize) ? findTier(provider, instanceSize)?.defaultGB : undefined;
}

const isNvme = (provider: ProviderName, instanceSize: string) =>
  provider !== "TENANT" && findTier(provider, instanceSize)?.tierClass === "NVME";

/** With auto-scaling off, Atlas returns no bounds (recorded). */
function withoutIdleBounds(scaling: AutoScaling): AutoScaling {
  if (scaling.compute.enabled) return scaling;
  return { ...scaling, compute: { enabled: false, scaleDownEnabled: scaling.compute.scaleDownEnabled } };
}

function required(object: JsonObject, name: string): unknown {
  const value = object[name];
  if (value === undefined || value === null) throw missingAttribute(name);
  return value;
}

const isProvider = (name: string): name is ProviderName => PROVIDERS.includes(name);
const isVolumeType = (name: string): name is VolumeType => VOLUME_TYPES.includes(name);

export const missingReplicationFields = () =>
  new ApiError(
    400,
    "REPLICATION_SPECS_INVALID",
    "The replicationSpecs array contains a document with missing fields. " +
      "All fields must be specified in the replicationSpecs array.",
  );

/** `{[name]: value}`, or nothing for undefined: exactOptionalPropertyTypes wants the key to be absent. */
function keep<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  const object: Partial<Record<Name, Value>> = {};
  if (value !== undefined) object[name] = value;
  return object;
}
