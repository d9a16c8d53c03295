/**
 * Carries out the changes of one cluster on the emulator's clock: node by node, shards in parallel (Atlas docs, "Modify
 * a cluster": rolling, one node at a time). The API shows the target at once; here is how far the nodes are.
 */

import type { Clock, Timer } from "../../../clock/clock";
import { MINUTE_MS, SECOND_MS } from "../../../clock/units";
import { PAUSED_AT_MOST_MS } from "../../limits";
import type { Cluster } from "../../model";
import type { EventLog } from "../../records/event-log";
import { type HistoryEntry, Usage } from "../../records/history";
import type { Settings } from "../../settings";
import { describeTiers, needsInitialSync } from "../hardware/nodes";
import { laneOf, type NodeChange, pendingChanges } from "./node-changes";

/** How fast a cluster's nodes change: 1 is `minutesPerNode`, 3 is three times as long, "stuck" is never. */
export type Pace = number | "stuck";

export interface WorkContext {
  readonly clock: Clock;
  readonly events: EventLog;
  settings(): Settings;
  pace(): Pace;
  record(entry: Pick<HistoryEntry, "what" | "from" | "to" | "by" | "node">): void;
  /** The cluster is gone. */
  removed(): void;
}

/** What a cluster can be in the middle of, beside the changes of its nodes. */
export type Phase = "create" | "delete" | "repair" | "pause" | "resume" | "plain";

/** Taking a node out is quick beside building one. */
const REMOVAL_SHARE = 0.2;

export class ClusterWork {
  readonly cluster: Cluster;
  readonly usage = new Usage();
  readonly #context: WorkContext;
  readonly #phases = new Map<Phase, Timer>();
  readonly #nodeChanges = new Map<string, { change: NodeChange; timer: Timer }>();
  #automaticResume: Timer | undefined;

  constructor(cluster: Cluster, context: WorkContext) {
    this.cluster = cluster;
    this.#context = context;
    if (cluster.paused && !cluster.pausing) this.#awaitAutomaticResume();
    else for (const node of cluster.nodes) this.usage.record(node.key, node.instanceSize, cluster.createdAt);
  }

