import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildFunctions } from "../../../scripts/build/build-app";
import { call } from "../../../scripts/call";
import { readArgument, withEnvironment } from "../../../scripts/call/arguments";
import { appDir } from "../../../scripts/lib/paths";
import { readAppDocuments } from "../../../scripts/lib/schedule-documents";
import { createFaults } from "../../../src/local/admin-api/faults/faults";
import { type AdminApi, startAdminApi } from "../../../src/local/admin-api/server";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";
import { type Ended, endOf, endOfProcess } from "../a-command";

const project = "5e1ec444970199272441a214";
const key = { publicKey: "callerky", privateKey: "77777777-8888-9999-aaaa-bbbbbbbbbbbb" };
const account = { clientId: "mdb_sa_id_0123456789abcdef01234567", clientSecret: "mdb_sa_sk_of_this_test_alone" };

/** Every name that the command reads is set, so that no .env of the machine has a say. */
const nothing = {
  ATLAS_PUBLIC_KEY: "",
  ATLAS_PRIVATE_KEY: "",
  ATLAS_CLIENT_ID: "",
  ATLAS_CLIENT_SECRET: "",
  ATLAS_PROJECT_ID: "",
  ATLAS_CLUSTER_NAME: "",
  SCALE_UP_TIER: "",
  SCALE_DOWN_TIER: "",
  ATLAS_BASE_URL: "",
};

/** With an environment that names nothing else. */
function callIn(environment: Partial<typeof nothing>, ...args: string[]): Promise<Ended> {
  return endOf(call, args, { ...nothing, ...environment });
}

describe("npm run call", () => {
  let api: AdminApi;
  let state: AtlasState;
  let keyed: Partial<typeof nothing>;

  beforeAll(async () => {
    const clock = createSteppedClock({ startMs: Date.now() });
    state = createAtlasState({ clock });
    state.addProject({ id: project });
    for (const name of ["free-standing", "by-account"]) state.addCluster(project, { name, tier: "M10" });
    const projects = { [project]: ["GROUP_CLUSTER_MANAGER"] } as const;
    state.addApiKey({ ...key, projects });
    state.addServiceAccount({ ...account, projects });
    api = await startAdminApi({ clock, state, faults: createFaults() });
    keyed = {
      ATLAS_PUBLIC_KEY: key.publicKey,
      ATLAS_PRIVATE_KEY: key.privateKey,
      ATLAS_PROJECT_ID: project,
      ATLAS_BASE_URL: api.baseUrl,
    };
  });

  afterAll(async () => {
    state.stop();
    await api.close();
  });

  const tierOf = (cluster: string) => state.cluster(project, cluster)?.shards[0]?.regions[0]?.electable.instanceSize;

  it("scales a cluster that has no schedule, as the environment says, in real time", async () => {
    const up = { ...keyed, ATLAS_CLUSTER_NAME: "free-standing", SCALE_UP_TIER: "M30", SCALE_DOWN_TIER: "M20" };
    const { code, out, err } = await callIn(up, "scaleUp");
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining("ACCEPTED: free-standing: M10 to M30") });
    expect(JSON.parse(out)).toMatchObject({ clusters: [{ cluster: "free-standing", target: { tier: "M30" } }] });
    expect(tierOf("free-standing")).toBe("M30");
    expect(state.cluster(project, "free-standing")?.tags).toEqual([]);
    expect(out + err).not.toContain(key.privateKey);
  });

  it("ends with 1 where a function that only reads reports a failure, after its report", async () => {
    const { code, out, err } = await callIn(keyed, "status");
    expect(JSON.parse(out).failures).toMatchObject([{ code: "not-found" }]);
    expect({ code, err }).toEqual({ code: 1, err: 'status found a failure: see "failures" in its report\n' });
    state.addCluster(project, { name: "Cluster0", tier: "M10" });
    expect((await callIn(keyed, "status")).code).toBe(0);
  });

  it("works with a service account, and ends with 1 when the run fails", async () => {
    const environment = {
      ATLAS_CLIENT_ID: account.clientId,
      ATLAS_CLIENT_SECRET: account.clientSecret,
      ATLAS_PROJECT_ID: project,
      ATLAS_BASE_URL: api.baseUrl,
    };
    const args = ["scaleUp", '{"cluster": "by-account", "tier": "M20"}'];
    const [done, failed] = await Promise.all([
      callIn(environment, ...args),
      endOfProcess("call.ts", args, { ...nothing, ...keyed, ATLAS_PRIVATE_KEY: "not-the-key" }),
    ]);
    expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: expect.stringContaining("ACCEPTED") });
    expect(tierOf("by-account")).toBe("M20");
    expect(failed).toMatchObject({ code: 1, out: "" });
    expect(failed.err).toContain("Atlas does not accept the credential");
    expect(done.out + done.err + failed.err).not.toMatch(/mdb_sa_sk_|not-the-key|eyJ/);
  });

  it("ends with 2 where nothing was done, and says what is wrong", async () => {
    const [missing, half, secretAsProject, guessed, refused] = await Promise.all([
      callIn({}, "reconcile"),
      callIn({ ATLAS_PROJECT_ID: project, ATLAS_CLIENT_SECRET: "mdb_sa_sk_x" }, "status"),
      callIn({ ...keyed, ATLAS_PROJECT_ID: key.privateKey }, "reconcile"),
      callIn(keyed, "reconsile"),
      callIn(keyed, "scaleUp", '{"cluster": "by-account", "teir": "M20"}'),
    ]);
    expect(missing).toEqual({
      code: 2,
      out: "",
      err: "ATLAS_PROJECT_ID is not set; set it to 24 hex digits, in the environment or in .env\nno credentials are set; set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, or ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET, in the environment or in .env (.env.example shows how)\n",
    });
    expect(half.err).toBe(
      "ATLAS_CLIENT_ID is not set, although ATLAS_CLIENT_SECRET, the other half of the service account, is; set both in the environment or in .env\n",
    );
    expect(secretAsProject.err).toBe(
      "ATLAS_PROJECT_ID is no project id; set it to 24 hex digits, in the environment or in .env\n",
    );
    expect(guessed.err).toMatch(/^there is no function reconsile: did you mean reconcile\?; choose one of preview, /);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("did you mean tier?") });
  });

  it("previews without credentials, in the environment that is asked for", async () => {
    const { code, out, err } = await callIn({}, "preview", '{"days": 40}', "--environment", "qa");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out).boundaries).toContainEqual(expect.objectContaining({ window: "month-start" }));
  });

  it("runs against a local Atlas of its own, without any environment", async () => {
    const { code, out } = await callIn({}, "reconcile", "--local");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ clusters: [{ cluster: "Cluster0" }], failures: [] });
  });
});

