import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { plain } from "../../../scripts/lib/paint";
import { projectDir } from "../../../scripts/lib/paths";
import { plan } from "../../../scripts/plan";
import { runPlan } from "../../../scripts/plan/run";
import { endOf, endOfProcess } from "../a-command";
import { aDocument, aSchedule, jsonFile, officeHours } from "./builders";

const options = {
  from: Date.parse("2026-11-29T00:00Z"),
  until: Date.parse("2026-12-10T00:00Z"),
  environment: null,
  prices: null,
  against: null,
  diff: null,
  strict: false,
  now: Date.parse("2026-11-30T00:00Z"),
  format: "text",
  page: null,
} as const;
const terminal = { paint: plain, columns: 100 };

describe("npm run plan", () => {
  it("prints the example schedule of the app: nothing but the JSON with --json", async () => {
    const args = ["--from", "2026-11-29T00:00Z", "--until", "2026-12-06T00:00Z", "--json"];
    const json = await endOfProcess("plan.ts", args);
    expect(json).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(json.out)).toMatchObject({ hours: { billing: { M10: 130, M50: 38 } } });
  });

  it("exits 2 with every problem of every file on stderr and nothing on stdout", async () => {
    const schedule = jsonFile(aDocument(aSchedule({ baseline: { tier: "M11" }, clusters: [] })));
    const earlier = jsonFile({ schedules: [] }, "earlier.json");
    const { code, out, err } = await endOf(plan, ["--schedule", schedule, "--diff", earlier, "--json"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.trim().split("\n").sort()).toEqual(
      [
        `${schedule}: schedules[0].clusters: is empty: add at least one`,
        `${schedule}: schedules[0].baseline.tier: unknown tier "M11": did you mean M10?`,
        `${earlier}: schedules: is empty: add at least one`,
      ].sort(),
    );
  });

  it("exits 1 with --strict where there is a warning or a conflict, after it has shown the plan", async () => {
    const args = ["--from", "2026-11-29T00:00Z", "--strict", "--schedule"];
    const fine = await endOf(plan, [...args, jsonFile(aDocument(aSchedule()))]);
    expect(fine).toMatchObject({ code: 0, err: "" });
    const shadowed = jsonFile(aDocument(aSchedule(), aSchedule({ name: "other" })));
    const { code, out, err } = await endOf(plan, [...args, shadowed]);
    expect({ code, err }).toEqual({ code: 1, err: "--strict: 1 conflict and 0 warnings; see them in npm run plan\n" });
    expect(out).toContain("schedule other is ignored");
  });

  it("shows the schedule of an environment, which is the app's own where that has none", async () => {
    const args = ["--from", "2026-11-29T00:00Z", "--json", "--environment"];
    expect(JSON.parse((await endOf(plan, [...args, "qa"])).out)).toMatchObject({ projects: { billing: null } });
    for (const typed of ["prodution", "Prod"]) {
      expect(await endOf(plan, [...args, typed])).toMatchObject({
        code: 2,
        err: `--environment ${typed}: is not one of no-environment, development, testing, qa, production: did you mean production?\n`,
      });
    }
    expect(await endOf(plan, [...args, "qa", "--schedule", "x.json"])).toMatchObject({
      code: 2,
      err: "--environment cannot be combined with --schedule\n",
    });
  });

  it("ends quietly when the reader of its output goes away", async () => {
    const file = join(projectDir, "scripts/plan.ts");
    const args = ["--import", "tsx", file, "--from", "2026-11-29", "--until", "2030-01-01", "--json"];
    const child = spawn(process.execPath, args, { cwd: projectDir, stdio: ["ignore", "pipe", "pipe"] });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("exits 0 with --diff though the schedules differ, and puts no colour into a pipe", async () => {
    const earlier = jsonFile(aDocument(aSchedule({ baseline: { tier: "M20" } })));
    const diff = await endOf(plan, ["--diff", earlier]);
    expect(diff).toMatchObject({ code: 0, err: "", out: expect.stringContaining("~  target at the start") });
    expect(diff.out).not.toContain("\u001b");
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

  it("says what an edit costs, with prices", () => {
    const diff = jsonFile(aDocument(aSchedule(), aSchedule({ name: "old", clusters: ["b"], windows: [] })), "was.json");
    const schedule = jsonFile(aDocument(aSchedule({ baseline: { tier: "M20" } })));
    const prices = jsonFile({ currency: "USD", hourly: { M10: 0.1, M20: 0.2, M50: 2 } }, "prices.json");
    // 264 h, 38 of them at M50.
    const { text } = runPlan({ ...options, schedule, diff, prices }, terminal);
    expect(text).toMatch(/^ {2}~ {2}cost per cluster +99\.55 USD → 122\.10 USD +\+22\.55 USD$/m);
    expect(text).toMatch(/^ {2}~ {2}cost per cluster +26\.40 USD → none$/m);
    const json = JSON.parse(runPlan({ ...options, schedule, diff, prices, format: "json" }, terminal).text);
    expect(json.schedules[0].costs).toEqual({ currency: "USD", was: 99.55, is: 122.1, change: 22.55, unpriced: [] });
    expect(json.schedules[1].costs).toEqual({ currency: "USD", was: 26.4, is: null, change: null, unpriced: [] });
    expect(text).toMatch(/^assumed: Atlas takes 30 minutes for a change/m);
    expect(json.pricing).toMatchObject({ minutesPerChange: 30, lacksPausedStorage: false, notes: { length: 3 } });
    const few = jsonFile({ currency: "USD", hourly: { M50: 2 } }, "few.json");
    expect(runPlan({ ...options, schedule, diff, prices: few }, terminal).text).toMatch(
      /! {2}no costs {2,}.*few\.json has no price for M10, M20$/m,
    );
  });

  it("shows the projects of a schedule", () => {
    const fleet = aSchedule({ name: "fleet", clusters: [{ glob: "dev-*" }], projects: "all" });
    const schedule = jsonFile(aDocument(aSchedule({ projects: ["5e1ec444970199272441a214"] }), fleet));
    for (const format of ["text", "html"] as const) {
      const { text } = runPlan({ ...options, schedule, format }, terminal);
      expect(text).toContain("Cluster0 in project 5e1ec444970199272441a214");
      expect(text).toContain("dev-* in all projects");
    }
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
