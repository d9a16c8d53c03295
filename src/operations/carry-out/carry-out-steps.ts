import { lookDelayMs } from "../../atlas/retry";
import type { Cluster } from "../../cluster/model";
import { idlePollMs, idleWaitMs } from "../run/limits";
import type { Outcome, Sent } from "../run/outcome";
import type { Run } from "../run/run";
import { observeCluster } from "../survey/observe";
import { isFresh } from "./looks";
import { outcomeOf } from "./outcome-of";
import type { Step } from "./scale-steps";
import { sendPatch } from "./send-patch";

/**
 * Sends the steps one after another, each after a fresh look. When one fails, the outcome names what was sent before.
 */
export async function carryOutSteps(
  run: Run,
  projectId: string,
  clusterName: string,
  steps: readonly Step[],
): Promise<Outcome> {
  const sent: Sent[] = [];
  for (const step of steps) {
    const outcome = await carryOutStep(run, projectId, clusterName, step, sent);
    if (outcome !== null) return outcome;
    sent.push(step.sends);
  }
  return { result: "accepted", sent };
}

/**
 * null: it was accepted. A request states a target, so after a lost answer it is built anew from a fresh look and sent
 * again.
 */
async function carryOutStep(
  run: Run,
  projectId: string,
  clusterName: string,
  step: Step,
  sent: readonly Sent[],
): Promise<Outcome | null> {
  try {
    await run.client.repeat(async () => {
      const cluster = await lookFor(run, projectId, clusterName, step);
      await sendPatch(run, projectId, clusterName, step.bodyFor(cluster));
    }, lookDelayMs);
    return null;
  } catch (error) {
    const outcome = outcomeOf(error, projectId, clusterName, sent);
    return outcome.result === "accepted" ? null : outcome;
  }
}

/**
 * Waits a while for IDLE where the step needs it; after that Atlas itself says that it is too early. A look that took
 * too long to be answered is taken again.
 */
async function lookFor(run: Run, projectId: string, clusterName: string, step: Step): Promise<Cluster> {
  for (let waitedMs = 0; ; ) {
    const look = { askedMs: run.ports.nowMs() };
    const cluster = await observeCluster(run.client, projectId, clusterName);
    if (!isFresh(look, run.ports.nowMs())) continue;
    if (!step.waitsForIdle || cluster.stateName === "IDLE" || waitedMs >= idleWaitMs) return cluster;
    if (!(await run.client.wait(idlePollMs))) return cluster;
    waitedMs += idlePollMs;
  }
}
