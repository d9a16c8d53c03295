/** Reading and changing dedicated and free clusters. */
import { hasRole, userUnauthorized } from "../access/credentials";
import { describeCluster, describeCluster20230201 } from "../clusters/description";
import { ApiError, clusterNotFound } from "../http/errors";
import type { JsonObject } from "../http/json-reading";
import { PAGE_PARAMETERS, pageOf, readFlag, readPageRequest } from "../http/paging";
import type { Cluster, ProjectRole } from "../model";
import { type ProjectCall, type ProjectRoute, param } from "../operation";

const READ = ["GROUP_READ_ONLY"] as const satisfies readonly ProjectRole[];
const CHANGE = ["GROUP_CLUSTER_MANAGER", "GROUP_REPLICA_SET_MANAGER"] as const satisfies readonly ProjectRole[];

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
    handle: (call) => describe(call, findCluster(call)),
  },
  {
    ...READ_CLUSTER,
    method: "PATCH",
    path: "/groups/:groupId/clusters/:clusterName",
    versions: "updateCluster",
    roles: CHANGE,
    handle: updateCluster,
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
    handle: (call) => describeProcessArgs(findCluster(call)),
  },
];

function listClusters(call: ProjectCall): unknown {
  const includeDeleted = readFlag(call.query, "includeDeletedWithRetainedBackups", false);
  const clusters = call.state.clustersOf(call.project.id).filter((cluster) => !cluster.flex);
  const page = pageOf(clusters, readPageRequest(call.query), `${call.apiUrl}/groups/${call.project.id}/clusters`, [
    ["includeDeletedWithRetainedBackups", String(includeDeleted)],
  ]);
  // Only what is on the page is described: a project may have hundreds of clusters.
  return { ...page, results: page.results.map((cluster) => describe(call, cluster as Cluster)) };
}

function updateCluster(call: ProjectCall): unknown {
  refuseOldVersion(call.version, "2024-08-05");
  const cluster = findCluster(call);
  const body = call.readBody();
  checkTerminationProtection(call, body, cluster);
  const changed = call.state.change(cluster.projectId, cluster.name, body, call.principal.actor, {
    useEffectiveInstanceFields: isOn(call, "use-effective-instance-fields"),
    version: call.version,
  });
  return describe(call, changed);
}

/** Termination protection is the project owner's (OpenAPI document, roles of updateCluster). */
function checkTerminationProtection(call: ProjectCall, body: JsonObject, cluster: Cluster): void {
  const asked = body.terminationProtectionEnabled;
  if (typeof asked !== "boolean" || asked === cluster.terminationProtectionEnabled) return;
  if (!hasRole(call.principal, call.project.id, ["GROUP_OWNER"])) throw userUnauthorized();
}

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

function describe(call: ProjectCall, cluster: Cluster): unknown {
  refuseOldVersion(call.version, "2023-02-01");
  const asRequested =
    isOn(call, "use-effective-instance-fields") || isOn(call, "use-effective-fields-replication-specs");
  const options = { apiUrl: call.apiUrl, asRequested };
  return call.version < "2024-08-05" ? describeCluster20230201(cluster, options) : describeCluster(cluster, options);
}

const isOn = (call: ProjectCall, header: string) => call.header(header)?.toLowerCase() === "true";

/** Versions that exist and that local Atlas does not speak are refused aloud, never answered with another one's shape. */
function refuseOldVersion(version: string, oldest: string): void {
  if (version >= oldest) return;
  throw new ApiError(
    501,
    "LOCAL_ATLAS_VERSION_ABSENT",
    `Local Atlas does not emulate version ${version} of this operation; ask for ${oldest} or later.`,
  );
}

/** Simplified: what a cluster has whose settings nobody changed. */
function describeProcessArgs(cluster: Cluster): unknown {
  return {
    defaultWriteConcern: null,
    javascriptEnabled: true,
    minimumEnabledTlsProtocol: "TLS1_2",
    noTableScan: false,
    oplogMinRetentionHours: cluster.oplogMinRetentionHours === 0 ? null : cluster.oplogMinRetentionHours,
    oplogSizeMB: null,
  };
}
