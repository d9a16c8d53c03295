import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { buildApp } from "../../../scripts/build/build-app";
import { appDir } from "../../../scripts/lib/paths";
import { endOfProcess } from "../a-command";

const root = mkdtempSync(join(tmpdir(), "build-test-"));
const fromMs = Date.parse("2026-11-01T00:00Z");

afterAll(() => rmSync(root, { recursive: true, force: true }));

const daily = { name: "daily", clusters: ["X"], baseline: { tier: "M10" } };
const noon = { name: "noon", start: "0 12 * * *", end: "0 14 * * *", tier: "M20" };

/** The committed part of an app folder, with other schedules. */
function anAppFolder(name: string, schedule: unknown, environments: Readonly<Record<string, unknown>> = {}): string {
  const dir = join(root, name);
  for (const part of ["realm_config.json", "values", "environments"]) {
    cpSync(join(appDir, part), join(dir, part), { recursive: true });
  }
  writeFileSync(
    join(dir, "values/schedule.json"),
    JSON.stringify({ name: "schedule", value: schedule, from_secret: false }),
  );
  for (const [tag, values] of Object.entries(environments)) {
    writeFileSync(join(dir, `environments/${tag}.json`), JSON.stringify({ values: { schedule: values } }));
  }
  return dir;
}

const builtText = (dir: string, name: string) => readFileSync(join(dir, `functions/${name}.js`), "utf8");

const manifestOf = (dir: string): object[] => JSON.parse(readFileSync(join(dir, "functions/config.json"), "utf8"));

const addToManifest = (dir: string, entry: object) =>
  writeFileSync(join(dir, "functions/config.json"), JSON.stringify([...manifestOf(dir), entry]));

const triggersIn = (dir: string) =>
  readdirSync(join(dir, "triggers")).map((file) => {
    const { config } = JSON.parse(readFileSync(join(dir, "triggers", file), "utf8"));
    return `${file.replace(/\.json$/, "")} ${config.schedule}`;
  });

