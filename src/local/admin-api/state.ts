/** Everything local Atlas remembers: projects, credentials, clusters, events, history. */
import type { Clock } from "../clock";
import { buildCluster, type ClusterInput } from "./cluster-input";
import { readClusterPatch } from "./cluster-patch";
import { ClusterWork, type Pace } from "./cluster-work";
import { type ApiKey, Credentials, type ServiceAccount } from "./credentials";
import { ApiError, clusterNotFound } from "./errors";
import { actorName, EventLog } from "./event-log";
import type { HistoryEntry } from "./history";
import type { JsonObject } from "./json-reading";
import type { Actor, Cluster, MaintenanceWindow, Project, Region, Shard } from "./model";
import { describeTiers, targetTiers } from "./nodes";
import { createObjectIds } from "./object-ids";
import { capacityKey } from "./rules-sizes";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { findTier } from "./tiers";
import {
  beginChange,
  type ChangeContext,
  type ChangeOptions,
  type PlannedChange,
  planChange,
  plannedTiers,
} from "./update-cluster";

export interface Person {
  readonly username: string;
  readonly userId?: string;
  readonly address?: string;
}

export interface ProjectInput {
  readonly id: string;
  readonly name?: string;
  readonly orgId?: string;
  readonly extendedStorage?: boolean;
  readonly maintenanceWindow?: Partial<MaintenanceWindow>;
}

const NEWEST_VERSION: ChangeOptions = { useEffectiveInstanceFields: false, version: "2024-10-23" };
const ATLAS: Actor = { kind: "atlas" };
const DEFAULT_MAINTENANCE_WINDOW: MaintenanceWindow = {
  autoDeferOnceEnabled: false,
  dayOfWeek: 1,
  hourOfDay: 1,
  numberOfDeferrals: 0,
  startASAP: false,
  timeZoneId: "UTC",
};

export function createAtlasState(options: { clock: Clock; settings?: Partial<Settings> }): AtlasState {
  return new AtlasState(options.clock, { ...DEFAULT_SETTINGS, ...options.settings });
}

