import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { anImport, aService, aTrigger, type Service } from "./a-service";

const REPLACE = "/import?strategy=replace-by-name";
const DIFF = "/import?diff=true&strategy=replace-by-name";

let service: Service;
let app: { readonly _id: string };
beforeEach(async () => {
  service = await aService();
  app = await service.createApp();
});
afterEach(() => service.stop());

const send = (method: string, path: string, body?: unknown) => service.ofApp(app, method, path, body);
const namesOf = async (what: string) =>
  (await send("GET", `/${what}`)).body.map(({ name }: { readonly name: string }) => name);

const diffOf = async (body: unknown): Promise<readonly string[]> => (await send("POST", DIFF, body)).body;

describe("an import", () => {
  it("keeps the values of every environment, each its own", async () => {
    const tags = ["no-environment", "development", "testing", "qa", "production"];
    const all = Object.fromEntries(tags.map((tag, size) => [`${tag}.json`, { values: { size } }]));
    expect((await send("POST", REPLACE, anImport({ environments: all }))).status).toBe(204);
    expect(await diffOf(anImport({ environments: all }))).toEqual([]);
    for (const tag of tags) {
      const changed = { ...all, [`${tag}.json`]: { values: { size: 9 } } };
      const [change, ...others] = await diffOf(anImport({ environments: changed }));
      expect([change?.split("\n")[0], others]).toEqual([`--- environments/${tag}.json`, []]);
    }
  });

  it("is told as an array of texts, one a file, and is empty when it changes nothing", async () => {
    const diff = await diffOf(anImport());
    expect(diff.map((text) => text.split("\n").slice(0, 2))).toEqual([
      ["--- auth/providers.json", "+++ auth/providers.json"],
      ["--- environments/production.json", "+++ environments/production.json"],
      ["--- functions/config.json", "+++ functions/config.json"],
      ["--- /dev/null", "+++ functions/nightly.js"],
      ["--- /dev/null", "+++ triggers/every-ten-minutes.json"],
      ["--- /dev/null", "+++ values/size.json"],
    ]);
    expect((await send("POST", REPLACE, anImport())).status).toBe(204);
    expect(await diffOf(anImport())).toEqual([]);
    expect(await diffOf(anImport({ triggers: [aTrigger({ disabled: true })] }))).toEqual([
      [
        "--- triggers/every-ten-minutes.json",
        "+++ triggers/every-ten-minutes.json",
        "@@ -5,7 +5,7 @@",
        '         "schedule": "*/10 * * * *",',
        '         "skip_catchup_events": false',
        "     },",
        '-    "disabled": false,',
        '+    "disabled": true,',
        '     "event_processors": {',
        '         "FUNCTION": {',
        '             "config": {',
      ].join("\n"),
    ]);
  });

  it("is the same however it spells a trigger's function, and whatever it leaves out that is a default", async () => {
    await send("POST", REPLACE, anImport());
    const nested = aTrigger({
      function_name: undefined,
      disabled: undefined,
      config: { schedule: "*/10 * * * *", skip_catchup_events: false },
      event_processors: { FUNCTION: { config: { function_name: "nightly" } } },
    });
    const environments = { "production.json": { values: { size: 2 } }, "qa.json": { values: {} } };
    expect(await diffOf(anImport({ triggers: [nested], environments }))).toEqual([]);
  });

  it("replaces by name: what it lacks is gone, what it keeps keeps its id", async () => {
    await send("POST", REPLACE, anImport());
    const [before] = (await send("GET", "/functions")).body;
    const functions = {
      config: [{ name: "nightly" }, { name: "weekly" }],
      sources: { "nightly.js": "exports = () => 1;", "weekly.js": "exports = () => 2;" },
    };
    expect((await send("POST", REPLACE, anImport({ functions, triggers: [], values: [] }))).status).toBe(204);
    expect([await namesOf("functions"), await namesOf("triggers"), await namesOf("values")]).toEqual([
      ["nightly", "weekly"],
      [],
      [],
    ]);
    expect((await send("GET", "/functions")).body[0]._id).toBe(before._id);
  });

  it("merges when it names no strategy, and refuses one that is none", async () => {
    await send("POST", REPLACE, anImport());
    const functions = { config: [{ name: "weekly" }], sources: { "weekly.js": "exports = () => 2;" } };
    expect((await send("POST", "/import", anImport({ functions, triggers: [], values: [] }))).status).toBe(204);
    expect([await namesOf("functions"), await namesOf("triggers"), await namesOf("values")]).toEqual([
      ["nightly", "weekly"],
      ["every-ten-minutes"],
      ["size"],
    ]);
    expect((await send("POST", "/import?strategy=best", anImport())).body.error_code).toBe("InvalidParameter");
  });

  it("takes functions as the two older versions list them", async () => {
    const functions = [{ config: { name: "old", private: true }, source: "exports = () => 1;" }];
    const body = anImport({ config_version: 20200603, functions, triggers: [] });
    expect((await send("POST", REPLACE, body)).status).toBe(204);
    expect(await namesOf("functions")).toEqual(["old"]);
  });
});

