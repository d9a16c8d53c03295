/** GET /load: what was asked of a cluster, and how long it took, on the size that it ran as. Simulated. */
import type { Cluster } from "../../../admin-api/model";
import { capacityOf, illustrate } from "../../../workload/illustration";
import { loadAt } from "../../../workload/load-curve";
import type { LoadAnswer } from "../../protocol";
import { type ConsoleWorld, keyOf } from "../world";
import type { Span } from "./lanes";
import type { PastBook } from "./past-book";

export interface LoadSources {
  readonly world: Pick<ConsoleWorld, "state" | "workload" | "beganAt">;
  readonly past: PastBook;
}

/** So many points, evenly apart, from the first instant at which there is a past until now at most. */
export function loadOf({ world, past }: LoadSources, cluster: Cluster, span: Span, points: number): LoadAnswer {
  past.catchUp();
  const from = Math.max(span.from, world.beganAt);
  const until = Math.min(span.until, world.state.clock.now());
  const count = until < from ? 0 : Math.max(1, points);
  const at = Array.from({ length: count }, (_, index) =>
    Math.round(from + ((until - from) * index) / Math.max(1, count - 1)),
  );
  const curve = world.workload.curveOf(cluster);
  const operationsPerSecond = at.map((instant) => loadAt(curve, instant));
  const latencyMs = at.map((instant, index) => {
    const tier = slowestTier(past.sizeAt(keyOf(cluster), instant));
    return tier === null
      ? null
      : illustrate(operationsPerSecond[index] ?? 0, tier, Math.max(1, cluster.shards.length)).latencyMs;
  });
  return { at, operationsPerSecond, latencyMs };
}

/** Of "M10, M50 + analytics M30": M10, which the primary of the slowest shard runs as. null: it serves nobody. */
function slowestTier(size: string | null): string | null {
  if (size === null || size === "paused") return null;
  const [base = ""] = size.split(" + ");
  const tiers = base.split(", ").sort((one, other) => capacityOf(one) - capacityOf(other));
  return tiers[0] ?? null;
}
