/** What a route of the Admin API is made of, and what its handler gets to see. */
import type { Principal } from "./access/credentials";
import type { RateLimits } from "./access/rate-limits";
import type { JsonObject } from "./http/json-reading";
import type { VersionedOperation } from "./http/versions";
import type { BucketName } from "./limits";
import type { Project, ProjectRole } from "./model";
import type { AtlasState } from "./state/state";

export interface Call {
  readonly state: AtlasState;
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The date of the version that answers. */
  readonly version: string;
  readonly apiUrl: string;
  readonly rateLimits: RateLimits;
  header(name: string): string | undefined;
  /** The JSON object sent; throws what Atlas answers to a body that is none. */
  readBody(): JsonObject;
  /** The JSON list sent, for the operations that take one. */
  readListBody(): readonly unknown[];
}

export interface ProjectCall extends Call {
  readonly project: Project;
}

interface RouteBase {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** Below `/api/atlas/v2`, in hono's spelling. */
  readonly path: string;
  readonly versions: VersionedOperation;
  /** Of an answer that is no refusal; 200 when left out. */
  readonly status?: 201 | 202;
  /** The answer says in a `Location` header where what was made can be read: at its first link. */
  readonly located?: boolean;
  readonly bucket: BucketName;
  /** Query parameters beside `pretty` and `envelope`. */
  readonly parameters?: readonly string[];
}

/** A route below `/groups/:groupId`; its bucket is the project's. */
export interface ProjectRoute extends RouteBase {
  readonly scope: "project";
  /** The caller needs any one of these. */
  readonly roles: readonly ProjectRole[];
  readonly handle: (call: ProjectCall) => unknown;
}

/** A route over everything the caller sees; its bucket is the caller's. */
export interface CallerRoute extends RouteBase {
  readonly scope: "caller";
  readonly handle: (call: Call) => unknown;
}

export type Route = ProjectRoute | CallerRoute;

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
