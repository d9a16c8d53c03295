import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { projectDir } from "../../../scripts/lib/paths";
import { runPlan } from "../../../scripts/plan/run";
import { plain } from "../../../scripts/plan/shown/paint";
import { aDocument, aSchedule, jsonFile, officeHours } from "./builders";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own. */
function plan(...args: string[]): Promise<Ended> {
  const command = [join(projectDir, "node_modules/tsx/dist/cli.mjs"), join(projectDir, "scripts/plan.ts"), ...args];
  return new Promise((resolve, reject) => {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
    const child = spawn(process.execPath, command, { env, cwd: projectDir });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

const options = {
  from: Date.parse("2026-11-29T00:00Z"),
  until: Date.parse("2026-12-10T00:00Z"),
  prices: null,
  diff: null,
  format: "text",
} as const;
const terminal = { paint: plain, columns: 100 };

describe("npm run plan", () => {
  it("prints the example schedule of the app: nothing but the JSON with --json", async () => {
    const json = await plan("--from", "2026-11-29T00:00Z", "--until", "2026-12-06T00:00Z", "--json");
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ hours: { billing: { M10: 130, M50: 38 } } });
  });

  it("exits 2 with every problem of every file on stderr and nothing on stdout", async () => {
    const schedule = jsonFile(aDocument(aSchedule({ baseline: { tier: "M11" }, clusters: [] })));
    const earlier = jsonFile({ schedules: [] }, "earlier.json");
    const { code, stdout, stderr } = await plan("--schedule", schedule, "--diff", earlier, "--json");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n").sort()).toEqual(
      [
        `${schedule}: schedules[0].clusters: is empty: add at least one`,
        `${schedule}: schedules[0].baseline.tier: unknown tier "M11": did you mean M10?`,
        `${earlier}: schedules: is empty: add at least one`,
      ].sort(),
    );
  });

  it("exits 0 with --diff though the schedules differ, and puts no colour into a pipe", async () => {
    const earlier = jsonFile(aDocument(aSchedule({ baseline: { tier: "M20" } })));
    const diff = await plan("--diff", earlier);
    expect(diff).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("~  target at the start") });
    expect(diff.stdout).not.toContain("\u001b");
  });
});

describe("runPlan", () => {
  it("takes a Value file and a document alike", () => {
    const document = aDocument(aSchedule());
    const texts = [document, { name: "schedule", value: document, from_secret: false }].map(
      (content) => runPlan({ ...options, format: "json", schedule: jsonFile(content) }, terminal).text,
    );
    expect(texts[0]).toContain('"at": "2026-12-01T12:00:00.000Z"');
    expect(texts[1]).toBe(texts[0]);
  });

  it("refuses a span that the zone data does not reach, with the option and the schedule", () => {
    const schedule = jsonFile(aDocument(officeHours(), aSchedule()));
    const run = (from: string, until: string) => () =>
      runPlan({ ...options, schedule, from: Date.parse(from), until: Date.parse(until) }, terminal);
    expect(run("2026-01-01T00:00Z", "2050-01-01T00:00Z")).toThrow(
      /--until: schedule office-hours: .*America\/New_York/,
    );
    expect(run("2010-01-01T00:00Z", "2050-01-01T00:00Z")).toThrow(/--from: schedule office-hours: /);
    expect(run("2046-12-01T00:00Z", "2047-01-01T00:00Z")).not.toThrow();
  });

  it("reports problems of the schedule and of the prices together", () => {
    const schedule = jsonFile({ schedules: [] });
    const prices = jsonFile({}, "prices.json");
    const run = () => runPlan({ ...options, schedule, prices }, terminal);
    expect(run).toThrow(`${schedule}: schedules: is empty`);
    expect(run).toThrow(`${prices}: currency: is missing`);
  });

  it("notes what a calendar leaves out", () => {
    const schedule = jsonFile(aDocument(aSchedule({ mode: "off" })));
    expect(runPlan({ ...options, format: "ics", schedule }, terminal).notes).toEqual([
      "billing is off, so it has no events",
      "no window is open in this time, so the calendar is empty",
    ]);
  });

  it("plans ten years of several schedules without delay", () => {
    const schedules = [1, 2, 3, 4, 5].map((count) => officeHours({ name: `s${count}`, clusters: [`c${count}`] }));
    const schedule = jsonFile(aDocument(...schedules));
    const until = options.from + 10 * 365 * 86_400_000;
    const began = performance.now();
    const { text } = runPlan({ ...options, schedule, until }, terminal);
    expect(text.split("\n").length).toBeGreaterThan(5 * 10 * 500);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
