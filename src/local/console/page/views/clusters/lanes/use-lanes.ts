import { useEffect, useRef, useState } from "preact/hooks";
import type { Axis, Lane } from "../../../../lanes/model";
import type { ClusterState, LanesAnswer } from "../../../../protocol";
import { ask } from "../../../state/ask";
import { useWorld } from "../../../state/feed";
import { grownLane } from "./grown-lane";
import { basisOfAll, laneBasis } from "./lane-basis";
import { createLaneLoader, type LaneLoader, type LoadedLane } from "./lane-loader";
import { timer } from "./timer";

export interface Lanes {
  /** null: not yet known. */
  laneOf(key: string): Lane | null;
  readonly failure: string | null;
}

/** The lanes of the clusters in sight, kept up to date. */
export function useLanes(clusters: readonly ClusterState[], axis: Axis): Lanes {
  const ofAll = useBasisOfAll();
  const [, redraw] = useState(0);
  const loader = useRef<LaneLoader>(null);
  loader.current ??= createLaneLoader({
    ask: (path) => ask<LanesAnswer>("GET", path),
    later: timer,
    onChange: () => redraw((count) => count + 1),
  });
  const { current } = loader;
  useEffect(
    () => () => {
      loader.current?.stop();
      loader.current = null;
    },
    [],
  );
  useEffect(() => {
    const bases = clusters.map((cluster) => [cluster.key, laneBasis(cluster, ofAll)] as const);
    current.want({ range: { from: axis.from, until: axis.until }, now: axis.now ?? 0, clusters: new Map(bases) });
  });
  const grown = useRef(new Map<string, Grown>());
  return {
    laneOf(key) {
      const loaded = current.lanes().get(key);
      return loaded === undefined ? null : grow(key, loaded, axis.now ?? 0, grown.current);
    },
    failure: current.failure(),
  };
}

interface Grown {
  readonly loaded: LoadedLane;
  readonly now: number;
  readonly lane: Lane;
}

/** The same object as long as nothing grew, so that it is not drawn again. */
function grow(key: string, loaded: LoadedLane, now: number, grown: Map<string, Grown>): Lane {
  const last = grown.get(key);
  if (last !== undefined && last.loaded === loaded && last.now === now) return last.lane;
  const lane = grownLane(loaded, now);
  grown.set(key, { loaded, now, lane });
  return lane;
}

function useBasisOfAll(): string {
  const worldId = useWorld((world) => world.worldId);
  const revision = useWorld((world) => world.schedule?.revision ?? "");
  const runs = useWorld((world) => world.runs);
  const apps = useWorld((world) => world.apps);
  return basisOfAll({ worldId, revision, runs, apps });
}
