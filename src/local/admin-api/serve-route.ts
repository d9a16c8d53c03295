/** The way every request of the Admin API takes: who, which version, how often, which project, may they, and then what. */
import { Authenticator } from "./access/authentication";
import { hasRole, type Principal, userUnauthorized } from "./access/credentials";
import { RateLimits } from "./access/rate-limits";
import { errorReply } from "./http/error-reply";
import { ApiError } from "./http/errors";
import { COMMON_HEADERS, type HttpRequest, type Reply } from "./http/http-types";
import { readFlag, refuseUnknownParameters } from "./http/paging";
import { readJsonBody, readJsonList } from "./http/request-body";
import { resolveVersion, versionedContentType, versionHeaders } from "./http/versions";
import type { Project } from "./model";
import { isObjectId } from "./object-ids";
import type { Call, ProjectRoute, Route } from "./operation";
import { actorName } from "./records/event-log";
import type { AtlasState } from "./state/state";

export interface RouteServer {
  readonly authenticator: Authenticator;
  serve(route: Route, request: HttpRequest, params: Readonly<Record<string, string>>): Reply;
}

export function createRouteServer(state: AtlasState, apiUrl: () => string): RouteServer {
  const authenticator = new Authenticator(state);
  const rateLimits = new RateLimits(
    () => state.clock.now(),
    () => state.settings.buckets,
  );

  function serve(route: Route, request: HttpRequest, params: Readonly<Record<string, string>>): Reply {
    const headers: Record<string, string> = { ...COMMON_HEADERS, "X-Java-Method": `LocalAtlas::${nameOf(route)}` };
    let actor: string | undefined;
    try {
      const authentication = authenticator.authenticate(request);
      if ("refusal" in authentication) return { ...authentication.refusal, errorCode: "UNEXPECTED_ERROR" };
      const { principal } = authentication;
      actor = actorName(principal.actor);
      const resource = request.path.replace(/^\//, "");
      const version = resolveVersion(route.versions, request.header("accept"), state.clock.now(), resource);
      Object.assign(headers, versionHeaders(version));
      const scope = route.scope === "project" ? (params.groupId ?? "") : actor;
      Object.assign(headers, rateLimits.take(route.bucket, scope, resource));
      refuseUnknownParameters(request.query, [...(route.parameters ?? []), "pretty", "envelope"]);
      const call: Call = {
        state,
        principal,
        params,
        query: request.query,
        version: version.date,
        apiUrl: apiUrl(),
        rateLimits,
        header: request.header,
        readBody: () => readJsonBody(request.bodyText, request.header("content-type")),
        readListBody: () => readJsonList(request.bodyText, request.header("content-type")),
      };
      const body = route.scope === "caller" ? route.handle(call) : handleForProject(route, call);
      const contentType = versionedContentType(version.date);
      const location = route.located === true ? locationOf(body) : {};
      return {
        ...okReply(route, body, request.query, { ...headers, "Content-Type": contentType, ...location }),
        actor,
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { ...errorReply(error, headers), ...(actor === undefined ? {} : { actor }) };
    }
  }

  return { authenticator, serve };
}

function handleForProject(route: ProjectRoute, call: Call): unknown {
  const project = visibleProject(call.state, call.principal, call.params.groupId ?? "");
  if (!hasRole(call.principal, project.id, route.roles)) throw userUnauthorized();
  return route.handle({ ...call, project });
}

/**
 * Atlas answers differently for a project that the caller has no role in and for one that does not exist. Public sources
 * disagree on how, so a switch decides.
 */
function visibleProject(state: AtlasState, principal: Principal, id: string): Project {
  const project = state.project(id);
  const member = (principal.projects[id] ?? []).length > 0;
  if (project !== undefined && member) return project;
  if (!isObjectId(id)) {
    throw new ApiError(404, "INVALID_GROUP_ID", `An invalid group ID ${id} was specified.`, [id]);
  }
  if (project === undefined || state.settings.foreignProject === "GROUP_NOT_FOUND") {
    throw new ApiError(404, "GROUP_NOT_FOUND", `No group with ID ${id} exists.`, [id]);
  }
  if (state.settings.foreignProject === "NOT_IN_GROUP") {
    throw new ApiError(401, "NOT_IN_GROUP", "The current user is not in the group, or the group does not exist.");
  }
  throw new ApiError(401, "USER_CANNOT_ACCESS_GROUP", "User cannot access this group.");
}

/** Atlas names the method that answered; here it is the route. */
const nameOf = ({ method, path }: Route) =>
  `${method.toLowerCase()}${path.replace(/[/:]+(\w?)/g, (_, letter) => letter.toUpperCase())}`;

function locationOf(body: unknown): Record<string, string> {
  const [link] = (body as { readonly links: readonly { readonly href: string }[] }).links;
  return link === undefined ? {} : { Location: link.href };
}

/** `pretty` indents; `envelope` puts status and body into one object (OpenAPI document, common parameters). */
function okReply(route: Route, body: unknown, query: URLSearchParams, headers: Record<string, string>): Reply {
  const status = route.status ?? 200;
  const content = readFlag(query, "envelope", false) ? { status, content: body } : body;
  return {
    status,
    headers,
    body: JSON.stringify(content, null, readFlag(query, "pretty", false) ? 2 : undefined),
  };
}
