/** Reading dedicated and free clusters. */
import { describeCluster, describeCluster20230201, hasAsymmetricShards } from "../clusters/descriptions/description";
import { describeProcessArgs } from "../clusters/descriptions/process-args";
import { ApiError, clusterNotFound } from "../http/errors";
import { PAGE_PARAMETERS, pageOf, readFlag, readPageRequest } from "../http/paging";
import type { Cluster, ProjectRole } from "../model";
import { type ProjectCall, type ProjectRoute, param } from "../operation";

const READ = ["GROUP_READ_ONLY"] as const satisfies readonly ProjectRole[];

const READ_CLUSTER = { method: "GET", scope: "project", roles: READ, bucket: "clusters" } as const;

export const CLUSTER_ROUTES: readonly ProjectRoute[] = [
  {
    ...READ_CLUSTER,
    path: "/groups/:groupId/clusters",
    versions: "readClusters",
    parameters: [...PAGE_PARAMETERS, "includeDeletedWithRetainedBackups"],
    handle: listClusters,
  },
  {
    ...READ_CLUSTER,
    path: "/groups/:groupId/clusters/:clusterName",
    versions: "readClusters",
    handle: (call) => describeFor(call, findCluster(call)),
  },
  {
    ...READ_CLUSTER,
    path: "/groups/:groupId/clusters/:clusterName/autoScalingConfiguration",
    versions: "autoScalingConfiguration",
    handle: (call) => ({ autoScalingMode: findCluster(call).autoScalingMode }),
  },
  {
    ...READ_CLUSTER,
    path: "/groups/:groupId/clusters/:clusterName/status",
    versions: "v20230101",
    handle: (call) => ({ changeStatus: findCluster(call).stateName === "IDLE" ? "APPLIED" : "PENDING" }),
  },
  {
    ...READ_CLUSTER,
    path: "/groups/:groupId/clusters/:clusterName/processArgs",
    versions: "processArgs",
    handle: (call) => describeProcessArgs(findCluster(call), call.version),
  },
];

function listClusters(call: ProjectCall): unknown {
  const includeDeleted = readFlag(call.query, "includeDeletedWithRetainedBackups", false);
  const clusters = call.state.clustersOf(call.project.id).filter((cluster) => !cluster.flex && isListed(call, cluster));
  const page = pageOf(clusters, readPageRequest(call.query), `${call.apiUrl}/groups/${call.project.id}/clusters`, [
    ["includeDeletedWithRetainedBackups", String(includeDeleted)],
  ]);
  // Only what is on the page is described: a project may have hundreds of clusters.
  return { ...page, results: page.results.map((cluster) => describeFor(call, cluster as Cluster)) };
}

/** Only from 2024-08-05 on does the list include clusters whose shards differ in size (OpenAPI document). */
const isListed = (call: ProjectCall, cluster: Cluster) => call.version >= "2024-08-05" || !hasAsymmetricShards(cluster);

/** The dedicated or free cluster of the path. */
export function findCluster(call: ProjectCall): Cluster {
  const name = param(call, "clusterName");
  const cluster = call.state.cluster(call.project.id, name);
  if (cluster === undefined) throw clusterNotFound(name, call.project.id);
  if (cluster.flex) {
    throw new ApiError(
      400,
      "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API",
      `Flex cluster ${name} cannot be used in the Cluster API.`,
      [name],
    );
  }
  return cluster;
}

/** The cluster in the version that was asked for. */
export function describeFor(call: ProjectCall, cluster: Cluster): Record<string, unknown> {
  refuseOldVersion(call.version, "2023-02-01");
  const asRequested =
    isOn(call, "use-effective-instance-fields") || isOn(call, "use-effective-fields-replication-specs");
  const options = { apiUrl: call.apiUrl, asRequested };
  return call.version < "2024-08-05" ? describeCluster20230201(cluster, options) : describeCluster(cluster, options);
}

export const isOn = (call: ProjectCall, header: string) => call.header(header)?.toLowerCase() === "true";

/** Versions that exist and that local Atlas does not speak are refused aloud, never answered with another one's shape. */
export function refuseOldVersion(version: string, oldest: string): void {
  if (version >= oldest) return;
  throw new ApiError(
    501,
    "LOCAL_ATLAS_VERSION_ABSENT",
    `Local Atlas does not emulate version ${version} of this operation; ask for ${oldest} or later.`,
  );
}
