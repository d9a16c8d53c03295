/** The body of a PATCH, read: which attributes exist, which may not be sent, which type each has. */
import { invalidEnumValue, readOnlyAttribute, validationError, wrongJsonAttribute } from "../../http/errors";
import {
  type JsonObject,
  optional,
  readBoolean,
  readList,
  readObject,
  readText,
  refuseUnknownAttributes,
} from "../../http/json-reading";
import { TAGS } from "../../limits";
import type { ClusterType, DatabaseEdition, ScalingStrategy, Tag } from "../../model";
import { readReplicationSpecs, type ShardRequest } from "./replication-specs";

export interface ClusterPatch {
  readonly paused?: boolean;
  readonly name?: string;
  readonly clusterType?: ClusterType;
  readonly edition?: DatabaseEdition;
  readonly scalingStrategy?: ScalingStrategy;
  readonly shards?: readonly ShardRequest[];
  readonly tags?: readonly Tag[];
  readonly backupEnabled?: boolean;
  readonly terminationProtectionEnabled?: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Everything sent beside `paused` and `name`. */
  readonly otherAttributes: readonly string[];
}

/**
 * Refused when sent (Atlas Go SDK, update example; OpenAPI document, readOnly). `links` is returned and may come back:
 * clients echo it and get 200.
 */
const READ_ONLY = [
  "configServerType",
  "connectionStrings",
  "createDate",
  "effectiveDatabaseEdition",
  "effectiveReplicationSpecs",
  "featureCompatibilityVersion",
  "featureCompatibilityVersionExpirationDate",
  "groupId",
  "id",
  "internalClusterRole",
  "mongoDBEmployeeAccessGrant",
  "mongoDBVersion",
  "stateName",
];

type Read = (value: unknown, name: string) => unknown;

const oneOf =
  (...values: readonly string[]): Read =>
  (value, name) => {
    const text = readText(value, name);
    if (!values.includes(text)) throw invalidEnumValue(text);
    return text;
  };

/** Writable attributes that are only kept and returned (OpenAPI document, ClusterDescription20240805). */
const PLAIN: Readonly<Record<string, Read>> = {
  acceptDataRisksAndForceReplicaSetReconfig: readText,
  adaptiveCapacity: oneOf("ENABLED", "DISABLED"),
  advancedConfiguration: readObject,
  biConnector: readObject,
  configServerManagementMode: oneOf("ATLAS_MANAGED", "FIXED_TO_DEDICATED"),
  diskWarmingMode: oneOf("FULLY_WARMED", "VISIBLE_EARLIER", "ENHANCED_FULLY_WARMED"),
  encryptionAtRestProvider: oneOf("NONE", "AWS", "AZURE", "GCP"),
  globalClusterSelfManagedSharding: readBoolean,
  labels: readList,
  mongoDBMajorVersion: readText,
  pitEnabled: readBoolean,
  redactClientLogData: readBoolean,
  retainBackups: readBoolean,
  rootCertType: oneOf("ISRGROOTX1"),
  useAwsTimeBasedSnapshotCopyForFastInitialSync: readBoolean,
  versionReleaseSystem: oneOf("LTS", "CONTINUOUS"),
};

const STRUCTURAL = [
  "backupEnabled",
  "clusterType",
  "databaseEdition",
  "links",
  "name",
  "paused",
  "replicaSetScalingStrategy",
  "replicationSpecs",
  "tags",
  "terminationProtectionEnabled",
];
const KNOWN = [...STRUCTURAL, ...Object.keys(PLAIN)];

export const PLAIN_NAMES = Object.keys(PLAIN);

export const CLUSTER_TYPES = ["REPLICASET", "SHARDED", "GEOSHARDED"] as const satisfies readonly ClusterType[];
export const STRATEGIES = ["WORKLOAD_TYPE", "SEQUENTIAL", "NODE_TYPE"] as const satisfies readonly ScalingStrategy[];

/** The body without what only Atlas writes: older versions let it pass, and clients of theirs send it back (CLI). */
export const withoutReadOnly = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !READ_ONLY.includes(name)));

/** Throws 400 for an attribute that is unknown, read-only or of the wrong type. */
export function readClusterPatch(body: JsonObject): ClusterPatch {
  const readOnly = Object.keys(body).find((name) => READ_ONLY.includes(name));
  if (readOnly !== undefined) throw readOnlyAttribute(readOnly);
  refuseUnknownAttributes(body, KNOWN);
  const read = {
    paused: optional(body.paused, "paused", readBoolean),
    name: optional(body.name, "name", readText),
    clusterType: optional(body.clusterType, "clusterType", readClusterType),
    edition: optional(body.databaseEdition, "databaseEdition", readEdition),
    scalingStrategy: optional(body.replicaSetScalingStrategy, "replicaSetScalingStrategy", readStrategy),
    shards: optional(body.replicationSpecs, "replicationSpecs", readReplicationSpecs),
    tags: optional(body.tags, "tags", readTags),
    backupEnabled: optional(body.backupEnabled, "backupEnabled", readBoolean),
    terminationProtectionEnabled: optional(
      body.terminationProtectionEnabled,
      "terminationProtectionEnabled",
      readBoolean,
    ),
    settings: readPlainSettings(body),
    otherAttributes: Object.keys(body).filter((name) => !["paused", "name", "links"].includes(name)),
  };
  return withoutUndefined(read);
}

function readPlainSettings(body: JsonObject): Readonly<Record<string, unknown>> {
  const settings: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(PLAIN)) {
    const value = optional(body[name], name, read);
    if (value !== undefined) settings[name] = value;
  }
  return settings;
}

function readTags(value: unknown): readonly Tag[] {
  const tags = readList(value, "tags").map((item) => {
    const tag = readObject(item, "tags");
    refuseUnknownAttributes(tag, ["key", "value"]);
    return { key: readText(tag.key, "key"), value: readText(tag.value, "value") };
  });
  const tooLong = tags.find(
    ({ key, value }) =>
      key.length < 1 || key.length > TAGS.keyLength || value.length < 1 || value.length > TAGS.valueLength,
  );
  if (tooLong !== undefined) throw wrongJsonAttribute("tags");
  if (tags.length > TAGS.perResource || new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw validationError("tags must be at most 50, each key once");
  }
  return tags;
}

function readClusterType(value: unknown, name: string): ClusterType {
  const text = readText(value, name);
  if (!isClusterType(text)) throw invalidEnumValue(text);
  return text;
}

function readEdition(value: unknown, name: string): DatabaseEdition {
  const text = readText(value, name);
  if (text !== "CORE" && text !== "INFINITE") throw invalidEnumValue(text);
  return text;
}

function readStrategy(value: unknown, name: string): ScalingStrategy {
  const text = readText(value, name);
  if (!isStrategy(text)) throw invalidEnumValue(text);
  return text;
}

const isClusterType = (text: string): text is ClusterType => CLUSTER_TYPES.some((type) => type === text);
const isStrategy = (text: string): text is ScalingStrategy => STRATEGIES.some((strategy) => strategy === text);

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the keys whose value is undefined, as exactOptionalPropertyTypes wants it. */
function withoutUndefined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
