import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { demo } from "../../../scripts/demo";
import { type DemoOptions, readDemoOptions } from "../../../scripts/demo/options";
import { printDemo } from "../../../scripts/demo/printed/print";
import { runDemo } from "../../../scripts/demo/simulate";
import { sampleClusters } from "../../../scripts/lib/sample/sample-clusters";
import { parseDocument } from "../../../src/schedule/document/parse";
import { endOf, endOfProcess } from "../a-command";

const dir = mkdtempSync(join(tmpdir(), "demo-test-"));

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const file = join(dir, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const noonToTwo = { name: "noon", start: "0 12 * * *", duration: "PT2H", tier: "M20" };

function aSchedule(changes: object): object {
  return {
    schedules: [{ name: "daily", clusters: ["X"], baseline: { tier: "M10" }, windows: [noonToTwo], ...changes }],
  };
}

describe("the demo command", () => {
  it("shows the example's window in seconds: what fired, what was asked, when it got there, what it saved", async () => {
    const report = join(dir, "report.html");
    const args = ["--clusters", "1", "--from", "2026-12-01T06:00Z", "--days", "2", "--report", report];
    const { code, out, err } = await endOf(demo, args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const line of [
      "  0 12 1 * *              billing-month-start-opens",
      "  0 2 3 * *               billing-month-start-closes",
      "  2026-12-01 12:00  billing-month-start-opens: Cluster0: resize to M50 accepted",
      "  2026-12-01 12:00  trigger billing-month-start-opens fired, run completed",
      "  2026-12-01 12:00    Cluster0: M10 → M50 requested",
      "  2026-12-01 12:15    Cluster0 reached M50 (all nodes)",
      "  2026-12-01 12:15      Cluster0, simulated: 4,800 operations/s take 150 ms on M10 (saturated), 5 ms on M50",
      "  2026-12-03 02:00    Cluster0: M50 → M10 requested",
      "  2026-12-01 12:00  Cluster0: M10 to M50 (month-start): requested after 0 s, completed after 15 min",
      "  Cluster0: 10 h at M10, 38 h at M50; 10 h at M50 avoided",
      "194 runs (0 failed), 400 HTTP requests, 2 changes; 2 of 2 boundaries carried out.",
    ]) {
      expect(out.split("\n")).toContain(line);
    }
    expect(out).toContain(`\n  Cluster0 wanted        ${"░".repeat(6)}${"█".repeat(38)}░░░░\n`);
    expect(out).toMatch(new RegExp(`\\nReport: ${report}\\n$`));
    const page = readFileSync(report, "utf8");
    expect(page).toContain("<title>billing: what the demo did</title>");
    expect(page).toMatch(/2026-12-01 12:00 UTC: <strong>Cluster0<\/strong>, by billing-month-start-opens: M10 → M50/);
    expect(out).toMatch(/^2026-12-01: 97 runs$.*^2026-12-02: 97 runs$.*^Timeline/ms);
  });

  it("prints JSON alone, with instants a program can read, and ends with 1 when a boundary was missed", async () => {
    const windows = [
      { name: "a", start: "0 12 * * *", duration: "PT5M", tier: "M20" },
      { name: "b", start: "5 12 * * *", duration: "PT5M", tier: "M30" },
    ];
    const file = write("too-short.json", aSchedule({ windows }));
    const report = join(dir, "missed.html");
    const args = ["--json", "--schedule", file, "--days", "1", "--from", "2026-12-01T11:00Z", "--report", report];
    const { code, out, err } = await endOfProcess("demo.ts", args);
    expect({ code, err }).toEqual({ code: 1, err: "2 of 3 boundaries missed\n" });
    expect(JSON.parse(out)).toMatchObject({
      from: "2026-12-01T11:00:00.000Z",
      until: "2026-12-02T11:00:00.000Z",
      runs: { failed: 0 },
      boundaries: [
        {
          at: "2026-12-01T12:00:00.000Z",
          cluster: "X",
          window: "a",
          from: "M10",
          to: "M20",
          reachedAt: null,
          isMissed: true,
        },
        { at: "2026-12-01T12:05:00.000Z", window: "b", from: "M20", to: "M30", askedAt: null, reachedAt: null },
        { at: "2026-12-01T12:10:00.000Z", window: null, reachedAt: expect.stringMatching(/^2026-12-01T12:\d\d:.*Z$/) },
      ],
      missed: 2,
      hours: [{ cluster: "X", largestTier: "M20" }],
      report,
    });
  });

  it("ends with 2 and says why, without a stack and before it starts, when asked for what makes no sense", async () => {
    const cases: readonly [readonly string[], RegExp][] = [
      [["--schedule", write("cut.json", '{"schedules": [')], /^\S*cut\.json: not JSON: /],
      [["--days", "0", "--nope"], /^unknown option --nope/],
      [["--report", write("mine.html", "<p>mine</p>")], /^--report \S*mine\.html: is there already and is no page/],
      [["--prices", write("prices.json", { currency: "USD" })], /^\S*prices\.json: hourly: is missing/],
    ];
    for (const [args, expected] of cases) {
      const { code, out, err } = await endOf(demo, args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(expected);
      expect(err).not.toMatch(/^\s+at /m);
    }
  });
});

describe("readDemoOptions", () => {
  const nowMs = Date.parse("2026-11-15T00:00Z");

  it("shows a week of the app's schedule unless told otherwise", () => {
    const defaults = {
      schedule: null,
      from: null,
      days: 7,
      clusters: null,
      environment: null,
      fault: null,
      prices: null,
      report: null,
      json: false,
      nowMs,
    };
    expect(readDemoOptions([], nowMs)).toEqual(defaults);
  });

  it.each(["--from tomorrow", "--days 0", "--days 367", "--clusters none", "--clusters 1501"])("refuses %s", (line) => {
    expect(() => readDemoOptions(line.split(" "), nowMs)).toThrow(`${line}: is not a`);
  });

  it.each([
    [
      "OUT_OF_CAPACTY@2026-12-01T12:00Z",
      /--fault OUT_OF_CAPACTY@.*: OUT_OF_CAPACTY is not one of OUT_OF_CAPACITY, .*: did you mean OUT_OF_CAPACITY\?$/,
    ],
    ["OUT_OF_CAPACITY", /: says not when: write OUT_OF_CAPACITY@2026-12-01T12:00Z$/],
    ["RATE_LIMITED@noon", /: is not an instant such as 2026-11-29T00:00Z$/],
  ])("refuses the fault %s", (fault, message) => {
    expect(() => readDemoOptions(["--fault", fault], nowMs)).toThrow(message);
  });

  it("takes a schedule from a file or from an environment", () => {
    expect(() => readDemoOptions(["--schedule", "x.json", "--environment", "qa"], nowMs)).toThrow(
      "--environment cannot be combined with --schedule",
    );
  });

  it("names everything that is wrong at once", () => {
    const args = ["--from", "x", "--days", "0", "--clusters", "0"];
    expect(() => readDemoOptions(args, nowMs)).toThrow(/--from.*--days.*--clusters/s);
  });
});

/** Without a process of its own. */
async function run(
  changes: object,
  options: Partial<Pick<DemoOptions, "fault">> & {
    readonly from?: string;
    readonly clusters?: number;
    readonly days?: number;
  } = {},
  progress: (line: string) => void = () => {},
) {
  const { result } = await runDemo(
    {
      schedule: write("schedule.json", changes),
      from: Date.parse(options.from ?? "2026-12-01T11:00Z"),
      days: options.days ?? 1,
      clusters: options.clusters ?? null,
      environment: null,
      fault: options.fault ?? null,
      prices: null,
      report: null,
      json: false,
      nowMs: Date.parse("2026-11-15T00:00Z"),
    },
    progress,
  );
  return result;
}

describe("runDemo", () => {
  it("starts in the middle of a window, on a disk that every tier holds, from a document written as text", async () => {
    const schedule = aSchedule({ windows: [{ ...noonToTwo, tier: "M60" }] });
    const value = { name: "schedule", value: JSON.stringify(schedule) };
    const { boundaries, runs } = await run(value, { from: "2026-12-01T13:00Z", clusters: 2 });
    expect(runs.failed).toBe(0);
    expect(boundaries.map(({ cluster, to, askedAt }) => [cluster, to, askedAt !== null])).toEqual([
      ["Cluster0", "M10", true],
      ["Cluster1", "M10", true],
      ["Cluster0", "M60", true],
      ["Cluster1", "M60", true],
    ]);
  });

  it("makes up one cluster where two selectors mean the same, of the provider that has the tiers", async () => {
    const clusters = [{ glob: "dev-*" }, { glob: "dev-?" }, { tags: { env: "x" } }];
    const windows = [{ ...noonToTwo, tier: "M90" }];
    const schedule = aSchedule({ clusters, baseline: { paused: true }, windows });
    const { hours, boundaries, missed, finished } = await run(schedule, { from: "2026-12-01T12:00Z" });
    expect(hours.map(({ cluster, largestTier }) => [cluster, largestTier])).toEqual([
      ["dev-1", "M90"],
      ["daily-3", "M90"],
    ]);
    // The one that it starts on too, and each change's end once.
    expect([boundaries.length, missed]).toEqual([4, 0]);
    const told = finished.map(({ at, cluster }) => `${at} ${cluster}`);
    expect(new Set(told).size).toBe(told.length);
  });

  it("lets auto-scaling follow the load: a shrink below it is taken back within the bounds", async () => {
    const clusters = ["shop"];
    const baseline = { autoScaling: { min: "M30", max: "M60" } };
    const windows = [{ ...noonToTwo, autoScaling: { min: "M50", max: "M80" }, tier: "M60" }];
    const { simulated, missed, runs } = await run(aSchedule({ clusters, baseline, windows }), {
      from: "2026-12-01T09:00Z",
    });
    expect([missed, runs.failed]).toEqual([0, 0]);
    expect(simulated.autoScaled.map(({ from, to }) => `${from} to ${to}`)).toEqual(["M30 to M40", "M60 to M80"]);
    expect(simulated.comparisons.map(({ before, after }) => `${before.tier} to ${after.tier}`)).toEqual([
      "M30 to M40",
      "M40 to M60",
      "M60 to M80",
      "M80 to M60",
    ]);
    expect(simulated.comparisons[1]).toMatchObject({
      load: 13_600,
      before: { saturated: true },
      after: { utilisation: 0.85, latencyMs: 13.33, saturated: false },
    });
  });

  it("shows what it did for each of two clusters, from what they were to what they became, analytics nodes too", async () => {
    const sizes = { tier: "M30", analyticsTier: "M20" };
    const schedule = aSchedule({
      clusters: ["X", "Y"],
      baseline: { tier: "M10", analyticsTier: "M10" },
      windows: [{ ...noonToTwo, ...sizes }],
    });
    const lines: string[] = [];
    const result = await run(schedule, {}, (line) => lines.push(line));
    expect([result.boundaries.length, result.missed, result.runs.failed]).toEqual([4, 0, 0]);
    for (const cluster of ["X", "Y"]) {
      expect(lines).toContain(`  2026-12-01 12:00  heartbeat: ${cluster}: resize to M30, analytics M20 accepted`);
    }
    const text = printDemo(result).split("\n");
    expect(text).toContain("  2026-12-01 12:00  trigger heartbeat fired, run completed");
    for (const cluster of ["X", "Y"]) {
      expect(text).toContain(`  2026-12-01 12:00    ${cluster}: M10 → M30 + analytics M20 requested`);
      expect(text).toContain(`  2026-12-01 14:00    ${cluster}: M30 + analytics M20 → M10 requested`);
    }
  });

  it("shows a fault from its instant on, and how the next run makes good for it", async () => {
    const lines: string[] = [];
    const at = Date.parse("2026-12-01T12:00Z");
    const result = await run(aSchedule({}), { fault: { code: "OUT_OF_CAPACITY", at } }, (line) => lines.push(line));
    expect([result.runs.failed, result.missed]).toEqual([1, 0]);
    expect(lines.filter((line) => line.includes("12:00  heartbeat: FAILED"))).toHaveLength(1);
    expect(printDemo(result)).toMatch(/Failed runs.*OUT_OF_CAPACITY/s);
    await expect(run(aSchedule({}), { fault: { code: "OUT_OF_CAPACITY", at: 0 } })).rejects.toMatchObject({
      name: "UsageError",
      message:
        "--fault: 1970-01-01 00:00 UTC is not in the time that is simulated, 2026-12-01 11:00 to 2026-12-02 11:00 UTC",
    });
  });

  it("names every problem of the schedule with its file", async () => {
    const wrong = aSchedule({ baseline: { teir: "M10" }, windows: [{ ...noonToTwo, start: "0 25 * * *" }] });
    const places = ["baseline.teir", "windows[0].start"].map(
      (place) => `${join(dir, "schedule.json")}: schedules[0].${place}: `,
    );
    const refused = run(wrong).catch((error: Error) => error);
    await expect(refused).resolves.toMatchObject({ name: "UsageError" });
    const lines = String(((await refused) as Error).message).split("\n");
    expect(lines.map((line, index) => line.startsWith(places[index] ?? "?"))).toEqual([true, true]);
  });

  it("refuses an instant that the zone data does not reach, without a stack", async () => {
    const refused = run(aSchedule({}), { from: "2060-01-01T00:00Z" });
    await expect(refused).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringMatching(/^--from 2060-01-01/),
    });
  });
});

describe("sampleClusters", () => {
  it("refuses tiers that no provider has together", () => {
    const parsed = parseDocument(aSchedule({ baseline: { tier: "M90" }, windows: [{ ...noonToTwo, tier: "M140" }] }));
    const document = "config" in parsed ? parsed.config : undefined;
    expect(
      () => document && sampleClusters(document, "5e1ec444970199272441a214", Date.parse("2026-12-01T00:00Z")),
    ).toThrow(/no cloud provider offers all of M90, M140, so no sample cluster can follow it/);
  });
});
