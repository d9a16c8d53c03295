/** The generator of clusters. A schedule of their kind can size most of them; now and then there is one that it cannot. */

import fc from "fast-check";
import type { ClusterInput, RegionInput } from "../../../src/local/admin-api/clusters/cluster-input";
import type { Target } from "../../../src/schedule/model";
import type { ClusterKind, SoakCase, SoakCluster, SoakSchedule } from "./case";
import { hourMs } from "./time";

type Shape = Partial<ClusterInput>;

const threeRegions: readonly RegionInput[] = [
  { regionName: "US_EAST_1", electable: 2, readOnly: 1 },
  { regionName: "US_WEST_2", electable: 2 },
  { regionName: "EU_WEST_1", electable: 1, analytics: 1 },
];

const twoClouds: readonly RegionInput[] = [
  { providerName: "AWS", regionName: "US_EAST_1", electable: 2 },
  { providerName: "AZURE", regionName: "US_EAST_2", electable: 1 },
];

const shapes: readonly Shape[] = [
  {},
  { regions: threeRegions },
  { shards: 2 },
  { providerName: "AZURE" },
  { providerName: "GCP" },
  { regions: twoClouds },
  { readOnlyNodes: 2 },
  { shards: [{ zoneName: "EU" }, { zoneName: "US", regions: threeRegions }], clusterType: "GEOSHARDED" },
  { ebsVolumeType: "PROVISIONED", diskIOPS: 2000 },
  { analyticsNodes: 1, tags: { env: "dev", team2: "x" } },
  { providerName: "AZURE", shards: 2, analyticsNodes: 1 },
];

/** Auto-scaling in its variants: as bounds say, without scaling down, without the disk, and of analytics nodes that no target names. */
const autoScalings: readonly ((bounds: Bounds) => Shape)[] = [
  (bounds) => ({ autoScaling: bounds }),
  ({ max }) => ({ autoScaling: { max } }),
  (bounds) => ({ autoScaling: { ...bounds, diskGB: false } }),
  (bounds) => ({
    autoScaling: bounds,
    analyticsNodes: 1,
    analyticsTier: "M40",
    analyticsAutoScaling: { min: "M30", max: "M80" },
  }),
];

/** Clusters that a schedule of each kind must refuse on every run. */
const unfit: Readonly<Record<ClusterKind, Shape>> = {
  plain: { autoScaling: { min: "M30", max: "M60" } },
  analytics: { shards: [{ tier: "M30" }, { tier: "M40" }] },
  "auto-scaled": { shards: 2, autoScalingMode: "CLUSTER_WIDE_SCALING", autoScaling: { min: "M30", max: "M60" } },
  pausing: { internalClusterRole: "SYSTEM_CLUSTER" },
  running: { internalClusterRole: "SYSTEM_CLUSTER" },
  mixed: { internalClusterRole: "SYSTEM_CLUSTER" },
  "gen-2": { internalClusterRole: "SYSTEM_CLUSTER" },
};

const chosenIops: Shape = { providerName: "AWS", ebsVolumeType: "STANDARD", diskIOPS: 8000, diskSizeGB: 160 };

type Bounds = { readonly min: string; readonly max: string };

function ofKind(kind: ClusterKind, schedule: SoakSchedule, variant: number): Shape {
  if (kind === "analytics") return { analyticsNodes: 1, analyticsTier: "M30" };
  if (kind === "gen-2") return chosenIops;
  if (kind !== "auto-scaled") return {};
  const target = [schedule.baseline, ...schedule.windows.map((window) => window.target)].find(hasBounds);
  const bounds = target?.autoScaling ?? { min: "M30", max: "M60" };
  return { ...autoScalings[variant]?.(bounds), tier: bounds.min };
}

const hasBounds = (target: Target): target is { autoScaling: Bounds } => "autoScaling" in target;

/** A cluster that the schedule owns, at its baseline or not. */
export function clusterOf(
  schedule: SoakSchedule,
  kind: ClusterKind,
  position: number,
  startMs: number,
): fc.Arbitrary<SoakCluster> {
  const fits = { project: schedule.project, schedule: schedule.name, kind };
  const named = { name: `${schedule.name}-${position}`, tier: "M30", diskSizeGB: 64 };
  return fc
    .tuple(
      fc.constantFrom(...shapes),
      fc.constantFrom("M30", "M40", "M50"),
      fc.integer({ min: 0, max: 9 }).map((chance) => chance === 9),
      fc.boolean(),
      fc.nat({ max: autoScalings.length - 1 }),
      fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 72 })),
    )
    .map(([drawn, tier, isUnfit, startsPaused, variant, hoursOld]) => {
      const shape = kind === "gen-2" && isOnOtherClouds(drawn) ? {} : drawn;
      const isScaled = kind === "auto-scaled" || (kind === "mixed" && position === 2);
      return {
        ...fits,
        isUnfit,
        input: {
          ...named,
          ...(isScaled ? {} : { tier: kind === "gen-2" ? `${tier}_GEN_2` : tier }),
          ...shape,
          ...(isUnfit ? unfitFor(kind, schedule, variant) : ofKind(isScaled ? "auto-scaled" : kind, schedule, variant)),
          tags: { ...shape.tags, team: schedule.name },
          paused: "paused" in schedule.baseline && schedule.baseline.paused && startsPaused,
          ...(hoursOld !== null && { createdAt: startMs - hoursOld * hourMs + 17_000 }),
        },
      };
    });
}

const isOnOtherClouds = ({ providerName, regions }: Shape) => providerName !== undefined || regions === twoClouds;

/** Where a glob or tags select it, a cluster that Atlas scales by itself is paused and resumed, and only its size is skipped. */
function unfitFor(kind: ClusterKind, { selectsBy }: SoakSchedule, variant: number): Shape {
  const isHalfFit = kind === "pausing" && selectsBy !== "name" && variant % 2 === 0;
  return unfit[isHalfFit ? "plain" : kind];
}

/** A cluster whose name and tags nearly match the selectors of a schedule. */
export function bystanderOf({
  name,
  project,
}: SoakSchedule): fc.Arbitrary<NonNullable<SoakCase["bystanders"]>[number]> {
  const named = { tier: "M40", diskSizeGB: 64 };
  return fc
    .constantFrom(
      { name: `${name}x1`, tags: { team: `${name}x` } },
      { name: `x${name}-1`, tags: { env: name } },
      { name: "other", tags: { team: "", other: name } },
    )
    .map((input) => ({ project, input: { ...named, ...input } }));
}
