/** Looks at the clusters from outside: at every request on its arrival, and whenever something ended. */

import { describeCluster } from "../../../src/local/admin-api/clusters/description";
import { type Fault, Faults } from "../../../src/local/admin-api/faults";
import type { HttpRequest } from "../../../src/local/admin-api/http/http-types";
import type { Cluster, Region } from "../../../src/local/admin-api/model";
import type { AtlasState } from "../../../src/local/admin-api/state";
import type { Seen } from "./record";
import { holdTag } from "./stranger";

/** Faults as always, with a look at each authenticated request and what it is about to meet. */
export class WatchedFaults extends Faults {
  readonly #onRequest: (request: HttpRequest, fault: Fault | undefined) => void;

  constructor(onRequest: (request: HttpRequest, fault: Fault | undefined) => void) {
    super();
    this.#onRequest = onRequest;
  }

  override choose(request: HttpRequest): Fault | undefined {
    const fault = super.choose(request);
    if (request.header("authorization") !== undefined) this.#onRequest(request, fault);
    return fault;
  }
}

export function seeCluster(cluster: Cluster, atMs: number): Seen {
  const regions = cluster.shards.flatMap((shard) => shard.regions);
  const sizes = (of: (region: Region) => readonly Region["electable"][]) =>
    regions.flatMap(of).flatMap(({ nodeCount, instanceSize }) => (nodeCount > 0 ? [instanceSize] : []));
  return {
    atMs,
    name: cluster.name,
    stateName: cluster.stateName,
    paused: cluster.paused,
    base: sizes(({ electable, readOnly }) => [electable, readOnly]),
    analytics: sizes(({ analytics }) => [analytics]),
    bounds: regions.flatMap(({ autoScaling: { compute } }) =>
      compute.enabled
        ? [{ min: (compute.scaleDownEnabled && compute.minInstanceSize) || null, max: compute.maxInstanceSize ?? null }]
        : [],
    ),
    hold: cluster.tags.find(({ key }) => key === holdTag)?.value ?? "",
  };
}

/**
 * What of a cluster nobody but its owner may change, as Atlas describes it: all but sizes, bounds, `paused`, the hold.
 * `analyticsToo`: its schedule sizes analytics nodes too.
 */
export function frozenPart(cluster: Cluster, analyticsToo: boolean): string {
  const described = describeCluster(cluster, { apiUrl: "", asRequested: false });
  const { tags, replicationSpecs, ...others } = described;
  const plain = Object.entries(others).filter(([key]) => !passing.includes(key));
  const kept = (tags as Cluster["tags"]).filter(({ key }) => key !== holdTag);
  const analytics = analyticsToo ? [] : seeCluster(cluster, 0).analytics;
  return JSON.stringify([plain, kept, analytics, cluster.autoScalingMode, replicationSpecs], withoutSizes);
}

/** Nodes that are not there have no hardware either; bounds of what is not scheduled stay. */
function withoutSizes(key: string, value: unknown): unknown {
  if (sized.includes(key)) return 0;
  const isOff = key === "autoScaling" && (value as Region["autoScaling"]).compute?.enabled !== true;
  if (isOff || key === "analyticsAutoScaling") return JSON.stringify(value);
  const isAbsent = key.endsWith("Specs") && (value as { nodeCount?: number }).nodeCount === 0;
  return isAbsent ? { nodeCount: 0 } : value;
}

const passing = ["paused", "stateName", "effectiveReplicationSpecs"];
const sized = ["instanceSize", "minInstanceSize", "maxInstanceSize"];

export function seeAll(state: AtlasState): readonly Seen[] {
  const atMs = state.clock.now();
  return state.projects.flatMap(({ id }) => state.clustersOf(id)).map((cluster) => seeCluster(cluster, atMs));
}
