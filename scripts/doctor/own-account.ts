/** What the credential may read about itself: its roles, its API access list, and when its secret expires. */
import type { Credentials } from "../../src/atlas/credentials";
import { type Answer, asJson, ask, askForAll, isForbidden, type Json, listIn, told } from "./answers";
import type { Atlas } from "./atlas";
import {
  describeServiceAccount,
  type ListPlace,
  listAccess,
  listOfAccount,
  listOfKey,
  listOrganizationKeys,
} from "./requests";

export interface Role {
  readonly roleName: string;
  /** null: a role in the organization. */
  readonly groupId: string | null;
}

export interface OwnAccount {
  /** Why something below is null: that its role does not allow it, or what Atlas said; "" where nothing is. */
  readonly whyNot: string;
  /** null: they could not be read. */
  readonly roles: readonly Role[] | null;
  /** null: where that is could not be read. */
  readonly list: ListPlace | null;
  /** IPv4 addresses and CIDR blocks; null: they could not be read. Empty: none is required. */
  readonly addresses: readonly string[] | null;
  /** Of each secret of a service account, epoch milliseconds; null: an API key, or they could not be read. */
  readonly secretsExpireMs: readonly number[] | null;
}

export async function readOwnAccount(atlas: Atlas, project: Json): Promise<OwnAccount> {
  const orgId = String(project.orgId);
  const { credentials } = atlas.run.settings;
  const described = await describeSelf(atlas, orgId, credentials);
  const self = "value" in described ? described.value : null;
  const list = placeOf(orgId, credentials, self);
  const addresses = list === null ? described : await readAddresses(atlas, list);
  return {
    whyNot: whyOf(described) || whyOf(addresses),
    roles: self === null || !Array.isArray(self.roles) ? null : self.roles.map(roleIn),
    list,
    addresses: "value" in addresses && Array.isArray(addresses.value) ? addresses.value : null,
    secretsExpireMs: credentials.kind === "api-key" || self === null ? null : expiriesIn(self),
  };
}

const mayNot = "its role does not allow that";

/** "" where there is an answer. */
function whyOf(answer: Answer<unknown>): string {
  if ("value" in answer) return answer.value === null ? mayNot : "";
  return isForbidden(answer.refusal) ? mayNot : told(answer.refusal);
}

/** null: a key that is not listed. */
async function describeSelf(atlas: Atlas, orgId: string, credentials: Credentials): Promise<Answer<Json | null>> {
  if (credentials.kind === "service-account") {
    return await ask(atlas, describeServiceAccount(orgId, credentials.clientId));
  }
  const answer = await askForAll(atlas, listOrganizationKeys(orgId));
  if ("refusal" in answer) return answer;
  return { value: answer.value.find(({ publicKey }) => publicKey === credentials.publicKey) ?? null };
}

function placeOf(orgId: string, credentials: Credentials, self: Json | null): ListPlace | null {
  if (credentials.kind === "service-account") return listOfAccount(orgId, credentials.clientId);
  return self === null ? null : listOfKey(orgId, String(self.id));
}

async function readAddresses(atlas: Atlas, list: ListPlace): Promise<Answer<readonly string[]>> {
  const answer = await askForAll(atlas, listAccess(list));
  if ("refusal" in answer) return answer;
  return { value: answer.value.map(({ ipAddress, cidrBlock }) => String(ipAddress ?? cidrBlock)) };
}

/** A service account lists its roles in the organization, by name alone (OpenAPI document, OrgServiceAccount). */
function roleIn(role: unknown): Role {
  if (typeof role === "string") return { roleName: role, groupId: null };
  const { roleName, groupId } = asJson(role);
  return { roleName: String(roleName), groupId: typeof groupId === "string" ? groupId : null };
}

function expiriesIn({ secrets }: Json): number[] {
  return listIn(secrets)
    .map(({ expiresAt }) => Date.parse(String(expiresAt)))
    .filter((atMs) => !Number.isNaN(atMs));
}
