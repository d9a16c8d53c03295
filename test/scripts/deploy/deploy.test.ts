import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { localKey } from "../../../scripts/start/defaults";
import { aSchedule } from "../start/a-start";
import { aDeploying, builtFolder, type Deploying, disabledTriggers } from "./a-deployment";

let built: string;
beforeAll(async () => {
  built = await builtFolder();
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

let at: Deploying;
beforeEach(async () => {
  at = await aDeploying(built);
});
afterEach(() => at.stop());

/** What a step leaves in the folder for temporary files. */
async function leftIn(step: () => Promise<void>): Promise<readonly string[]> {
  const { TMPDIR } = process.env;
  const dir = mkdtempSync(join(tmpdir(), "deploy-test-tmp-"));
  process.env.TMPDIR = dir;
  try {
    await step();
    return readdirSync(dir);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(dir, { recursive: true, force: true });
  }
}

describe("npm run deploy with realm-cli", () => {
  it("creates the app and its Secrets, shows the first run, then enables the triggers; no key leaves the process but to Atlas", async () => {
    at.installRealmCli("none");
    const config = readFileSync(join(at.appDir, "realm_config.json"), "utf8");
    const { code, out, err } = await at.deploy(["--yes"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("Pushing with realm-cli 2.6.2");
    expect(out).toContain("The first run will change nothing: 1 of 1 clusters can stay as they are.");
    expect(out).toMatch(/heartbeat +next 2026-11-01 00:\d\d UTC/);
    const app = at.app();
    expect(disabledTriggers(app)).toEqual([false, false, false]);
    expect(app.secrets.names()).toEqual(["atlas-private-key", "atlas-public-key"]);
    for (const { name, source } of app.live.functions)
      expect(source).toBe(readFileSync(join(at.appDir, `functions/${name}.js`), "utf8"));
    const seen = at.seen();
    expect(seen.map(({ command, mode }) => [command, mode])).toEqual([
      ["push", "600"],
      ["push", "600"],
    ]);
    expect(seen[0]?.profile).toEqual([...["access_token", "realm_base_url", "atlas_base_url", "telemetry_mode"]]);
    expect(JSON.stringify(seen) + out).not.toContain(localKey.privateKey);
    expect(seen[0]?.env).not.toContain("ATLAS_PRIVATE_KEY");
    expect(readFileSync(join(at.appDir, "realm_config.json"), "utf8")).toBe(config);
    expect(await leftIn(async () => void (await at.deploy(["--yes"])))).toEqual([]);
  });

  it("says that the former app is live where the client was killed half way, and discards what it left", async () => {
    at.installRealmCli("none");
    await at.deploy(["--yes"]);
    const former = at.app().live;
    at.writeSchedule(aSchedule("Cluster0"));
    at.installRealmCli("killed-with-draft");
    const { code, err } = await at.deploy(["--yes"]);
    expect(code).toBe(1);
    expect(err).toContain("realm-cli push failed");
    expect(err).toContain(
      `The former app is still live in ${at.app().facts.clientAppId}, unchanged. Run the command again.`,
    );
    expect(at.app().live).toEqual(former);
    at.installRealmCli("none");
    const again = await at.deploy(["--yes"]);
    expect(again.code).toBe(0);
    expect(again.out).toContain("~ value schedule");
    expect(again.out).not.toContain("Discarded changes");
  });

  it.each(["no-binary", "other-package"] as const)(
    "judges it by running it, and sends the requests itself where that fails: %s",
    async (fault) => {
      at.installRealmCli(fault);
      const { code, out } = await at.deploy(["--yes"]);
      expect(code).toBe(0);
      expect(out).toContain("realm-cli does not run:");
      expect(out).toContain("Neither realm-cli nor appservices runs here");
      expect(disabledTriggers(at.app())).toEqual([false, false, false]);
      expect(at.seen()).toEqual([]);
      expect((await at.deploy(["--yes", "--client", "realm-cli"])).code).toBe(2);
    },
  );
});

describe("a connection that is lost", () => {
  const isFirstRun = /execute_function/;

  it.each([
    ["before anything was sent", 1, /^GET .*\/apps$/, "Nothing was changed."],
    ["while the app is created", 1, /^POST .*\/apps$/, "The app was not created, or is empty: no trigger fires."],
    ["while Secrets are written", 1, /^POST .*\/secrets$/, "exists now and is empty; no trigger fires."],
    ["at the first run", 1, isFirstRun, "is deployed, and its triggers are disabled: nothing will be changed."],
    ["before it is read back", 2, /^GET .*\/triggers$/, /The push to \S+ succeeded\.\nWhat is live could not be read/],
  ])("%s: the message says what is live", async (_when, from, requests, state) => {
    const seen: string[] = [];
    const loses = (request: string) => requests.test(request) && seen.push(request) >= from;
    const { code, err } = await at.throughProxy(loses, ["--yes", "--client", "own"]);
    expect(code).toBe(1);
    expect(err).toContain("did not answer");
    expect(err).toEqual(typeof state === "string" ? expect.stringContaining(state) : expect.stringMatching(state));
    expect((await at.deploy(["--yes"])).code).toBe(0);
  });

  it("is no failure where the deployment was asked for all the same", async () => {
    await at.deploy(["--yes"]);
    at.writeSchedule(aSchedule("sharded"));
    const loses = (request: string) => /^POST .*\/deployment$/.test(request);
    const { code, out } = await at.throughProxy(loses, ["--yes", "--client", "own"], "answers");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("Live in ") });
  });
});

describe("Ctrl-C", () => {
  it("says what is live when it stops a push", async () => {
    const stop = jest.spyOn(process, "kill").mockReturnValue(true);
    const interrupts = (request: string) => {
      if (request.includes("/import?strategy")) process.emit("SIGINT", "SIGINT");
      return false;
    };
    const { err } = await at.throughProxy(interrupts, ["--yes", "--client", "own"]);
    expect(stop).toHaveBeenCalledWith(process.pid, "SIGINT");
    stop.mockRestore();
    expect(err).toContain(
      `Interrupted while pushing to ${at.app().facts.clientAppId}: what is live there is the former app, or the new one as a whole.`,
    );
  });
});

describe("what is asked", () => {
  it("changes nothing in a dry run, or without a yes, or without anybody to ask", async () => {
    expect(await at.deploy(["--dry-run"])).toMatchObject({ code: 0, out: expect.stringContaining("+ value schedule") });
    expect(await at.deploy([], { answers: [""] })).toMatchObject({
      code: 0,
      out: expect.stringContaining("Nothing was changed."),
    });
    expect(await at.deploy([])).toMatchObject({ code: 2, err: expect.stringContaining("no terminal") });
    expect(at.apps()).toEqual([]);
  });

  it("leaves the triggers disabled where the person who saw the first run says no", async () => {
    at.writeSchedule(aSchedule("sharded"));
    const { code, out, err } = await at.deploy([], { answers: ["y", "n"] });
    expect(code).toBe(1);
    expect(out).toContain("The first run will change 1 of 1 clusters:\n  sharded: resize");
    expect(err).toContain("its triggers are disabled: nothing will be changed");
    expect(new Set(disabledTriggers(at.app()))).toEqual(new Set([true]));
    expect((await at.deploy([], { answers: ["y", "y"] })).code).toBe(0);
    expect(new Set(disabledTriggers(at.app()))).toEqual(new Set([false]));
  });

  it("enables nothing by itself where the first run would fail", async () => {
    at.writeSchedule(aSchedule("nowhere"));
    const { code, out } = await at.deploy(["--yes"]);
    expect(code).toBe(1);
    expect(out).toContain("The first run would fail:");
    expect(out).toContain("nowhere");
    expect(new Set(disabledTriggers(at.app()))).toEqual(new Set([true]));
  });
});

describe("what is refused before anything changed", () => {
  it.each<[string, Record<string, string>, string]>([
    [
      "a service account alone",
      { ATLAS_PUBLIC_KEY: "", ATLAS_PRIVATE_KEY: "", ATLAS_CLIENT_ID: "mdb_sa_id_x", ATLAS_CLIENT_SECRET: "s" },
      "Deploying needs an API key of a project owner",
    ],
    ["half a pair", { ATLAS_PRIVATE_KEY: "" }, "ATLAS_PRIVATE_KEY is missing"],
    ["half a pair for deploying", { DEPLOY_PUBLIC_KEY: "owner" }, "DEPLOY_PRIVATE_KEY is missing"],
    ["no project", { ATLAS_PROJECT_ID: "" }, "ATLAS_PROJECT_ID is not set"],
    ["an address in the clear", { APP_SERVICES_URL: "http://example.com" }, "must be an https address"],
  ])("%s", async (_what, env, message) => {
    expect(await at.deploy(["--yes"], { env })).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    expect(at.apps()).toEqual([]);
  });

  it("everything that is missing at once, and a name that no app can have", async () => {
    const none = { ATLAS_PROJECT_ID: "", ATLAS_PUBLIC_KEY: "", ATLAS_PRIVATE_KEY: "" };
    const { code, err } = await at.deploy(["--yes"], { env: none });
    expect(err.trim().split("\n")).toEqual([
      expect.stringContaining("ATLAS_PROJECT_ID is not set"),
      expect.stringContaining("No credentials are set."),
    ]);
    expect(code).toBe(2);
    expect((await at.deploy(["--dry-run", "--app", "foo bar"])).err).toMatch(/^--app foo bar: is no name of an app/);
  });

  it("a key that Atlas does not know, a project that is not the key's, and nobody there", async () => {
    const tries = [
      [{ ATLAS_PRIVATE_KEY: "11111111-2222-3333-4444-555555555555" }, "does not accept the API key localkey"],
      [{ ATLAS_PROJECT_ID: "0123456789abcdef01234567" }, "give the key the role Project Owner"],
      [{ APP_SERVICES_URL: "http://127.0.0.1:1" }, "did not answer POST /auth/providers/mongodb-cloud/login"],
    ] as const;
    for (const [env, message] of tries) {
      const { code, out, err } = await at.deploy(["--yes"], { env });
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) });
      expect(out + err).not.toContain("11111111-2222");
    }
    expect(at.apps()).toEqual([]);
  });

  it("a Secret that is nowhere, with the variable that is to hold it", async () => {
    const env = {
      DEPLOY_PUBLIC_KEY: localKey.publicKey,
      DEPLOY_PRIVATE_KEY: localKey.privateKey,
      ATLAS_PUBLIC_KEY: "",
      ATLAS_PRIVATE_KEY: "",
    };
    const { code, err } = await at.deploy(["--yes"], { env });
    expect(code).toBe(2);
    expect(err).toContain("ATLAS_PRIVATE_KEY is not set: it is to go into the Secret atlas-private-key");
    await at.deploy(["--yes"]);
    expect((await at.deploy(["--yes"], { env })).out).toContain("= atlas-private-key: kept");
  });
});

