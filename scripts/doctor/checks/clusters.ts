/** Whether every scheduled cluster is there, and can be what each target of its schedule asks. */

import { checkTargets } from "../../../src/cluster/targets/check-targets";
import { explainRefusal, explainWarning } from "../../../src/cluster/targets/explain-targets";
import { targetFor } from "../../../src/cluster/targets/target-for";
import { warnTargets } from "../../../src/cluster/targets/warn-targets";
import type { Run } from "../../../src/operations/run/run";
import type { Match } from "../../../src/operations/survey/match";
import type { Survey } from "../../../src/operations/survey/survey";
import { selects } from "../../../src/schedule/selectors";
import { counted, type Finding, failed, ok, orElse, warning } from "../finding";

export function checkClusters(run: Run, survey: Survey): readonly Finding[] {
  const { matches, missing, observations, shadowed } = survey;
  const findings: Finding[] = [];
  for (const { projectId, failure, unreadable } of observations) {
    if (failure !== null) findings.push(failed("clusters", `project ${projectId}: ${failure.message}`, failure.remedy));
    for (const { name, problem } of unreadable) {
      const remedy = "Deploy a newer release of this app, or report the problem to its authors";
      findings.push(failed("clusters", `${projectId}/${name ?? "?"} cannot be understood: ${problem}`, remedy));
    }
  }
  for (const { project, cluster, message, remedy } of missing) {
    findings.push(failed("clusters", `${project}/${cluster ?? ""}: ${message}`, remedy));
  }
  for (const { project, cluster, schedule, owner } of shadowed) {
    const says = `${project}/${cluster}: schedule ${schedule} selects it too, but ${owner} comes first and decides`;
    findings.push(warning("clusters", says, "List the schedule that should decide first"));
  }
  findings.push(...idleSchedules(run, survey));
  const names = matches.map(({ cluster }) => cluster.name).join(", ");
  return orElse(findings, ok("clusters", `${counted(matches.length, "scheduled cluster")} found: ${names}`));
}

/** A glob or tags that match nothing are seldom meant. */
function idleSchedules({ settings }: Run, { observations }: Survey): Finding[] {
  if (observations.some(({ failure }) => failure !== null)) return [];
  const clusters = observations.flatMap((one) => one.clusters);
  const tagged = clusters.map(({ name, tags }) => ({
    name,
    tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
  }));
  return settings.document.schedules.flatMap(({ name, clusters: selectors }) =>
    selectors
      .filter((selector) => !("name" in selector) && !tagged.some((cluster) => selects(selector, cluster)))
      .map((selector) => {
        const says = `schedule ${name}: no cluster matches ${JSON.stringify(selector)}`;
        return warning("clusters", says, "Correct the selector, its case included, or take it out");
      }),
  );
}

/** Every target of every schedule against each cluster that it matches, as each run checks them. */
export function checkAllTargets(run: Run, matches: readonly Match[]): readonly Finding[] {
  const findings = matches.flatMap((match) => checkOne(run, match));
  const targets = matches.reduce((sum, { schedule }) => sum + run.targetsOf(schedule).length, 0);
  return orElse(findings, ok("targets", `${counted(targets, "target")} fit ${counted(matches.length, "cluster")}`));
}

function checkOne(run: Run, { projectId, cluster, schedule, matchedBy }: Match): Finding[] {
  const targets = run.targetsOf(schedule);
  const name = `${projectId}/${cluster.name}`;
  const refusals = checkTargets(cluster, targets).map((refusal) => {
    const { why, remedy } = explainRefusal(refusal);
    return matchedBy === "name"
      ? failed("targets", `${name}: ${why}`, remedy)
      : warning("targets", `${name}: ${why}; that target is skipped`, remedy);
  });
  const fitted = targets.map((target) => targetFor(cluster, target));
  const warnings = warnTargets(cluster, fitted).map((one) => {
    const { why, remedy } = explainWarning(one);
    return warning("targets", `${name}: ${why}`, remedy);
  });
  return [...refusals, ...warnings];
}
