/**
 * The API keys and service accounts of an organization, and their access lists: listing them and adding to them (OpenAPI
 * document).
 */
import { type AccessEntry, blockOf, isAddressOrBlock } from "../access/access-list";
import { type ApiKey, hasRole, type ServiceAccount, userUnauthorized } from "../access/credentials";
import { ApiError, missingAttribute } from "../http/errors";
import { readObject, readText, refuseUnknownAttributes } from "../http/json-reading";
import { PAGE_PARAMETERS, pageOf, readPageRequest } from "../http/paging";
import type { ProjectRole } from "../model";
import { type Call, type CallerRoute, param } from "../operation";
import { isoSeconds } from "../records/event-log";

const KEYS = { scope: "caller", bucket: "accessLists", versions: "v20230101", parameters: PAGE_PARAMETERS } as const;
const ACCOUNTS = { ...KEYS, versions: "v20240805" } as const;
const KEYS_PATH = "/orgs/:orgId/apiKeys";
const KEY_PATH = `${KEYS_PATH}/:apiUserId/accessList`;
const ACCOUNT_PATH = "/orgs/:orgId/serviceAccounts/:clientId";

export const ACCESS_LIST_ROUTES: readonly CallerRoute[] = [
  { ...KEYS, method: "GET", path: KEYS_PATH, handle: listKeys },
  { ...KEYS, method: "GET", path: KEY_PATH, handle: (call) => listOfKey(call) },
  { ...KEYS, method: "POST", path: KEY_PATH, handle: (call) => addTo(call, findKey(call).publicKey, listOfKey) },
  { ...ACCOUNTS, method: "GET", path: ACCOUNT_PATH, parameters: [], handle: describeAccount },
  { ...ACCOUNTS, method: "GET", path: `${ACCOUNT_PATH}/accessList`, handle: (call) => listOfAccount(call) },
  {
    ...ACCOUNTS,
    method: "POST",
    path: `${ACCOUNT_PATH}/accessList`,
    status: 201,
    handle: (call) => addTo(call, findAccount(call).clientId, listOfAccount),
  },
];

/**
 * Local Atlas has no roles of an organization. Assumed instead: whoever has a role in one of its projects may read the
 * lists, an owner of one of them may add.
 */
function checkOrganization(call: Call, anyOf: readonly ProjectRole[]): void {
  const projects = call.state.projects.filter((project) => project.orgId === param(call, "orgId"));
  if (!projects.some((project) => hasRole(call.principal, project.id, anyOf))) throw userUnauthorized();
}

function isInOrganization(call: Call, { projects }: ApiKey | ServiceAccount): boolean {
  return Object.keys(projects).some((id) => call.state.project(id)?.orgId === param(call, "orgId"));
}

function findKey(call: Call): ApiKey {
  const id = param(call, "apiUserId");
  const key = call.state.credentials.apiKeys.find((one) => one.id === id);
  if (key !== undefined && isInOrganization(call, key)) return key;
  throw new ApiError(404, "API_KEY_NOT_FOUND", `No API Key with ID ${id} exists.`, [id]);
}

function findAccount(call: Call): ServiceAccount {
  const id = param(call, "clientId");
  const account = call.state.credentials.findServiceAccount(id);
  if (account !== undefined && isInOrganization(call, account)) return account;
  throw new ApiError(404, "SERVICE_ACCOUNT_NOT_FOUND", `No service account with client ID ${id} exists.`, [id]);
}

/** Nothing of a private key is told; Atlas shows its last part. */
function listKeys(call: Call): unknown {
  checkOrganization(call, ["GROUP_READ_ONLY"]);
  const address = `${call.apiUrl}/orgs/${param(call, "orgId")}/apiKeys`;
  const keys = call.state.credentials.apiKeys.filter((key) => isInOrganization(call, key));
  const described = keys.map(({ id, publicKey, projects }) => ({
    desc: publicKey,
    id,
    links: [{ href: `${address}/${id}`, rel: "self" }],
    privateKey: "********-****-****-************",
    publicKey,
    roles: Object.entries(projects).flatMap(([groupId, roles]) => roles.map((roleName) => ({ groupId, roleName }))),
  }));
  return pageOf(described, readPageRequest(call.query), address);
}

/** Of a secret only its end is told here; the roles are those of the organization, of which local Atlas has none. */
function describeAccount(call: Call): unknown {
  checkOrganization(call, ["GROUP_READ_ONLY"]);
  const { clientId, secretExpiresAt } = findAccount(call);
  const secrets = secretExpiresAt === undefined ? [] : [{ expiresAt: isoSeconds(secretExpiresAt) }];
  return { clientId, description: clientId, name: clientId, roles: ["ORG_MEMBER"], secrets };
}

function addTo(call: Call, name: string, list: (call: Call) => unknown): unknown {
  checkOrganization(call, ["GROUP_OWNER"]);
  const sources = call.readListBody().map(readSource);
  call.state.credentials.addToAccessList(name, sources, call.state.clock.now());
  return list(call);
}

function readSource(value: unknown): string {
  const entry = readObject(value, "accessList");
  refuseUnknownAttributes(entry, ["ipAddress", "cidrBlock"]);
  const source = entry.ipAddress ?? entry.cidrBlock;
  if (source === undefined) throw missingAttribute("ipAddress");
  const text = readText(source, "ipAddress");
  if (isAddressOrBlock(text)) return text;
  throw new ApiError(
    400,
    "INVALID_IP_ADDRESS_OR_CIDR_NOTATION",
    `The address ${text} must be in valid IP address or CIDR notation.`,
    [text],
  );
}

function listOfKey(call: Call): unknown {
  checkOrganization(call, ["GROUP_READ_ONLY"]);
  const { publicKey } = findKey(call);
  const address = `${call.apiUrl}/orgs/${param(call, "orgId")}/apiKeys/${param(call, "apiUserId")}/accessList`;
  const entries = call.state.credentials.accessListOf(publicKey)?.entries ?? [];
  return pageOf(
    entries.map((entry) => describeKeyEntry(entry, address)),
    readPageRequest(call.query),
    address,
  );
}

function describeKeyEntry(entry: AccessEntry, address: string): unknown {
  return {
    ...whereFrom(entry),
    count: entry.uses,
    created: isoSeconds(entry.createdAt),
    ...(entry.lastUsedAt === undefined
      ? {}
      : { lastUsed: isoSeconds(entry.lastUsedAt), lastUsedAddress: entry.lastUsedAddress }),
    links: [{ href: `${address}/${encodeURIComponent(entry.source)}`, rel: "self" }],
  };
}

function listOfAccount(call: Call): unknown {
  checkOrganization(call, ["GROUP_READ_ONLY"]);
  const { clientId } = findAccount(call);
  const address = `${call.apiUrl}/orgs/${param(call, "orgId")}/serviceAccounts/${clientId}/accessList`;
  const entries = call.state.credentials.accessListOf(clientId)?.entries ?? [];
  return pageOf(entries.map(describeAccountEntry), readPageRequest(call.query), address);
}

function describeAccountEntry(entry: AccessEntry): unknown {
  return {
    ...whereFrom(entry),
    createdAt: isoSeconds(entry.createdAt),
    ...(entry.lastUsedAt === undefined
      ? {}
      : { lastUsedAddress: entry.lastUsedAddress, lastUsedAt: isoSeconds(entry.lastUsedAt) }),
    requestCount: entry.uses,
  };
}

const whereFrom = ({ source }: AccessEntry) => ({
  cidrBlock: blockOf(source),
  ...(source.includes("/") ? {} : { ipAddress: source }),
});
