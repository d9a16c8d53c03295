/** Creating, changing and deleting dedicated and free clusters. */
import { hasRole, userUnauthorized } from "../access/credentials";
import { describeCluster20230201, refuseAsymmetricShards } from "../clusters/descriptions/description";
import { withoutReadOnly } from "../clusters/requests/cluster-patch";
import { toNewerBody } from "../clusters/requests/older-bodies";
import { ApiError } from "../http/errors";
import type { JsonObject } from "../http/json-reading";
import { readFlag } from "../http/paging";
import type { Cluster } from "../model";
import { type ProjectCall, type ProjectRoute, param } from "../operation";
import { describeFor, findCluster, isOn, refuseOldVersion } from "./clusters";

const CHANGE_CLUSTER = { scope: "project", bucket: "clusters" } as const;

export const CLUSTER_CHANGE_ROUTES: readonly ProjectRoute[] = [
  {
    ...CHANGE_CLUSTER,
    method: "POST",
    path: "/groups/:groupId/clusters",
    versions: "updateCluster",
    roles: ["GROUP_CLUSTER_CREATOR"],
    status: 201,
    handle: createCluster,
  },
  {
    ...CHANGE_CLUSTER,
    method: "PATCH",
    path: "/groups/:groupId/clusters/:clusterName",
    versions: "updateCluster",
    roles: ["GROUP_CLUSTER_MANAGER", "GROUP_REPLICA_SET_MANAGER"],
    handle: updateCluster,
  },
  {
    ...CHANGE_CLUSTER,
    method: "DELETE",
    path: "/groups/:groupId/clusters/:clusterName",
    versions: "deleteCluster",
    roles: ["GROUP_OWNER"],
    parameters: ["retainBackups"],
    status: 202,
    handle: deleteCluster,
  },
  {
    ...CHANGE_CLUSTER,
    method: "POST",
    path: "/groups/:groupId/clusters/tenantUpgrade",
    versions: "v20230101",
    roles: ["GROUP_CLUSTER_MANAGER"],
    handle: refuseTenantUpgrade,
  },
];

/** Versions before this one have one element a zone, and one disk for all. */
const FIRST_PER_SHARD = "2024-08-05";

function createCluster(call: ProjectCall): unknown {
  refuseOldVersion(call.version, "2023-02-01");
  const sent = call.readBody();
  const body = call.version < FIRST_PER_SHARD ? toNewerBody(withoutReadOnly(sent)) : sent;
  const cluster = call.state.createFromRequest(call.project, body, call.principal.actor, call.version);
  const { tags, ...described } = describeFor(call, cluster);
  // The answer to a POST without tags has none, though every later one has an empty list (recorded).
  return sent.tags === undefined ? described : { ...described, tags };
}

function updateCluster(call: ProjectCall): unknown {
  refuseOldVersion(call.version, "2023-02-01");
  const cluster = findCluster(call);
  const body = bodyFor(call, cluster);
  checkTerminationProtection(call, body, cluster);
  const changed = call.state.change(cluster.projectId, cluster.name, body, call.principal.actor, {
    useEffectiveInstanceFields: isOn(call, "use-effective-instance-fields"),
    version: call.version,
  });
  return describeFor(call, changed);
}

/** The body in the words of the newest version. A disk that an older one names by itself is every shard's. */
function bodyFor(call: ProjectCall, cluster: Cluster): JsonObject {
  const sent = call.readBody();
  if (call.version >= FIRST_PER_SHARD) return sent;
  refuseAsymmetricShards(cluster);
  const body = withoutReadOnly(sent);
  if (body.diskSizeGB === undefined || body.replicationSpecs !== undefined) return toNewerBody(body);
  const { replicationSpecs } = describeCluster20230201(cluster, { apiUrl: call.apiUrl, asRequested: false });
  return toNewerBody({ ...body, replicationSpecs });
}

/** Termination protection is the project owner's (OpenAPI document, roles of updateCluster). */
function checkTerminationProtection(call: ProjectCall, body: JsonObject, cluster: Cluster): void {
  const asked = body.terminationProtectionEnabled;
  if (typeof asked !== "boolean" || asked === cluster.terminationProtectionEnabled) return;
  if (!hasRole(call.principal, call.project.id, ["GROUP_OWNER"])) throw userUnauthorized();
}

function deleteCluster(call: ProjectCall): unknown {
  readFlag(call.query, "retainBackups", false);
  const { projectId, name, ...cluster } = findCluster(call);
  if (cluster.stateName === "DELETING") {
    throw new ApiError(
      400,
      "CLUSTER_ALREADY_REQUESTED_DELETION",
      `The cluster ${name} has already been requested for deletion.`,
      [name],
    );
  }
  if (cluster.terminationProtectionEnabled) {
    throw new ApiError(
      400,
      "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED",
      "Cannot terminate a cluster when termination protection is enabled. Disable termination protection and retry.",
    );
  }
  call.state.deleteCluster(projectId, name, call.principal.actor);
  return {};
}

/** One way, with downtime, and it deletes snapshots: nothing that a schedule may do. */
function refuseTenantUpgrade(call: ProjectCall): never {
  const { name } = call.readBody();
  throw new ApiError(
    501,
    "LOCAL_ATLAS_ABSENT",
    `Local Atlas does not upgrade ${typeof name === "string" ? name : param(call, "clusterName") || "free clusters"} to a ` +
      "dedicated cluster: the upgrade goes one way, with downtime, and deletes its snapshots. Create a dedicated cluster instead.",
  );
}
