/** The requests that the doctor makes beside the app's own, as plain data. */
import { randomBytes } from "node:crypto";
import { itemsPerPage } from "../../src/atlas/limits";
import { type AtlasRequest, patchCluster } from "../../src/atlas/requests";

/** The versions are the newest of each operation (OpenAPI document of the Atlas Administration API, 2026-08). */
const v2023 = "application/vnd.atlas.2023-01-01+json";
const v2024 = "application/vnd.atlas.2024-08-05+json";

function read(purpose: string, path: string, { query = "", accept = v2023 } = {}): AtlasRequest {
  return { purpose, method: "GET", path, query, accept, repeatable: true };
}

function page(purpose: string, path: string, pageNum: number, accept = v2023): AtlasRequest {
  return read(purpose, path, { query: `itemsPerPage=${itemsPerPage}&pageNum=${pageNum}`, accept });
}

function create(purpose: string, path: string, body: unknown, accept = v2023): AtlasRequest {
  return { purpose, method: "POST", path, query: "", accept, body: JSON.stringify(body), repeatable: false };
}

export const describeProject = (projectId: string) => read("describe the project", `/groups/${projectId}`);

export const listOrganizationKeys = (orgId: string) => (pageNum: number) =>
  page("list the API keys", `/orgs/${orgId}/apiKeys`, pageNum);

export const describeServiceAccount = (orgId: string, clientId: string) =>
  read("describe the service account", `/orgs/${orgId}/serviceAccounts/${clientId}`, { accept: v2024 });

/** Where the API access list of a key or a service account is. */
export interface ListPlace {
  readonly path: string;
  readonly accept: string;
}

export const listOfKey = (orgId: string, keyId: string): ListPlace => ({
  path: `/orgs/${orgId}/apiKeys/${keyId}/accessList`,
  accept: v2023,
});

export const listOfAccount = (orgId: string, clientId: string): ListPlace => ({
  path: `/orgs/${orgId}/serviceAccounts/${clientId}/accessList`,
  accept: v2024,
});

export const listAccess =
  ({ path, accept }: ListPlace) =>
  (pageNum: number) =>
    page("list the API access list", path, pageNum, accept);

export const addAccess = ({ path, accept }: ListPlace, addresses: readonly string[]) =>
  create(
    "add to the API access list",
    path,
    addresses.map((ipAddress) => ({ ipAddress })),
    accept,
  );

export const listAlerts = (projectId: string) => (pageNum: number) =>
  page("list the alert configurations", `/groups/${projectId}/alertConfigs`, pageNum);

/**
 * Tells the members of the project of failed triggers, once an hour. Which id a matcher for one app would have to name is
 * not published, so there is none.
 */
export const addAlert = (projectId: string) =>
  create("create the alert configuration", `/groups/${projectId}/alertConfigs`, {
    eventTypeName: triggerFailure,
    enabled: true,
    notifications: [{ typeName: "GROUP", emailEnabled: true, intervalMin: 60, delayMin: 0 }],
  });

export const triggerFailure = "TRIGGER_FAILURE";

export const describeMaintenance = (projectId: string) =>
  read("describe the maintenance window", `/groups/${projectId}/maintenanceWindow`);

export const listRegions = (projectId: string, provider: string) =>
  read("list the tiers of each region", `/groups/${projectId}/clusters/provider/regions`, {
    query: `providers=${encodeURIComponent(provider)}&itemsPerPage=${itemsPerPage}`,
  });

/** Asks whether the credential may change clusters, by changing nothing of a cluster that nobody has. */
export const changeNothing = (projectId: string) =>
  patchCluster(projectId, `no-such-cluster-${randomBytes(8).toString("hex")}`, {});
