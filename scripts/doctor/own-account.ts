/** What the credential may read about itself: its roles, its API access list, and when its secret expires. */
import type { Credentials } from "../../src/atlas/credentials";
import { asJson, ask, askForAll, type Json, listIn } from "./answers";
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
  /** null: it may not read them. */
  readonly roles: readonly Role[] | null;
  /** null: it may not read where that is. */
  readonly list: ListPlace | null;
  /** IPv4 addresses and CIDR blocks; null: it may not read them. Empty: none is required. */
  readonly addresses: readonly string[] | null;
  /** Of each secret of a service account, epoch milliseconds; null: an API key, or it may not read them. */
  readonly secretsExpireMs: readonly number[] | null;
}

export async function readOwnAccount(atlas: Atlas, project: Json): Promise<OwnAccount> {
  const orgId = String(project.orgId);
  const { credentials } = atlas.run.settings;
  const self = await describeSelf(atlas, orgId, credentials);
  const list = placeOf(orgId, credentials, self);
  return {
    roles: self === null || !Array.isArray(self.roles) ? null : self.roles.map(roleIn),
    list,
    addresses: list === null ? null : await readAddresses(atlas, list),
    secretsExpireMs: credentials.kind === "api-key" || self === null ? null : expiriesIn(self),
  };
}

async function describeSelf(atlas: Atlas, orgId: string, credentials: Credentials): Promise<Json | null> {
  if (credentials.kind === "service-account") {
    const answer = await ask(atlas, describeServiceAccount(orgId, credentials.clientId));
    return "value" in answer ? answer.value : null;
  }
  const answer = await askForAll(atlas, listOrganizationKeys(orgId));
  if ("refusal" in answer) return null;
  return answer.value.find(({ publicKey }) => publicKey === credentials.publicKey) ?? null;
}

function placeOf(orgId: string, credentials: Credentials, self: Json | null): ListPlace | null {
  if (credentials.kind === "service-account") return listOfAccount(orgId, credentials.clientId);
  return self === null ? null : listOfKey(orgId, String(self.id));
}

async function readAddresses(atlas: Atlas, list: ListPlace): Promise<readonly string[] | null> {
  const answer = await askForAll(atlas, listAccess(list));
  if ("refusal" in answer) return null;
  return answer.value.map(({ ipAddress, cidrBlock }) => String(ipAddress ?? cidrBlock));
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
