import type { LocalAtlas } from "../../src/local/local-atlas";
import type { TriggerRun } from "../../src/local/triggers/scheduler";
import { boundariesBetween } from "../../src/schedule/windows/boundaries";
import type { SampleCluster } from "../lib/sample-clusters";
import {
  type AcceptedChange,
  type CarriedOut,
  describePatch,
  type FinishedChange,
  followBoundary,
  type SeenPatch,
} from "./report";

const hourMs = 3_600_000;

export interface DemoRun {
  readonly at: number;
  readonly trigger: string;
  readonly outcome: "completed" | "failed";
  /** What the run's log says it did; of a failed run, its error. */
  readonly says: string;
}

export interface ClusterHours {
  readonly cluster: string;
  /** Hours at each tier; "paused" where no node ran. They sum to the length of the simulation. */
  readonly hoursByTier: Readonly<Record<string, number>>;
  /** The largest tier it had, and the hours it was not at that tier: what staying there would have cost more. */
  readonly largestTier: string;
  readonly hoursSaved: number;
}

export interface DemoResult {
  readonly from: number;
  readonly until: number;
  readonly triggers: readonly { readonly name: string; readonly schedule: string }[];
  readonly runs: { readonly total: number; readonly failed: number; readonly notable: readonly DemoRun[] };
  /** HTTP requests that the Admin API answered, both legs of each digest pair. */
  readonly requests: number;
  readonly changes: readonly AcceptedChange[];
  readonly finished: readonly FinishedChange[];
  readonly boundaries: readonly CarriedOut[];
  readonly missed: number;
  readonly hours: readonly ClusterHours[];
}

export function demoResult(
  atlas: LocalAtlas,
  clusters: readonly SampleCluster[],
  fromMs: number,
  untilMs: number,
): DemoResult {
  const patches = seenPatches(atlas);
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
    changes: patches.map(({ at, project, cluster, asked }) => ({ at, project, cluster, asked })),
    finished,
    boundaries,
    missed: boundaries.filter(({ isMissed }) => isMissed).length,
    hours: clusters.map(({ projectId, input }) => clusterHours(atlas, projectId, input.name, fromMs, untilMs)),
  };
}

/** null: the run found nothing to do. */
export function notableRun({ trigger, scheduledAtMs, execution }: TriggerRun): DemoRun | null {
  const { outcome, error, logs } = execution;
  const sent = logs.filter((line) => /^[A-Z-]+(?: [A-Z_]+)?: /.test(line));
  if (outcome === "completed" && sent.length === 0) return null;
  const says = error === undefined ? sent.join("\n") : `FAILED: ${error.message}`;
  return { at: scheduledAtMs, trigger, outcome, says };
}

function seenPatches({ api }: LocalAtlas): SeenPatch[] {
  return api.requests
    .filter(({ method, status }) => method === "PATCH" && status === 200)
    .map(({ at, path, body }) => {
      const [, project = "", cluster = ""] = /\/groups\/([^/]+)\/clusters\/([^/]+)$/.exec(path) ?? [];
      return { at, project, cluster: decodeURIComponent(cluster), asked: describePatch(body), body };
    });
}

/** A pause or a resume ends as a change of its own and as the pause or resume it is: once is enough. */
function finishedChanges({ state }: LocalAtlas): FinishedChange[] {
  const byInstant = new Map<string, FinishedChange>();
  for (const { at, projectId, cluster, what, to } of state.history) {
    if (what !== "completed" && what !== "paused" && what !== "resumed") continue;
    byInstant.set(`${at} ${projectId} ${cluster}`, { at, project: projectId, cluster, to });
  }
  return [...byInstant.values()];
}

function boundariesOf(
  { schedule, projectId, input }: SampleCluster,
  fromMs: number,
  untilMs: number,
  patches: readonly SeenPatch[],
  finished: readonly FinishedChange[],
): CarriedOut[] {
  if (schedule.mode !== "on") return [];
  const of = { schedule: schedule.name, project: projectId, cluster: input.name };
  const boundaries = boundariesBetween(schedule, fromMs, untilMs);
  return boundaries.map((boundary, index) =>
    followBoundary(of, boundary, boundaries[index + 1]?.at ?? null, patches, finished),
  );
}

/** From node-hours: all nodes of a demo cluster count alike, and hours in which none ran are paused. */
function clusterHours(
  atlas: LocalAtlas,
  projectId: string,
  name: string,
  fromMs: number,
  untilMs: number,
): ClusterHours {
  const nodeHours = atlas.state.nodeHours(projectId, name, fromMs, untilMs);
  const nodes = atlas.state.cluster(projectId, name)?.nodes.length ?? 1;
  const hoursByTier: Record<string, number> = {};
  let running = 0;
  for (const [tier, hours] of Object.entries(nodeHours)) {
    hoursByTier[tier] = hours / nodes;
    running += hours / nodes;
  }
  const paused = (untilMs - fromMs) / hourMs - running;
  if (paused > 0.001) hoursByTier.paused = paused;
  const tiers = Object.keys(nodeHours).sort((a, b) => sizeOf(b) - sizeOf(a));
  const largestTier = tiers[0] ?? "paused";
  const hoursSaved = (untilMs - fromMs) / hourMs - (hoursByTier[largestTier] ?? 0);
  return { cluster: name, hoursByTier, largestTier, hoursSaved };
}

function sizeOf(tier: string): number {
  return Number(/\d+/.exec(tier)?.[0] ?? 0);
}