export class AtlasState {
  readonly clock: Clock;
  readonly credentials = new Credentials();
  readonly events: EventLog;
  readonly newId: () => string;
  settings: Settings;
  readonly #history: HistoryEntry[] = [];
  readonly #projects = new Map<string, Project>();
  readonly #works = new Map<string, ClusterWork>();
  readonly #finishedWorks: ClusterWork[] = [];
  readonly #outOfCapacity = new Set<string>();
  readonly #paces = new Map<string, Pace>();

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock;
    this.settings = settings;
    this.newId = createObjectIds(() => clock.now());
    this.events = new EventLog(this.newId);
  }

  /** Oldest first. */
  get history(): readonly HistoryEntry[] {
    return this.#history;
  }

  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  setSettings(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
  }

  addProject(input: ProjectInput): Project {
    const project: Project = {
      id: input.id,
      name: input.name ?? `project-${input.id.slice(-4)}`,
      orgId: input.orgId ?? this.newId(),
      createdAt: this.clock.now(),
      extendedStorage: input.extendedStorage ?? false,
      maintenanceWindow: { ...DEFAULT_MAINTENANCE_WINDOW, ...input.maintenanceWindow },
    };
    this.#projects.set(project.id, project);
    return project;
  }

  project(id: string): Project | undefined {
    return this.#projects.get(id);
  }

  addApiKey(key: ApiKey): void {
    this.credentials.addApiKey(key, this.newId());
  }

  addServiceAccount(account: ServiceAccount): void {
    this.credentials.addServiceAccount(account);
  }

  /** A cluster that runs already. `createdBy` puts its creation among the events; without, nothing tells of it. */
  addCluster(projectId: string, input: ClusterInput, options: { createdBy?: Actor } = {}): Cluster {
    const work = this.#addWork(projectId, input);
    const { cluster } = work;
    if (options.createdBy !== undefined) this.#event(cluster, "CLUSTER_CREATED", options.createdBy, cluster.createdAt);
    this.#record(cluster, { what: "created", from: "", to: targetTiers(cluster) });
    return cluster;
  }

  /** A cluster that Atlas starts to build now. */
  createCluster(projectId: string, input: ClusterInput, actor: Actor = ATLAS): Cluster {
    const work = this.#addWork(projectId, { createdAt: this.clock.now(), ...input });
    this.#event(work.cluster, "CLUSTER_CREATED", actor);
    this.#record(work.cluster, { what: "created", from: "", to: targetTiers(work.cluster), by: actorName(actor) });
    work.create();
    return work.cluster;
  }

  deleteCluster(projectId: string, name: string, actor: Actor = ATLAS): void {
    const work = this.#work(projectId, name);
    this.#event(work.cluster, "CLUSTER_DELETE_SUBMITTED", actor);
    work.remove();
  }

  cluster(projectId: string, name: string): Cluster | undefined {
    return this.#works.get(workKey(projectId, name))?.cluster;
  }

  /** In the order of creation, Flex clusters too. */
  clustersOf(projectId: string): readonly Cluster[] {
    return [...this.#works.values()].map((work) => work.cluster).filter((cluster) => cluster.projectId === projectId);
  }

  /** What a PATCH would come to, or the refusal, thrown; nothing begins. */
  checkChange(
    projectId: string,
    name: string,
    body: JsonObject,
    options: ChangeOptions = NEWEST_VERSION,
  ): PlannedChange {
    const work = this.#work(projectId, name);
    return planChange(work.cluster, readClusterPatch(body), this.#changeContext(work), options);
  }

  /** A PATCH: refused by throwing, or begun. */
  change(
    projectId: string,
    name: string,
    body: JsonObject,
    actor: Actor,
    options: ChangeOptions = NEWEST_VERSION,
  ): Cluster {
    const work = this.#work(projectId, name);
    const { cluster } = work;
    const context = this.#changeContext(work);
    const patch = readClusterPatch(body);
    const planned = planChange(cluster, patch, context, options);
    const modeBefore = cluster.autoScalingMode;
    const what =
      patch.paused === true
        ? "pause-submitted"
        : patch.paused === false && cluster.paused
          ? "resume-submitted"
          : "submitted";
    const from = targetTiers(cluster);
    this.#record(cluster, { what, from, to: plannedTiers(cluster, patch, planned), by: actorName(actor) });
    this.#submitted(cluster, patch.tags !== undefined, actor);
    beginChange(work, patch, planned, context, options);
    if (cluster.autoScalingMode !== modeBefore) {
      this.#event(cluster, "INDEPENDENT_SHARD_SCALING_CLUSTER_MIGRATED", ATLAS);
    }
    return cluster;
  }

  /** A person changes the cluster in the Atlas UI. */
  changeAs(person: Person, projectId: string, name: string, body: JsonObject): Cluster {
    const { username, userId = "5f0000000000000000000001", address = "198.51.100.20" } = person;
    return this.change(projectId, name, body, { kind: "person", username, userId, address });
  }

  /** Atlas changes the cluster by itself, for instance the bounds of its auto-scaling. */
  changeByAtlas(projectId: string, name: string, body: JsonObject): Cluster {
    return this.change(projectId, name, body, ATLAS);
  }

  /** Auto-scaling moves the base (or analytics) nodes to `tier`, which must lie within its bounds. */
  autoScale(projectId: string, name: string, tier: string, nodes: "base" | "analytics" = "base"): void {
    const work = this.#work(projectId, name);
    const { cluster } = work;
    const from = targetTiers(cluster);
    cluster.shards = cluster.shards.map((shard) => autoScaledShard(shard, tier, nodes));
    const suffix = nodes === "base" ? "BASE" : "ANALYTICS";
    const type = `COMPUTE_AUTO_SCALE_INITIATED_${suffix}`;
    this.events.add({
      at: this.clock.now(),
      projectId,
      type,
      cluster: name,
      namesCluster: false,
    });
    this.#record(cluster, { what: "auto-scaled", from, to: targetTiers(cluster), by: "Atlas" });
    work.beginChange();
  }

  /** Nodes of the cluster are being returned to service for that long. */
  repair(projectId: string, name: string, minutes: number): void {
    this.#work(projectId, name).repair(minutes);
  }

  /** How fast the nodes of the cluster of that name (of every cluster: `*`) change from now on. */
  setPace(name: string, pace: Pace): void {
    this.#paces.set(name, pace);
    for (const work of this.#works.values()) work.continue();
  }

  setCapacity(provider: string, region: string, tier: string, available: boolean): void {
    const key = capacityKey(provider, region, tier);
    if (available) this.#outOfCapacity.delete(key);
    else this.#outOfCapacity.add(key);
  }

  /** Node-hours per tier in [from, until), clusters deleted since included. */
  nodeHours(projectId: string, name: string, from: number, until: number): Record<string, number> {
    const all = [...this.#finishedWorks, ...this.#works.values()];
    const hours: Record<string, number> = {};
    for (const work of all) {
      if (work.cluster.projectId !== projectId || work.cluster.name !== name) continue;
      for (const [tier, count] of Object.entries(work.usage.nodeHours(from, until))) {
        hours[tier] = (hours[tier] ?? 0) + count;
      }
    }
    return hours;
  }

  /** Cancels every timer, so that nothing happens after the end of a test. */
  stop(): void {
    for (const work of this.#works.values()) work.stop();
  }

  #addWork(projectId: string, input: ClusterInput): ClusterWork {
    if (!this.#projects.has(projectId)) throw new Error(`no project ${projectId}: add it first`);
    const key = workKey(projectId, input.name);
    if (this.#works.has(key)) throw new Error(`project ${projectId} has a cluster ${input.name} already`);
    const cluster = buildCluster(input, projectId, this.clock.now(), this.newId);
    const work: ClusterWork = new ClusterWork(cluster, {
      clock: this.clock,
      events: this.events,
      settings: () => this.settings,
      pace: () => this.#paces.get(cluster.name) ?? this.#paces.get("*") ?? 1,
      record: (entry) => this.#record(cluster, entry),
      removed: () => {
        this.#works.delete(key);
        this.#finishedWorks.push(work);
        this.#record(cluster, { what: "deleted", from: describeTiers(cluster.nodes), to: "" });
      },
    });
    this.#works.set(key, work);
    return work;
  }

  #work(projectId: string, name: string): ClusterWork {
    const work = this.#works.get(workKey(projectId, name));
    if (work === undefined) throw clusterNotFound(name, projectId);
    return work;
  }

  #changeContext(work: ClusterWork): ChangeContext {
    const project = this.#projects.get(work.cluster.projectId);
    if (project === undefined) throw new ApiError(404, "GROUP_NOT_FOUND", "No such group.");
    return {
      now: this.clock.now(),
      settings: this.settings,
      project,
      outOfCapacity: this.#outOfCapacity,
      newId: this.newId,
      resuming: work.resuming,
    };
  }

  #submitted(cluster: Cluster, tagsToo: boolean, actor: Actor): void {
    const named = this.settings.submittedEvents === "with-actor" ? actor : ATLAS;
    if (this.settings.submittedEvents !== "absent" && actor.kind !== "atlas") {
      this.#event(cluster, "CLUSTER_UPDATE_SUBMITTED", named);
    }
    if (tagsToo) this.#event(cluster, "CLUSTER_TAGS_MODIFIED", named);
  }

  #event(cluster: Cluster, type: string, actor: Actor, at = this.clock.now()): void {
    this.events.add({ at, projectId: cluster.projectId, type, cluster: cluster.name, actor });
  }

  #record(cluster: Cluster, entry: Omit<HistoryEntry, "at" | "projectId" | "cluster">): void {
    this.#history.push({ at: this.clock.now(), projectId: cluster.projectId, cluster: cluster.name, ...entry });
  }
}

