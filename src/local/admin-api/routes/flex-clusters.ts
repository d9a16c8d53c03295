import { describeConnections } from "../clusters/descriptions/connections";
import { ApiError, clusterNotFound } from "../http/errors";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import type { Cluster } from "../model";
import { type ProjectCall, type ProjectRoute, param } from "../operation";
import { isoSeconds } from "../records/event-log";

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
  const descriptions = clusters.map(describeFlexCluster);
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
      `Cannot use non-flex cluster ${name} in the flex API.`,
      [name],
    );
  }
  return describeFlexCluster(cluster);
}

/** As recorded: without links, and with a disk that nobody chooses. */
function describeFlexCluster(cluster: Cluster): Record<string, unknown> {
  const region = cluster.shards[0]?.regions[0];
  return {
    backupSettings: { enabled: true },
    clusterType: "REPLICASET",
    connectionStrings: describeConnections(cluster),
    createDate: isoSeconds(cluster.createdAt),
    groupId: cluster.projectId,
    id: cluster.id,
    mongoDBVersion: cluster.mongoDBVersion,
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
