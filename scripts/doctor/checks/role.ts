/** Whether the credential may change clusters in every scheduled project, and whether it may do more than that. */
import { projectIds } from "../../../src/operations/survey/match";
import { ask, isForbidden, told } from "../answers";
import type { Atlas } from "../atlas";
import { type Finding, failed, ok, orElse, warning } from "../finding";
import type { OwnAccount } from "../own-account";
import { changeNothing } from "../requests";

export async function checkRole(atlas: Atlas, account: OwnAccount): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const scheduled = projectIds(atlas.run);
  const projects = scheduled.length > 0 ? scheduled : [atlas.projectId];
  for (const project of projects) findings.push(...(await checkProject(atlas, project)));
  const tooMuch = excessOf(account, projects);
  if (tooMuch.length > 0) {
    const says = `the credential may do more than it needs: ${tooMuch.join(", ")}`;
    findings.push(warning("role", says, "Let the app run with Project Cluster Manager, and deploy with another key"));
  }
  const unknown = account.roles === null ? `; whether it may do more cannot be told: ${account.whyNot}` : "";
  return orElse(findings, ok("role", `the credential may change clusters in ${projects.join(", ")}${unknown}`));
}

async function checkProject(atlas: Atlas, project: string): Promise<Finding[]> {
  const answer = await ask(atlas, changeNothing(project));
  if ("value" in answer || answer.refusal.code === "CLUSTER_NOT_FOUND") return [];
  const says = `in project ${project}: ${told(answer.refusal)}`;
  if (!isForbidden(answer.refusal)) return [warning("role", says, answer.refusal.remedy)];
  return [failed("role", says, "Give the credential the role Project Cluster Manager in that project")];
}

/** Each role is enough to change and read clusters, and what it comes with is no more than that (Atlas docs: user roles). */
const enough = ["GROUP_CLUSTER_MANAGER", "GROUP_REPLICA_SET_MANAGER", "GROUP_READ_ONLY", "ORG_MEMBER"];

/** `--add-alert` needs it; it changes no cluster. */
const harmless = ["GROUP_ALERTS_MANAGER", "ORG_READ_ONLY"];

function excessOf({ roles }: OwnAccount, projects: readonly string[]): string[] {
  return (roles ?? [])
    .filter(({ roleName }) => !enough.includes(roleName) && !harmless.includes(roleName))
    .map(({ roleName, groupId }) => {
      if (groupId === null) return `${roleName} in the organization`;
      return `${roleName} in ${projects.includes(groupId) ? "project" : "the unscheduled project"} ${groupId}`;
    });
}
