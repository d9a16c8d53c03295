import { describe, expect, it } from "@jest/globals";
import { readAppFolder } from "../../../src/local/app-folder/read-app-folder";
import { aFolder, type Files, VALID } from "./a-folder";

function read(changes: Files = {}, secretNames: readonly string[] = ["my-key"]) {
  const folder = aFolder(changes);
  try {
    return readAppFolder(folder.dir, { secretNames });
  } finally {
    folder.remove();
  }
}

function issuesOf(changes: Files, secretNames?: readonly string[]): string[] {
  const reading = read(changes, secretNames);
  return "issues" in reading ? reading.issues.map(({ where, problem }) => `${where}: ${problem}`) : [];
}

const changed = (path: string, changes: object) => ({ [path]: { ...(VALID[path] as object), ...changes } });

describe("readAppFolder", () => {
  it("reads an app", () => {
    expect(read()).toEqual({
      app: {
        config: {
          name: "my-app",
          location: "US-VA",
          providerRegion: "aws-us-east-1",
          deploymentModel: "GLOBAL",
          environment: "no-environment",
        },
        functions: [
          {
            name: "nightly",
            source: "exports = function () { return 1; };",
            isPrivate: true,
            runsAsSystem: true,
            hidesArguments: false,
          },
        ],
        triggers: [
          { name: "nightly", schedule: "0 2 * * *", functionName: "nightly", isDisabled: false, skipsCatchup: true },
        ],
        values: [
          { name: "key", value: "my-key", isFromSecret: true },
          { name: "schedule", value: { a: 1 }, isFromSecret: false },
        ],
        environments: { production: { baseUrl: "https://example.com" } },
      },
    });
  });

  it("knows the folder by the newer name of the file too, and the id that a push wrote into it", () => {
    const config = { ...(VALID["realm_config.json"] as object), app_id: "my-app-abcde", environment: "production" };
    expect(read({ "realm_config.json": undefined, "root_config.json": config })).toMatchObject({
      app: { config: { clientAppId: "my-app-abcde", environment: "production" } },
    });
  });

  it("finds the function's name where newer exports put it", () => {
    const trigger = {
      function_name: undefined,
      event_processors: { FUNCTION: { config: { function_name: "nightly" } } },
    };
    expect(read(changed("triggers/nightly.json", trigger))).toMatchObject({
      app: { triggers: [{ functionName: "nightly" }] },
    });
  });

  it("does without everything but the configuration", () => {
    const bare = Object.fromEntries(Object.keys(VALID).map((path) => [path, undefined]));
    expect(read({ ...bare, "realm_config.json": VALID["realm_config.json"] })).toMatchObject({
      app: { functions: [], triggers: [], values: [], environments: {} },
    });
  });

  it("reads functions in sub-folders, and none of what they depend on", () => {
    const reading = read({
      "functions/config.json": [{ name: "nightly" }, { name: "jobs/weekly" }],
      "functions/jobs/weekly.js": "exports = () => 2;",
      "functions/node_modules/x/index.js": "module.exports = 1;",
    });
    expect(reading).toMatchObject({ app: { functions: [{ name: "nightly" }, { name: "jobs/weekly" }] } });
  });

  it("refuses a folder that is none", () => {
    expect(issuesOf({ "realm_config.json": undefined })[0]).toContain("is no App Services app");
  });
});

