import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { projectDir } from "../../../scripts/lib/paths";
import { localKey, localProject } from "../../../scripts/start/defaults";
import { printStart } from "../../../scripts/start/print";
import type { StartedAtlas } from "../../../scripts/start/run";
import { advance, aSchedule, aScratchFolder, get, start } from "./a-start";

const scratch = aScratchFolder();
afterAll(() => scratch.remove());

let started: StartedAtlas | undefined;
afterEach(async () => {
  await started?.stop();
  started = undefined;
});

const startWith = async (...args: readonly string[]): Promise<StartedAtlas> => {
  started = await start(...args);
  return started;
};

const namesIn = ({ results }: { readonly results: readonly { readonly name: string }[] }) =>
  results.map(({ name }) => name);

describe("npm start", () => {
  it("has one cluster of each kind, and the app deployed: its triggers change the cluster", async () => {
    const schedule = scratch.write("schedule.json", aSchedule("shop"));
    const now = await startWith("--schedule", schedule, "--at", "2026-11-01T11:55Z");
    expect(now.clientAppId).toMatch(/^atlas-cluster-scheduler-[a-z]{5}$/);
    expect(namesIn(await get(now, "/clusters"))).toEqual([
      ...["shop", "Cluster0", "sharded", "multi-region", "multi-cloud", "auto-scaled", "analytics", "paused", "free"],
    ]);
    expect(now.atlas.state.cluster(localProject.id, "flex")?.flex).toBe(true);
    await advance(now, 25);
    expect(JSON.stringify((await get(now, "/clusters/shop")).replicationSpecs)).toContain('"M20"');
    const [app] = now.atlas.services.apps.apps;
    expect(app?.logs.entries.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  it("has a simulated load that follows the windows, where a cluster is scheduled; nothing scales by it", async () => {
    const schedule = scratch.write("load.json", aSchedule("shop"));
    const { workload } = (await startWith("--schedule", schedule, "--at", "2026-11-01T13:00Z")).atlas;
    const loads = Object.fromEntries(workload.looks().map(({ cluster, load, curve }) => [cluster, [load, curve.kind]]));
    expect(loads).toMatchObject({ shop: [600, "steps"], Cluster0: [200, "constant"] });
    expect(workload.autoScales).toBe(false);
  });

  it("starts where --at says, empty where --empty says", async () => {
    const { clientAppId, atlas } = await startWith("--at", "2027-03-01T00:00Z", "--empty");
    expect([clientAppId, atlas.services.apps.apps]).toEqual([null, []]);
    expect(new Date(atlas.keeper.clock.now()).toISOString()).toBe("2027-03-01T00:00:00.000Z");
  });

  it("misbehaves the same way for the same seed", async () => {
    const folder = scratch.foreignApp();
    const trigger = { name: "t", type: "SCHEDULED", config: { schedule: "* * * * *" }, function_name: "mine" };
    writeFileSync(join(folder, "triggers/t.json"), JSON.stringify(trigger));
    const fates: unknown[] = [];
    for (const seed of ["7", "7", "8"]) {
      const now = await startWith("--seed", seed, "--app", folder);
      await advance(now, 6 * 60);
      const [app] = now.atlas.services.apps.apps;
      fates.push(app?.logs.entries.map(({ startedMs }) => startedMs));
      await now.stop();
      started = undefined;
    }
    expect(fates[1]).toEqual(fates[0]);
    expect(fates[2]).not.toEqual(fates[0]);
  });

  it("deploys another folder as it stands, and writes nothing into it", async () => {
    const folder = scratch.foreignApp();
    const value = { name: "secret", value: "who-knows", from_secret: true };
    writeFileSync(join(folder, "values/secret.json"), JSON.stringify(value));
    const before = readdirSync(folder, { recursive: true });
    const { atlas, notes } = await startWith("--app", folder);
    expect(atlas.services.apps.apps[0]?.live.functions.map(({ name }) => name)).toEqual(["mine"]);
    expect(notes).toEqual(["The Secret who-knows is empty: set it with realm-cli secrets update."]);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it("takes descriptions as the Admin API lists them", async () => {
    const first = await startWith("--empty");
    const listed = await get(first, "/clusters");
    await first.stop();
    const second = await startWith("--empty", "--clusters", scratch.write("clusters.json", listed));
    expect(namesIn(await get(second, "/clusters"))).toEqual(namesIn(listed));
  });
});

describe("what npm start prints", () => {
  it("is the address first, then credentials and three commands that hold both addresses", async () => {
    const now = await startWith("--app", scratch.foreignApp());
    const text = printStart(now);
    const { url } = now.atlas;
    expect(text.split("\n")[0]).toBe(url);
    expect(text).toContain(`API key ${localKey.publicKey}, private key ${localKey.privateKey}`);
    const commands = text.split("\n").filter((line) => /^ {2}(?:curl|npx)/.test(line));
    expect(commands).toHaveLength(4);
    for (const command of commands.slice(1, 3)) {
      expect(command).toMatch(/^ {2}npx --no-install realm-cli /);
      expect(command).toContain(`--realm-url ${url} --atlas-url ${url}`);
    }
    expect(commands[2]).toContain(`--app ${now.clientAppId}`);
  });
});

describe("the process", () => {
  const script = [require.resolve("tsx/cli"), join(projectDir, "scripts/start.ts")];

  it.each([
    ["itself", process.execPath, script, [0, null]],
    ["npm, which passes it to no more than a shell", "npm", ["start", "--silent", "--"], expect.any(Array)],
  ])(
    "prints its address first, serves, and stops cleanly when SIGTERM comes to %s",
    async (_, command, given, end) => {
      const args = [...given, "--port", "0", "--empty"];
      const child = spawn(command, args, { cwd: projectDir, timeout: 30_000 });
      let printed = "";
      const url = await new Promise<string>((resolve) => {
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          printed += text;
          if (printed.includes("\n")) resolve(printed.split("\n")[0] ?? "");
        });
      });
      expect((await fetch(`${url}/api/private/v1.0/version`)).status).toBe(200);
      const closed = new Promise((resolve) => child.on("close", (...ended) => resolve(ended)));
      child.kill("SIGTERM");
      expect([await closed, printed.endsWith("stopped\n")]).toEqual([end, true]);
      await expect(fetch(url)).rejects.toThrow();
    },
    40_000,
  );
});
