import { type Decision, isWrite, type Write } from "../../cluster/decision/decision";
import { byUrgency, isGrowth, overdueMs } from "../../cluster/decision/urgency";
import type { Cluster } from "../../cluster/model";
import { pauseBody, resizeBody, resumeBody } from "../../cluster/patch/patch";
import type { PatchBody } from "../../cluster/patch/patch-body";
import { withAutoScalingMode } from "../../cluster/read";
import { inParallel } from "../run/in-parallel";
import { writesAtATime } from "../run/limits";
import { nearestMinute } from "../run/minute";
import type { Outcome, Sent } from "../run/outcome";
import type { Run } from "../run/run";
import { withCluster } from "../survey/match";
import { observeCluster } from "../survey/observe";
import { decideFor, type Planned, readHistory } from "../survey/plan";
import { withFreshLooks } from "./fresh-looks";
import { outcomeOf } from "./outcome-of";
import { sendPatch } from "./send-patch";

/**
 * Carries out what was decided: growth and resumes first, then reductions and pauses, the longest overdue first, a few
 * at a time. One cluster's failure never stops another. Resolves to the outcomes by plan.
 */
export async function carryOut(run: Run, planned: readonly Planned[]): Promise<ReadonlyMap<Planned, Outcome>> {
  const writes = inOrder(
    run,
    planned.filter(({ decision }) => isWrite(decision)),
  );
  const outcomes = new Map<Planned, Outcome>();
  await inParallel(writes, writesAtATime, async (plan) => {
    outcomes.set(plan, notSent(run, plan) ?? (await carryOutOne(run, plan)));
  });
  return outcomes;
}

function inOrder(run: Run, plans: readonly Planned[]): Planned[] {
  const urgent = plans.map((plan) => ({
    plan,
    growth: isGrowth(plan.match.cluster, plan.decision),
    overdueMs: overdueMs(plan.desired.since, run.atMs),
    name: plan.match.cluster.name,
  }));
  return urgent.sort(byUrgency).map(({ plan }) => plan);
}

function notSent(run: Run, { match }: Planned): Outcome | null {
  if (run.dryRun) return { result: "not-sent", why: "dry-run" };
  return match.schedule.mode === "report" ? { result: "not-sent", why: "mode-report" } : null;
}

/** The requests that went to Atlas for one cluster. One whose answer was lost is in `tried` alone. */
interface Requests {
  readonly tried: Sent[];
  readonly sent: Sent[];
}

/** Looks and writes until the cluster is done, or Atlas says no. The outcome names what was sent. */
async function carryOutOne(run: Run, plan: Planned): Promise<Outcome> {
  const requests: Requests = { tried: [], sent: [] };
  try {
    return await withFreshLooks(run, () => lookAndWrite(run, plan, requests));
  } catch (error) {
    return outcomeOf(error, plan.match.projectId, plan.match.cluster.name, requests.sent);
  }
}

async function lookAndWrite(run: Run, plan: Planned, requests: Requests): Promise<Outcome> {
  const { cluster, decision } = await lookAgain(run, plan, requests.tried.includes("resume"));
  if (!isWrite(decision)) return withoutWrite(decision, requests);
  requests.tried.push(decision.do);
  await sendPatch(run, plan.match.projectId, cluster.name, bodyOf(cluster, decision));
  requests.sent.push(decision.do);
  if (decision.do === "resume" && decision.thenResize) return lookAndWrite(run, plan, requests);
  return { result: "accepted", sent: requests.sent };
}

/**
 * A fresh look that finds nothing to write finds our own request carried out, answered or not; without one, the world
 * has moved on.
 */
function withoutWrite(decision: Decision, { tried, sent }: Requests): Outcome {
  if (decision.do === "nothing" && tried.length > 0) return { result: "accepted", sent: tried };
  return { result: "overtaken", sent, decision };
}

/**
 * Looks and decides once more, for the minute that it is by now, so that a run that crosses a boundary writes nothing
 * stale.
 */
async function lookAgain(
  run: Run,
  plan: Planned,
  afterResume: boolean,
): Promise<{ readonly cluster: Cluster; readonly decision: Decision }> {
  const { projectId, schedule } = plan.match;
  const seen = await observeCluster(run.client, projectId, plan.match.cluster.name);
  const cluster = withAutoScalingMode(seen, plan.match.cluster.autoScalingMode);
  const match = withCluster(plan.match, cluster);
  const nowMs = nearestMinute(run.ports.nowMs());
  const desired = run.desiredOf(schedule, nowMs);
  const isUnchanged = afterResume || JSON.stringify(cluster) === JSON.stringify(plan.match.cluster);
  const decision = decideFor(run, match, desired, nowMs, isUnchanged ? plan.history : null, afterResume);
  if (decision.do !== "read-history") return { cluster, decision };
  const { historyOf } = await readHistory(run, projectId, decision.sinceMs);
  return { cluster, decision: decideFor(run, match, desired, nowMs, historyOf(cluster), afterResume) };
}

function bodyOf(cluster: Cluster, decision: Write): PatchBody {
  switch (decision.do) {
    case "pause":
      return pauseBody();
    case "resume":
      return resumeBody();
    case "resize":
      return resizeBody(cluster, decision.target);
  }
}
