/** Project events as the Admin API lists them: newest first, to the second, with the actor where there is one. */
import { SECOND_MS } from "../../clock/units";
import type { Actor } from "../model";
import type { Settings } from "../settings";

export interface AtlasEvent {
  readonly id: string;
  readonly at: number;
  readonly projectId: string;
  readonly type: string;
  /** What `clusterNames` finds the event by. */
  readonly cluster?: string;
  /** Auto-scaling events carry no `clusterName` of their own (OpenAPI document, NDSAutoScalingAudit). */
  readonly namesCluster: boolean;
  /** Id of the cluster: events of tags tell it so, and by no name (recorded). */
  readonly resourceId?: string;
  readonly actor: Actor;
}

export interface EventFilter {
  readonly clusterNames: readonly string[];
  readonly types: readonly string[];
  readonly excludedTypes: readonly string[];
  readonly minDate?: number;
  readonly maxDate?: number;
}

export class EventLog {
  readonly #events: AtlasEvent[] = [];
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  add(event: Omit<AtlasEvent, "id" | "namesCluster" | "actor"> & { actor?: Actor; namesCluster?: boolean }): void {
    const { actor = { kind: "atlas" }, namesCluster = event.cluster !== undefined, ...rest } = event;
    this.#events.push({ ...rest, id: this.#newId(), actor, namesCluster });
    // Events nearly always come in order; only the setting up of a cluster adds some of the past.
    if (this.#events.length > 1 && (this.#events.at(-2)?.at ?? 0) > event.at) this.#events.sort((a, b) => a.at - b.at);
  }

  /** Oldest first. */
  get events(): readonly AtlasEvent[] {
    return this.#events;
  }

  restore(events: readonly AtlasEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  find(projectId: string, id: string): AtlasEvent | undefined {
    return this.#events.find((event) => event.projectId === projectId && event.id === id);
  }

  /** Newest first. Dates compare by the second, which is what `created` shows; both ends belong to the range. */
  list(projectId: string, filter: EventFilter): readonly AtlasEvent[] {
    return this.#events.filter((event) => event.projectId === projectId && matches(event, filter)).reverse();
  }
}

function matches(event: AtlasEvent, filter: EventFilter): boolean {
  const second = Math.floor(event.at / SECOND_MS) * SECOND_MS;
  return (
    (filter.clusterNames.length === 0 || filter.clusterNames.includes(event.cluster ?? "")) &&
    (filter.types.length === 0 || filter.types.includes(event.type)) &&
    !filter.excludedTypes.includes(event.type) &&
    (filter.minDate === undefined || second >= filter.minDate) &&
    (filter.maxDate === undefined || second <= filter.maxDate)
  );
}

/** One event in the shape recorded in August 2026 (keys in alphabetical order, no key for what is not known). */
export function describeEvent(event: AtlasEvent, apiUrl: string, settings: Settings): Record<string, unknown> {
  const actor = describeActor(event.actor, settings);
  const href = `${apiUrl}/groups/${event.projectId}/events/${event.id}`;
  const { userId, username, ...keyActor } = actor;
  return {
    ...("apiKeyId" in actor ? { apiKeyId: actor.apiKeyId } : {}),
    ...(event.namesCluster ? { clusterName: event.cluster } : {}),
    created: isoSeconds(event.at),
    eventTypeName: event.type,
    groupId: event.projectId,
    id: event.id,
    isGlobalAdmin: false,
    links: [{ href, rel: "self" }],
    ...keyActor,
    ...(event.resourceId === undefined ? {} : { resourceId: event.resourceId, resourceType: "cluster" }),
    ...(userId === undefined ? {} : { userId }),
    ...(username === undefined ? {} : { username }),
  };
}

function describeActor(actor: Actor, settings: Settings): Record<string, string> {
  switch (actor.kind) {
    case "api-key":
      return { apiKeyId: actor.apiKeyId, publicKey: actor.publicKey, remoteAddress: actor.address };
    case "service-account":
      return settings.serviceAccountNamedAs === "none"
        ? { remoteAddress: actor.address }
        : { [settings.serviceAccountNamedAs]: actor.clientId, remoteAddress: actor.address };
    case "person":
      return { remoteAddress: actor.address, userId: actor.userId, username: actor.username };
    case "atlas":
      return {};
  }
}

/** `2026-08-10T03:06:46Z`: the Admin API shows times to the second. */
export const isoSeconds = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "api-key":
      return actor.publicKey;
    case "service-account":
      return actor.clientId;
    case "person":
      return actor.username;
    case "atlas":
      return "Atlas";
  }
}
