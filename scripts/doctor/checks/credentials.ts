/** Whether Atlas accepts the credentials at all, from this address, and whether it shows them the project. */

import type { Credentials } from "../../../src/atlas/credentials";
import type { Diagnosis } from "../../../src/atlas/remedies";
import { type Answer, ask, isForbidden, type Json, told } from "../answers";
import type { Atlas } from "../atlas";
import { type Finding, failed, ok, skipped } from "../finding";
import { describeProject } from "../requests";

export interface FirstLook {
  readonly findings: readonly Finding[];
  /** null: the project could not be read, and nothing in Atlas can be checked. */
  readonly project: Json | null;
}

export async function checkCredentials(atlas: Atlas): Promise<FirstLook> {
  const answer = await ask(atlas, describeProject(atlas.projectId));
  if ("value" in answer && answer.value.id !== atlas.projectId)
    return { findings: [notTheProject(atlas)], project: null };
  return { findings: findingsOf(atlas, answer), project: "value" in answer ? answer.value : null };
}

function findingsOf({ run, projectId }: Atlas, answer: Answer<Json>): Finding[] {
  const { credentials, baseUrl } = run.settings;
  const accepted = ok("credentials", `${nameOf(credentials)} is accepted by ${new URL(baseUrl).host}`);
  const heard = ok("own-address", "calls from this machine are allowed");
  if ("value" in answer) {
    return [accepted, heard, ok("project", `${projectId} is there, and the credential has a role in it`)];
  }
  const { refusal } = answer;
  const projectSkipped = skipped("project", "Atlas did not let this machine in");
  if (isAboutAddress(refusal)) {
    return [accepted, failed("own-address", told(refusal), refusal.remedy), projectSkipped];
  }
  if (isForbidden(refusal) || refusal.code === "GROUP_NOT_FOUND") {
    const remedy = "Check ATLAS_PROJECT_ID, and give the credential the role Project Cluster Manager in that project";
    return [accepted, heard, failed("project", told(refusal), remedy)];
  }
  const remedy =
    refusal.remedy === "" ? "Check ATLAS_BASE_URL and the network of this machine, then try again" : refusal.remedy;
  return [failed("credentials", told(refusal), remedy), skipped("own-address", "no answer told"), projectSkipped];
}

function notTheProject({ run, projectId }: Atlas): Finding {
  const says = `${run.settings.baseUrl} describes the project ${projectId} as the Admin API would not`;
  return failed("credentials", says, "Check ATLAS_BASE_URL: whatever answered is not Atlas");
}

function isAboutAddress({ code }: Diagnosis): boolean {
  return /_ON_(?:ACCESS_LIST|WHITELIST)$|_REQUIRES_(?:ACCESS_LIST|WHITELIST)$/.test(code);
}

/** The half that is no secret. */
export function nameOf(credentials: Credentials): string {
  return credentials.kind === "api-key"
    ? `the API key ${credentials.publicKey}`
    : `the service account ${credentials.clientId}`;
}
