/** Everything local Atlas remembers: projects, credentials, clusters, events, history. */
import type { Clock } from "../../clock/clock";
import { type ApiKey, Credentials, type ServiceAccount } from "../access/credentials";
import { buildCluster, type ClusterInput } from "../clusters/cluster-input";
import { buildDescribed } from "../clusters/descriptions/described-cluster";
import { targetTiers } from "../clusters/hardware/nodes";
import { autoScaledShards, type ScaledNodes } from "../clusters/planning/auto-scale";
import type { ChangeContext } from "../clusters/planning/check-shards";
import { planCreation } from "../clusters/planning/create-cluster";
import { beginChange, type ChangeOptions, type PlannedChange, planChange } from "../clusters/planning/update-cluster";
import { readClusterPatch } from "../clusters/requests/cluster-patch";
import { capacityKey } from "../clusters/rules/sizes";
import type { ClusterWork, Pace, Phase } from "../clusters/work/cluster-work";
import { ClusterWorks } from "../clusters/work/cluster-works";
import { ApiError } from "../http/errors";
import type { JsonObject } from "../http/json-reading";
import type { Actor, Cluster, Project } from "../model";
import { createObjectIds } from "../object-ids";
import { buildProject, type ProjectInput } from "../projects";
import { AlertConfigs } from "../records/alert-configs";
import type { EventLog } from "../records/event-log";
import type { HistoryEntry } from "../records/history";
import { DEFAULT_SETTINGS, type Settings } from "../settings";
import { Chronicle } from "./chronicle";

export interface SavedCluster {
  readonly cluster: Cluster;
  readonly underWay: readonly Phase[];
}

export interface Person {
  readonly username: string;
  readonly userId?: string;
  readonly address?: string;
}

const NEWEST_VERSION: ChangeOptions = { useEffectiveInstanceFields: false, version: "2024-10-23" };
const ATLAS: Actor = { kind: "atlas" };

export function createAtlasState(options: { clock: Clock; settings?: Partial<Settings> }): AtlasState {
  return new AtlasState(options.clock, { ...DEFAULT_SETTINGS, ...options.settings });
}

