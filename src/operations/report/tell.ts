import type { Decision } from "../../cluster/decision";
import { explainAlike, explainWarning } from "../../cluster/explain";
import { likenessOf } from "../../cluster/likeness";
import { observedTarget } from "../../cluster/observed";
import { warnTargets } from "../../cluster/warn-targets";
import { formatInstant } from "../run/minute";
import type { Run } from "../run/run";
import type { Planned } from "../survey/plan";
import type { ClusterReport } from "./report";

/** A plan in words. */
export interface Told extends Pick<ClusterReport, "observed" | "since" | "says"> {
  readonly plan: Planned;
  readonly warnings: readonly string[];
}

/** Works out once what clusters that are alike have in common. */
export function tellOf(run: Run): (plan: Planned) => Told {
  const common = new Map<string, Pick<Told, "observed" | "since" | "warnings">>();
  const warnings = new Map<string, readonly string[]>();
  const sentences = new Map<Decision, (clusterName: string) => string>();
  return (plan) => {
    const { likeness, decision, match, desired } = plan;
    const { cluster } = match;
    const shared = common.get(likeness) || commonOf(run, plan, warnings);
    const sentence = sentences.get(decision) || explainAlike({ cluster, desired }, decision);
    common.set(likeness, shared);
    sentences.set(decision, sentence);
    return { ...shared, plan, says: sentence(cluster.name) };
  };
}

/** `known`: the warnings of clusters that are alike, under schedules with the same targets. */
function commonOf(
  run: Run,
  { match, desired }: Planned,
  known: Map<string, readonly string[]>,
): Pick<Told, "observed" | "since" | "warnings"> {
  const { cluster, schedule } = match;
  const targets = run.targetsOf(schedule);
  const key = likenessOf(cluster) + JSON.stringify(targets);
  const warnings = known.get(key) || warnTargets(cluster, targets).map(explainWarning);
  known.set(key, warnings);
  return {
    observed: { ...observedTarget(cluster), state: cluster.stateName },
    since: desired.since === null ? null : formatInstant(desired.since),
    warnings,
  };
}