describe("the build ahead of a call", () => {
  it("leaves files alone that are right already, as another call may be reading them", async () => {
    const written = () => statSync(join(appDir, "functions/reconcile.js")).mtimeMs;
    await buildFunctions(appDir, readAppDocuments(appDir));
    const before = written();
    await buildFunctions(appDir, readAppDocuments(appDir));
    expect(written()).toBe(before);
  });
});

describe("readArgument", () => {
  it("takes an object, or nothing", () => {
    expect(readArgument(undefined)).toBeUndefined();
    expect(readArgument(" ")).toBeUndefined();
    expect(readArgument('{"dryRun": true}')).toEqual({ dryRun: true });
  });

  it.each(["{dryRun: true}", "[]", '"Hello world!"', "7"])("refuses %s", (text) => {
    expect(() => readArgument(text)).toThrow(/argument/);
  });
});

describe("withEnvironment", () => {
  const environment = {
    ATLAS_PROJECT_ID: project,
    ATLAS_CLUSTER_NAME: "Cluster0",
    SCALE_UP_TIER: "M50",
    SCALE_DOWN_TIER: "M10",
  };

  it.each<[string, object | undefined, object | undefined]>([
    ["scaleUp", undefined, { cluster: "Cluster0", project, tier: "M50" }],
    ["scaleDown", undefined, { cluster: "Cluster0", project, tier: "M10" }],
    ["scaleUp", { tier: "M60", dryRun: true }, { cluster: "Cluster0", project, tier: "M60", dryRun: true }],
    ["scaleUp", { cluster: "Cluster0" }, { cluster: "Cluster0", project, tier: "M50" }],
    ["scaleUp", { all: true }, { all: true }],
    ["reconcile", undefined, undefined],
    ["status", { cluster: "shop" }, { cluster: "shop" }],
  ])("gives %s with %j: %j", (name, argument, expected) => {
    expect(withEnvironment(name, argument as Record<string, unknown> | undefined, environment)).toEqual(expected);
  });

  it("does not give the tier of one cluster to another that the argument names", () => {
    expect(withEnvironment("scaleUp", { cluster: "shop" }, environment)).toEqual({ cluster: "shop", project });
    const { ATLAS_CLUSTER_NAME: _, ...unnamed } = environment;
    expect(withEnvironment("scaleUp", { cluster: "shop" }, unnamed)).toEqual({ cluster: "shop", project, tier: "M50" });
  });

  it("refuses a tier without a cluster instead of leaving it out", () => {
    expect(() => withEnvironment("scaleUp", undefined, { SCALE_UP_TIER: "M50" })).toThrow(
      "SCALE_UP_TIER applies to one cluster; set ATLAS_CLUSTER_NAME too",
    );
    expect(withEnvironment("scaleDown", undefined, { SCALE_UP_TIER: "M50" })).toBeUndefined();
  });
});
