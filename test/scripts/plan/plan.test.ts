import { describe, expect, it } from "@jest/globals";
import { plan } from "../../../scripts/plan";
import { runPlan } from "../../../scripts/plan/run";
import { plain } from "../../../scripts/plan/shown/paint";
import { endOf, endOfProcess } from "../a-command";
import { aDocument, aSchedule, jsonFile, officeHours } from "./builders";

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
