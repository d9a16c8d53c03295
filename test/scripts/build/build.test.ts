import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    writeFileSync(join(dir, "functions/old.js"), "exports = () => 1;\n");
    const value = { name: "schedule", value: { schedules: [{ ...daily, windows: [{ ...noon, name: "lunch" }] }] } };
    writeFileSync(join(dir, "values/schedule.json"), JSON.stringify(value));
    const { removedTriggers } = await buildApp(dir, fromMs);
    expect([...removedTriggers].sort()).toEqual(["daily-noon-closes.json", "daily-noon-opens.json"]);
    expect(triggersIn(dir).map((line) => line.split(" ")[0])).toEqual([
      "daily-lunch-closes",
      "daily-lunch-opens",
      "heartbeat",
    ]);
    expect(readdirSync(join(dir, "functions"))).not.toContain("old.js");
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
