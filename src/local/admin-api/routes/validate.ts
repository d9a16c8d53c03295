import { ApiError, missingAttribute } from "../http/errors";
import { readObject, readText, refuseUnknownAttributes } from "../http/json-reading";
import type { ProjectCall, ProjectRoute } from "../operation";

/** The dry run of a change (OpenAPI document, 2025-03-12; no recording of it is public). Only `editing: true`. */
export const VALIDATE_ROUTES: readonly ProjectRoute[] = [
  {
    method: "POST",
    scope: "project",
    roles: ["GROUP_CLUSTER_MANAGER"],
    bucket: "clusters",
    versions: "v20250312",
    path: "/groups/:groupId/clusterConfigurations:validate",
    handle: validate,
  },
];

function validate(call: ProjectCall): unknown {
  const body = call.readBody();
  refuseUnknownAttributes(body, ["editing", "clusterName", "clusterDescription"]);
  if (body.clusterDescription === undefined) throw missingAttribute("clusterDescription");
  if (body.editing !== true) {
    throw new ApiError(501, "LOCAL_ATLAS_ABSENT", "Local Atlas validates changes of clusters only (editing: true).");
  }
  const name = readText(body.clusterName, "clusterName");
  const description = readObject(body.clusterDescription, "clusterDescription");
  try {
    call.state.checkChange(call.project.id, name, description);
    return { valid: true, errors: [] };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { valid: false, errors: [{ errorCode: error.code, validationIssue: error.message }] };
  }
}
