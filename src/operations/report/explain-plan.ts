import { type Explanation, explainDecision } from "../../cluster/decision/explain";
import { formatInstant } from "../../cluster/instant";
import { observedTarget } from "../../cluster/observed";
import { explainWarning, type Reason } from "../../cluster/targets/explain-targets";
import { warnTargets } from "../../cluster/targets/warn-targets";
import type { Run } from "../run/run";
import type { Planned } from "../survey/plan";
import type { ClusterReport } from "./report";

/** A plan in words, in parts. */
export interface ExplainedPlan extends Pick<ClusterReport, "observed" | "since"> {
  readonly plan: Planned;
  readonly explanation: Explanation;
  /** About the targets of its schedule. */
  readonly warnings: readonly Reason[];
}

export function explainPlan(run: Run, plan: Planned): ExplainedPlan {
  const { decision, match, desired } = plan;
  const { cluster, schedule } = match;
  return {
    plan,
    observed: { ...observedTarget(cluster), state: cluster.stateName },
    since: desired.since === null ? null : formatInstant(desired.since),
    explanation: explainDecision({ cluster, desired }, decision),
    warnings: warnTargets(cluster, run.targetsOf(schedule)).map(explainWarning),
  };
}
