import type { LocalAtlas } from "../../src/local/local-atlas";
import type { TriggerRun } from "../../src/local/triggers/scheduler";
import { boundariesBetween } from "../../src/schedule/boundaries";
import type { DemoCluster } from "./demo-clusters";
import {
  type AcceptedChange,
  type CarriedOut,
  describePatch,
  type FinishedChange,
  followBoundary,
} from "./demo-report";

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
  clusters: readonly DemoCluster[],
  fromMs: number,
  untilMs: number,
): DemoResult {
  const changes = acceptedChanges(atlas);
  const finished = finishedChanges(atlas);
  const boundaries = clusters
    .flatMap((cluster) => boundariesOf(cluster, fromMs, untilMs, changes, finished))
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
    changes,
    finished,
    boundaries,
    missed: boundaries.filter(({ askedAt }) => askedAt === null).length,
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

function acceptedChanges({ api }: LocalAtlas): AcceptedChange[] {
  return api.requests
    .filter(({ method, status }) => method === "PATCH" && status === 200)
    .map(({ at, path, body }) => ({
      at,
      cluster: decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)),
      asked: describePatch(body),
    }));
}

/** A pause or a resume ends as a change of its own and as the pause or resume it is: once is enough. */
function finishedChanges({ state }: LocalAtlas): FinishedChange[] {
  const ended = state.history.filter(({ what }) => what === "completed" || what === "paused" || what === "resumed");
  const byInstant = new Map(ended.map(({ at, cluster }) => [`${at} ${cluster}`, { at, cluster }]));
  return [...byInstant.values()];
}

function boundariesOf(
  { schedule, input }: DemoCluster,
  fromMs: number,
  untilMs: number,
  changes: readonly AcceptedChange[],
  finished: readonly FinishedChange[],
): CarriedOut[] {
  if (schedule.mode !== "on") return [];
  const boundaries = boundariesBetween(schedule, fromMs, untilMs);
  return boundaries.map((boundary, index) => {
    const nextAt = boundaries[index + 1]?.at ?? untilMs;
    return followBoundary(schedule.name, input.name, boundary, nextAt, changes, finished);
  });
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
