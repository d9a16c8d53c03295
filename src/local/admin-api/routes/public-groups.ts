/**
 * `GET /api/public/v1.0/groups`: the projects a key can see, in the oldest API, unversioned. realm-cli asks it which
 * project is meant when nobody names one (realm-cli, groups.go).
 */
import type { Authenticator } from "../access/authentication";
import { errorReply } from "../http/error-reply";
import { ApiError } from "../http/errors";
import { COMMON_HEADERS, type HttpRequest, jsonReply, type Reply } from "../http/http-types";
import { pageOf, readPageRequest } from "../http/paging";
import { isoSeconds } from "../records/event-log";

import type { AtlasState } from "../state/state";

export function servePublicGroups(
  request: HttpRequest,
  state: AtlasState,
  authenticator: Authenticator,
  address: string,
): Reply {
  try {
    const authentication = authenticator.authenticate(request);
    if ("refusal" in authentication) return { ...authentication.refusal, errorCode: "UNEXPECTED_ERROR" };
    const { projects } = authentication.principal;
    const visible = state.projects.filter(({ id }) => (projects[id] ?? []).length > 0);
    const results = visible.map(({ id, name, orgId, createdAt }) => ({
      clusterCount: state.clustersOf(id).length,
      created: isoSeconds(createdAt),
      id,
      links: [{ href: `${address}/${id}`, rel: "self" }],
      name,
      orgId,
    }));
    return jsonReply(200, pageOf(results, readPageRequest(request.query), address), COMMON_HEADERS);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return errorReply(error);
  }
}
