/** What the control routes are told about the world: projects, credentials, clusters, people and how fast things go. */
import { isAddressOrBlock } from "../../access/access-list";
import type { ApiKey, ServiceAccount } from "../../access/credentials";
import type { ClusterInput } from "../../clusters/cluster-input";
import type { Pace } from "../../clusters/work/cluster-work";
import { validationError } from "../../http/errors";
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
import { PROJECT_ROLES, type ProjectRole, type RolesByProject, type Tag } from "../../model";
import { isObjectId } from "../../object-ids";
import type { ProjectInput } from "../../projects";
import type { Person } from "../../state/state";

export function readProject(body: JsonObject): ProjectInput {
  refuseUnknownAttributes(body, ["id", "name", "orgId", "extendedStorage", "tags", "maintenanceWindow"]);
  return {
    id: readId(body.id, "id"),
    ...keep("name", optional(body.name, "name", readText)),
    ...keep("orgId", optional(body.orgId, "orgId", readId)),
    ...keep("extendedStorage", optional(body.extendedStorage, "extendedStorage", readBoolean)),
    ...keep("tags", optional(body.tags, "tags", readTags)),
    ...keep("maintenanceWindow", optional(body.maintenanceWindow, "maintenanceWindow", readObject)),
  };
}

export function readApiKey(body: JsonObject): ApiKey {
  refuseUnknownAttributes(body, ["publicKey", "privateKey", "projects", "accessList"]);
  return {
    publicKey: readName(body.publicKey, "publicKey"),
    privateKey: readName(body.privateKey, "privateKey"),
    ...readRights(body),
  };
}

export function readServiceAccount(body: JsonObject): ServiceAccount {
  refuseUnknownAttributes(body, ["clientId", "clientSecret", "projects", "accessList"]);
  return {
    clientId: readName(body.clientId, "clientId"),
    clientSecret: readName(body.clientSecret, "clientSecret"),
    ...readRights(body),
  };
}

function readRights(body: JsonObject): { readonly projects: RolesByProject; readonly accessList?: readonly string[] } {
  const projects = Object.entries(readObject(body.projects, "projects")).map(([id, roles]) => [
    readId(id, "projects"),
    readList(roles, "projects").map(readRole),
  ]);
  const accessList = optional(body.accessList, "accessList", readList)?.map(readSource);
  return { projects: Object.fromEntries(projects), ...keep("accessList", accessList) };
}

function readRole(value: unknown): ProjectRole {
  const role = PROJECT_ROLES.find((one) => one === value);
  if (role === undefined) throw validationError(`a role must be one of ${PROJECT_ROLES.join(", ")}`);
  return role;
}

function readSource(value: unknown): string {
  const source = readText(value, "accessList");
  if (!isAddressOrBlock(source)) throw validationError(`${source} is neither an IPv4 address nor a block`);
  return source;
}

type Read = (value: unknown, name: string) => unknown;

/** Every key of `ClusterInput`; what stands inside its lists is checked where the cluster is built. */
const CLUSTER_INPUT: { readonly [Name in keyof Required<ClusterInput>]: Read } = {
  name: readName,
  tier: readText,
  analyticsTier: readText,
  providerName: readText,
  regionName: readText,
  regions: readList,
  shards: (value, name) => (typeof value === "number" ? readWhole(value, name) : readList(value, name)),
  clusterType: readText,
  nodes: readWhole,
  readOnlyNodes: readWhole,
  analyticsNodes: readWhole,
  diskSizeGB: readNumber,
  dataSizeGB: readNumber,
  oplogMinRetentionHours: readNumber,
  ebsVolumeType: readText,
  diskIOPS: readWhole,
  autoScaling: readObject,
  analyticsAutoScaling: readObject,
  autoScalingMode: readText,
  scalingStrategy: readText,
  tags: readObject,
  paused: readBoolean,
  flex: readBoolean,
  edition: readText,
  mongoDBVersion: readText,
  configServerType: readText,
  internalClusterRole: readText,
  backupEnabled: readBoolean,
  terminationProtectionEnabled: readBoolean,
  createdAt: readNumber,
  settings: readObject,
};

export function readClusterInput(body: JsonObject): ClusterInput {
  refuseUnknownAttributes(body, Object.keys(CLUSTER_INPUT));
  readName(body.name, "name");
  for (const [name, read] of Object.entries(CLUSTER_INPUT)) optional(body[name], name, read);
  return body as unknown as ClusterInput;
}

export function readPace(body: JsonObject): { readonly cluster: string; readonly pace: Pace } {
  refuseUnknownAttributes(body, ["cluster", "pace"]);
  const { pace } = body;
  if (pace !== "stuck" && !(typeof pace === "number" && pace > 0 && Number.isFinite(pace))) {
    throw validationError('pace must be "stuck" or a number above 0');
  }
  return { cluster: optional(body.cluster, "cluster", readName) ?? "*", pace };
}

export function readChangeBy(body: JsonObject): { readonly as: Person; readonly body: JsonObject } {
  refuseUnknownAttributes(body, ["as", "body"]);
  const person = readObject(body.as, "as");
  refuseUnknownAttributes(person, ["username", "userId", "address"]);
  const as = {
    username: readName(person.username, "username"),
    ...keep("userId", optional(person.userId, "userId", readText)),
    ...keep("address", optional(person.address, "address", readText)),
  };
  return { as, body: readObject(body.body, "body") };
}

export function readStep(body: JsonObject): { readonly tier: string; readonly nodes: "base" | "analytics" } {
  refuseUnknownAttributes(body, ["tier", "nodes"]);
  const nodes = body.nodes ?? "base";
  if (nodes !== "base" && nodes !== "analytics") throw validationError('nodes must be "base" or "analytics"');
  return { tier: readName(body.tier, "tier"), nodes };
}

function readTags(value: unknown): readonly Tag[] {
  return readList(value, "tags").map((item) => {
    const tag = readObject(item, "tags");
    return { key: readText(tag.key, "key"), value: readText(tag.value, "value") };
  });
}

function readId(value: unknown, name: string): string {
  const id = readText(value, name);
  if (!isObjectId(id)) throw validationError(`${name} must be 24 hexadecimal digits`);
  return id;
}

function readName(value: unknown, name: string): string {
  const text = readText(value, name);
  if (text === "") throw validationError(`${name} must not be empty`);
  return text;
}
