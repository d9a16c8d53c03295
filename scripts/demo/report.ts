import type { Boundary, SizeTarget, Target } from "../../src/schedule/model";
import { describeTarget } from "../../src/schedule/target";

/** A PATCH that the emulator accepted, and what it said. */
export interface SeenPatch extends AcceptedChange {
  readonly body: unknown;
}

/** A change that the demo asked of Atlas. */
export interface AcceptedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** What the PATCH said, in a few words. */
  readonly asked: string;
}

/** The end of a change: every node done. */
export interface FinishedChange {
  readonly at: number;
  readonly project: string;
  readonly cluster: string;
  /** The tiers that the nodes then run as ("M50"), or "paused". */
  readonly to: string;
}

export interface CarriedOut {
  readonly at: number;
  readonly schedule: string;
  readonly project: string;
  readonly cluster: string;
  readonly window: string | null;
  readonly from: string;
  readonly to: string;
  /** When Atlas accepted a change to just this target; null: never, or too late. */
  readonly askedAt: number | null;
  /** When the last node was there; null: not before the next boundary or the end. */
  readonly reachedAt: number | null;
  /** Not asked for within the hour, or the next boundary came before the cluster was there. */
  readonly isMissed: boolean;
}

/** A boundary that nothing was asked for within an hour is missed: that is when a cluster counts as late. */
const missedAfterMs = 3_600_000;

/** How one boundary was carried out on one cluster. `nextAt`: the boundary after it; null: none before the end. */
export function followBoundary(
  of: Pick<CarriedOut, "schedule" | "project" | "cluster">,
  boundary: Boundary,
  nextAt: number | null,
  patches: readonly SeenPatch[],
  finished: readonly FinishedChange[],
): CarriedOut {
  const { at, window, before, after } = boundary;
  const isOf = (one: { readonly project: string; readonly cluster: string }) =>
    one.project === of.project && one.cluster === of.cluster;
  const until = Math.min(nextAt ?? Number.POSITIVE_INFINITY, at + missedAfterMs);
  const asked = patches.find((one) => isOf(one) && one.at >= at && one.at < until && asksFor(one.body, after));
  const reached =
    asked &&
    finished.find(
      (one) => isOf(one) && one.at >= asked.at && (nextAt === null || one.at <= nextAt) && isAt(one.to, after),
    );
  return {
    at,
    ...of,
    window,
    from: describeTarget(before),
    to: describeTarget(after),
    askedAt: asked?.at ?? null,
    reachedAt: reached?.at ?? null,
    isMissed: asked === undefined || (reached === undefined && nextAt !== null),
  };
}

interface PatchBody {
  readonly paused?: boolean;
  readonly replicationSpecs?: readonly { readonly regionConfigs?: readonly RegionBody[] }[];
}

interface RegionBody {
  readonly electableSpecs?: { readonly instanceSize?: string };
  readonly analyticsSpecs?: { readonly instanceSize?: string };
  readonly autoScaling?: { readonly compute?: { readonly maxInstanceSize?: string } };
}

/** Whether a PATCH asks for just this target. A resume does where sizes are wanted: they are right already, or follow. */
function asksFor(body: unknown, target: Target): boolean {
  const { paused } = (body ?? {}) as PatchBody;
  if ("paused" in target) return paused === true;
  if (paused !== undefined) return !paused;
  const regions = regionsOf(body);
  return regions.length > 0 && regions.every((region) => asksRegionFor(region, target));
}

function asksRegionFor({ electableSpecs, analyticsSpecs, autoScaling }: RegionBody, target: SizeTarget): boolean {
  const isBase =
    target.autoScaling === undefined
      ? target.tier === undefined || electableSpecs?.instanceSize === target.tier
      : autoScaling?.compute?.maxInstanceSize === target.autoScaling.max;
  const isAnalytics = target.analyticsTier === undefined || analyticsSpecs?.instanceSize === target.analyticsTier;
  return isBase && isAnalytics;
}

/** Bounds leave the tier to Atlas. */
function isAt(tiers: string, target: Target): boolean {
  if ("paused" in target) return tiers === "paused";
  if (tiers === "paused") return false;
  return target.autoScaling !== undefined || target.tier === undefined || tiers.split(", ").includes(target.tier);
}

function regionsOf(body: unknown): RegionBody[] {
  const { replicationSpecs = [] } = (body ?? {}) as PatchBody;
  return replicationSpecs.flatMap(({ regionConfigs = [] }) => regionConfigs);
}

/** What a PATCH body asks for, in a few words: "M50", "pause", "resume". */
export function describePatch(body: unknown): string {
  const { paused } = (body ?? {}) as PatchBody;
  if (paused !== undefined) return paused ? "pause" : "resume";
  const sizes = regionsOf(body).map(({ electableSpecs }) => electableSpecs?.instanceSize);
  return [...new Set(sizes.filter((size) => size !== undefined))].join(", ");
}
