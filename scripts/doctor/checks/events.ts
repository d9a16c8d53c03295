/** Whether the events of every scheduled project can be read, and who else changes the scheduled clusters. */

import { listEvents } from "../../../src/atlas/requests";
import { changeEventTypes } from "../../../src/cluster/decision/history";
import { type Match, projectIds } from "../../../src/operations/survey/match";
import { MS_PER_DAY } from "../../../src/schedule/time-units";
import { asJson, askForAll, type Json, told } from "../answers";
import type { Atlas } from "../atlas";
import { counted, type Finding, failed, ok, orElse, warning } from "../finding";

/** As far as a run looks back. */
const daysBack = 30;

export async function checkEvents(atlas: Atlas, matches: readonly Match[]): Promise<readonly Finding[]> {
  const failures: Finding[] = [];
  const found: Json[] = [];
  for (const project of projectIds(atlas.run)) {
    const since = new Date(atlas.nowMs - daysBack * MS_PER_DAY).toISOString();
    const answer = await askForAll(atlas, (page) => listEvents(project, changeEventTypes, since, page));
    if ("value" in answer) found.push(...answer.value.map((event) => ({ ...event, groupId: project })));
    else failures.push(failed("events", `project ${project}: ${told(answer.refusal)}`, answer.refusal.remedy));
  }
  const readable = ok("events", `the events of the last ${daysBack} days can be read`);
  const parties = [...signsInTags(matches), ...signsInEvents(atlas, found, matches)];
  return [
    ...orElse(failures, readable),
    ...orElse(parties, ok("other-parties", "no sign of Terraform, the Kubernetes operator or another key")),
  ];
}

const shareIt =
  "Let one of them decide: with Terraform, list the sizes and `paused` under ignore_changes; with the operator, leave the cluster to it";

/** Tools of the kind commonly mark what they manage. */
const marks = /terraform|pulumi|crossplane|kubernetes|\bk8s\b|atlas-operator|argocd|cloudformation/i;

function signsInTags(matches: readonly Match[]): Finding[] {
  return matches.flatMap(({ projectId, cluster }) =>
    cluster.tags
      .filter(({ key, value }) => marks.test(`${key} ${value}`))
      .map(({ key, value }) => {
        const says = `${projectId}/${cluster.name} has the tag ${key}: ${value}, so something else may manage it`;
        return warning("other-parties", says, shareIt);
      }),
  );
}

/** People are expected to change clusters now and then; keys do it again and again. */
function signsInEvents({ run }: Atlas, events: readonly Json[], matches: readonly Match[]): Finding[] {
  const { credentials } = run.settings;
  const own = credentials.kind === "api-key" ? credentials.publicKey : credentials.clientId;
  const times = new Map<string, number>();
  for (const event of events.map(asJson)) {
    const { publicKey, clusterName, groupId } = event;
    const isOurs = publicKey === own || JSON.stringify(event).includes(own);
    if (typeof publicKey !== "string" || isOurs || event.eventTypeName === "CLUSTER_CREATED") continue;
    if (!matches.some(({ projectId, cluster }) => projectId === groupId && cluster.name === clusterName)) continue;
    const what = `${groupId}/${clusterName} ${publicKey}`;
    times.set(what, (times.get(what) ?? 0) + 1);
  }
  return [...times].map(([what, count]) => {
    const [cluster = "", key = ""] = what.split(" ");
    const says = `${cluster} was changed by another key, ${key}, ${counted(count, "time")} in the last ${daysBack} days`;
    return warning("other-parties", says, shareIt);
  });
}