describe("what an import refuses", () => {
  const long = "a".repeat(65);
  it.each<[string, Files, string]>([
    [
      "a trigger without its function",
      changed("triggers/nightly.json", { function_name: "nobody" }),
      "triggers/nightly.json: function_name: there is no function nobody",
    ],
    [
      "a trigger with no function named",
      changed("triggers/nightly.json", { function_name: undefined }),
      "triggers/nightly.json: function_name: is missing",
    ],
    [
      "a bad name of a trigger",
      changed("triggers/nightly.json", { name: "every night" }),
      'triggers/nightly.json: name: "every night" must be at most 64 letters, digits, - or _',
    ],
    ["a long name of a trigger", changed("triggers/nightly.json", { name: long }), "must be at most 64 letters"],
    [
      "a cron line that Atlas cannot read",
      changed("triggers/nightly.json", { config: { schedule: "0 2 L * *" } }),
      'triggers/nightly.json: config.schedule: "0 2 L * *": "L" is no day of month: 1-31',
    ],
    [
      "a trigger with no schedule",
      changed("triggers/nightly.json", { config: {} }),
      "triggers/nightly.json: config: schedule: is missing",
    ],
    [
      "another type of trigger",
      changed("triggers/nightly.json", { type: "DATABASE" }),
      'triggers/nightly.json: type: is "DATABASE": local Atlas offers SCHEDULED triggers only',
    ],
    [
      "disabled as a text",
      changed("triggers/nightly.json", { disabled: "no" }),
      "triggers/nightly.json: disabled: must be true or false",
    ],
    [
      "two triggers of a name",
      { "triggers/again.json": VALID["triggers/nightly.json"] },
      "triggers/nightly.json: a trigger named nightly is already in triggers/again.json",
    ],
    [
      "two values of a name",
      { "values/again.json": VALID["values/schedule.json"] },
      "values/schedule.json: a value named schedule is already in values/again.json",
    ],
    [
      "a bad name of a value",
      changed("values/schedule.json", { name: "_x" }),
      'values/schedule.json: name: "_x" must be',
    ],
    [
      "a value without value",
      changed("values/schedule.json", { value: undefined }),
      "values/schedule.json: value: is missing",
    ],
    [
      "a Secret that does not exist",
      changed("values/key.json", { value: "other" }),
      "values/key.json: value: there is no Secret other: create it before",
    ],
    [
      "a Secret that is no name",
      changed("values/key.json", { value: 5 }),
      "values/key.json: value: must be the name of a Secret",
    ],
    [
      "a function without source",
      { "functions/nightly.js": undefined },
      "functions/config.json[0]: there is no source functions/nightly.js",
    ],
    [
      "a source that is not listed",
      { "functions/other.js": "exports = () => 1;" },
      "functions/other.js: is not listed in functions/config.json",
    ],
    [
      "two functions of a name",
      { "functions/config.json": [{ name: "nightly" }, { name: "nightly" }] },
      "functions/config.json[1]: a function named nightly is already in functions/config.json[0]",
    ],
    [
      "a function without name",
      { "functions/config.json": [{ name: "nightly" }, {}] },
      "functions/config.json[1]: name: is missing",
    ],
    [
      "a function that does not parse",
      { "functions/nightly.js": "exports = function () { return 1;" },
      "functions/nightly.js: Unexpected token (1:33)",
    ],
    [
      "a function that assigns no exports",
      { "functions/nightly.js": "module.exports = function () { return 1; };" },
      "functions/nightly.js: assigns no function to exports",
    ],
    [
      "a long name of a function",
      { "functions/config.json": [{ name: "nightly" }, { name: long }] },
      `functions/config.json[1]: name: "${long}" has more than 64 characters`,
    ],
    ["a list that is none", { "functions/config.json": {} }, "functions/config.json: must be a JSON array"],
    [
      "another environment",
      { "environments/staging.json": { values: {} } },
      "environments/staging.json: staging is no environment",
    ],
    ["an environment without values", { "environments/qa.json": {} }, 'environments/qa.json: must be {"values": {…}}'],
    [
      "a bad name of the app",
      changed("realm_config.json", { name: "my app" }),
      'realm_config.json: name: "my app" must be at most 57',
    ],
    [
      "another version of the configuration",
      changed("realm_config.json", { config_version: 1 }),
      "realm_config.json: config_version: must be one of",
    ],
    [
      "an unknown environment of the app",
      changed("realm_config.json", { environment: "prod" }),
      "realm_config.json: environment: must be one of",
    ],
  ])("%s", (_, files, issue) => {
    expect(issuesOf(files)).toEqual(expect.arrayContaining([expect.stringContaining(issue)]));
  });

  it.each([
    "realm_config.json",
    "functions/config.json",
    "triggers/nightly.json",
    "values/schedule.json",
    "environments/production.json",
  ])("JSON that is none, naming the file: %s", (path) => {
    const issues = issuesOf({ [path]: '{"name": ' });
    expect(issues).toEqual([expect.stringMatching(new RegExp(`^${path}: is not JSON: `))]);
  });

  it("comes all at once", () => {
    const issues = issuesOf({
      ...changed("triggers/nightly.json", { function_name: "nobody", config: { schedule: "x" } }),
      ...changed("values/key.json", { value: "other" }),
      "environments/qa.json": "nonsense",
    });
    expect(issues).toHaveLength(4);
  });
});
