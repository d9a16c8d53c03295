import type { ClusterInput } from "../../../src/local/admin-api/clusters/cluster-input";
import { findTier } from "../../../src/local/admin-api/clusters/hardware/tiers";
import type { ClusterSelector, Schedule, ScheduleDocument, SizeTarget } from "../../../src/schedule/model";
import { matchSelector, ownership } from "../../../src/schedule/selectors";
import { isPaused, isSizes, targetsOf } from "../../../src/schedule/target";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { UsageError } from "../command";

/** A cluster made up for a schedule to own, to show on local Atlas what the schedule does. */
export interface SampleCluster {
  readonly projectId: string;
  readonly schedule: Schedule;
  readonly input: ClusterInput;
}

/**
 * One cluster for every selector of every schedule (one for selectors that mean the same), as its schedule wants it the
 * minute before `fromMs`: three nodes, with auto-scaling or analytics nodes where a target speaks of them.
 */
export function sampleClusters(document: ScheduleDocument, appProjectId: string, fromMs: number): SampleCluster[] {
  const clusters: SampleCluster[] = [];
  for (const schedule of document.schedules) {
    if (schedule.mode === "off") continue;
    for (const projectId of schedule.projects.length === 0 ? [appProjectId] : schedule.projects) {
      schedule.clusters.forEach((selector, index) => {
        const input = { ...namedFor(selector, `${schedule.name}-${index + 1}`), ...shapeFor(schedule, fromMs) };
        const isThere = clusters.some((one) => one.projectId === projectId && one.input.name === input.name);
        if (!isThere && !isOwnedByAnother(document, schedule, projectId, appProjectId, input)) {
          clusters.push({ projectId, schedule, input });
        }
      });
    }
  }
  if (clusters.length === 0) throw new UsageError("every schedule is off, so there is no cluster to show");
  return clusters;
}

/** What a made-up cluster needs for the selector to select it. */
function namedFor(selector: ClusterSelector, fallback: string): Pick<ClusterInput, "name" | "tags"> {
  return matchSelector<Pick<ClusterInput, "name" | "tags">>(selector, {
    name: (name) => ({ name }),
    glob: (glob) => ({ name: glob.replace(/[*?]/g, "1") || fallback }),
    tags: (tags) => ({ name: fallback, tags }),
  });
}

function isOwnedByAnother(
  document: ScheduleDocument,
  schedule: Schedule,
  projectId: string,
  appProjectId: string,
  input: Pick<ClusterInput, "name" | "tags">,
): boolean {
  const ofProject = document.schedules.filter(
    ({ projects }) => projects.includes(projectId) || (projects.length === 0 && projectId === appProjectId),
  );
  return ownership(ofProject)({ name: input.name, tags: input.tags ?? {} })?.schedule !== schedule;
}

function shapeFor(schedule: Schedule, fromMs: number): Omit<ClusterInput, "name"> {
  const targets = targetsOf(schedule);
  // A boundary at the very start is for the simulation to reach.
  const now = desiredAt(schedule, fromMs - 1).target;
  const sizes = isSizes(now) ? now : (targets.find(isSizes) ?? {});
  const analyticsTier = sizes.analyticsTier ?? targets.find(isSizes)?.analyticsTier;
  return {
    tier: sizes.tier ?? sizes.autoScaling?.min ?? "M10",
    paused: isPaused(now),
    ...hardwareFor(schedule, targets.filter(isSizes)),
    ...(sizes.autoScaling && { autoScaling: sizes.autoScaling }),
    ...(analyticsTier !== undefined && { analyticsTier, analyticsNodes: 1 }),
  };
}

/** A provider that has every tier of the schedule, and a disk that all of them hold. */
function hardwareFor(
  { name }: Schedule,
  sizes: readonly SizeTarget[],
): Pick<ClusterInput, "providerName" | "diskSizeGB"> {
  const named = sizes.flatMap((target) => [
    target.tier,
    target.analyticsTier,
    target.autoScaling?.min,
    target.autoScaling?.max,
  ]);
  const tiers = [...new Set(named.filter((tier) => tier !== undefined))];
  for (const providerName of ["AWS", "GCP", "AZURE"] as const) {
    const found = tiers.map((tier) => findTier(providerName, tier)).filter((tier) => tier !== undefined);
    if (found.length < tiers.length) continue;
    return found.length === 0
      ? { providerName }
      : { providerName, diskSizeGB: Math.min(...found.map(({ defaultGB }) => defaultGB)) };
  }
  throw new UsageError(
    `schedule ${name}: no cloud provider offers all of ${tiers.join(", ")}, so no sample cluster can follow it`,
  );
}