describe("an app that others use", () => {
  const foreign = { function: "exports = () => 1;", name: "nightly" };

  async function addForeign(): Promise<void> {
    await at.deploy(["--yes"]);
    const app = at.app();
    const content = { name: foreign.name, private: true, run_as_system: true };
    const entry = { id: "5e1ec444970199272441aaaa", name: foreign.name, content, source: foreign.function };
    await app.change("", { ...app.live, functions: [...app.live.functions, entry] });
  }

  it("is refused, naming what would be lost, until --into-shared", async () => {
    await addForeign();
    const refused = await at.deploy(["--yes"]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("function nightly: would be removed") });
    expect(at.app().live.functions.map(({ name }) => name)).toContain("nightly");
    const deleting = await at.deploy(["--remove", "--delete-app", "--yes"]);
    expect(deleting).toMatchObject({ code: 2, err: expect.stringContaining("function nightly") });
    expect((await at.deploy(["--yes", "--into-shared"])).code).toBe(0);
    expect(at.app().live.functions.map(({ name }) => name)).not.toContain("nightly");
  });
});

describe("--environment", () => {
  it("deploys an app of its own for each, with its own schedule and address of Atlas", async () => {
    at.writeEnvironment("development", { schedule: aSchedule("analytics") });
    at.writeEnvironment("production", {
      schedule: aSchedule("sharded"),
      ATLAS_BASE_URL: "https://atlas.example.com/api/atlas/v2",
    });
    const clusters = { development: "analytics", production: "sharded" };
    for (const [tag, cluster] of Object.entries(clusters)) {
      const { code, out } = await at.deploy(["--yes", "--environment", tag]);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`app/environments/${tag}.json`) });
      const app = at.app(`atlas-cluster-scheduler-${tag}`);
      expect(app.live.environment).toBe(tag);
      await at.atlas.keeper.clock.advanceBy(40 * 60_000);
      expect(app.logs.entries.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(at.tierOf(cluster)).toBe("M10");
    }
    expect((await at.deploy(["--yes"])).code).toBe(0);
    expect(at.app().live.environment).toBe("no-environment");
  });

  it("shows what an edit changes in an environment, and reads back whether it arrived", async () => {
    at.writeEnvironment("production", { schedule: aSchedule("sharded") });
    expect((await at.deploy(["--dry-run"])).out).toContain("  + environment value schedule in production\n");
    at.installRealmCli("no-environments");
    const { code, err } = await at.deploy(["--yes"]);
    expect(code).toBe(1);
    expect(err).toContain("is not what was pushed:\n  environment value schedule in production: missing\n");
    at.installRealmCli("none");
    expect((await at.deploy(["--yes"])).code).toBe(0);
    expect((await at.deploy(["--dry-run"])).out).toContain("Functions, triggers and Values are live as they are here.");
  });

  it("leaves an app the environment that it has where none is named", async () => {
    await at.deploy(["--yes", "--environment", "production"]);
    const { clientAppId } = at.app("atlas-cluster-scheduler-production").facts;
    expect((await at.deploy(["--yes", "--app", clientAppId])).code).toBe(0);
    expect(at.app("atlas-cluster-scheduler-production").live.environment).toBe("production");
  });
});

