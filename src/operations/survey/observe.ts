import type { AtlasClient } from "../../atlas/client";
import { readAllPages } from "../../atlas/pages";
import { getCluster, listClusters, listEvents } from "../../atlas/requests";
import { changeEventTypes } from "../../cluster/decision/history";
import type { Cluster } from "../../cluster/model";
import { readCluster, type Unreadable } from "../../cluster/read";
import { type Failure, failureOf, UnreadableCluster } from "../run/failure";

/** What one project has, or why it could not be read. */
export interface ProjectObservation {
  readonly projectId: string;
  readonly clusters: readonly Cluster[];
  readonly unreadable: readonly Unreadable[];
  /** null: the project could be read. Otherwise `clusters` says nothing about what it has. */
  readonly failure: Failure | null;
}

/** Lists the clusters of a project, with one call for 500 of them. A project that cannot be read fails by itself. */
export async function observeProject(client: AtlasClient, projectId: string): Promise<ProjectObservation> {
  try {
    return { projectId, ...(await readClusters(client, projectId)), failure: null };
  } catch (error) {
    const failure = failureOf(projectId, null, error);
    return { projectId, clusters: [], unreadable: [], failure };
  }
}

/** Rejects as the client does. */
export async function readClusters(
  client: AtlasClient,
  projectId: string,
): Promise<Pick<ProjectObservation, "clusters" | "unreadable">> {
  const descriptions = await readAllPages(client, (pageNum) => listClusters(projectId, pageNum));
  const clusters: Cluster[] = [];
  const unreadable: Unreadable[] = [];
  const seen = new Set<string>();
  for (const description of descriptions) {
    const read = readCluster(description);
    if ("problem" in read) unreadable.push(read);
    else if (!seen.has(read.cluster.name)) clusters.push(read.cluster);
    if ("cluster" in read) seen.add(read.cluster.name);
  }
  return { clusters, unreadable };
}

/** Takes a fresh look at one cluster. Rejects as the client does, and with `UnreadableCluster`. */
export async function observeCluster(client: AtlasClient, projectId: string, clusterName: string): Promise<Cluster> {
  const read = readCluster(await client.call(getCluster(projectId, clusterName)));
  if ("problem" in read) throw new UnreadableCluster(read.problem);
  if (read.cluster.name !== clusterName) throw new UnreadableCluster("name is that of another cluster");
  return read.cluster;
}

/**
 * The events of a project that may be changes of clusters, since an instant; `byCluster` by the name of the cluster or,
 * where an event has none, its id.
 */
export async function readEvents(
  client: AtlasClient,
  projectId: string,
  sinceMs: number,
  eventTypes: readonly string[] = changeEventTypes,
): Promise<{ readonly events: readonly unknown[]; readonly byCluster: ReadonlyMap<string, readonly unknown[]> }> {
  const minDate = new Date(sinceMs).toISOString();
  const events = await readAllPages(client, (pageNum) => listEvents(projectId, eventTypes, minDate, pageNum));
  const byCluster = new Map<string, unknown[]>();
  for (const event of events) {
    const { clusterName, resourceId } = (event ?? {}) as { clusterName?: unknown; resourceId?: unknown };
    const name = clusterName ?? resourceId;
    if (typeof name !== "string") continue;
    const ofCluster = byCluster.get(name);
    if (ofCluster === undefined) byCluster.set(name, [event]);
    else ofCluster.push(event);
  }
  return { events, byCluster };
}
