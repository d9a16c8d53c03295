/** The `replicationSpecs` of a request, read: which attributes exist and which type each has (OpenAPI document). */
import { ApiError, invalidEnumValue, missingAttribute } from "../../http/errors";
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
} from "../../http/json-reading";
import { keep } from "../../http/keep";
import type { AutoScaling, ProviderName, VolumeType } from "../../model";

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
  readonly backingProviderName?: string;
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
const SPECS_KEYS = [
  "instanceSize",
  "effectiveInstanceSize",
  "nodeCount",
  "diskSizeGB",
  "diskIOPS",
  "ebsVolumeType",
  "diskThroughput",
];
/** A free cluster has three nodes, and nobody says so (recorded). */
const TENANT_NODES = 3;
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
  const specs = providerName === "TENANT" ? readTenantSpecs : readSpecs;
  return {
    providerName,
    ...keep("backingProviderName", optional(region.backingProviderName, "backingProviderName", readText)),
    regionName: readText(required(region, "regionName"), "regionName"),
    priority: readWhole(required(region, "priority"), "priority"),
    ...keep("electable", optional(region.electableSpecs, "electableSpecs", specs)),
    ...keep("readOnly", optional(region.readOnlySpecs, "readOnlySpecs", specs)),
    ...keep("analytics", optional(region.analyticsSpecs, "analyticsSpecs", specs)),
    ...keep("autoScaling", optional(region.autoScaling, "autoScaling", readAutoScaling)),
    ...keep("analyticsAutoScaling", optional(region.analyticsAutoScaling, "analyticsAutoScaling", readAutoScaling)),
  };
}

const readTenantSpecs = (value: unknown, name: string): SpecsRequest =>
  readSpecs({ nodeCount: TENANT_NODES, ...readObject(value, name) }, name);

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
  refuseUnknownAttributes(scaling, ["compute", "diskGB", "storageConfig"]);
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
    ...keep("storageConfig", optional(scaling.storageConfig, "storageConfig", readStorageConfig)),
  };
}

function readStorageConfig(value: unknown, name: string): NonNullable<AutoScaling["storageConfig"]> {
  const config = readObject(value, name);
  refuseUnknownAttributes(config, ["shardSizeLimitGB"]);
  return keep("shardSizeLimitGB", optional(config.shardSizeLimitGB, "shardSizeLimitGB", readNumber));
}

export const NO_AUTO_SCALING: AutoScaling = {
  compute: { enabled: false, scaleDownEnabled: false },
  diskGB: { enabled: false },
};

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
