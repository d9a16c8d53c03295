import type { Boundary } from "../../src/schedule/model";
import { describeTarget } from "../../src/schedule/target";

/** A change that the demo asked of Atlas, as the emulator saw it. */
export interface AcceptedChange {
  readonly at: number;
  readonly cluster: string;
  /** What the PATCH said, in a few words. */
  readonly asked: string;
}

/** The end of a change: every node done. */
export interface FinishedChange {
  readonly at: number;
  readonly cluster: string;
}

export interface CarriedOut {
  readonly at: number;
  readonly schedule: string;
  readonly cluster: string;
  readonly window: string | null;
  readonly from: string;
  readonly to: string;
  /** When Atlas accepted the change; null: never, or too late. */
  readonly askedAt: number | null;
  /** When the last node was done; null: not by the end. */
  readonly reachedAt: number | null;
}

/** A boundary that nothing was asked for within an hour is missed: that is when a cluster counts as late. */
const missedAfterMs = 3_600_000;

/** How one boundary was carried out on one cluster. `nextAt`: the boundary after it, or the end. */
export function followBoundary(
  schedule: string,
  cluster: string,
  boundary: Boundary,
  nextAt: number,
  changes: readonly AcceptedChange[],
  finished: readonly FinishedChange[],
): CarriedOut {
  const until = Math.min(nextAt, boundary.at + missedAfterMs);
  const asked = changes.find((one) => one.cluster === cluster && one.at >= boundary.at && one.at < until);
  const reached = asked && finished.find((one) => one.cluster === cluster && one.at >= asked.at && one.at <= nextAt);
  return {
    at: boundary.at,
    schedule,
    cluster,
    window: boundary.window,
    from: describeTarget(boundary.before),
    to: describeTarget(boundary.after),
    askedAt: asked?.at ?? null,
    reachedAt: reached?.at ?? null,
  };
}

/** What a PATCH body asks for, in a few words: "M50", "pause", "resume". */
export function describePatch(body: unknown): string {
  const { paused, replicationSpecs } = (body ?? {}) as {
    paused?: boolean;
    replicationSpecs?: { regionConfigs?: { electableSpecs?: { instanceSize?: string } }[] }[];
  };
  if (paused !== undefined) return paused ? "pause" : "resume";
  const sizes = (replicationSpecs ?? []).flatMap(({ regionConfigs }) =>
    (regionConfigs ?? []).map(({ electableSpecs }) => electableSpecs?.instanceSize),
  );
  return [...new Set(sizes.filter((size) => size !== undefined))].join(", ");
}
