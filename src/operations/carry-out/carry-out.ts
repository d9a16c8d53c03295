import { lookDelayMs } from "../../atlas/retry";
import { type Decision, isWrite, type Write } from "../../cluster/decision/decision";
import { byUrgency, isGrowth, overdueMs } from "../../cluster/decision/urgency";
import type { Cluster } from "../../cluster/model";
import { pauseBody, resizeBody, resumeBody } from "../../cluster/patch/patch";
import type { PatchBody } from "../../cluster/patch/patch-body";
import { inParallel } from "../run/in-parallel";
import { writesAtATime } from "../run/limits";
import { nearestMinute } from "../run/minute";
import type { Outcome, Sent } from "../run/outcome";
import type { Run } from "../run/run";
import { withCluster } from "../survey/match";
import { decideFor, type Planned } from "../survey/plan";
import { createLooks, isFresh, type Look, type Looks } from "./looks";
import { outcomeOf } from "./outcome-of";
import { sendPatch } from "./send-patch";

/**
 * Carries out what was decided: growth and resumes first, then reductions and pauses, the longest overdue first, a few
 * at a time. One cluster's failure never stops another. Resolves to the plans as they were carried out, which is not as
 * they were first meant where the run crossed a boundary in between, and the outcomes by these plans.
 */
export async function carryOut(
  run: Run,
  planned: readonly Planned[],
): Promise<{ readonly planned: readonly Planned[]; readonly outcomes: ReadonlyMap<Planned, Outcome> }> {
  const writes = inOrder(
    run,
    planned.filter(({ decision }) => isWrite(decision)),
  );
  const looks = createLooks(run, planned, writes);
  const carriedOut = new Map<Planned, Planned>();
  const outcomes = new Map<Planned, Outcome>();
  await inParallel(writes, writesAtATime, async (plan) => {
    const requests: Requests = { tried: [], sent: [], asked: null };
    const outcome = notSent(run, plan) ?? (await carryOutOne(run, looks, plan, requests));
    const asSent = { ...plan, ...requests.asked };
    carriedOut.set(plan, asSent);
    outcomes.set(asSent, outcome);
  });
  return { planned: planned.map((plan) => carriedOut.get(plan) ?? plan), outcomes };
}

function inOrder(run: Run, plans: readonly Planned[]): Planned[] {
  const urgent = plans.map((plan) => ({
    plan,
    growth: isGrowth(plan.match.cluster, plan.decision),
    overdueMs: overdueMs(plan.desired.since, run.atMs),
    // Those of one project stand together, so that one list of it serves many.
    name: `${plan.match.projectId} ${plan.match.cluster.name}`,
  }));
  return urgent.sort(byUrgency).map(({ plan }) => plan);
}

function notSent(run: Run, { match }: Planned): Outcome | null {
  if (run.dryRun) return { result: "not-sent", why: "dry-run" };
  return match.schedule.mode === "report" ? { result: "not-sent", why: "mode-report" } : null;
}

type Asked = Pick<Planned, "desired" | "decision">;

/** The requests that went to Atlas for one cluster. One whose answer was lost is in `tried` alone. */
interface Requests {
  readonly tried: Sent[];
  readonly sent: Sent[];
  /** What the newest of them asked for; null: none was sent. */
  asked: Asked | null;
}

/** Looks and writes until the cluster is done, or Atlas says no. The outcome names what was sent. */
async function carryOutOne(run: Run, looks: Looks, plan: Planned, requests: Requests): Promise<Outcome> {
  let isFirst = true;
  try {
    return await run.client.repeat(() => {
      const alone = !isFirst;
      isFirst = false;
      return lookAndWrite(run, looks, plan, requests, alone);
    }, lookDelayMs);
  } catch (error) {
    return outcomeOf(error, plan.match.projectId, plan.match.cluster.name, requests.sent);
  }
}

/** `alone`: after a request of our own only a look of its own shows what became of it. */
async function lookAndWrite(
  run: Run,
  looks: Looks,
  plan: Planned,
  requests: Requests,
  alone: boolean,
): Promise<Outcome> {
  const { look, asked } = await lookAgain(run, looks, plan, requests.tried.includes("resume"), alone);
  const { decision } = asked;
  if (!isWrite(decision)) return withoutWrite(decision, requests);
  if (!isFresh(look, run.ports.nowMs())) return lookAndWrite(run, looks, plan, requests, true);
  requests.tried.push(decision.do);
  requests.asked = asked;
  await sendPatch(run, plan.match.projectId, look.cluster.name, bodyOf(look.cluster, decision));
  requests.sent.push(decision.do);
  if (decision.do === "resume" && decision.thenResize) return lookAndWrite(run, looks, plan, requests, true);
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
  looks: Looks,
  plan: Planned,
  afterResume: boolean,
  alone: boolean,
): Promise<{ readonly look: Look; readonly asked: Asked }> {
  const look = await looks.look(plan.match, alone);
  const match = withCluster(plan.match, look.cluster);
  const nowMs = nearestMinute(run.ports.nowMs());
  const desired = run.desiredOf(match.schedule, nowMs);
  const isUnchanged = afterResume || JSON.stringify(match.cluster) === JSON.stringify(plan.match.cluster);
  const decision = decideFor(run, match, desired, nowMs, isUnchanged ? plan.history : null, afterResume);
  if (decision.do !== "read-history") return { look, asked: { desired, decision } };
  const historyOf = await looks.historyOf(match, look, decision.sinceMs);
  return {
    look,
    asked: { desired, decision: decideFor(run, match, desired, nowMs, historyOf(look.cluster), afterResume) },
  };
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
