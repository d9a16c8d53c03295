/**
 * Reads from the events of a project who changed a cluster. A change is a submitted update (whatever it was about, for
 * events do not say) or the creation. Updates that start and complete are echoes of a submitted one and name nobody;
 * edits of process arguments have a type of their own and are not about size: none of these count.
 */

import { sameRequestMs } from "../limits";
import type { Cluster } from "../model";

export interface Change {
  readonly atMs: number;
  /** us: the key or service account of this app. nobody: the event names neither a person nor a key. */
  readonly by: "us" | "somebody" | "nobody";
  /**
   * The user name, public key, user id or service account that the event names, in this order; null for `us`: the event
   * names nobody and is assumed to be ours.
   */
  readonly who: string | null;
  readonly eventType: string;
  /**
   * The same request edited tags. Of somebody else's it is taken to have edited nothing else, for events do not say;
   * ours is a change by hand, which wrote the hold.
   */
  readonly editsTags?: boolean;
}

/**
 * What this app authenticates with now. After a change of credential our own earlier changes look like somebody else's,
 * until the next boundary or a `takeOver`.
 */
export interface OwnIdentity {
  readonly publicKey?: string;
  readonly clientId?: string;
  /** Whether the events of the project name us, so that an update which names nobody beside them is not ours. */
  readonly isNamed?: boolean;
}

const tagsModified = "CLUSTER_TAGS_MODIFIED";

/** The types of events that a project is asked for. Those of auto-scaling only explain; they never count as drift. */
export const changeEventTypes: readonly string[] = [
  "CLUSTER_CREATED",
  "CLUSTER_UPDATE_SUBMITTED",
  tagsModified,
  "CLUSTER_AUTOMATICALLY_PAUSED",
  "COMPUTE_AUTO_SCALE_INITIATED",
  "COMPUTE_AUTO_SCALE_INITIATED_BASE",
  "COMPUTE_AUTO_SCALE_INITIATED_ANALYTICS",
  "PREDICTIVE_COMPUTE_AUTO_SCALE_INITIATED_BASE",
];

const updateStarted = "CLUSTER_UPDATE_STARTED";
const updateCompleted = "CLUSTER_UPDATE_COMPLETED";

/** The types of events that tell when Atlas started and completed an update; several may come from one request. */
export const progressEventTypes: readonly string[] = [updateStarted, updateCompleted];

/**
 * Since when Atlas has been at work on the cluster, be it on the update that was submitted at `submittedMs` or on a later
 * one: the first start after the last completion. null: no event tells.
 */
export function atWorkSince(
  events: readonly unknown[],
  { name }: Pick<Cluster, "name">,
  submittedMs: number,
): number | null {
  const starts: number[] = [];
  let completedMs = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    const { clusterName, eventTypeName, created } = (event ?? {}) as Json;
    const atMs = Date.parse(nonEmptyText(created) ?? "");
    if (clusterName !== name || Number.isNaN(atMs)) continue;
    if (eventTypeName === updateStarted) starts.push(atMs);
    if (eventTypeName === updateCompleted) completedMs = Math.max(completedMs, atMs);
  }
  if (completedMs < submittedMs) return submittedMs;
  const later = starts.filter((atMs) => atMs > completedMs);
  return later.length === 0 ? null : Math.min(...later);
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The changes of the cluster, newest first. Events that do not say which cluster they are about are left out; those about
 * tags say so by its id alone (recorded exchange, August 2026).
 */
export function readChanges(
  events: readonly unknown[],
  cluster: Pick<Cluster, "name" | "id">,
  ours: OwnIdentity,
): Change[] {
  const changes = changesIn(events, cluster, ours);
  return withAssumedParty(withTagEdits(changes), ours).sort((a, b) => b.atMs - a.atMs);
}

function changesIn(events: readonly unknown[], cluster: Pick<Cluster, "name" | "id">, ours: OwnIdentity): Change[] {
  const changes: Change[] = [];
  for (const event of events) {
    const json = event as Json | null | undefined;
    const isNamed = json?.clusterName === cluster.name || (cluster.id !== null && json?.resourceId === cluster.id);
    if (!json || !isNamed) continue;
    const change = readChange(json, ours);
    if (change !== null) changes.push(change);
  }
  return changes;
}

