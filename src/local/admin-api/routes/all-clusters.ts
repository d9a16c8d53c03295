/** `GET /clusters`: the clusters of every project that the caller sees, in a few words each (OpenAPI document). */
import { nodesOf } from "../clusters/hardware/nodes";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import type { Cluster, Project } from "../model";
import type { Call, CallerRoute } from "../operation";
import { visibleProjects } from "./projects";

export const ALL_CLUSTERS_ROUTES: readonly CallerRoute[] = [
  {
    method: "GET",
    scope: "caller",
    path: "/clusters",
    versions: "v20230101",
    bucket: "allClusters",
    parameters: PAGE_PARAMETERS,
    handle: listAllClusters,
  },
];

function listAllClusters(call: Call): unknown {
  const projects = visibleProjects(call).map((project) => describeProject(call, project));
  return pageOf(projects, readPageRequest(call.query), `${call.apiUrl}/clusters`);
}

function describeProject(call: Call, project: Project): unknown {
  const clusters = call.state.clustersOf(project.id).filter((cluster) => !isMultiCloud(cluster));
  return {
    clusters: clusters.map(describeCluster),
    groupId: project.id,
    groupName: project.name,
    orgId: project.orgId,
    // Local Atlas's organizations have no names of their own.
    orgName: project.orgId,
    planType: "Atlas",
    tags: project.tags,
  };
}

/** "The response does not include multi-cloud clusters" (OpenAPI document). */
const isMultiCloud = ({ shards }: Cluster) =>
  new Set(shards.flatMap(({ regions }) => regions.map(({ providerName }) => providerName))).size > 1;

const BYTES_PER_GB = 1024 ** 3;

function describeCluster(cluster: Cluster): unknown {
  return {
    alertCount: 0,
    authEnabled: true,
    availability: cluster.paused ? "dead" : "available",
    backupEnabled: cluster.backupEnabled,
    clusterId: cluster.id,
    dataSizeBytes: cluster.dataSizeGB * BYTES_PER_GB,
    name: cluster.name,
    nodeCount: nodesOf(cluster.shards).length,
    sslEnabled: true,
    type: cluster.clusterType === "REPLICASET" ? "REPLICA_SET" : "SHARDED_REPLICA_SET",
    versions: [cluster.mongoDBVersion],
  };
}
