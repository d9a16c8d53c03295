/** Looks at the clusters from outside: at every request on its arrival, and whenever something ended. */

import { type Fault, Faults } from "../../../src/local/admin-api/faults/faults";
import type { HttpRequest } from "../../../src/local/admin-api/http/http-types";
import type { Cluster, Region } from "../../../src/local/admin-api/model";
import type { AtlasState } from "../../../src/local/admin-api/state/state";
import type { Seen } from "./record";
import { holdEndMs, holdTag, isHold } from "./stranger";

/** The usual faults, with a look at each authenticated request and the fault that it is about to meet. */
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
    ...holdOf(cluster),
  };
}

/** A tag that somebody meant as a hold is one, whatever its case, and for ever where its value is no instant. */
function holdOf({ tags }: Cluster): Pick<Seen, "heldUntilMs" | "isHoldMisspelt"> {
  const holds = tags.filter(isHold).map(({ key, value }) => {
    const endMs = holdEndMs(value);
    const isUnread = Number.isNaN(endMs);
    return { heldUntilMs: isUnread ? Number.POSITIVE_INFINITY : endMs, isHoldMisspelt: isUnread || key !== holdTag };
  });
  const none = { heldUntilMs: Number.NEGATIVE_INFINITY, isHoldMisspelt: false };
  return holds.reduce((longest, one) => (one.heldUntilMs > longest.heldUntilMs ? one : longest), none);
}

export function seeAll(state: AtlasState): readonly Seen[] {
  const atMs = state.clock.now();
  return state.projects.flatMap(({ id }) => state.clustersOf(id)).map((cluster) => seeCluster(cluster, atMs));
}
