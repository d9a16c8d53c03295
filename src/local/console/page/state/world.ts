/** What the page knows of local Atlas: the frames of the feed, put together. Pure. */
import type {
  AppState,
  ClockState,
  ClusterState,
  FaultsState,
  Frame,
  RequestState,
  RunState,
  ScheduleState,
} from "../../protocol";

export interface World {
  /** null: not yet known. */
  readonly worldId: string | null;
  readonly clock: ClockState | null;
  readonly clusters: ReadonlyMap<string, ClusterState>;
  readonly apps: readonly AppState[];
  /** Oldest first. */
  readonly runs: readonly RunState[];
  readonly requests: readonly RequestState[];
  readonly faults: FaultsState;
  readonly schedule: ScheduleState | null;
}

export const emptyWorld: World = {
  worldId: null,
  clock: null,
  clusters: new Map(),
  apps: [],
  runs: [],
  requests: [],
  faults: { rules: [], random: null, firings: [], paces: [] },
  schedule: null,
};

/** The page keeps so many runs and requests; older ones are in local Atlas no longer either, or soon. */
const KEPT = 2_000;

export function withFrame(world: World, frame: Frame): World {
  const before = frame.isReset ? emptyWorld : world;
  return {
    worldId: frame.worldId ?? before.worldId,
    clock: frame.clock ?? before.clock,
    clusters: withClusters(before.clusters, frame),
    apps: frame.apps ?? before.apps,
    runs: newest(before.runs, frame.runs),
    requests: newest(before.requests, frame.requests),
    faults: frame.faults ?? before.faults,
    schedule: frame.schedule ?? before.schedule,
  };
}

function withClusters(before: World["clusters"], { clusters, gone }: Frame): World["clusters"] {
  if (clusters === undefined && gone === undefined) return before;
  const after = new Map(before);
  for (const key of gone ?? []) after.delete(key);
  for (const cluster of clusters ?? []) after.set(cluster.key, cluster);
  return after;
}

function newest<Item>(before: readonly Item[], added: readonly Item[] | undefined): readonly Item[] {
  return added === undefined || added.length === 0 ? before : [...before, ...added].slice(-KEPT);
}
