/** What time it is, and when something happens next. */
import type { ClockState } from "../../protocol";
import type { ScheduleInForce } from "../schedule-in-force";
import { type ConsoleWorld, clustersOf } from "../world";
import { selectableOf } from "./clusters-part";
import { type FeedPart, valuePart } from "./part";

/** So often a boundary is looked for again, of real time: clusters and their tags may have changed. */
export interface ClockWatch {
  readonly world: Pick<ConsoleWorld, "state" | "keeper" | "beganAt">;
  readonly schedule: ScheduleInForce;
  readonly stepsTo: () => number | null;
}

export function clockPart({ world, schedule, stepsTo }: ClockWatch): FeedPart {
  const { keeper, beganAt } = world;
  const next = nextBoundaryOf({ world, schedule });
  const read = (): ClockState => ({
    now: keeper.clock.now(),
    beganAt,
    speed: keeper.speed,
    stepsTo: stepsTo(),
    nextBoundary: next(),
  });
  const isSame = (one: ClockState, other: ClockState) =>
    one.now === other.now &&
    one.speed === other.speed &&
    one.stepsTo === other.stepsTo &&
    one.nextBoundary === other.nextBoundary;
  return valuePart("clock", read, isSame);
}

/** Looked for again when it has passed, when the document is another, and when a cluster came, went or has other tags. */
export function nextBoundaryOf({
  world,
  schedule,
}: Pick<ClockWatch, "schedule"> & { readonly world: Pick<ConsoleWorld, "state"> }) {
  let known: { readonly from: readonly unknown[]; readonly at: number | null } | undefined;
  return (): number | null => {
    const { open } = schedule.current;
    if (open === null) return null;
    const clusters = clustersOf(world);
    const from = [open, ...clusters.flatMap((cluster) => [cluster, cluster.tags])];
    const now = world.state.clock.now();
    const isKnown = known?.from.length === from.length && known.from.every((one, index) => one === from[index]);
    if (known === undefined || !isKnown || (known.at !== null && known.at <= now)) {
      known = { from, at: open.nextBoundary(clusters.map(selectableOf), now) };
    }
    return known.at;
  };
}
