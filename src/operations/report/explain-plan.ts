import { type Explanation, explainDecision } from "../../cluster/decision/explain";
import { formatInstant } from "../../cluster/instant";
import { observedTarget } from "../../cluster/observed";
import { checkTarget, checkTargets, type Refusal } from "../../cluster/targets/check-targets";
import { explainWarning, type Reason } from "../../cluster/targets/explain-targets";
import { targetFor } from "../../cluster/targets/target-for";
import { warnTargets } from "../../cluster/targets/warn-targets";
import type { Run } from "../run/run";
import type { Planned } from "../survey/plan";
import type { ClusterReport } from "./report";

/** Whether some target of its schedule is skipped for this cluster, which a glob or tags match. */
export function hasSkippedTargets({ plan: { match }, refusals }: ExplainedPlan): boolean {
  return match.matchedBy === "pattern" && match.schedule.mode !== "off" && refusals.length > 0;
}

/** A plan in words, in parts. */
export interface ExplainedPlan extends Pick<ClusterReport, "observed" | "since"> {
  readonly plan: Planned;
  readonly explanation: Explanation;
  /** Why it can never be what some target of its schedule asks, which is skipped. */
  readonly refusals: readonly Refusal[];
  /** Whether there is a target that it can have. */
  readonly fitsSome: boolean;
  /** About the targets of its schedule. */
  readonly warnings: readonly Reason[];
}

export function explainPlan(run: Run, plan: Planned): ExplainedPlan {
  const { decision, match, desired } = plan;
  const { cluster, schedule } = match;
  const targets = run.targetsOf(schedule);
  return {
    plan,
    observed: { ...observedTarget(cluster), state: cluster.stateName },
    since: desired.since === null ? null : formatInstant(desired.since),
    explanation: explainDecision({ cluster, desired }, decision),
    refusals: checkTargets(cluster, targets),
    fitsSome: targets.some((target) => checkTarget(cluster, target, targets).length === 0),
    warnings: warnTargets(
      cluster,
      targets.map((target) => targetFor(cluster, target)),
    ).map(explainWarning),
  };
}
