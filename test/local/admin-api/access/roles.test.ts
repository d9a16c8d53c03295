import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { ProjectRole } from "../../../../src/local/admin-api/model";
import { type LocalAtlas, PROJECT, startLocalAtlas } from "../local-atlas";

let atlas: LocalAtlas;
const group = `/groups/${PROJECT}`;
const KEY = { publicKey: "somebody", privateKey: "p" };

beforeEach(async () => {
  atlas = await startLocalAtlas();
  atlas.state.addCluster(PROJECT, { name: "Cluster0" });
});
afterEach(() => atlas.stop());

const specs = [
  {
    regionConfigs: [
      {
        providerName: "AWS",
        regionName: "EU_WEST_1",
        priority: 7,
        electableSpecs: { instanceSize: "M10", nodeCount: 3 },
      },
    ],
  },
];
const alert = { eventTypeName: "NO_PRIMARY", notifications: [{ typeName: "GROUP" }] };

/** What a holder of the role is answered: 401 is the refusal. */
async function statuses(role: ProjectRole): Promise<Record<string, number>> {
  atlas.state.addApiKey({ ...KEY, projects: { [PROJECT]: [role] } });
  const ask = async (method: string, path: string, version: string, body?: unknown) => {
    const accept = `application/vnd.atlas.${version}+json`;
    const options = { key: KEY, accept, ...(body === undefined ? {} : { body }) };
    return (await atlas.call(method, group + path, options)).status;
  };
  const validation = { editing: true, clusterName: "Cluster0", clusterDescription: { labels: [] } };
  return {
    read: await ask("GET", "/clusters/Cluster0", "2024-08-05"),
    change: await ask("PATCH", "/clusters/Cluster0", "2024-10-23", { labels: [] }),
    protect: await ask("PATCH", "/clusters/Cluster0", "2024-10-23", { terminationProtectionEnabled: true }),
    keepUnprotected: await ask("PATCH", "/clusters/Cluster0", "2024-10-23", { terminationProtectionEnabled: false }),
    validate: await ask("POST", "/clusterConfigurations:validate", "2025-03-12", validation),
    create: await ask("POST", "/clusters", "2024-10-23", { name: "new", replicationSpecs: specs }),
    remove: await ask("DELETE", "/clusters/new", "2023-02-01"),
    alert: await ask("POST", "/alertConfigs", "2023-01-01", alert),
    upgrade: await ask("POST", "/clusters/tenantUpgrade", "2023-01-01", {}),
  };
}

describe("a role lets its holder do so much and no more", () => {
  const nothing = {
    read: 200,
    change: 401,
    protect: 401,
    keepUnprotected: 401,
    validate: 401,
    create: 401,
    remove: 401,
    alert: 401,
    upgrade: 401,
  };
  it.each<[ProjectRole, Record<string, number>]>([
    ["GROUP_READ_ONLY", nothing],
    ["GROUP_REPLICA_SET_MANAGER", { ...nothing, change: 200, keepUnprotected: 200 }],
    ["GROUP_CLUSTER_MANAGER", { ...nothing, change: 200, keepUnprotected: 200, validate: 200, upgrade: 501 }],
    ["GROUP_CLUSTER_CREATOR", { ...nothing, create: 201 }],
    ["GROUP_ALERTS_MANAGER", { ...nothing, alert: 201 }],
    [
      "GROUP_OWNER",
      {
        read: 200,
        change: 200,
        protect: 200,
        // The change before it protected the cluster, so this one lifts the protection.
        keepUnprotected: 200,
        validate: 200,
        create: 201,
        remove: 202,
        alert: 201,
        upgrade: 501,
      },
    ],
  ])("%s", async (role, expected) => {
    expect(await statuses(role)).toEqual(expected);
  });
});
