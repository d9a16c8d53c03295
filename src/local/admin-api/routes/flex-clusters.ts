import { isoSeconds } from "../event-log";
import { ApiError, clusterNotFound } from "../http/errors";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import type { Cluster } from "../model";
import { type ProjectCall, type ProjectRoute, param } from "../operation";

const READ_FLEX = {
  method: "GET",
  scope: "project",
  roles: ["GROUP_READ_ONLY"],
  bucket: "flexClusters",
  versions: "v20241113",
} as const;

export const FLEX_ROUTES: readonly ProjectRoute[] = [
  { ...READ_FLEX, path: "/groups/:groupId/flexClusters", parameters: PAGE_PARAMETERS, handle: listFlexClusters },
  { ...READ_FLEX, path: "/groups/:groupId/flexClusters/:clusterName", handle: readFlexCluster },
];

function listFlexClusters(call: ProjectCall): unknown {
  const clusters = call.state.clustersOf(call.project.id).filter((cluster) => cluster.flex);
  const descriptions = clusters.map((cluster) => describeFlexCluster(cluster, call.apiUrl));
  return pageOf(descriptions, readPageRequest(call.query), `${call.apiUrl}/groups/${call.project.id}/flexClusters`);
}

function readFlexCluster(call: ProjectCall): unknown {
  const name = param(call, "clusterName");
  const cluster = call.state.cluster(call.project.id, name);
  if (cluster === undefined) throw clusterNotFound(name, call.project.id);
  if (!cluster.flex) {
    throw new ApiError(
      400,
      "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API",
      `Cluster ${name} is not a Flex cluster and cannot be used in the Flex API.`,
      [name],
    );
  }
  return describeFlexCluster(cluster, call.apiUrl);
}

function describeFlexCluster(cluster: Cluster, apiUrl: string): Record<string, unknown> {
  const region = cluster.shards[0]?.regions[0];
  const host = `${cluster.name}.${cluster.id.slice(-5)}.mongodb.invalid`.toLowerCase();
  return {
    backupSettings: { enabled: true },
    clusterType: "REPLICASET",
    connectionStrings: { standard: `mongodb://${host}:27017/?ssl=true`, standardSrv: `mongodb+srv://${host}` },
    createDate: isoSeconds(cluster.createdAt),
    groupId: cluster.projectId,
    id: cluster.id,
    links: [{ href: `${apiUrl}/groups/${cluster.projectId}/flexClusters/${cluster.name}`, rel: "self" }],
    mongoDBVersion: `${cluster.settings.mongoDBMajorVersion}.4`,
    name: cluster.name,
    providerSettings: {
      backingProviderName: region?.backingProviderName,
      diskSizeGB: 5,
      providerName: "FLEX",
      regionName: region?.regionName,
    },
    stateName: cluster.stateName,
    tags: cluster.tags,
    terminationProtectionEnabled: cluster.terminationProtectionEnabled,
    versionReleaseSystem: cluster.settings.versionReleaseSystem,
  };
}
