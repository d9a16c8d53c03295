/** Who calls: an Atlas API key with its project roles. The service takes no service accounts. */
import { createHash } from "node:crypto";
import { sameText } from "../../admin-api/access/digest";
import type { ProjectRole } from "../../admin-api/model";
import type { AtlasState } from "../../admin-api/state/state";
import { invalidSession, ServiceError } from "../errors";

export interface Admin {
  readonly publicKey: string;
  /** The id of the MongoDB Cloud user that the service knows the key by. */
  readonly userId: string;
  readonly roles: readonly { readonly role_name: ProjectRole; readonly group_id: string }[];
}

/** Throws what the service answers to wrong credentials: no code, so that clients do not try to refresh (realm-cli, auth_test.go). */
export function logIn(state: AtlasState, publicKey: string, privateKey: string): Admin {
  const right = state.credentials.privateKeyOf(publicKey);
  const admin = findAdmin(state, publicKey);
  if (right === undefined || admin === undefined || !sameText(right, privateKey)) {
    const why = "You are not authorized for this resource.";
    throw new ServiceError(401, undefined, `failed to authenticate with MongoDB Cloud API: ${why}`);
  }
  return admin;
}

/** A session of a key that was deleted since is over. */
export function adminOf(state: AtlasState, publicKey: string): Admin {
  const admin = findAdmin(state, publicKey);
  if (admin === undefined) throw invalidSession("user no longer exists");
  return admin;
}

function findAdmin(state: AtlasState, publicKey: string): Admin | undefined {
  const principal = state.credentials.principalOfKey(publicKey, state.settings.callerAddress);
  if (principal === undefined) return undefined;
  const roles = Object.entries(principal.projects).flatMap(([groupId, names]) =>
    names.map((name) => ({ role_name: name, group_id: groupId })),
  );
  return { publicKey, userId: createHash("sha256").update(publicKey).digest("hex").slice(0, 24), roles };
}

/** App Services is a project owner's (App Services CLI docs). The statuses are assumed. */
export function checkOwner(state: AtlasState, admin: Admin, groupId: string): void {
  const held = admin.roles.filter(({ group_id }) => group_id === groupId).map(({ role_name }) => role_name);
  if (held.length === 0 || state.project(groupId) === undefined) {
    throw new ServiceError(404, "GroupNotFound", `group not found: "${groupId}"`);
  }
  if (!held.includes("GROUP_OWNER")) {
    throw new ServiceError(403, "Unauthorized", "must be a project owner to use App Services");
  }
}
