import { decide } from "../../cluster/decision/decide";
import type { Decision, History } from "../../cluster/decision/decision";
import { areNamed, atWorkSince, progressEventTypes, readChanges, readTagEdit } from "../../cluster/decision/history";
import { longestHoldMs } from "../../cluster/limits";
import type { Cluster } from "../../cluster/model";
import type { Desired } from "../../schedule/model";
import { MS_PER_MINUTE } from "../../schedule/time-units";
import { type Failure, failureOf } from "../run/failure";
import { inParallel } from "../run/in-parallel";
import { projectsAtATime } from "../run/limits";
import type { Run } from "../run/run";
import type { Match } from "./match";
import { readEvents } from "./observe";

/** What to do about one matched cluster. */
export interface Planned {
  readonly match: Match;
  readonly desired: Desired;
  /** null: the decision did not depend on the history. */
  readonly history: History | null;
  readonly decision: Decision;
}

/**
 * Decides about every cluster. A project is asked for its events only if a decision depends on them: those since the
 * boundary first, and older ones where somebody has changed a cluster since.
 */
export async function planAll(
  run: Run,
  matches: readonly Match[],
): Promise<{ planned: readonly Planned[]; failures: readonly Failure[] }> {
  const first = await planWithHistories(
    run,
    matches.map((match) => planWithoutHistory(run, match)),
  );
  const second = await planWithHistories(run, first.planned);
  return { planned: await withStarts(run, second.planned), failures: [...first.failures, ...second.failures] };
}

/**
 * A change that seems to be in progress for too long may have been completed, and Atlas be at work of its own. Where that
 * cannot be read, nobody can tell since when it works.
 */
async function withStarts(run: Run, plans: readonly Planned[]): Promise<readonly Planned[]> {
  const longestMs = run.settings.document.limits.longestChangeMinutes * MS_PER_MINUTE;
  const oldest = new Map<string, number>();
  for (const { match, decision } of plans) {
    const sinceMs = decision.because.reason === "in-progress" ? decision.because.sinceMs : null;
    if (sinceMs === null || run.atMs - sinceMs < longestMs) continue;
    oldest.set(match.projectId, Math.min(sinceMs, oldest.get(match.projectId) ?? sinceMs));
  }
  const events = new Map<string, readonly unknown[] | null>();
  await inParallel(Array.from(oldest), projectsAtATime, async ([projectId, sinceMs]) => {
    const read = readEvents(run.client, projectId, sinceMs, progressEventTypes);
    events.set(projectId, await read.then((answer) => answer.events).catch(() => null));
  });
  return plans.map((plan) => {
    const { because } = plan.decision;
    const ofProject = events.get(plan.match.projectId);
    if (because.reason !== "in-progress" || because.sinceMs === null || ofProject === undefined) return plan;
    const sinceMs = ofProject && atWorkSince(ofProject, plan.match.cluster, because.sinceMs);
    return { ...plan, decision: { do: "nothing", because: { ...because, sinceMs } } };
  });
}

async function planWithHistories(run: Run, plans: readonly Planned[]): ReturnType<typeof planAll> {
  const { histories, failures } = await readHistories(run, plans);
  const planned = plans.map((plan) => {
    const history = histories.get(plan.match.projectId);
    if (plan.decision.do !== "read-history" || history === undefined) return plan;
    return planWith(run, plan, history(plan.match.cluster));
  });
  return { planned, failures };
}

function planWithoutHistory(run: Run, match: Match): Planned {
  const desired = run.desiredOf(match.schedule, run.atMs);
  return { match, desired, history: null, decision: decideFor(run, match, desired, run.atMs, null) };
}

function planWith(run: Run, plan: Planned, history: History): Planned {
  return { ...plan, history, decision: decideFor(run, plan.match, plan.desired, run.atMs, history) };
}

export function decideFor(
  run: Run,
  match: Match,
  desired: Desired,
  nowMs: number,
  history: History | null,
  afterResume = false,
): Decision {
  return decide({
    cluster: match.cluster,
    desired,
    boundaryBeforeMs: run.boundaryBeforeOf(match.schedule, desired),
    targets: run.targetsOf(match.schedule),
    matchedBy: match.matchedBy,
    drift: run.settings.document.drift,
    longestChangeMs: run.settings.document.limits.longestChangeMinutes * MS_PER_MINUTE,
    nowMs,
    takeOver: run.takeOver && match.cluster.name === run.onlyCluster,
    history,
    afterResume,
  });
}

export type HistoryOf = (cluster: Cluster) => History;

/**
 * The events reach back to the oldest boundary that a decision asks about. A project whose events cannot be read fails
 * by itself.
 */
async function readHistories(
  run: Run,
  planned: readonly Planned[],
): Promise<{ histories: ReadonlyMap<string, HistoryOf>; failures: Failure[] }> {
  const sinceByProject = new Map<string, number>();
  for (const { match, decision } of planned) {
    if (decision.do !== "read-history") continue;
    const known = sinceByProject.get(match.projectId);
    sinceByProject.set(match.projectId, Math.min(decision.sinceMs, known ?? decision.sinceMs));
  }
  const histories = new Map<string, HistoryOf>();
  const failures: Failure[] = [];
  await inParallel(Array.from(sinceByProject), projectsAtATime, async ([projectId, sinceMs]) => {
    const read = await readHistory(run, projectId, sinceMs);
    histories.set(projectId, read.historyOf);
    if (read.failure !== null) failures.push(read.failure);
  });
  return { histories, failures };
}

export async function readHistory(
  run: Run,
  projectId: string,
  sinceMs: number,
): Promise<{ historyOf: HistoryOf; failure: Failure | null }> {
  const { credentials } = run.settings;
  const key =
    credentials.kind === "api-key" ? { publicKey: credentials.publicKey } : { clientId: credentials.clientId };
  try {
    const read = await readEvents(run.client, projectId, Math.max(sinceMs, run.ports.nowMs() - longestHoldMs));
    const ours = { ...key, isNamed: areNamed(read.events, key) };
    const historyOf: HistoryOf = (cluster) => {
      const ofCluster = [...(read.byCluster.get(cluster.name) ?? []), ...(read.byCluster.get(cluster.id ?? "") ?? [])];
      const changes = readChanges(ofCluster, cluster, ours);
      return { readable: true, sinceMs, changes, tagEdit: readTagEdit(ofCluster, cluster, ours) };
    };
    return { historyOf, failure: null };
  } catch (error) {
    const failure = failureOf(projectId, null, error);
    return { historyOf: () => ({ readable: false }), failure };
  }
}
