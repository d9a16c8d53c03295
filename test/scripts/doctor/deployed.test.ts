import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildApp } from "../../../scripts/build/build-app";
import { checkDeployed } from "../../../scripts/doctor/checks/deployed";
import { appDir } from "../../../scripts/lib/paths";
import { readAppParts } from "../../../src/local/app-folder/read-app-folder";
import { aService, OWNER, PROJECT, type Service, START } from "../../local/app-services/a-service";

/** The app of the folder, entry by entry, as the console would make it. */
async function put(service: Service, dir: string): Promise<void> {
  const app = await service.createApp("atlas-cluster-scheduler");
  const { parts } = readAppParts(dir);
  if (parts === undefined) throw new Error(`${dir} cannot be read`);
  const contents = (parts.functionConfig?.content ?? []) as { name: string }[];
  for (const entry of contents) {
    await service.ofApp(app, "POST", "/functions", { ...entry, source: parts.sources.get(entry.name) });
  }
  for (const secret of ["atlas-public-key", "atlas-private-key"]) {
    await service.ofApp(app, "POST", "/secrets", { name: secret, value: "x" });
  }
  for (const { content } of parts.values) await service.ofApp(app, "POST", "/values", content);
  for (const { content } of parts.triggers) await service.ofApp(app, "POST", "/triggers", content);
}

describe("the check of what is deployed", () => {
  let dir: string;
  let service: Service;
  let told: (env?: Readonly<Record<string, string>>) => Promise<string[]>;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "doctor-test-"));
    for (const part of ["realm_config.json", "values", "environments"])
      cpSync(join(appDir, part), join(dir, part), { recursive: true });
    await buildApp(dir, START);
    service = await aService();
    const environment = {
      ATLAS_PUBLIC_KEY: OWNER.publicKey,
      ATLAS_PRIVATE_KEY: OWNER.privateKey,
      ATLAS_PROJECT_ID: PROJECT,
      ATLAS_BASE_URL: `${service.atlas.url}/api/atlas/v2`,
    };
    told = async (env = {}) => {
      const findings = await checkDeployed({ appDir: dir, app: null, tag: null }, { ...environment, ...env });
      return findings.map(({ level, says }) => `${level}: ${says}`);
    };
  });
  afterAll(async () => {
    await service.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("tells of an app that is not there, equal, and edited", async () => {
    expect(await told()).toEqual(["warning: the project has no app atlas-cluster-scheduler"]);
    await put(service, dir);
    expect(await told()).toEqual([expect.stringMatching(/^ok: atlas-cluster-scheduler-\w+ is what is built/)]);
    writeFileSync(join(dir, "environments/qa.json"), JSON.stringify({ values: { schedule: { schedules: [] } } }));
    writeFileSync(join(dir, "functions/status.js"), "exports = () => 1;");
    writeFileSync(join(dir, "values/schedule.json"), JSON.stringify({ name: "schedule", value: { schedules: [] } }));
    expect(await told()).toEqual([
      "warning: functions differ from those built here: status",
      "warning: the Value schedule differs from app/values/schedule.json",
      "warning: values of environments differ from app/environments: schedule in qa",
    ]);
  });

  it("fails on a disabled trigger", async () => {
    const [app] = service.atlas.services.apps.apps;
    const found = (await service.call("GET", `/groups/${PROJECT}/apps/${app?.facts.id}/triggers`)).body as {
      _id: string;
    }[];
    await service.call("PUT", `/groups/${PROJECT}/apps/${app?.facts.id}/triggers/${found[0]?._id}`, {
      ...found[0],
      disabled: true,
    });
    expect((await told())[1]).toMatch(/^failed: the trigger \S+ is disabled: what it would do is not done/);
  });

  it("says what to look at where nobody answers", async () => {
    const nobody = { APP_SERVICES_URL: "http://127.0.0.1:1" };
    const findings = await checkDeployed(
      { appDir: dir, app: null, tag: null },
      { ATLAS_PUBLIC_KEY: OWNER.publicKey, ATLAS_PRIVATE_KEY: OWNER.privateKey, ATLAS_PROJECT_ID: PROJECT, ...nobody },
    );
    expect(findings[0]).toMatchObject({
      level: "warning",
      remedy: "Check APP_SERVICES_URL and the network of this machine",
    });
  });

  it("is left out with a service account, and tells of a key that is not accepted", async () => {
    const account = { ATLAS_PUBLIC_KEY: "", ATLAS_CLIENT_ID: "mdb_sa_id_0123456789abcdef01234567" };
    const none = await checkDeployed(
      { appDir: dir, app: null, tag: null },
      { ATLAS_CLIENT_ID: account.ATLAS_CLIENT_ID },
    );
    expect(none[0]).toMatchObject({ level: "skipped" });
    expect((await told({ ATLAS_PRIVATE_KEY: "wrong" }))[0]).toMatch(
      /^warning: App Services at \S+ does not accept the API key/,
    );
  });
});
