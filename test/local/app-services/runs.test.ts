import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, aTrigger, PROJECT, type Service } from "./a-service";

const EXECUTE = "/debug/execute_function?run_as_system=true";

let service: Service;
let app: { readonly _id: string; readonly client_app_id: string };

async function start(options: Parameters<typeof aService>[0] = {}): Promise<void> {
  service = await aService(options);
  app = await service.createApp();
}
afterEach(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);

const push = (sources: Readonly<Record<string, string>>, triggers: readonly unknown[] = []) =>
  send(
    "POST",
    "/import?strategy=replace-by-name",
    anImport({
      functions: {
        config: Object.keys(sources).map((name) => ({ name, private: true, run_as_system: true })),
        sources: Object.fromEntries(Object.entries(sources).map(([name, source]) => [`${name}.js`, source])),
      },
      triggers,
    }),
  );

describe("executing a function from the console", () => {
  beforeEach(() => start());

  const execute = async (source: string, args: readonly unknown[] = []) => {
    await push({ main: source });
    return await send("POST", EXECUTE, { name: "main", arguments: args });
  };

  it("answers with the result as canonical Extended JSON, and the log", async () => {
    const source = "exports = (a, b) => { console.log('one'); console.error('two'); return { a, b }; };";
    expect(await execute(source, [{ n: 1, t: ["x"] }, [1, 2.5]])).toMatchObject({
      status: 200,
      body: {
        result: { a: { n: { $numberInt: "1" }, t: ["x"] }, b: [{ $numberInt: "1" }, { $numberDouble: "2.5" }] },
        logs: ["one", "two"],
        error_logs: ["two"],
        stats: { execution_time: "0ms" },
      },
    });
  });

  it("answers with null where nothing was logged, and says when nothing was returned", async () => {
    expect((await execute("exports = () => {};")).body).toEqual({
      result: { $undefined: true },
      logs: null,
      error_logs: null,
      stats: { execution_time: "0ms" },
    });
  });

  it("answers with the error of a function that throws", async () => {
    const { status, body } = await execute("exports = () => { console.log('so far'); throw new TypeError('boom'); };");
    expect([status, body.logs, body.result]).toEqual([200, ["so far"], undefined]);
    expect(body.error).toContain("boom");
  });

  it("knows the app by the ids that the service gave it, and its project", async () => {
    const { body } = await execute("exports = () => context.app;");
    expect(body.result).toMatchObject({ id: app._id, clientAppId: app.client_app_id, projectId: PROJECT });
  });

  it("reaches this Atlas through ATLAS_BASE_URL, whatever was pushed, and need not be stepped for it", async () => {
    const values = [{ name: "ATLAS_BASE_URL", value: "https://cloud.mongodb.com/api/atlas/v2", from_secret: false }];
    const source = `exports = async () => {
      const answer = await context.http.get({ url: context.values.get("ATLAS_BASE_URL") + "/groups" });
      await new Promise((done) => setTimeout(done, 60000));
      return answer.statusCode;
    };`;
    const functions = { config: [{ name: "main", private: true }], sources: { "main.js": source } };
    await send("POST", "/import?strategy=replace", anImport({ values, functions, triggers: [] }));
    const { body } = await send("POST", EXECUTE, { name: "main" });
    expect([body.result, body.stats]).toEqual([{ $numberInt: "401" }, { execution_time: "60000ms" }]);
  });

  it.each([
    ["a function that is not there", EXECUTE, { name: "nobody" }, 404, "FunctionNotFound"],
    ["no name", EXECUTE, {}, 400, "MissingParameter"],
    ["arguments that are no list", EXECUTE, { name: "nightly", arguments: {} }, 400, "InvalidParameter"],
    ["nobody to run as", "/debug/execute_function", { name: "nightly" }, 400, "MissingParameter"],
    ["two to run as", `${EXECUTE}&user_id=x`, { name: "nightly" }, 400, "InvalidParameter"],
    ["a user", "/debug/execute_function?user_id=x", { name: "nightly" }, 501, "LocalAtlasAbsent"],
  ])("is refused for %s", async (_, path, body, status, code) => {
    await send("POST", "/import?strategy=replace", anImport());
    const answer = await send("POST", path, body);
    expect([answer.status, answer.body.error_code]).toEqual([status, code]);
  });
});

