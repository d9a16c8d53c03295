/** The checks in their order. What an earlier one found may leave nothing to look at for a later one. */
import { surveyProjects } from "../../src/operations/survey/survey";
import type { Json } from "./answers";
import type { Atlas } from "./atlas";
import { checkEgress, checkSecretExpiry } from "./checks/account";
import { checkAllTargets, checkClusters } from "./checks/clusters";
import { checkCredentials } from "./checks/credentials";
import { checkEvents } from "./checks/events";
import { checkSchedule, checkZoneData } from "./checks/local";
import { checkAlert, checkMaintenance } from "./checks/project-settings";
import { checkRole } from "./checks/role";
import { checkTiers } from "./checks/tiers";
import type { Configuration } from "./configuration";
import type { Cloud } from "./egress/addresses";
import { CHECKS, type CheckName, type Finding, skipped } from "./finding";
import { addMissing, type Wishes } from "./mend";
import { readOwnAccount } from "./own-account";

/** Findings are told as they come, because Atlas takes its time. */
export type Tell = (findings: readonly Finding[]) => void;

export function examineFiles({ document, findings }: Configuration, nowMs: number, tell: Tell): void {
  tell(document === null ? findings : checkSchedule(document, nowMs));
  tell([checkZoneData(nowMs)]);
}

export async function examineAtlas(atlas: Atlas, cloud: Cloud | null, wishes: Wishes, tell: Tell): Promise<void> {
  const { findings, project } = await checkCredentials(atlas);
  tell(findings);
  if (project === null) return tell(skipAfter("project", "the project could not be read"));
  await examineAccount(atlas, project, cloud, wishes, tell);
  await examineScheduled(atlas, tell);
  tell([await checkAlert(atlas)]);
}

const ofSchedules: readonly CheckName[] = ["clusters", "targets", "tiers", "events", "other-parties", "maintenance"];

async function examineScheduled(atlas: Atlas, tell: Tell): Promise<void> {
  if (atlas.run.settings.document.schedules.length === 0) {
    return tell(ofSchedules.map((check) => skipped(check, "the schedule could not be read")));
  }
  const survey = await surveyProjects(atlas.run);
  const matches = survey.matches.filter(({ schedule }) => schedule.mode !== "off");
  tell(checkClusters(atlas.run, survey));
  tell(checkAllTargets(atlas.run, matches));
  tell(await checkTiers(atlas, matches));
  tell(await checkEvents(atlas, matches));
  tell(await checkMaintenance(atlas, matches));
}

async function examineAccount(atlas: Atlas, project: Json, cloud: Cloud | null, wishes: Wishes, tell: Tell) {
  const before = await readOwnAccount(atlas, project);
  const added = await addMissing(atlas, before, cloud, wishes);
  const account = added ? await readOwnAccount(atlas, project) : before;
  tell(await checkRole(atlas, account));
  const isAccount = atlas.run.settings.credentials.kind === "service-account";
  tell([checkSecretExpiry(account, isAccount, atlas.nowMs), checkEgress(account, cloud)]);
}

/** All checks in Atlas that come after this one; the last two are made elsewhere. */
export function skipAfter(check: CheckName, why: string): Finding[] {
  return CHECKS.slice(CHECKS.indexOf(check) + 1, -2).map((name) => skipped(name, why));
}
