import { afterEach, describe, expect, it } from "@jest/globals";
import { AppRefusedError, type LocalAtlas, type LocalAtlasOptions, startLocalAtlas } from "../../src/local/local-atlas";
import { aFolder, type Files, type TestFolder } from "./app-folder/a-folder";

const START = Date.UTC(2026, 8, 1, 11, 59);
const PROJECT = { id: "5e1ec444970199272441a214" };
const KEY = { publicKey: "abcdefgh", privateKey: "0d4e3b1c-3f3e-4f0e-9a8e-1c5f7a9e2b11" };

/** Reads Cluster0 with digest authentication and asks for another size. */
const RESIZE = `exports = async function (tier) {
  const call = (method, path, body) => context.http[method](Object.assign({
    url: context.values.get("ATLAS_BASE_URL") + path,
    username: context.values.get("public"), password: context.values.get("key"), digestAuth: true,
    headers: { Accept: ["application/vnd.atlas.2024-08-05+json"], "Content-Type": ["application/vnd.atlas.2024-08-05+json"] },
  }, body ? { body: JSON.stringify(body) } : {}));
  const path = "/groups/" + context.app.projectId + "/clusters/Cluster0";
  const cluster = JSON.parse((await call("get", path)).body.text());
  const specs = cluster.replicationSpecs[0];
  for (const region of specs.regionConfigs) for (const nodes of ["electableSpecs", "readOnlySpecs"]) {
    if (region[nodes]) region[nodes].instanceSize = tier || "M50";
  }
  const answer = await call("patch", path, { replicationSpecs: [{ id: specs.id, zoneName: specs.zoneName, regionConfigs: specs.regionConfigs }] });
  console.log(answer.status);
  return [answer.statusCode, answer.statusCode === 200 ? "" : answer.body.text(), Date.now()];
};`;

const FILES: Files = {
  "functions/nightly.js": RESIZE,
  "triggers/nightly.json": {
    name: "noon",
    type: "SCHEDULED",
    config: { schedule: "0 12 * * *" },
    function_name: "nightly",
  },
  "values/public.json": { name: "public", value: KEY.publicKey, from_secret: false },
};

let folder: TestFolder | undefined;
let atlas: LocalAtlas | undefined;
afterEach(async () => {
  await atlas?.stop();
  folder?.remove();
  atlas = undefined;
});

async function start(options: Partial<LocalAtlasOptions> = {}, files: Files = FILES): Promise<LocalAtlas> {
  folder = aFolder(files);
  atlas = await startLocalAtlas({
    appDir: folder.dir,
    startMs: START,
    project: PROJECT,
    clusters: [{ name: "Cluster0", tier: "M10" }],
    apiKeys: [{ ...KEY, projects: { [PROJECT.id]: ["GROUP_CLUSTER_MANAGER"] } }],
    secrets: { "my-key": KEY.privateKey },
    ...options,
  });
  return atlas;
}

describe("startLocalAtlas", () => {
  it("fires the app's trigger, whose function changes the cluster over a socket, node by node", async () => {
    const { clock, state, scheduler, api } = await start({ settings: { readLatencyMs: 125, writeLatencyMs: 750 } });
    await clock.advanceTo(START + 30 * 60_000);
    expect(scheduler.runs).toMatchObject([
      {
        trigger: "noon",
        scheduledAtMs: START + 60_000,
        execution: {
          outcome: "completed",
          result: [200, "", START + 60_000 + 875],
          endedAtMs: START + 60_000 + 875,
          logs: ["200 OK"],
          httpRequests: 2,
        },
      },
    ]);
    expect(api.requests.map(({ method, status }) => [method, status])).toEqual([
      ["GET", 401],
      ["GET", 200],
      ["PATCH", 401],
      ["PATCH", 200],
    ]);
    expect(state.history.map(({ what }) => what)).toEqual([
      "created",
      "submitted",
      "node-done",
      "node-done",
      "node-done",
      "completed",
    ]);
  });

  it("runs a function by hand, with arguments", async () => {
    const { clock, runtime } = await start();
    const execution = runtime.run({ functionName: "nightly", args: ["M30"], cause: "console" });
    await clock.advanceBy(1_000);
    expect((await execution).result).toEqual([200, "", START]);
  });

  it("does with firings as the rule says", async () => {
    const { clock, scheduler } = await start({ firingRule: () => [] });
    await clock.advanceBy(3_600_000);
    expect([scheduler.runs, scheduler.lost.length]).toEqual([[], 1]);
  });

  it("refuses an app that App Services would refuse, with all that is wrong", async () => {
    const bad = {
      ...FILES,
      "triggers/nightly.json": {
        name: "noon",
        type: "SCHEDULED",
        config: { schedule: "0 25 * * *" },
        function_name: "nobody",
      },
    };
    const refusal = await start({ secrets: {} }, bad).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppRefusedError);
    expect((refusal as AppRefusedError).issues).toHaveLength(3);
    expect((refusal as Error).message).toContain("there is no Secret my-key");
  });
});