describe("buildApp", () => {
  it("covers the schedules of the environments, and removes the triggers and functions that nothing means any more", async () => {
    const production = { schedules: [{ ...daily, name: "far", timezone: "Asia/Kathmandu", windows: [noon] }] };
    const dir = anAppFolder("app", { schedules: [{ ...daily, windows: [noon] }] }, { production });
    await buildApp(dir, fromMs);
    expect(triggersIn(dir).sort()).toEqual([
      "daily-noon-closes 0 14 * * *",
      "daily-noon-opens 0 12 * * *",
      expect.stringMatching(/^heartbeat (?:\d+,)*15(?:,\d+)* \* \* \* \*$/),
    ]);
    writeFileSync(join(dir, "functions/old.js"), builtText(dir, "status").replace(/status/g, "old"));
    addToManifest(dir, { name: "old" });
    const value = { name: "schedule", value: { schedules: [{ ...daily, windows: [{ ...noon, name: "lunch" }] }] } };
    writeFileSync(join(dir, "values/schedule.json"), JSON.stringify(value));
    const { removedTriggers, removedFunctions } = await buildApp(dir, fromMs);
    expect([...removedTriggers].sort()).toEqual(["daily-noon-closes.json", "daily-noon-opens.json"]);
    expect(removedFunctions).toEqual(["old.js"]);
    expect(triggersIn(dir).map((line) => line.split(" ")[0])).toEqual([
      "daily-lunch-closes",
      "daily-lunch-opens",
      "heartbeat",
    ]);
    expect(readdirSync(join(dir, "functions"))).not.toContain("old.js");
    expect(manifestOf(dir)).not.toContainEqual(expect.objectContaining({ name: "old" }));
  });

  it("keeps functions that it did not make, their manifest entries with all they say, and their places", async () => {
    const dir = anAppFolder("foreign", { schedules: [{ ...daily, windows: [noon] }] });
    mkdirSync(join(dir, "functions/billing"), { recursive: true });
    writeFileSync(join(dir, "functions/own.js"), "exports = () => 1;\n");
    writeFileSync(join(dir, "functions/billing/sum.js"), "exports = () => 2;\n");
    const own = { name: "own", private: false, run_as_system: false, can_evaluate: {} };
    const nested = { name: "billing/sum", private: true };
    writeFileSync(
      join(dir, "functions/config.json"),
      JSON.stringify([own, { name: "status", private: false }, nested]),
    );
    for (const _build of ["first", "second"]) {
      expect(await buildApp(dir, fromMs)).toMatchObject({ removedFunctions: [], removedTriggers: [] });
      expect(readFileSync(join(dir, "functions/own.js"), "utf8")).toBe("exports = () => 1;\n");
      expect(readFileSync(join(dir, "functions/billing/sum.js"), "utf8")).toBe("exports = () => 2;\n");
      const entry = (name: string) => ({ name, private: true, run_as_system: true });
      expect(manifestOf(dir)).toEqual([
        own,
        entry("status"),
        nested,
        ...["preview", "reconcile", "scaleDown", "scaleUp"].map(entry),
      ]);
    }
  });

  it.each<[string, string, string, RegExp]>([
    [
      "function",
      "functions/reconcile.js",
      "exports = () => 1;\n",
      /functions\/reconcile\.js: the build did not make it, so it is not overwritten, but the app needs this name: rename or remove it$/,
    ],
    [
      "trigger",
      "triggers/heartbeat.json",
      '{"name": "heartbeat", "type": "SCHEDULED", "config": {"schedule": "0 0 * * *"}, "function_name": "own"}',
      /triggers\/heartbeat\.json: it does not call reconcile, so it is not overwritten/,
    ],
  ])("refuses to overwrite a %s of somebody else, and writes nothing", async (what, file, text, message) => {
    const dir = anAppFolder(`foreign-${what}`, { schedules: [{ ...daily, windows: [noon] }] });
    for (const folder of ["functions", "triggers"]) mkdirSync(join(dir, folder));
    writeFileSync(join(dir, file), text);
    await expect(buildApp(dir, fromMs)).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(message),
    });
    expect([...readdirSync(join(dir, "functions")), ...readdirSync(join(dir, "triggers"))]).toEqual([basename(file)]);
  });

  it("leaves the app that was there whole when anything in the folder is wrong", async () => {
    const dir = anAppFolder("whole", { schedules: [{ ...daily, windows: [noon] }] });
    await buildApp(dir, fromMs);
    writeFileSync(join(dir, "functions/status.js"), builtText(dir, "status").replace(/"use strict";/, ""));
    const edited = builtText(dir, "status");
    const own = { name: "mine", type: "SCHEDULED", config: { schedule: "0 0 1 1 *" }, function_name: "nowhere" };
    writeFileSync(join(dir, "triggers/mine.json"), JSON.stringify(own));
    writeFileSync(
      join(dir, "values/ATLAS_PRIVATE_KEY.json"),
      '{"name": "ATLAS_PRIVATE_KEY", "value": "x", "from_secret": false}',
    );
    await expect(buildApp(dir, fromMs)).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(
        /must not be deployed as it is:\n {2}triggers\/mine\.json.*nowhere.*\n {2}values\/ATLAS_PRIVATE_KEY\.json: value: a credential/,
      ),
    });
    expect(builtText(dir, "status")).toBe(edited);
  });

  it.each([
    ["realm_config.json"],
    ["values/mine.json"],
    ["environments/qa.json"],
    ["triggers/mine.json"],
    ["functions/config.json"],
  ])("refuses a key given twice in %s, with its line and column", async (file) => {
    const dir = anAppFolder(`twice-${file.replace("/", "-")}`, { schedules: [{ ...daily, windows: [noon] }] });
    mkdirSync(join(dir, dirname(file)), { recursive: true });
    writeFileSync(join(dir, file), '{\n  "name": "a",\n  "name": "b"\n}');
    await expect(buildApp(dir, fromMs)).rejects.toMatchObject({
      name: "UsageError",
      message: `${join(dir, file)}: not JSON: line 3, column 3: the key "name" stands here twice: keep one of them`,
    });
  });

  it("leaves a trigger that calls something else to whoever made it", async () => {
    const dir = anAppFolder("own", { schedules: [{ ...daily, windows: [noon] }] });
    await buildApp(dir, fromMs);
    const own = { name: "mine", type: "SCHEDULED", config: { schedule: "0 0 1 1 *" }, function_name: "status" };
    writeFileSync(join(dir, "triggers/mine.json"), JSON.stringify(own));
    expect((await buildApp(dir, fromMs)).removedTriggers).toEqual([]);
    expect(readdirSync(join(dir, "triggers"))).toContain("mine.json");
  });

  it.each<[string, string, object, string]>([
    [
      "a schedule that is a Secret",
      "schedule",
      { name: "schedule", value: "x", from_secret: true },
      "from_secret: must be false",
    ],
    ["a schedule by another name", "schedule", { name: "shedule", value: {} }, 'name: must be "schedule"'],
    ["a Value without a value", "foo", { name: "foo" }, "values/foo.json"],
  ])("refuses %s, as the import or the first run would", async (what, file, content, message) => {
    const dir = anAppFolder(what.replace(/ /g, "-"), { schedules: [{ ...daily, windows: [noon] }] });
    writeFileSync(join(dir, `values/${file}.json`), JSON.stringify(content));
    await expect(buildApp(dir, fromMs)).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringContaining(message),
    });
  });

  it("names every problem of every document with its file, and then writes nothing", async () => {
    const wrongTier = { schedules: [{ ...daily, baseline: { tier: "M11" }, windows: [noon] }] };
    const wrongCron = {
      schedules: [{ ...daily, windows: [{ ...noon, end: "0 25 * * *" }] }],
      timezone: "europe/berlin",
    };
    const dir = anAppFolder("wrong", wrongTier, { qa: wrongCron });
    mkdirSync(join(dir, "functions"));
    await expect(buildApp(dir, fromMs)).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(
        /values\/schedule\.json: schedules\[0\]\.baseline\.tier: .*M11.*\n.*environments\/qa\.json: .*\n.*environments\/qa\.json: /,
      ),
    });
    expect(readdirSync(join(dir, "functions"))).toEqual([]);
  });
});

describe("the build command", () => {
  it("ends with 2 and says why when it is asked for what it does not know", async () => {
    const { code, err } = await endOfProcess("build.ts", ["--jsn"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: "unknown option --jsn: did you mean --json?\n--help lists the options\n",
    });
  });
});