const workKey = (projectId: string, name: string) => `${projectId} ${name}`;

function autoScaledShard(shard: Shard, tier: string, nodes: "base" | "analytics"): Shard {
  return { ...shard, regions: shard.regions.map((region) => autoScaledRegion(region, tier, nodes)) };
}

function autoScaledRegion(region: Region, tier: string, nodes: "base" | "analytics"): Region {
  const scaling = nodes === "base" ? region.autoScaling : region.analyticsAutoScaling;
  const number = (name: string | undefined) =>
    name === undefined || region.providerName === "TENANT" ? undefined : findTier(region.providerName, name)?.number;
  const size = number(tier);
  if (scaling?.compute.enabled !== true || size === undefined) throw new Error(`auto-scaling to ${tier} is not on`);
  const { minInstanceSize, maxInstanceSize } = scaling.compute;
  if (size < (number(minInstanceSize) ?? 0) || size > (number(maxInstanceSize) ?? 0)) {
    throw new Error(`auto-scaling to ${tier} would leave ${minInstanceSize ?? "no minimum"} to ${maxInstanceSize}`);
  }
  if (nodes === "analytics") return { ...region, analytics: { ...region.analytics, instanceSize: tier } };
  const analytics = region.analytics.nodeCount > 0 ? region.analytics : { ...region.analytics, instanceSize: tier };
  return {
    ...region,
    analytics,
    electable: { ...region.electable, instanceSize: tier },
    readOnly: { ...region.readOnly, instanceSize: tier },
  };
}
