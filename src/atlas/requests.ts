import type { RequestFacts } from "./errors";
import { itemsPerPage, versions } from "./limits";

/** A request to the Admin API as plain data. */
export interface AtlasRequest extends RequestFacts {
  readonly method: "GET" | "PATCH" | "POST";
  readonly query: string;
  readonly accept: string;
  readonly body?: string;
  /** The client may send it again by itself, some time later. */
  readonly repeatable: boolean;
}

/** Page `pageNum` (from 1) of the clusters of a project; Flex clusters are not among them. */
export function listClusters(projectId: string, pageNum: number): AtlasRequest {
  return readRequest(
    "list the clusters",
    `/groups/${encodeURIComponent(projectId)}/clusters`,
    `itemsPerPage=${itemsPerPage}&pageNum=${pageNum}`,
    versions.readCluster,
  );
}

/** Page `pageNum` of the projects that the credential can see. */
export function listProjects(pageNum: number): AtlasRequest {
  return readRequest(
    "list the projects",
    "/groups",
    `itemsPerPage=${itemsPerPage}&pageNum=${pageNum}`,
    versions.projects,
  );
}

export function getCluster(projectId: string, clusterName: string): AtlasRequest {
  return readRequest("describe the cluster", clusterPath(projectId, clusterName), "", versions.readCluster);
}

/** Whether shards scale independently or together. */
export function getAutoScalingMode(projectId: string, clusterName: string): AtlasRequest {
  const path = `${clusterPath(projectId, clusterName)}/autoScalingConfiguration`;
  return readRequest("tell its auto-scaling mode", path, "", versions.readCluster);
}

/**
 * Changes a cluster. Not repeatable: a fresh look goes ahead of every PATCH, for in the meantime the first one may have
 * been carried out, the cluster changed, or a boundary passed.
 */
export function patchCluster(projectId: string, clusterName: string, body: object): AtlasRequest {
  return {
    purpose: "change the cluster",
    method: "PATCH",
    path: clusterPath(projectId, clusterName),
    query: "",
    accept: mediaType(versions.writeCluster),
    body: JSON.stringify(body),
    repeatable: false,
  };
}

/** Page `pageNum` of a project's events of these types from `minDate` (ISO 8601 UTC) on, newest first. */
export function listEvents(
  projectId: string,
  eventTypes: readonly string[],
  minDate: string,
  pageNum: number,
): AtlasRequest {
  const types = eventTypes.map((type) => `&eventType=${encodeURIComponent(type)}`).join("");
  return readRequest(
    "list the events",
    `/groups/${encodeURIComponent(projectId)}/events`,
    `itemsPerPage=${itemsPerPage}&pageNum=${pageNum}&minDate=${encodeURIComponent(minDate)}${types}`,
    versions.events,
  );
}

function readRequest(purpose: string, path: string, query: string, version: string): AtlasRequest {
  return { purpose, method: "GET", path, query, accept: mediaType(version), repeatable: true };
}

function clusterPath(projectId: string, clusterName: string): string {
  return `/groups/${encodeURIComponent(projectId)}/clusters/${encodeURIComponent(clusterName)}`;
}

function mediaType(version: string): string {
  return `application/vnd.atlas.${version}+json`;
}
