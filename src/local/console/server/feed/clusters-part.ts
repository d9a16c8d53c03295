/** The clusters in the feed. A cluster is put into words only when something of it is another thing than at the last look. */
import type { Cluster } from "../../../admin-api/model";
import type { Look } from "../../../workload/workload";
import type { Badge, ClusterState, Frame } from "../../protocol";
import type { SelectableCluster } from "../../schedule-port";
import type { ScheduleInForce } from "../schedule-in-force";
import { type ConsoleWorld, clustersOf, keyOf } from "../world";
import { type ClusterFacts, clusterState } from "./cluster-state";
import type { FeedPart } from "./part";

export interface ClusterWatch {
  readonly world: Pick<ConsoleWorld, "state" | "workload">;
  readonly schedule: ScheduleInForce;
  /** The same list until a run says something else. */
  badgesOf(key: string): readonly Badge[];
}

interface Seen {
  readonly marks: readonly unknown[];
  readonly selectable: SelectableCluster;
  readonly state: ClusterState;
}

export class ClustersPart implements FeedPart {
  readonly #watch: ClusterWatch;
  #seen = new Map<string, Seen>();

  constructor(watch: ClusterWatch) {
    this.#watch = watch;
  }

  changes(): Frame | undefined {
    const before = this.#seen;
    const after = new Map<string, Seen>();
    const changed: ClusterState[] = [];
    for (const cluster of clustersOf(this.#watch.world)) {
      const key = keyOf(cluster);
      const last = before.get(key);
      const seen = this.#look(cluster, last);
      if (seen !== last) changed.push(seen.state);
      after.set(key, seen);
    }
    const gone = [...before.keys()].filter((key) => !after.has(key));
    this.#seen = after;
    if (changed.length === 0 && gone.length === 0) return undefined;
    return { ...(changed.length > 0 && { clusters: changed }), ...(gone.length > 0 && { gone }) };
  }

  whole(): Frame {
    return { clusters: [...this.#seen.values()].map(({ state }) => state) };
  }

  #look(cluster: Cluster, last: Seen | undefined): Seen {
    const { world, schedule, badgesOf } = this.#watch;
    const isKnown = last?.selectable.tags === cluster.tags && last.selectable.isAutoScaled === isAutoScaled(cluster);
    const selectable = isKnown ? last.selectable : selectableOf(cluster);
    const facts = {
      changingNodes: world.state.changingNodes(cluster),
      look: world.workload.look(cluster),
      scheduled: schedule.current.open?.scheduledAt(selectable, world.state.clock.now()) ?? null,
      badges: badgesOf(selectable.key),
    };
    const marks = marksOf(cluster, facts);
    const isSame = last?.marks.every((mark, index) => Object.is(mark, marks[index])) ?? false;
    return last !== undefined && isSame ? last : { marks, selectable, state: clusterState(cluster, facts) };
  }
}

/** What the state is made of; lists are never changed in place, so the same list says the same. */
function marksOf(cluster: Cluster, { changingNodes, look, scheduled, badges }: ClusterFacts): readonly unknown[] {
  const { stateName, paused, pausing, shards, nodes, tags } = cluster;
  const ofLoad = (value: Look | undefined) => [value?.load, value?.latencyMs, value?.saturated];
  return [
    ...[cluster, stateName, paused, pausing, shards, nodes, tags, changingNodes.join()],
    ...[scheduled, badges, ...ofLoad(look)],
  ];
}

export function selectableOf(cluster: Cluster): SelectableCluster {
  const { projectId, name, tags } = cluster;
  return { key: keyOf(cluster), projectId, name, tags, isAutoScaled: isAutoScaled(cluster) };
}

const isAutoScaled = ({ shards }: Cluster) => shards[0]?.regions[0]?.autoScaling.compute.enabled === true;
