/** Who may call local Atlas: API keys and service accounts with their project roles and API access lists. */

import { ApiError } from "../http/errors";
import type { Actor, ProjectRole, RolesByProject } from "../model";
import { AccessList } from "./access-list";

export interface ApiKey {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly projects: RolesByProject;
  /** IPv4 addresses and CIDR blocks. Left out: the organization requires none. */
  readonly accessList?: readonly string[];
}

export interface ServiceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Epoch milliseconds; it is told, and the secret works on. Left out: none is told. */
  readonly secretExpiresAt?: number;
  readonly projects: RolesByProject;
  readonly accessList?: readonly string[];
}

export type KnownApiKey = ApiKey & { readonly id: string };

/** An authenticated caller. */
export interface Principal {
  readonly actor: Actor;
  readonly projects: RolesByProject;
  readonly accessList?: AccessList;
}

export class Credentials {
  readonly #keys = new Map<string, KnownApiKey>();
  readonly #serviceAccounts = new Map<string, ServiceAccount>();
  /** By public key or client id. */
  readonly #accessLists = new Map<string, AccessList>();

  get apiKeys(): readonly KnownApiKey[] {
    return [...this.#keys.values()];
  }

  get serviceAccounts(): readonly ServiceAccount[] {
    return [...this.#serviceAccounts.values()];
  }

  addApiKey(key: ApiKey, id: string, at: number): void {
    this.#keys.set(key.publicKey, { ...key, id });
    this.#startList(key.publicKey, key.accessList, at);
  }

  addServiceAccount(account: ServiceAccount, at: number): void {
    this.#serviceAccounts.set(account.clientId, account);
    this.#startList(account.clientId, account.accessList, at);
  }

  #startList(name: string, sources: readonly string[] | undefined, at: number): void {
    this.#accessLists.delete(name);
    if (sources !== undefined) this.addToAccessList(name, sources, at);
  }

  /** Of a public key or client id; undefined: calls may come from anywhere. */
  accessListOf(name: string): AccessList | undefined {
    return this.#accessLists.get(name);
  }

  addToAccessList(name: string, sources: readonly string[], at: number): AccessList {
    const list = this.#accessLists.get(name) ?? new AccessList();
    for (const source of sources) list.add(source, at);
    this.#accessLists.set(name, list);
    return list;
  }

  findServiceAccount(clientId: string): ServiceAccount | undefined {
    return this.#serviceAccounts.get(clientId);
  }

  removeApiKey(publicKey: string): void {
    this.#keys.delete(publicKey);
  }

  privateKeyOf(publicKey: string): string | undefined {
    return this.#keys.get(publicKey)?.privateKey;
  }

  clientSecretOf(clientId: string): string | undefined {
    return this.#serviceAccounts.get(clientId)?.clientSecret;
  }

  principalOfKey(publicKey: string, address: string): Principal | undefined {
    const key = this.#keys.get(publicKey);
    if (key === undefined) return undefined;
    return { actor: { kind: "api-key", publicKey, apiKeyId: key.id, address }, ...this.#rightsOf(key, publicKey) };
  }

  principalOfClient(clientId: string, address: string): Principal | undefined {
    const account = this.#serviceAccounts.get(clientId);
    if (account === undefined) return undefined;
    return { actor: { kind: "service-account", clientId, address }, ...this.#rightsOf(account, clientId) };
  }

  #rightsOf({ projects }: ApiKey | ServiceAccount, name: string): Pick<Principal, "projects" | "accessList"> {
    const accessList = this.#accessLists.get(name);
    return { projects, ...(accessList === undefined ? {} : { accessList }) };
  }
}

/** 403 for a caller whose address is not on the list its organization requires (code as public projects report it). */
export function checkAccessList(principal: Principal, address: string, at: number): void {
  if (principal.accessList === undefined || principal.accessList.admits(address, at)) return;
  throw new ApiError(
    403,
    "IP_ADDRESS_NOT_ON_ACCESS_LIST",
    `IP address ${address} is not allowed to access this resource.`,
    [address],
  );
}

/** Roles that include another role's rights (Atlas docs, "Project roles"). */
const INCLUDED: Record<ProjectRole, readonly ProjectRole[]> = {
  GROUP_OWNER: [
    "GROUP_READ_ONLY",
    "GROUP_CLUSTER_MANAGER",
    "GROUP_REPLICA_SET_MANAGER",
    "GROUP_CLUSTER_CREATOR",
    "GROUP_ALERTS_MANAGER",
  ],
  GROUP_CLUSTER_MANAGER: ["GROUP_READ_ONLY"],
  GROUP_REPLICA_SET_MANAGER: ["GROUP_READ_ONLY"],
  GROUP_CLUSTER_CREATOR: ["GROUP_READ_ONLY"],
  GROUP_ALERTS_MANAGER: ["GROUP_READ_ONLY"],
  GROUP_READ_ONLY: [],
};

export function hasRole(principal: Principal, projectId: string, anyOf: readonly ProjectRole[]): boolean {
  const held = principal.projects[projectId] ?? [];
  return held.some((role) => anyOf.includes(role) || INCLUDED[role].some((included) => anyOf.includes(included)));
}

/** 401, without a challenge: the caller is known and lacks the role. */
export const userUnauthorized = () =>
  new ApiError(401, "USER_UNAUTHORIZED", "Current user is not authorized to perform this action.");