describe("--remove", () => {
  it("disables the triggers, brings clusters to the baseline, says where they are left, and deletes the app", async () => {
    at.writeSchedule({
      schedules: [
        {
          name: "open",
          clusters: ["Cluster0"],
          baseline: { tier: "M10" },
          windows: [{ name: "now", from: "2026-10-01T00:00", until: "2026-12-01T00:00", tier: "M30" }],
        },
      ],
    });
    await at.deploy(["--yes"]);
    await at.atlas.keeper.clock.advanceBy(120 * 60_000);
    expect(at.tierOf("Cluster0")).toBe("M30");
    const kept = await at.deploy(["--remove"], { answers: ["y", "y", "n"] });
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining("Disabled ") });
    expect(kept.out).toContain("ACCEPTED: Cluster0: M30 to M10");
    expect(new Set(disabledTriggers(at.app()))).toEqual(new Set([true]));
    await at.atlas.keeper.clock.advanceBy(120 * 60_000);
    const gone = await at.deploy(["--remove", "--delete-app", "--yes"]);
    expect(gone.out).toContain("Cluster0 is left at M10\n");
    expect([gone.code, at.apps()]).toEqual([0, []]);
    expect(await at.deploy(["--remove", "--yes"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("nothing to remove"),
    });
  });
});

describe("--print-manual", () => {
  it("says what to paste where, calls nothing and shows no credential", async () => {
    const { code, out } = await at.deploy(["--print-manual", "--environment", "production"], {
      env: { ATLAS_BASE_URL: "http://127.0.0.1:1" },
    });
    expect(code).toBe(0);
    for (const text of ["atlas-private-key: ATLAS_PRIVATE_KEY", "functions/reconcile.js", "heartbeat: ", '"billing"'])
      expect(out).toContain(text);
    expect(out).not.toContain(localKey.privateKey);
  });
});
