/** A cluster as it was just before a PATCH, reduced to what the body names. */
import { describeCluster } from "../../../admin-api/clusters/descriptions/description";
import type { HttpRequest } from "../../../admin-api/http/http-types";
import type { AtlasState } from "../../../admin-api/state/state";

const ONE_CLUSTER = /^\/api\/atlas\/v2\/groups\/([^/]+)\/clusters\/([^/]+)$/;

/** Project and name of the cluster that a path of the Admin API is about; undefined: it is about none. */
export function clusterOfPath(path: string): { readonly projectId: string; readonly name: string } | undefined {
  const [, projectId, name] = ONE_CLUSTER.exec(path) ?? [];
  if (projectId === undefined || name === undefined) return undefined;
  try {
    return { projectId, name: decodeURIComponent(name) };
  } catch {
    return undefined;
  }
}

export function clusterBefore(state: AtlasState, { method, path, bodyText }: HttpRequest): unknown {
  const named = method === "PATCH" ? clusterOfPath(path) : undefined;
  const cluster = named && state.cluster(named.projectId, named.name);
  if (cluster === undefined) return undefined;
  try {
    return reducedTo(describeCluster(cluster, { apiUrl: "", asRequested: false }), JSON.parse(bodyText));
  } catch {
    return undefined;
  }
}

/** What `value` has of the keys that `named` has, lists item by item; where they are of different kinds, `value` whole. */
function reducedTo(value: unknown, named: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(named)) {
    return value.map((item, index) => (index < named.length ? reducedTo(item, named[index]) : item));
  }
  if (!isObject(value) || !isObject(named)) return value;
  const keys = Object.keys(named).filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries(keys.map((key) => [key, reducedTo(value[key], named[key])]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