describe("the triggers of a deployed app", () => {
  const NOON = { good: "exports = () => console.log('fine');", bad: "exports = () => { throw new Error('boom'); };" };
  const TRIGGERS = [
    aTrigger({ name: "good", function_name: "good" }),
    aTrigger({ name: "bad", function_name: "bad", config: { schedule: "5 * * * *" } }),
  ];

  const logs = async (query = "") => (await send("GET", `/logs${query}`)).body;
  const startsOf = (entries: readonly { readonly started: string }[]) =>
    entries.map(({ started }) => started.slice(11, 16));

  beforeEach(async () => {
    await start();
    await push(NOON, TRIGGERS);
  });

  it("fire on the emulator's clock; their runs are in the logs, newest first", async () => {
    await service.advanceMinutes(10);
    const { logs: entries } = await logs();
    expect(startsOf(entries)).toEqual(["00:10", "00:05", "00:00"]);
    const [{ _id: badId }] = (await send("GET", "/triggers")).body.filter(
      ({ name }: { name: string }) => name === "bad",
    );
    expect(entries[1]).toMatchObject({
      type: "SCHEDULED_TRIGGER",
      event_subscription_name: "bad",
      event_subscription_id: badId,
      function_name: "bad",
      app_id: app._id,
      group_id: PROJECT,
      started: "2026-11-01T00:05:00.000Z",
      completed: "2026-11-01T00:05:00.000Z",
      error: "Error: boom",
      error_code: "FunctionExecutionError",
      messages: null,
    });
    expect(entries[2]).toMatchObject({ messages: ["fine"], function_name: "good" });
    expect(entries[2]).not.toHaveProperty("error");
  });

  it("stop with the app, and each app has its own", async () => {
    const other = await service.createApp("other");
    await service.ofApp(other, "POST", "/import?strategy=replace", anImport());
    await service.advanceMinutes(30);
    await send("DELETE", "");
    await service.advanceMinutes(30);
    const { body } = await service.ofApp(other, "GET", "/logs");
    expect(body.logs).toHaveLength(7);
  });

  it("come through the filters of the log", async () => {
    await service.advanceMinutes(10);
    await send("POST", EXECUTE, { name: "good" });
    const found = async (query: string) => startsOf((await logs(query)).logs);
    expect(await found("?errors_only=false")).toEqual(["00:05"]);
    expect(await found("?type=FUNCTION")).toEqual(["00:10"]);
    expect(await found("?type=AUTH_TRIGGER,DB_TRIGGER,SCHEDULED_TRIGGER")).toEqual(["00:10", "00:05", "00:00"]);
    expect(await found("?type=AUTH")).toEqual([]);
    expect(await found("?start_date=2026-11-01T00:05:00.000Z&type=SCHEDULED_TRIGGER")).toEqual(["00:10"]);
    expect(await found("?end_date=2026-11-01T01:05:00%2B01:00")).toEqual(["00:05", "00:00"]);
    const { co_id } = (await logs()).logs[2];
    expect(await found(`?co_id=${co_id}`)).toHaveLength(1);
  });

  it("come in pages, the next one named by date and offset", async () => {
    await push(NOON, [TRIGGERS[0], aTrigger({ name: "again", function_name: "good" })]);
    await service.advanceMinutes(10);
    const first = await logs("?limit=3&type=SCHEDULED_TRIGGER");
    expect(first).toMatchObject({ nextEndDate: "2026-11-01T00:00:00.000Z", nextSkip: 1, logs: { length: 3 } });
    const next = await logs(`?limit=3&type=SCHEDULED_TRIGGER&end_date=${first.nextEndDate}&skip=${first.nextSkip}`);
    expect(next.logs.length).toBeGreaterThan(0);
    const ids = [...first.logs, ...next.logs].map(({ _id }: { _id: string }) => _id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(next).not.toHaveProperty("nextEndDate");
    expect(await logs("?limit=2&type=SCHEDULED_TRIGGER")).not.toHaveProperty("nextSkip");
  });

  it("come a hundred a page at most, and for ten days", async () => {
    await push(NOON, [TRIGGERS[0]]);
    await service.advanceMinutes(24 * 60);
    const page = await logs();
    expect([page.logs.length, typeof page.nextEndDate]).toEqual([100, "string"]);
    await push(NOON);
    await service.advanceMinutes(10 * 24 * 60);
    expect((await logs()).logs).toEqual([]);
  });

  it.each(["limit=0", "limit=101", "limit=x", "skip=-1", "start_date=yesterday", "end_date=5"])(
    "refuse a filter that is none: %s",
    async (query) => {
      expect(await send("GET", `/logs?${query}`)).toMatchObject({
        status: 400,
        body: { error_code: "InvalidParameter" },
      });
    },
  );
});
