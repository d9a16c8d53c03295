/** What is told of the clusters: to clients as events, and to tests and timelines as history. */
import { describeTiers, targetTiers } from "../clusters/hardware/nodes";
import { type PlannedChange, plannedTiers } from "../clusters/planning/update-cluster";
import type { ClusterPatch } from "../clusters/requests/cluster-patch";
import type { Actor, Cluster } from "../model";
import { actorName, EventLog } from "../records/event-log";
import type { HistoryEntry } from "../records/history";
import type { Settings } from "../settings";

const ATLAS: Actor = { kind: "atlas" };

export class Chronicle {
  readonly events: EventLog;
  readonly #history: HistoryEntry[] = [];
  readonly #now: () => number;
  readonly #submittedEvents: () => Settings["submittedEvents"];

  constructor(now: () => number, newId: () => string, submittedEvents: () => Settings["submittedEvents"]) {
    this.#now = now;
    this.events = new EventLog(newId);
    this.#submittedEvents = submittedEvents;
  }

  /** Oldest first. */
  get history(): readonly HistoryEntry[] {
    return this.#history;
  }

  restore(history: readonly HistoryEntry[]): void {
    // Of a year there are more than a call takes arguments.
    for (const entry of history) this.#history.push(entry);
  }

  created(cluster: Cluster, actor: Actor): void {
    this.tell(cluster, "CLUSTER_CREATED", actor);
    this.record(cluster, { what: "created", from: "", to: targetTiers(cluster), by: actorName(actor) });
  }

  removed(cluster: Cluster): void {
    this.record(cluster, { what: "deleted", from: describeTiers(cluster.nodes), to: "" });
  }

  submitted(cluster: Cluster, patch: ClusterPatch, planned: PlannedChange, actor: Actor): void {
    const to = plannedTiers(cluster, patch, planned);
    this.record(cluster, { what: submission(cluster, patch), from: targetTiers(cluster), to, by: actorName(actor) });
    const named = this.#submittedEvents() === "with-actor" ? actor : ATLAS;
    if (this.#submittedEvents() !== "absent" && actor.kind !== "atlas") {
      this.tell(cluster, "CLUSTER_UPDATE_SUBMITTED", named);
    }
    if (patch.tags !== undefined) this.#tagsModified(cluster, named);
  }

  /** Auto-scaling events are found by the cluster and do not name it. */
  autoScaled({ projectId, name }: Cluster, type: string): void {
    this.events.add({ at: this.#now(), projectId, type, cluster: name, namesCluster: false });
  }

  #tagsModified({ id, name, projectId }: Cluster, actor: Actor): void {
    const type = "CLUSTER_TAGS_MODIFIED";
    this.events.add({ at: this.#now(), projectId, type, cluster: name, namesCluster: false, resourceId: id, actor });
  }

  tell(cluster: Cluster, type: string, actor: Actor, at = this.#now()): void {
    this.events.add({ at, projectId: cluster.projectId, type, cluster: cluster.name, actor });
  }

  record(cluster: Cluster, entry: Omit<HistoryEntry, "at" | "projectId" | "cluster">): void {
    this.#history.push({ at: this.#now(), projectId: cluster.projectId, cluster: cluster.name, ...entry });
  }
}

function submission(cluster: Cluster, patch: ClusterPatch): HistoryEntry["what"] {
  if (patch.paused === true) return "pause-submitted";
  return patch.paused === false && cluster.paused ? "resume-submitted" : "submitted";
}