/** The newest edit of the cluster's tags; null: none is among the events. */
export function readTagEdit(
  events: readonly unknown[],
  cluster: Pick<Cluster, "name" | "id">,
  ours: OwnIdentity,
): Change | null {
  const edits = changesIn(events, cluster, ours).filter(({ eventType }) => eventType === tagsModified);
  return edits.sort((a, b) => b.atMs - a.atMs)[0] ?? null;
}

/**
 * An update that names nobody is taken for ours, unless events name us and others: to assume so by mistake where nobody
 * is named at all only makes us more careful.
 */
function withAssumedParty(changes: readonly Change[], { isNamed }: OwnIdentity): Change[] {
  const isUnnamed = (change: Change): boolean => isUpdate(change) && change.by === "nobody";
  const areAllUnnamed = changes.filter(isUpdate).every(isUnnamed);
  if (isNamed === true && !areAllUnnamed) return changes.slice();
  return changes.map((change) => (isUnnamed(change) ? { ...change, by: "us" } : change));
}

/**
 * Whether events name us when we change something. Where the events of a service account keep its id is not documented,
 * so they may not; those of an API key name it wherever an update names anybody at all. Where they do not, an update
 * that names nobody has to be taken for ours.
 */
export function areNamed(events: readonly unknown[], { publicKey, clientId }: OwnIdentity): boolean {
  const identity = publicKey === undefined ? { clientId: clientId ?? "" } : { publicKey };
  return events.some((event) => {
    const change = readChange((event ?? {}) as Json, identity);
    if (change === null || !isUpdate(change)) return false;
    return change.by === "us" || (publicKey !== undefined && change.by === "somebody");
  });
}

function isUpdate({ eventType }: Change): boolean {
  return eventType === "CLUSTER_UPDATE_SUBMITTED";
}

/**
 * Atlas may or may not write an update beside an edit of tags; an update that has one is marked. Both events of a request
 * come at once and name the same party.
 */
function withTagEdits(changes: readonly Change[]): Change[] {
  const edits = changes.filter(({ eventType }) => eventType === tagsModified);
  const others = changes.filter(({ eventType }) => eventType !== tagsModified);
  return others.map((change) => {
    const editsTags = edits.some(
      ({ atMs, who }) => Math.abs(atMs - change.atMs) <= sameRequestMs && (who === change.who || who === null),
    );
    return editsTags ? { ...change, editsTags } : change;
  });
}

function readChange(event: Json, ours: OwnIdentity): Change | null {
  const eventType = nonEmptyText(event.eventTypeName);
  const atMs = Date.parse(nonEmptyText(event.created) ?? "");
  if (eventType === null || !changeEventTypes.includes(eventType) || Number.isNaN(atMs)) return null;
  return { atMs, eventType, ...actorOf(event, eventType, ours) };
}

/**
 * Where the events of a service account keep its id is not documented, so it is looked for anywhere in the event.
 * A creation that names nobody is still not ours: we never create a cluster.
 */
function actorOf(event: Json, eventType: string, ours: OwnIdentity): Pick<Change, "by" | "who"> {
  const publicKey = nonEmptyText(event.publicKey);
  const everything = JSON.stringify(event);
  const clientId = nonEmptyText(ours.clientId);
  if (clientId !== null && everything.includes(clientId)) return { by: "us", who: clientId };
  if (publicKey !== null && publicKey === ours.publicKey) return { by: "us", who: publicKey };
  const account = /mdb_sa_id_[0-9a-f]+/.exec(everything);
  const who = nonEmptyText(event.username) ?? publicKey ?? nonEmptyText(event.userId) ?? account?.[0] ?? null;
  return { by: who !== null || eventType === "CLUSTER_CREATED" ? "somebody" : "nobody", who };
}

function nonEmptyText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
