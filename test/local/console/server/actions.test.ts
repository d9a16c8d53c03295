import { execFile } from "node:child_process";
import { connect } from "node:net";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { digestCall } from "../../admin-api/local-atlas";
import { aConsole, anApp, aTrigger, KEY, MINUTE, PROJECT, START, type TestConsole, TICK } from "./a-console";

let console: TestConsole;
beforeEach(async () => {
  console = await aConsole();
});
afterEach(() => console.stop());

const CLUSTER = `${PROJECT}/Cluster0`;
const cluster = () => console.atlas.state.cluster(PROJECT, "Cluster0");
const DONE = { status: 200, body: { done: true } };
/** Lets what was begun go on until it is true. */
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
};
const nightly = (source = "exports = () => ({ summary: 'all well' });") =>
  anApp(console.atlas, { functions: { nightly: source }, triggers: [aTrigger()] });
const clock = () => console.atlas.keeper.clock;

describe("the clock", () => {
  it("takes another speed", async () => {
    expect(await console.ask("PUT", "/clock", { speed: 3600 })).toEqual(DONE);
    expect(console.atlas.keeper.speed).toBe(3600);
    expect((await console.ask("PUT", "/clock", { speed: 0 })).body.error).toMatch(/^speed must be/);
  });

  it.each([
    ["minutes", { minutes: 90 }, 90],
    ["an instant", { to: START + 30 * MINUTE }, 30],
  ])("steps by %s, and says so until it is there", async (_, body, minutes) => {
    const feed = await console.feed();
    await feed.next();
    expect(await console.ask("POST", "/clock/step", body)).toEqual(DONE);
    await until(() => clock().now() === START + minutes * MINUTE);
    await until(() => {
      console.time.pass(TICK);
      return feed.unread > 0;
    });
    expect((await feed.next()).clock).toMatchObject({ now: START + minutes * MINUTE });
  });

  it("gives a step up when it is told to stand", async () => {
    const hold = clock().hold();
    await console.ask("POST", "/clock/step", { minutes: 366 * 24 * 60 });
    const feed = await console.feed();
    expect((await feed.next()).clock?.stepsTo).toBe(START + 366 * 24 * 60 * MINUTE);
    await console.ask("PUT", "/clock", { speed: "step" });
    hold.release();
    await clock().advanceBy(2 * 60 * MINUTE);
    console.time.pass(TICK);
    expect((await feed.next()).clock).toMatchObject({ stepsTo: null, now: START + 2 * 60 * MINUTE });
  });

  it.each([
    [{ to: START - 1 }, 400, /past/],
    [{ minutes: 367 * 24 * 60 }, 400, /366 days/],
    [{ minutes: -1 }, 400, /minutes/],
    [{}, 400, /one of/],
    [{ minutes: 1, boundary: true }, 400, /one of/],
    [{ boundary: true }, 409, /no boundary/],
    [{ hours: 1 }, 400, /no "hours" here/],
    [[], 400, /JSON object/],
  ])("refuses the step %j in a sentence", async (body, status, sentence) => {
    const answer = await console.ask("POST", "/clock/step", body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(sentence);
  });
});

describe("a change by hand", () => {
  it("of the size is a person's, and moves all electable nodes", async () => {
    expect(await console.ask("POST", "/clusters/change", { cluster: CLUSTER, size: "M30" })).toEqual(DONE);
    await clock().advanceBy(20 * MINUTE);
    expect(cluster()?.nodes.map(({ instanceSize }) => instanceSize)).toEqual(["M30", "M30", "M30"]);
    const submitted = console.atlas.state.events.events.find(({ type }) => type === "CLUSTER_UPDATE_SUBMITTED");
    expect(submitted?.actor).toMatchObject({ kind: "person", username: "you@console.local" });
  });

  it("moves every shard and region, whatever kinds of node it has", async () => {
    console.atlas.state.addCluster(PROJECT, {
      name: "wide",
      tier: "M30",
      shards: 2,
      diskSizeGB: 40,
      regions: [
        { regionName: "US_EAST_1", electable: 2 },
        { regionName: "EU_WEST_1", electable: 1, readOnly: 1, analytics: 1 },
      ],
    });
    expect(await console.ask("POST", "/clusters/change", { cluster: `${PROJECT}/wide`, size: "M40" })).toEqual(DONE);
    await clock().advanceBy(60 * MINUTE);
    const tiers = console.atlas.state
      .cluster(PROJECT, "wide")
      ?.nodes.map((node) => `${node.kind} ${node.instanceSize}`);
    expect(new Set(tiers)).toEqual(new Set(["electable M40", "readOnly M40", "analytics M30"]));
  });

  it("pauses, resumes and tags", async () => {
    const tags = [{ key: "scheduler-hold", value: "20261201T0000Z" }];
    expect(await console.ask("POST", "/clusters/change", { cluster: CLUSTER, tags })).toEqual(DONE);
    expect(cluster()?.tags).toEqual(tags);
    await clock().advanceBy(MINUTE);
    expect(await console.ask("POST", "/clusters/change", { cluster: CLUSTER, paused: true })).toEqual(DONE);
    await clock().advanceBy(10 * MINUTE);
    expect(cluster()?.paused).toBe(true);
    expect(await console.ask("POST", "/clusters/change", { cluster: CLUSTER, paused: false })).toEqual(DONE);
    expect(cluster()?.paused).toBe(false);
  });

  it.each([
    [{ cluster: CLUSTER, size: "M11" }, 400, /M11/],
    [{ cluster: CLUSTER, size: "M30", paused: true }, 400, /paus/i],
    [{ cluster: CLUSTER }, 400, /one of size, paused and tags/],
    [{ cluster: CLUSTER, tags: [{ key: "" }] }, 400, /tags must be/],
    [{ cluster: "elsewhere/Cluster0", paused: true }, 404, /no cluster "elsewhere\/Cluster0"/],
  ])("is refused in the words of Atlas or of the console: %j", async (body, status, sentence) => {
    const answer = await console.ask("POST", "/clusters/change", body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(sentence);
    expect(cluster()?.stateName).toBe("IDLE");
  });
});

describe("a trigger", () => {
  it("fires now, although the clock stands", async () => {
    const { facts } = await nightly();
    const feed = await console.feed();
    await feed.next();
    expect(await console.ask("POST", "/triggers/fire", { appId: facts.id, trigger: "hourly" })).toEqual(DONE);
    await until(() => {
      console.time.pass(TICK);
      return feed.unread > 0;
    });
    expect((await feed.next()).runs).toMatchObject([{ cause: "trigger", trigger: "hourly", says: "all well" }]);
  });

  it("fires at an instant ahead, beside its own firings", async () => {
    const { facts } = await nightly();
    await clock().advanceBy(MINUTE);
    const at = START + 10 * MINUTE;
    expect(await console.ask("POST", "/triggers/fire", { appId: facts.id, trigger: "hourly", at })).toEqual(DONE);
    const feed = await console.feed();
    expect((await feed.next()).apps?.[0]?.triggers).toMatchObject([{ askedFor: [at], nextAt: START + 60 * MINUTE }]);
    await clock().advanceBy(60 * MINUTE);
    console.time.pass(TICK);
    const { runs, apps } = await feed.next();
    expect(runs?.map(({ scheduledAt }) => scheduledAt)).toEqual([at, START + 60 * MINUTE]);
    expect(apps?.[0]?.triggers).toMatchObject([{ askedFor: [] }]);
  });

  it("is disabled and enabled again, and fires for nobody meanwhile", async () => {
    const { facts } = await nightly();
    const enable = (isEnabled: boolean) =>
      console.ask("POST", "/triggers/enabled", { appId: facts.id, trigger: "hourly", isEnabled });
    expect(await enable(false)).toEqual(DONE);
    await clock().advanceBy(MINUTE);
    const feed = await console.feed();
    expect(await feed.next()).toMatchObject({ runs: [], apps: [{ triggers: [{ isEnabled: false, nextAt: null }] }] });
    const fired = await console.ask("POST", "/triggers/fire", { appId: facts.id, trigger: "hourly" });
    expect(fired).toEqual({ status: 409, body: { error: "hourly is disabled: enable it first." } });
    expect(await enable(true)).toEqual(DONE);
    console.time.pass(TICK);
    expect((await feed.next()).apps).toMatchObject([{ triggers: [{ isEnabled: true, nextAt: START + 60 * MINUTE }] }]);
  });

  it("fires for no instant that is past, and the refusal says how to see what would have been", async () => {
    const { facts } = await nightly();
    const answer = await console.ask("POST", "/triggers/fire", {
      appId: facts.id,
      trigger: "hourly",
      at: START - MINUTE,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain('run reconcile with {"at": "2026-10-31T23:59:00.000Z"}');
  });

  it("that is not there is refused", async () => {
    const { facts } = await nightly();
    const other = await console.ask("POST", "/triggers/fire", { appId: facts.id, trigger: "weekly" });
    expect(other).toEqual({ status: 404, body: { error: 'The app has no trigger "weekly".' } });
    expect((await console.ask("POST", "/triggers/fire", { appId: "none", trigger: "hourly" })).status).toBe(404);
  });
});

describe("a function", () => {
  const run = async (args: string, source?: string) => {
    const { facts } = await nightly(source);
    return await console.ask("POST", "/functions/run", { appId: facts.id, functionName: "nightly", args });
  };

  it("runs with the arguments of a list, or with a single one", async () => {
    const source = "exports = (...args) => { console.log('seen'); return { args }; };";
    const { facts } = await nightly(source);
    const results: unknown[] = [];
    for (const args of ['[1, "two"]', '{"a": 1}', '"Hello world!"', "", "[]"]) {
      const { body } = await console.ask("POST", "/functions/run", { appId: facts.id, functionName: "nightly", args });
      results.push(JSON.parse(body.result).args);
    }
    expect(results).toEqual([[1, "two"], [{ a: 1 }], ["Hello world!"], [], []]);
  });

  it("tells its result, its logs and how it was run", async () => {
    const { body } = await run("[]", "exports = () => { console.log('one'); return { summary: 'done', at: 5 }; };");
    expect(body).toMatchObject({
      functionName: "nightly",
      cause: "console",
      trigger: null,
      isFailed: false,
      says: "done",
      logs: ["one"],
      result: '{\n  "summary": "done",\n  "at": 5\n}',
      error: null,
      requests: [],
    });
    expect((await console.ask("GET", `/runs/${body.id}`)).body).toEqual(body);
  });

  it("tells its error with the stack", async () => {
    const { body } = await run("[]", "exports = () => { throw new TypeError('no\\nway'); };");
    expect(body).toMatchObject({
      isFailed: true,
      says: "no",
      result: null,
      error: { name: "TypeError", message: "no\nway" },
    });
    expect(body.error.stack).toContain("at ");
  });

  it("that returns nothing has no result", async () => {
    expect((await run("[]", "exports = () => {};")).body.result).toBeNull();
  });

  it("is refused where it is not there, or its arguments are no JSON", async () => {
    expect((await run("[1,")).body.error).toMatch(/^The arguments are not JSON: /);
    const [app] = console.atlas.services.apps.apps;
    const other = { appId: app?.facts.id, functionName: "other", args: "[]" };
    expect(await console.ask("POST", "/functions/run", other)).toMatchObject({ status: 404 });
    expect(await console.ask("GET", "/runs/none")).toMatchObject({ status: 404 });
  });
});

describe("a request", () => {
  const patch = (body: unknown, name = "Cluster0") =>
    digestCall(`${console.atlas.url}/api/atlas/v2`, "PATCH", `/groups/${PROJECT}/clusters/${name}`, {
      key: KEY,
      body,
    });

  it("is told with the size that auto-scaling had given the cluster, not with the one last asked for", async () => {
    const sized = (instanceSize: string) => {
      const specs = { instanceSize, nodeCount: 3 };
      const region = { providerName: "AWS", regionName: "US_EAST_1", priority: 7, electableSpecs: specs };
      return { replicationSpecs: [{ regionConfigs: [region] }] };
    };
    console.atlas.state.addCluster(PROJECT, { name: "scaled", tier: "M10", autoScaling: { min: "M10", max: "M40" } });
    console.atlas.state.autoScale(PROJECT, "scaled", "M20");
    await patch(sized("M30"), "scaled");
    const { body } = await console.ask("GET", "/requests/2");
    expect(JSON.parse(body.before)).toEqual(sized("M20"));
  });

  it("is told with the cluster as it was before, of what the body names, and as a curl command", async () => {
    await patch({ tags: [{ key: "it's", value: "$HOME" }], replicationSpecs: [{ regionConfigs: [{ priority: 7 }] }] });
    await patch({ tags: [{ key: "it's", value: "$HOME" }] });
    const feed = await console.feed();
    const { requests } = await feed.next();
    expect(requests?.map(({ method, status }) => `${method} ${status}`)).toEqual([
      "PATCH 401",
      "PATCH 400",
      "PATCH 401",
      "PATCH 200",
    ]);
    const { body } = await console.ask("GET", "/requests/4");
    expect(body).toMatchObject({
      id: 4,
      runId: null,
      isLook: false,
      actor: KEY.publicKey,
      body: JSON.stringify({ tags: [{ key: "it's", value: "$HOME" }] }, null, 2),
      before: JSON.stringify({ tags: [] }, null, 2),
      reason: null,
    });
    expect(body.curl).toBe(
      `curl -g --digest -u "$PUBLIC_KEY:$PRIVATE_KEY" -X PATCH -H 'Accept: application/vnd.atlas.2024-10-23+json' -H 'Content-Type: application/json' --data-raw '{"tags":[{"key":"it'\\''s","value":"$HOME"}]}' ${console.atlas.url}/api/atlas/v2/groups/${PROJECT}/clusters/Cluster0`,
    );
    const refused = (await console.ask("GET", "/requests/2")).body;
    expect(JSON.parse(refused.before).replicationSpecs).toEqual([{ regionConfigs: [{ priority: 7 }] }]);
  });

  it("keeps its query", async () => {
    const path = `/groups/${PROJECT}/clusters?itemsPerPage=5&pageNum=1`;
    await digestCall(`${console.atlas.url}/api/atlas/v2`, "GET", path, { key: KEY });
    const { body } = await console.ask("GET", "/requests/2");
    expect(body.query).toBe("?itemsPerPage=5&pageNum=1");
    expect(body.curl.endsWith(` '${console.atlas.url}/api/atlas/v2${path}'`)).toBe(true);
  });

  it.each([
    ["a tag", { tags: [{ key: "'; $(x) `y` \\ !", value: '"' }] }],
    ["a tag that a terminal would act on", { tags: [{ key: "\u202e\u001b[31m", value: "\u0085" }] }],
    ["a text that curl would take for a file", "@/etc/hostname"],
  ])("is the same request when a shell runs it, whatever is in it: %s", async (_, sent) => {
    const text = typeof sent === "string" ? sent : JSON.stringify(sent);
    const path = `/api/atlas/v2/groups/${PROJECT}/clusters/[1-9]{a,b}$(x)'`;
    await send(path, text);
    const { curl } = (await console.ask("GET", "/requests/1")).body;
    expect(curl).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const words = await wordsOf(curl);
    expect(words.slice(0, 6)).toEqual(["-g", "--digest", "-u", "public:private", "-X", "PATCH"]);
    const body = words[words.indexOf("--data-raw") + 1] ?? "";
    expect(typeof sent === "string" ? body : JSON.parse(body)).toEqual(sent);
    expect(words.at(-1)).toBe(`${console.atlas.url}/api/atlas/v2/groups/${PROJECT}/clusters/[1-9]{a,b}$(x)'`);
  });

  /** As a client that encodes nothing would. */
  const send = (path: string, body: string) =>
    new Promise<void>((resolve, reject) => {
      const { hostname, port } = new URL(console.atlas.url);
      const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
      const socket = connect(Number(port), hostname, () => {
        const lines = Object.entries({ Host: `${hostname}:${port}`, Connection: "close", ...headers });
        const head = `PATCH ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
        socket.write(Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)]));
      });
      socket
        .on("error", reject)
        .on("close", () => resolve())
        .resume();
    });
  /** What curl would be handed. */
  const wordsOf = async (command: string) => {
    const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
    const env = { PUBLIC_KEY: "public", PRIVATE_KEY: "private" };
    return (await promisify(execFile)("/bin/sh", ["-c", script], { env })).stdout.split("\0").slice(0, -1);
  };

  it("that nobody knows is refused", async () => {
    expect(await console.ask("GET", "/requests/99")).toMatchObject({ status: 404 });
  });
});

describe("the state", () => {
  it("is taken along and put back: pages at the feed begin anew", async () => {
    await nightly();
    await clock().advanceBy(5 * MINUTE);
    const saved = await console.ask("GET", "/state");
    await console.ask("POST", "/clusters/change", { cluster: CLUSTER, size: "M30" });
    await clock().advanceBy(30 * MINUTE);
    const feed = await console.feed();
    expect(await feed.next()).toMatchObject({ clusters: [{ size: "M30" }] });
    expect(await console.ask("PUT", "/state", saved.body)).toEqual(DONE);
    expect(await feed.next()).toMatchObject({
      isReset: true,
      clock: { now: START + 5 * MINUTE + 1_000, beganAt: START },
      clusters: [{ size: "M10" }],
      apps: [{ name: "my-app" }],
    });
    console.time.pass(TICK);
    expect(feed.unread).toBe(0);
    await clock().advanceBy(60 * MINUTE);
    console.time.pass(TICK);
    expect((await feed.next()).runs).toHaveLength(1);
  });

  it.each([
    ["no JSON", "{", /not JSON/],
    ["something else", "{}", /no state of local Atlas/],
    ["of another version", JSON.stringify({ version: 99, adminApi: {}, apps: [], workload: {} }), /version 99/],
    [
      "broken inside",
      JSON.stringify({ version: 1, clockMs: 5, signingKey: "x", adminApi: { clusters: [{}] }, apps: [], workload: {} }),
      /broken/,
    ],
  ])("that is %s changes nothing", async (_, text, sentence) => {
    const response = await fetch(`${console.atlas.url}/local-atlas/console/state`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: text,
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(sentence);
    expect(cluster()?.name).toBe("Cluster0");
  });

  it("begins anew as at the start", async () => {
    await console.stop();
    console = await aConsole({
      begin: async ({ state }) => {
        state.addProject({ id: PROJECT });
        state.addCluster(PROJECT, { name: "begun" });
      },
    });
    await console.ask("POST", "/clusters/change", { cluster: `${PROJECT}/begun`, size: "M30" });
    await clock().advanceBy(30 * MINUTE);
    const feed = await console.feed();
    const before = await feed.next();
    expect(before.clusters).toMatchObject([{ name: "begun", size: "M30" }]);
    expect((await (await console.feed()).next()).worldId).toBe(before.worldId);
    expect(await console.ask("POST", "/reset", {})).toEqual(DONE);
    const after = await feed.next();
    expect(after).toMatchObject({ isReset: true, clock: { now: START }, clusters: [{ size: "M10" }] });
    expect([typeof after.worldId, after.worldId === before.worldId]).toEqual(["string", false]);
  });
});