  get #now(): number {
    return this.#context.clock.now();
  }

  get resuming(): boolean {
    return this.#phases.has("resume");
  }

  get underWay(): readonly Phase[] {
    return [...this.#phases.keys()];
  }

  /** Keys of the nodes that change just now. */
  get changingNodes(): readonly string[] {
    return [...this.#nodeChanges.values()].map(({ change }) => change.key);
  }

  /** After a restart: every phase that was under way, and every node, begins anew; no event tells of it again. */
  takeUp(underWay: readonly Phase[]): void {
    for (const phase of underWay) this.#begin(phase);
    this.continue();
  }

  /** A cluster that is set up in the middle of something: from now on it takes as long as from its beginning. */
  enterState(stateName: Cluster["stateName"], paused: boolean): void {
    if (paused && stateName === "UPDATING") this.pause();
    else if (paused) this.#bePaused(this.#now);
    else if (stateName === "CREATING") this.create();
    else if (stateName === "UPDATING") this.#begin("plain", this.#context.settings().minutesPerNode * MINUTE_MS);
    else if (stateName === "REPAIRING") this.repair(this.#context.settings().minutesPerNode);
    if (stateName === "DELETING") this.remove();
  }

  create(): void {
    this.#begin("create");
  }

  /** Nodes being returned to service; changes go on meanwhile. */
  repair(minutes: number): void {
    this.#begin("repair", minutes * MINUTE_MS);
  }

  remove(): void {
    this.stop();
    this.#begin("delete");
  }

  /** The cluster has a new target: starts what there is to do and answers to the next look at `stateName`. */
  beginChange(): void {
    this.#event("CLUSTER_UPDATE_STARTED");
    this.#begin("plain");
    this.continue();
  }

  pause(): void {
    this.cluster.paused = true;
    this.cluster.pausing = true;
    this.#event("CLUSTER_UPDATE_STARTED");
    this.#begin("pause");
  }

  #bePaused(at: number): void {
    this.cluster.paused = true;
    this.cluster.pausing = false;
    this.cluster.pausedAt = at;
    for (const node of this.cluster.nodes) this.usage.record(node.key, undefined, at);
    this.#awaitAutomaticResume();
  }

  /** A pause is undone at once while the nodes are still there (recorded: IDLE within 33 s); otherwise they have to start. */
  resume(): void {
    const nodesAreGone = !this.cluster.pausing;
    this.#leave("pause");
    this.#automaticResume?.cancel();
    this.cluster.paused = false;
    this.cluster.pausing = false;
    this.cluster.resumedAt = this.#now;
    for (const node of this.cluster.nodes) this.usage.record(node.key, node.instanceSize, this.#now);
    this.#event("CLUSTER_UPDATE_STARTED");
    this.#begin("resume", this.#usualMs(nodesAreGone ? "resume" : "plain"));
  }

  /** Starts the next node on every free lane; also called when a stuck cluster may move again. */
  continue(): void {
    const blocked = this.cluster.paused || this.resuming || this.#phases.has("create") || this.#phases.has("delete");
    const pace = this.#context.pace();
    if (!blocked && pace !== "stuck") {
      for (const change of pendingChanges(this.cluster)) this.#startChange(change, pace);
    }
    this.#refreshState();
  }

  /** Stops every timer; nothing of this cluster happens any more. */
  stop(): void {
    for (const timer of this.#phases.values()) timer.cancel();
    for (const { timer } of this.#nodeChanges.values()) timer.cancel();
    this.#automaticResume?.cancel();
    this.#phases.clear();
    this.#nodeChanges.clear();
  }

  #startChange(change: NodeChange, pace: number): void {
    const lane = `${change.shardId} ${laneOf(change.kind, this.cluster.scalingStrategy)}`;
    if (this.#nodeChanges.has(lane)) return;
    const readyAt = this.#now + this.#durationMs(change) * pace;
    const timer = this.#context.clock.setTimer(readyAt, () => {
      this.#nodeChanges.delete(lane);
      this.#finishChange(change);
      this.continue();
    });
    this.#nodeChanges.set(lane, { change, timer });
  }

  #durationMs({ from, to }: NodeChange): number {
    const { minutesPerNode, minutesPerInitialSync } = this.#context.settings();
    if (to === undefined) return minutesPerNode * REMOVAL_SHARE * MINUTE_MS;
    const sync = from !== undefined && needsInitialSync(from, to);
    return (sync ? minutesPerInitialSync : minutesPerNode) * MINUTE_MS;
  }

  #finishChange({ key, from, to }: NodeChange): void {
    const others = this.cluster.nodes.filter((node) => node.key !== key);
    this.cluster.nodes = to === undefined ? others : [...others, to];
    this.usage.record(key, to?.instanceSize, this.#now);
    const record = {
      what: "node-done",
      from: from?.instanceSize ?? "",
      to: to?.instanceSize ?? "",
      node: key,
    } as const;
    this.#context.record(record);
  }

  #awaitAutomaticResume(): void {
    if (!this.#context.settings().resumesPausedClusters) return;
    const resumeAt = (this.cluster.pausedAt ?? this.#now) + PAUSED_AT_MOST_MS;
    this.#automaticResume = this.#context.clock.setTimer(resumeAt, () => {
      const to = describeTiers(this.cluster.nodes);
      this.#context.record({ what: "resume-submitted", from: "paused", to, by: "Atlas" });
      this.resume();
    });
  }

  #begin(phase: Phase, durationMs = this.#usualMs(phase)): void {
    this.#phases.get(phase)?.cancel();
    const timer = this.#context.clock.setTimer(this.#now + durationMs, () => {
      this.#phases.delete(phase);
      this.#finish(phase);
      this.#refreshState();
    });
    this.#phases.set(phase, timer);
    this.#refreshState();
  }

  #usualMs(phase: Phase): number {
    const settings = this.#context.settings();
    switch (phase) {
      case "create":
        return settings.minutesToCreate * MINUTE_MS;
      case "delete":
        return settings.minutesToDelete * MINUTE_MS;
      case "repair":
        return settings.minutesPerNode * MINUTE_MS;
      case "pause":
        return settings.minutesToPause * MINUTE_MS;
      case "resume":
        return settings.minutesToResume * MINUTE_MS;
      case "plain":
        return settings.secondsPerPlainChange * SECOND_MS;
    }
  }

  #finish(phase: Phase): void {
    const tiers = describeTiers(this.cluster.nodes);
    switch (phase) {
      case "create":
        this.#event("CLUSTER_READY");
        break;
      case "delete":
        this.#beGone();
        break;
      case "pause":
        this.#context.record({ what: "paused", from: tiers, to: "paused" });
        this.#bePaused(this.#now);
        break;
      case "resume":
        this.cluster.resumedAt = this.#now;
        this.#context.record({ what: "resumed", from: "paused", to: tiers });
        this.continue();
        break;
      case "repair":
      case "plain":
        break;
    }
  }

  #beGone(): void {
    for (const node of this.cluster.nodes) this.usage.record(node.key, undefined, this.#now);
    this.#event("CLUSTER_DELETED");
    this.#context.removed();
  }

  #leave(phase: Phase): void {
    this.#phases.get(phase)?.cancel();
    this.#phases.delete(phase);
  }

  #refreshState(): void {
    const before = this.cluster.stateName;
    const after = this.#stateName();
    this.cluster.stateName = after;
    if (before === "UPDATING" && after === "IDLE") {
      this.cluster.changeCompletedAt = this.#now;
      this.#event("CLUSTER_UPDATE_COMPLETED");
      const tiers = this.cluster.paused ? "paused" : describeTiers(this.cluster.nodes);
      this.#context.record({ what: "completed", from: tiers, to: tiers });
    }
  }

  #stateName(): Cluster["stateName"] {
    if (this.#phases.has("delete")) return "DELETING";
    if (this.#phases.has("create")) return "CREATING";
    if (this.#phases.has("repair")) return "REPAIRING";
    const nodesMove = this.#nodeChanges.size > 0 || (!this.cluster.paused && pendingChanges(this.cluster).length > 0);
    return nodesMove || this.#phases.size > 0 ? "UPDATING" : "IDLE";
  }

  #event(type: string): void {
    const { projectId, name } = this.cluster;
    this.#context.events.add({ at: this.#now, projectId, type, cluster: name });
  }
}
