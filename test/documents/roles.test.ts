import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectDir } from "../../scripts/lib/paths";
import type { ProjectRole } from "../../src/local/admin-api/model";
import { digestCall } from "../local/admin-api/local-atlas";
import { aService, logIn, PROJECT, type Service } from "../local/app-services/a-service";

const roles: Readonly<Record<string, ProjectRole>> = {
  "Project Read Only": "GROUP_READ_ONLY",
  "Project Alerts Manager": "GROUP_ALERTS_MANAGER",
  "Project Cluster Creator": "GROUP_CLUSTER_CREATOR",
  "Project Replica Set Manager": "GROUP_REPLICA_SET_MANAGER",
  "Project Cluster Manager": "GROUP_CLUSTER_MANAGER",
  "Project Owner": "GROUP_OWNER",
};

const rows = [
  ...readFileSync(join(projectDir, "app/README.md"), "utf8").matchAll(/^\| \**(Project [A-Za-z ]+?)\** \| (.*) \|$/gm),
]
  .map(([, role = "", cells = ""]) => [role, cells.split(" | ")] as const)
  .filter(([role]) => role in roles);

let service: Service;
beforeAll(async () => {
  service = await aService();
});
afterAll(() => service.stop());

/** Whether each column's request is let through. */
async function allowedTo(role: ProjectRole): Promise<string[]> {
  const { state, adminUrl } = { state: service.atlas.state, adminUrl: `${service.atlas.url}/api/atlas/v2` };
  const key = { publicKey: `k${role.slice(-7).toLowerCase()}`, privateKey: "12345678-2222-3333-4444-555555555555" };
  state.addApiKey({ ...key, projects: { [PROJECT]: [role] } });
  const inProject = async (
    method: string,
    path: string,
    body?: unknown,
    accept = "application/vnd.atlas.2024-10-23+json",
  ) =>
    (
      await digestCall(adminUrl, method, `/groups/${PROJECT}${path}`, {
        key,
        accept,
        ...(body === undefined ? {} : { body }),
      })
    ).status;
  const events = await inProject("GET", "/events", undefined, "application/vnd.atlas.2023-01-01+json");
  const reads = [await inProject("GET", "/clusters"), events];
  const changes = await inProject("PATCH", "/clusters/Cluster0", { tags: [{ key: "of", value: "this-test" }] });
  const alert = {
    eventTypeName: "TRIGGER_FAILURE",
    enabled: true,
    notifications: [{ typeName: "GROUP", emailEnabled: true, intervalMin: 60, delayMin: 0 }],
  };
  const alerts = await inProject("POST", "/alertConfigs", alert, "application/vnd.atlas.2023-01-01+json");
  const token = (await logIn(service.send, key)).body.access_token;
  const app = { name: `app-${key.publicKey}`, location: "US-VA", deployment_model: "GLOBAL" };
  const deploys = await service.send("POST", `/groups/${PROJECT}/apps`, { token, body: app });
  return [Math.max(...reads), changes, alerts, deploys.status].map((status) => (status < 300 ? "yes" : "no"));
}

describe("the table of roles in app/README.md", () => {
  it("has a row for each role of a project that local Atlas knows", () => {
    expect(rows.map(([role]) => role)).toEqual(Object.keys(roles));
  });

  it.each(rows)("says of %s what local Atlas lets it do", async (role, cells) => {
    expect(await allowedTo(roles[role] ?? "GROUP_READ_ONLY")).toEqual(cells);
  });
});
