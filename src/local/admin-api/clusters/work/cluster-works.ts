/** Every cluster with the work that goes on in it, by project and name. */

import { clusterNotFound } from "../../http/errors";
import type { Cluster } from "../../model";
import { ClusterWork, type Pace, type WorkContext } from "./cluster-work";

export class ClusterWorks {
  readonly #works = new Map<string, ClusterWork>();
  readonly #removed: ClusterWork[] = [];
  readonly #paces = new Map<string, Pace>();

  /** `context` beside what this registry knows itself. */
  add(cluster: Cluster, context: Omit<WorkContext, "pace">): ClusterWork {
    const key = keyOf(cluster.projectId, cluster.name);
    if (this.#works.has(key)) throw new Error(`project ${cluster.projectId} has a cluster ${cluster.name} already`);
    const work: ClusterWork = new ClusterWork(cluster, {
      ...context,
      pace: () => this.paceOf(cluster),
      removed: () => {
        this.#works.delete(key);
        this.#removed.push(work);
        context.removed();
      },
    });
    this.#works.set(key, work);
    return work;
  }

  find(projectId: string, name: string): ClusterWork | undefined {
    return this.#works.get(keyOf(projectId, name));
  }

  /** The work, or Atlas's 404. */
  get(projectId: string, name: string): ClusterWork {
    const work = this.find(projectId, name);
    if (work === undefined) throw clusterNotFound(name, projectId);
    return work;
  }

  clustersOf(projectId: string): readonly Cluster[] {
    return [...this.#works.values()].map((work) => work.cluster).filter((cluster) => cluster.projectId === projectId);
  }

  paceOf({ projectId, name }: Cluster): Pace {
    return this.#paces.get(`${projectId}/${name}`) ?? this.#paces.get(name) ?? this.#paces.get("*") ?? 1;
  }

  setPace(name: string, pace: Pace): void {
    this.#paces.set(name, pace);
    this.#continue();
  }

  resetPaces(): void {
    this.#paces.clear();
    this.#continue();
  }

  #continue(): void {
    for (const work of this.#works.values()) work.continue();
  }

  /** Node-hours per tier in [from, until), clusters of that name deleted since included. */
  nodeHours(projectId: string, name: string, from: number, until: number): Record<string, number> {
    const hours: Record<string, number> = {};
    for (const { cluster, usage } of [...this.#removed, ...this.#works.values()]) {
      if (cluster.projectId !== projectId || cluster.name !== name) continue;
      for (const [tier, count] of Object.entries(usage.nodeHours(from, until))) {
        hours[tier] = (hours[tier] ?? 0) + count;
      }
    }
    return hours;
  }

  stop(): void {
    for (const work of this.#works.values()) work.stop();
  }
}

const keyOf = (projectId: string, name: string) => `${projectId} ${name}`;
