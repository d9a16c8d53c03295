import type { LocalAtlas } from "../../src/local/local-atlas";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import type { SampleCluster } from "../lib/sample/sample-clusters";
import { type CarriedOut, followBoundary } from "./carried-out";
import {
  type AcceptedChange,
  type AcceptedPatch,
  acceptedPatches,
  type FinishedChange,
  finishedChanges,
} from "./changes";
import { type SimulatedLoad, simulatedLoad } from "./simulated-load";
import { type ClusterHours, tierHours } from "./tier-hours";
import { type DemoRun, notableRun } from "./trigger-runs";

/** What came of a simulation. Instants are epoch milliseconds. */
export interface DemoResult {
  readonly from: number;
  readonly until: number;
  readonly triggers: readonly { readonly name: string; readonly schedule: string }[];
  readonly runs: { readonly total: number; readonly failed: number; readonly notable: readonly DemoRun[] };
  /** HTTP requests that the Admin API answered, both of each digest pair. */
  readonly requests: number;
  readonly changes: readonly AcceptedChange[];
  readonly finished: readonly FinishedChange[];
  readonly boundaries: readonly CarriedOut[];
  readonly missed: number;
  readonly hours: readonly ClusterHours[];
  readonly simulated: SimulatedLoad;
}

export function demoResult(
  atlas: LocalAtlas,
  clusters: readonly SampleCluster[],
  fromMs: number,
  untilMs: number,
): DemoResult {
  const patches = acceptedPatches(atlas);
  const finished = finishedChanges(atlas);
  const boundaries = clusters
    .flatMap((cluster) => boundariesOf(cluster, fromMs, untilMs, patches, finished))
    .sort((a, b) => a.at - b.at);
  const { runs } = atlas.scheduler;
  return {
    from: fromMs,
    until: untilMs,
    triggers: atlas.app.triggers.map(({ name, schedule }) => ({ name, schedule })),
    runs: {
      total: runs.length,
      failed: runs.filter(({ execution }) => execution.outcome === "failed").length,
      notable: runs.map(notableRun).filter((run) => run !== null),
    },
    requests: atlas.api.requests.length,
    changes: patches.map(({ body: _, ...change }) => change),
    finished,
    boundaries,
    missed: boundaries.filter(({ isMissed }) => isMissed).length,
    hours: clusters.map(({ projectId, input }) => tierHours(atlas, projectId, input.name, fromMs, untilMs)),
    simulated: simulatedLoad(atlas),
  };
}

function boundariesOf(
  { schedule, projectId, input }: SampleCluster,
  fromMs: number,
  untilMs: number,
  patches: readonly AcceptedPatch[],
  finished: readonly FinishedChange[],
): CarriedOut[] {
  if (schedule.mode !== "on") return [];
  const of = { schedule: schedule.name, project: projectId, cluster: input.name };
  const boundaries = boundariesBetween(schedule, fromMs, untilMs);
  return boundaries.map((boundary, index) =>
    followBoundary(of, boundary, boundaries[index + 1]?.at ?? null, patches, finished),
  );
}
