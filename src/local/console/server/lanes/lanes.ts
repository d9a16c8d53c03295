/** GET /lanes: what clusters were and should be. */
import type { Lane, Mark } from "../../lanes/model";
import type { LanesAnswer } from "../../protocol";
import type { SelectableCluster } from "../../schedule-port";
import { selectableOf } from "../feed/clusters-part";
import type { ScheduleInForce } from "../schedule-in-force";
import { type ConsoleWorld, clustersOf, keyOf } from "../world";
import type { MarkBook } from "./mark-book";
import { mergeBrief, thinned } from "./merge";
import type { PastBook } from "./past-book";

export interface LaneSources {
  readonly world: Pick<ConsoleWorld, "state" | "firingFaults">;
  readonly schedule: ScheduleInForce;
  readonly past: PastBook;
  readonly marks: MarkBook;
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A lane for each key that is, or was, a cluster. */
export function lanesOf(sources: LaneSources, keys: readonly string[], span: Span): LanesAnswer {
  const byKey = new Map(clustersOf(sources.world).map((cluster) => [keyOf(cluster), selectableOf(cluster)]));
  return {
    lanes: keys.flatMap((key) => {
      const cluster = byKey.get(key);
      return cluster === undefined && !sources.past.isKnown(key) ? [] : [laneOf(sources, key, cluster, span)];
    }),
  };
}

function laneOf(
  sources: LaneSources,
  key: string,
  cluster: SelectableCluster | undefined,
  { from, until }: Span,
): Lane {
  const { schedule, past, marks } = sources;
  const plan = (cluster && schedule.current.open?.planOf(cluster, from, until)) ?? null;
  const lost = plan === null ? [] : lostFirings(sources, { from, until });
  const all = [...(plan?.marks ?? []), ...past.marks(key, from, until), ...marks.of(key, from, until), ...lost];
  const inOrder = all.sort((one, other) => one.at - other.at);
  return {
    key,
    label: key.slice(key.indexOf("/") + 1),
    zone: plan?.zone ?? "UTC",
    planned: mergeBrief(plan?.planned ?? [], until - from),
    actual: mergeBrief(past.stretches(key, from, until), until - from),
    marks: thinned(inOrder, until - from),
  };
}

/** They concern every cluster that the app schedules. */
function lostFirings({ world, schedule }: LaneSources, { from, until }: Span): Mark[] {
  const appId = schedule.current.app?.facts.id;
  return world.firingFaults.lost.flatMap(({ appId: of, trigger, scheduledAtMs: at }) =>
    of === appId && at >= from && at < until
      ? [{ at, kind: "firing-lost" as const, says: `The firing of trigger ${trigger} was lost.` }]
      : [],
  );
}
