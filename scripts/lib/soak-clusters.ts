/** Generated clusters: what a schedule of their kind can size, now and then one that it cannot. */

import fc from "fast-check";
import type { ClusterInput, RegionInput } from "../../src/local/admin-api/cluster-input";
import type { Target } from "../../src/schedule/model";
import type { Kind, SoakCluster, SoakSchedule } from "./soak-case";

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
];

/** Schedules of each kind refuse these on every run. */
const unfit: Readonly<Record<Kind, Shape>> = {
  plain: { autoScaling: { min: "M30", max: "M60" } },
  analytics: { shards: [{ tier: "M30" }, { tier: "M40" }] },
  "auto-scaled": {},
  pausing: { internalClusterRole: "SYSTEM_CLUSTER" },
};

function ofKind(kind: Kind, schedule: SoakSchedule): Shape {
  if (kind === "analytics") return { analyticsNodes: 1, analyticsTier: "M30" };
  if (kind !== "auto-scaled") return {};
  const target = [schedule.baseline, ...schedule.windows.map((window) => window.target)].find(hasBounds);
  return { autoScaling: target?.autoScaling ?? { min: "M30", max: "M60" }, tier: target?.autoScaling.min ?? "M30" };
}

const hasBounds = (target: Target): target is { autoScaling: { min: string; max: string } } => "autoScaling" in target;

/** A cluster of the schedule's, as its baseline wants it or not. */
export function clusterOf(schedule: SoakSchedule, kind: Kind, position: number): fc.Arbitrary<SoakCluster> {
  const fits = { project: schedule.project, schedule: schedule.name, kind };
  const named = { name: `${schedule.name}-${position}`, tier: "M30", diskSizeGB: 64 };
  return fc
    .tuple(
      fc.constantFrom(...(kind === "auto-scaled" ? shapes.filter(({ shards }) => shards === undefined) : shapes)),
      fc.constantFrom("M30", "M40", "M50"),
      fc.integer({ min: 0, max: 9 }).map((chance) => chance === 9),
      fc.boolean(),
    )
    .map(([shape, tier, isUnfit, startsPaused]) => ({
      ...fits,
      isUnfit,
      input: {
        ...named,
        ...(kind === "auto-scaled" ? {} : { tier }),
        ...shape,
        ...(isUnfit ? unfit[kind] : ofKind(kind, schedule)),
        tags: { ...shape.tags, team: schedule.name },
        paused: kind === "pausing" && "paused" in schedule.baseline && startsPaused,
      },
    }));
}