const BAD_FUNCTION = (source: unknown) => ({
  functions: { config: [{ name: "nightly" }], sources: { "nightly.js": source } },
});
const LONG = "a".repeat(65);

describe("an import that Atlas would refuse", () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      "a Value whose Secret does not exist",
      { values: [{ name: "key", value: "my-key", from_secret: true }] },
      "error: validating Value: 'key: could not find secret' my-key",
    ],
    [
      "a trigger that names a missing function",
      { triggers: [aTrigger({ function_name: "nobody" })] },
      "invalid event processor config for trigger 'every-ten-minutes', function 'nobody' does not exist",
    ],
    [
      "a cron line outside Atlas's dialect",
      { triggers: [aTrigger({ config: { schedule: "0 0 L * *" } })] },
      'triggers/every-ten-minutes.json: config.schedule: "0 0 L * *": "L" is no day of month: 1-31',
    ],
    [
      "two triggers of a name",
      { triggers: [aTrigger(), aTrigger()] },
      "triggers[1]: a trigger named every-ten-minutes is already in triggers/every-ten-minutes.json",
    ],
    [
      "two Values of a name",
      { values: [1, 2].map((value) => ({ name: "size", value })) },
      "values[1]: a value named size is already in values/size.json",
    ],
    [
      "two functions of a name",
      { functions: { config: [{ name: "nightly" }, { name: "nightly" }], sources: { "nightly.js": "exports = 1;" } } },
      "functions/config.json[1]: a function named nightly is already in functions/config.json[0]",
    ],
    [
      "an over-long name of a trigger",
      { triggers: [aTrigger({ name: LONG })] },
      `"${LONG}" must be at most 64 letters`,
    ],
    ["an over-long name of a Value", { values: [{ name: LONG, value: 1 }] }, `"${LONG}" must be at most 64 letters`],
    [
      "an over-long name of a function",
      { functions: { config: [{ name: LONG }], sources: { [`${LONG}.js`]: "exports = 1;" } }, triggers: [] },
      `"${LONG}" has more than 64 characters`,
    ],
    ["an over-long name of the app", { name: "a".repeat(58) }, "must be at most 57 letters"],
    ["a function that does not parse", BAD_FUNCTION("exports = ("), "functions/nightly.js: Unexpected token (1:11)"],
    [
      "a function that assigns no exports",
      BAD_FUNCTION("module.exports = () => 1;"),
      "functions/nightly.js: assigns no function to exports",
    ],
    ["a function that is no text", BAD_FUNCTION(5), "functions.sources: nightly.js must be a string"],
    ["a function without its source", { functions: { config: [{ name: "x" }] } }, "there is no source functions/x.js"],
    ["triggers that are no list", { triggers: {} }, "triggers must be an array"],
    ["environments that are no object", { environments: "qa" }, "environments must be an object"],
    ["endpoints that are no object", { endpoints: [] }, "endpoints must be an object"],
    ["an environment that is none", { environments: { "moon.json": { values: {} } } }, "moon is no environment"],
    [
      "another version of the configuration",
      { config_version: 1 },
      "realm_config.json: config_version: must be one of",
    ],
  ])("has %s", async (_, changes, message) => {
    await send("POST", REPLACE, anImport());
    for (const path of [DIFF, REPLACE]) {
      const { status, body } = await send("POST", path, anImport(changes));
      expect(status).toBe(400);
      expect(body.error_code).toMatch(/^(?:BadRequest|InvalidParameter)$/);
      expect(body.error).toContain(message);
    }
    expect(await diffOf(anImport())).toEqual([]);
  });

  it("has sections that local Atlas cannot honour: refused aloud, not dropped", async () => {
    const answer = await send("POST", REPLACE, anImport({ endpoints: { config: [{ route: "/x" }] } }));
    expect([answer.status, answer.body.error_code]).toEqual([501, "LocalAtlasAbsent"]);
  });

  it("is told with everything that is wrong", async () => {
    const triggers = [aTrigger({ function_name: "nobody", config: { schedule: "x" } })];
    const { body } = await send("POST", REPLACE, anImport({ triggers }));
    expect(body.error.split("\n")).toHaveLength(2);
  });
});
