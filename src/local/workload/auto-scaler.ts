/** Compute auto-scaling of the clusters that have it on, driven by their load on the emulator's clock. */
import type { Cluster } from "../admin-api/model";
import type { AtlasState } from "../admin-api/state/state";
import type { Timer } from "../clock/clock";
import { MINUTE_MS } from "../clock/units";
import { type Moment, mayShrink, type Watch, wantsToGrow, watchOn } from "./auto-scaling-rules";
import { capacityOf } from "./illustration";
import { stepsOf } from "./tier-ladder";

/** How often it looks. */
const LOOK_EVERY_MS = 5 * MINUTE_MS;

/** How busy a cluster is, and the size it runs at. */
export interface Busyness {
  readonly utilisation: number;
  readonly tier: string;
}

export class AutoScaler {
  readonly #state: AtlasState;
  readonly #lookAtLoad: (cluster: Cluster) => Busyness | undefined;
  readonly #watches = new Map<string, Watch>();
  /** Clusters that were told that they are as large as they may be. */
  readonly #toldSo = new Set<string>();
  #timer: Timer | undefined;

  constructor(state: AtlasState, lookAtLoad: (cluster: Cluster) => Busyness | undefined) {
    this.#state = state;
    this.#lookAtLoad = lookAtLoad;
  }

  get on(): boolean {
    return this.#timer !== undefined;
  }

  set(on: boolean): void {
    if (on === this.on) return;
    if (on) this.#lookLater();
    else {
      this.#timer?.cancel();
      this.#timer = undefined;
      this.#watches.clear();
    }
  }

  #lookLater(): void {
    const { clock } = this.#state;
    const next = (Math.floor(clock.now() / LOOK_EVERY_MS) + 1) * LOOK_EVERY_MS;
    this.#timer = clock.setTimer(next, () => {
      for (const project of this.#state.projects) {
        for (const cluster of this.#state.clustersOf(project.id)) this.#lookAt(cluster, project.extendedStorage);
      }
      this.#lookLater();
    });
  }

  #lookAt(cluster: Cluster, extendedStorage: boolean): void {
    const load = isAutoScaled(cluster) ? this.#lookAtLoad(cluster) : undefined;
    if (load === undefined) {
      this.#watches.delete(cluster.id);
      return;
    }
    const moment = { now: this.#state.clock.now(), capacity: capacityOf(load.tier), utilisation: load.utilisation };
    const watch = watchOn(this.#watches.get(cluster.id), moment);
    this.#watches.set(cluster.id, watch);
    if (cluster.stateName === "IDLE") this.#move(cluster, watch, moment, extendedStorage);
  }

  #move(cluster: Cluster, watch: Watch, moment: Moment, extendedStorage: boolean): void {
    const { up, down } = stepsOf(cluster, extendedStorage);
    const small = watch.capacity < capacityOf("M30");
    if (wantsToGrow(watch, moment.now, small)) this.#grow(cluster, up);
    else {
      this.#toldSo.delete(cluster.id);
      if (down !== undefined && mayShrink(watch, moment, pastOf(cluster), capacityOf(down))) this.#scale(cluster, down);
    }
  }

  #grow(cluster: Cluster, up: string | undefined): void {
    if (up !== undefined) this.#scale(cluster, up);
    else if (!this.#toldSo.has(cluster.id)) {
      this.#toldSo.add(cluster.id);
      this.#state.autoScalingFailed(cluster, "COMPUTE_AUTO_SCALE_MAX_INSTANCE_SIZE_FAIL_BASE");
    }
  }

  #scale({ projectId, name }: Cluster, tier: string): void {
    this.#state.autoScale(projectId, name, tier);
  }
}

const isAutoScaled = ({ shards }: Cluster) =>
  shards.every(({ regions }) => regions.every((region) => region.autoScaling.compute.enabled));

const pastOf = ({ createdAt, resumedAt, changeCompletedAt }: Cluster) => ({
  createdAt,
  ...(resumedAt === undefined ? {} : { resumedAt }),
  ...(changeCompletedAt === undefined ? {} : { restartedAt: changeCompletedAt }),
});
