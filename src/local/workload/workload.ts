/** The load of every cluster, and what it makes of the machines that run just now. Simulated, and labelled so. */
import type { Cluster, RunningNode } from "../admin-api/model";
import type { AtlasState } from "../admin-api/state/state";
import { AutoScaler } from "./auto-scaler";
import { capacityOf, type Illustration, illustrate } from "./illustration";
import { type LoadCurve, loadAt } from "./load-curve";
import { type TierChange, tierChanges } from "./tier-changes";

/** A cluster that nobody gave a load has this share of what its tier can do, all the time. */
const DEFAULT_SHARE = 0.4;

export interface Look extends Illustration {
  readonly simulated: true;
  readonly projectId: string;
  readonly cluster: string;
  readonly curve: LoadCurve;
  /** Operations per second. */
  readonly load: number;
  /** The size of the slowest shard's primary, which is the last of its nodes to change. */
  readonly tier: string;
}

export interface OnTier extends Illustration {
  readonly tier: string;
}

/** What a change of tier did to the operations of that moment: the same load on the tier before and on the one after. */
export interface Comparison {
  readonly simulated: true;
  readonly at: number;
  readonly projectId: string;
  readonly cluster: string;
  /** Operations per second. */
  readonly load: number;
  readonly before: OnTier;
  readonly after: OnTier;
}

export interface SavedWorkload {
  readonly autoScales: boolean;
  readonly curves: Readonly<Record<string, LoadCurve>>;
}

export class Workload {
  readonly #state: AtlasState;
  readonly #curves = new Map<string, LoadCurve>();
  readonly #autoScaler: AutoScaler;

  constructor(state: AtlasState) {
    this.#state = state;
    this.#autoScaler = new AutoScaler(state, (cluster) => this.look(cluster));
  }

  get autoScales(): boolean {
    return this.#autoScaler.on;
  }

  /** Whether auto-scaled clusters follow their load. */
  setAutoScaling(on: boolean): void {
    this.#autoScaler.set(on);
  }

  setLoad(projectId: string, cluster: string, curve: LoadCurve): void {
    this.#curves.set(keyOf(projectId, cluster), curve);
  }

  curveOf(cluster: Cluster): LoadCurve {
    const key = keyOf(cluster.projectId, cluster.name);
    const known = this.#curves.get(key);
    if (known !== undefined) return known;
    const capacity = capacityOf(cluster.nodes[0]?.instanceSize ?? "") * cluster.shards.length;
    const curve = { kind: "constant", load: Math.round(capacity * DEFAULT_SHARE) } as const;
    this.#curves.set(key, curve);
    return curve;
  }

  /** Nothing for a cluster that serves nobody: paused, being created or deleted. */
  look(cluster: Cluster): Look | undefined {
    if (cluster.paused || cluster.stateName === "CREATING" || cluster.stateName === "DELETING") return undefined;
    const tier = slowestPrimary(cluster);
    if (tier === undefined) return undefined;
    const curve = this.curveOf(cluster);
    const load = loadAt(curve, this.#state.clock.now());
    const { projectId, name } = cluster;
    const illustration = illustrate(load, tier, cluster.shards.length);
    return { simulated: true, projectId, cluster: name, curve, load, tier, ...illustration };
  }

  /** Every cluster that serves somebody. */
  looks(): readonly Look[] {
    const clusters = this.#state.projects.flatMap(({ id }) => this.#state.clustersOf(id));
    return clusters.flatMap((cluster) => this.look(cluster) ?? []);
  }

  /** One for each change of tier so far whose cluster is still there. */
  comparisons(): readonly Comparison[] {
    return tierChanges(this.#state.history).flatMap((change) => this.#compare(change) ?? []);
  }

  #compare({ at, projectId, cluster: name, from, to }: TierChange): Comparison | undefined {
    const cluster = this.#state.cluster(projectId, name);
    if (cluster === undefined) return undefined;
    const load = loadAt(this.curveOf(cluster), at);
    const on = (tier: string) => ({ tier, ...illustrate(load, tier, cluster.shards.length) });
    return { simulated: true, at, projectId, cluster: name, load, before: on(from), after: on(to) };
  }

  /** What outlives a restart. */
  save(): SavedWorkload {
    return { autoScales: this.autoScales, curves: Object.fromEntries(this.#curves) };
  }

  restore({ autoScales, curves }: SavedWorkload): void {
    for (const [key, curve] of Object.entries(curves)) this.#curves.set(key, curve);
    this.setAutoScaling(autoScales);
  }

  stop(): void {
    this.#autoScaler.set(false);
  }
}

const keyOf = (projectId: string, cluster: string) => `${projectId} ${cluster}`;

function slowestPrimary(cluster: Cluster): string | undefined {
  const primaries = cluster.shards.flatMap((shard) => primaryOf(cluster.nodes, shard.id) ?? []);
  const sizes = primaries.map((node) => node.instanceSize);
  return sizes.sort((one, other) => capacityOf(one) - capacityOf(other))[0];
}

/** Nodes that have changed stand behind those that have not, so the first is the one that Atlas changes last. */
function primaryOf(nodes: readonly RunningNode[], shardId: string): RunningNode | undefined {
  return nodes.find((node) => node.shardId === shardId && node.kind === "electable");
}