export class AtlasState {
  readonly clock: Clock;
  readonly credentials = new Credentials();
  readonly alertConfigs: AlertConfigs;
  readonly #chronicle: Chronicle;
  readonly newId: () => string;
  readonly #works = new ClusterWorks();
  readonly #projects = new Map<string, Project>();
  readonly #outOfCapacity = new Set<string>();
  readonly #tagListeners: ((cluster: Cluster) => void)[] = [];
  #settings: Settings;

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock;
    this.#settings = settings;
    this.newId = createObjectIds(() => clock.now());
    this.alertConfigs = new AlertConfigs(() => clock.now(), this.newId);
    this.#chronicle = new Chronicle(
      () => clock.now(),
      this.newId,
      () => this.#settings.submittedEvents,
    );
  }

  get events(): EventLog {
    return this.#chronicle.events;
  }

  get settings(): Settings {
    return this.#settings;
  }

  setSettings(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Calls `listener` for each cluster that is added, and whenever the tags of one are others. */
  onTags(listener: (cluster: Cluster) => void): void {
    this.#tagListeners.push(listener);
  }

  /** Oldest first. */
  get history(): readonly HistoryEntry[] {
    return this.#chronicle.history;
  }

  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  project(id: string): Project | undefined {
    return this.#projects.get(id);
  }

  addProject(input: ProjectInput): Project {
    const project = buildProject(input, this.clock.now(), this.newId);
    this.#projects.set(project.id, project);
    return project;
  }

  addApiKey(key: ApiKey): void {
    this.credentials.addApiKey(key, this.newId(), this.clock.now());
  }

  addServiceAccount(account: ServiceAccount): void {
    this.credentials.addServiceAccount(account, this.clock.now());
  }

  /** A cluster that runs already. `createdBy` puts its creation among the events; without, nothing tells of it. */
  addCluster(projectId: string, input: ClusterInput, options: { readonly createdBy?: Actor } = {}): Cluster {
    const { cluster } = this.#addWork(buildCluster(input, this.#known(projectId), this.clock.now(), this.newId));
    const { createdBy } = options;
    if (createdBy !== undefined) this.#chronicle.tell(cluster, "CLUSTER_CREATED", createdBy, cluster.createdAt);
    this.#chronicle.record(cluster, { what: "created", from: "", to: targetTiers(cluster) });
    return cluster;
  }

  /** A cluster as the Admin API describes one, in the state it is described in. */
  addDescribed(projectId: string, description: JsonObject): Cluster {
    const context = { projectId: this.#known(projectId), now: this.clock.now(), newId: this.newId };
    const { cluster, stateName, paused } = buildDescribed(description, context);
    const work = this.#addWork(cluster);
    this.#chronicle.record(cluster, { what: "created", from: "", to: targetTiers(cluster) });
    work.enterState(stateName, paused);
    return cluster;
  }

  /** A cluster that Atlas starts to build now. */
  createCluster(projectId: string, input: ClusterInput, actor: Actor = ATLAS): Cluster {
    const now = this.clock.now();
    const work = this.#addWork(buildCluster({ createdAt: now, ...input }, this.#known(projectId), now, this.newId));
    this.#beginCreation(work, actor);
    return work.cluster;
  }

  #beginCreation(work: ClusterWork, actor: Actor): void {
    this.#chronicle.created(work.cluster, actor);
    work.create();
  }

  /** A POST: refused by throwing, or begun. */
  createFromRequest(project: Project, body: JsonObject, actor: Actor, version: string): Cluster {
    const context = { ...this.#planContext(project), resuming: false };
    const work = this.#addWork(planCreation(readClusterPatch(body), this.clustersOf(project.id), version, context));
    this.#beginCreation(work, actor);
    return work.cluster;
  }

  deleteCluster(projectId: string, name: string, actor: Actor = ATLAS): void {
    const work = this.#works.get(projectId, name);
    this.#chronicle.tell(work.cluster, "CLUSTER_DELETE_SUBMITTED", actor);
    work.remove();
  }

  cluster(projectId: string, name: string): Cluster | undefined {
    return this.#works.find(projectId, name)?.cluster;
  }

  /** In the order of creation, Flex clusters too. */
  clustersOf(projectId: string): readonly Cluster[] {
    return this.#works.clustersOf(projectId);
  }

  /** Keys of the cluster's nodes that Atlas changes just now; the others wait for their turn or are done. */
  changingNodes({ projectId, name }: Cluster): readonly string[] {
    return this.#works.find(projectId, name)?.changingNodes ?? [];
  }

  /** What a PATCH would come to, or the refusal, thrown; nothing begins. */
  checkChange(projectId: string, name: string, body: JsonObject, options = NEWEST_VERSION): PlannedChange {
    const work = this.#works.get(projectId, name);
    return planChange(work.cluster, readClusterPatch(body), this.#changeContext(work), options);
  }

  /** A PATCH: refused by throwing, or begun. */
  change(projectId: string, name: string, body: JsonObject, actor: Actor, options = NEWEST_VERSION): Cluster {
    const work = this.#works.get(projectId, name);
    const { cluster } = work;
    const context = this.#changeContext(work);
    const patch = readClusterPatch(body);
    const planned = planChange(cluster, patch, context, options);
    this.#chronicle.submitted(cluster, patch, planned, actor);
    const { autoScalingMode: modeBefore, tags } = cluster;
    beginChange(work, patch, planned, context, options);
    if (cluster.tags !== tags) this.#tellOfTags(cluster);
    if (cluster.autoScalingMode !== modeBefore) {
      this.#chronicle.tell(cluster, "INDEPENDENT_SHARD_SCALING_CLUSTER_MIGRATED", ATLAS);
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
  autoScale(projectId: string, name: string, tier: string, nodes: ScaledNodes = "base"): void {
    const work = this.#works.get(projectId, name);
    const { cluster } = work;
    const from = targetTiers(cluster);
    cluster.shards = autoScaledShards(cluster.shards, tier, nodes);
    this.#chronicle.autoScaled(cluster, `COMPUTE_AUTO_SCALE_INITIATED_${nodes === "base" ? "BASE" : "ANALYTICS"}`);
    this.#chronicle.record(cluster, { what: "auto-scaled", from, to: targetTiers(cluster), by: "Atlas" });
    work.beginChange();
  }

  /** Auto-scaling would move the cluster and cannot; the event says why. */
  autoScalingFailed(cluster: Cluster, type: string): void {
    this.#chronicle.autoScaled(cluster, type);
  }

  /** Nodes of the cluster are being returned to service for that long. */
  repair(projectId: string, name: string, minutes: number): void {
    this.#works.get(projectId, name).repair(minutes);
  }

  /** How fast the nodes of the clusters of that name (of one: `<project id>/<name>`; of every cluster: `*`) change from now on. */
  setPace(name: string, pace: Pace): void {
    this.#works.setPace(name, pace);
  }

  paceOf(cluster: Cluster): Pace {
    return this.#works.paceOf(cluster);
  }

  /** Every cluster changes as fast as usual again. */
  resetPaces(): void {
    this.#works.resetPaces();
  }

  setCapacity(provider: string, region: string, tier: string, available: boolean): void {
    const key = capacityKey(provider, region, tier);
    if (available) this.#outOfCapacity.delete(key);
    else this.#outOfCapacity.add(key);
  }

  /** Node-hours per tier in [from, until), clusters of that name deleted since included. */
  nodeHours(projectId: string, name: string, from: number, until: number): Record<string, number> {
    return this.#works.nodeHours(projectId, name, from, until);
  }

  /** Every cluster, with what it is in the middle of. */
  saveClusters(): readonly SavedCluster[] {
    const clusters = this.projects.flatMap(({ id }) => this.clustersOf(id));
    return clusters.map((cluster) => {
      return { cluster, underWay: this.#works.get(cluster.projectId, cluster.name).underWay };
    });
  }

  /** What was saved of a state with the same projects; what was under way goes on. */
  restore(saved: { readonly clusters: readonly SavedCluster[]; readonly history: readonly HistoryEntry[] }): void {
    this.#chronicle.restore(saved.history);
    for (const { cluster, underWay } of saved.clusters) this.#addWork(cluster).takeUp(underWay);
  }

  /** Cancels every timer, so that nothing happens after the end of a test. */
  stop(): void {
    this.#works.stop();
  }

  #known(projectId: string): string {
    if (!this.#projects.has(projectId)) throw new Error(`no project ${projectId}: add it first`);
    return projectId;
  }

  #addWork(cluster: Cluster): ClusterWork {
    const work = this.#works.add(cluster, {
      clock: this.clock,
      events: this.events,
      settings: () => this.#settings,
      record: (entry) => this.#chronicle.record(cluster, entry),
      removed: () => this.#chronicle.removed(cluster),
    });
    this.#tellOfTags(cluster);
    return work;
  }

  #tellOfTags(cluster: Cluster): void {
    for (const listener of this.#tagListeners) listener(cluster);
  }

  #changeContext(work: ClusterWork): ChangeContext {
    const project = this.#projects.get(work.cluster.projectId);
    if (project === undefined) throw new ApiError(404, "GROUP_NOT_FOUND", "No such group.");
    return { ...this.#planContext(project), resuming: work.resuming };
  }

  #planContext(project: Project): Omit<ChangeContext, "resuming"> {
    const { settings, newId } = this;
    return { now: this.clock.now(), settings, project, outOfCapacity: this.#outOfCapacity, newId };
  }
}
