import { runInNewContext } from "node:vm";
import { describe, expect, it } from "@jest/globals";
import { benchExchanges } from "../../../scripts/bench/atlas";
import { benchCron } from "../../../scripts/bench/cron";
import { loadInNode } from "../../../scripts/bench/engines";
import { aFleet, listPages } from "../../../scripts/bench/fleet";
import { benchScript } from "../../../scripts/bench/script";
import { printTable, ratioOf } from "../../../scripts/bench/table";
import { bundleFunctions } from "../../../scripts/build/functions";

describe("the fleet of the bench", () => {
  it("has cron lines that are all different, and list pages of 500 clusters", () => {
    const fleet = aFleet(1_000, 50);
    expect(new Set(fleet.lines).size).toBe(300);
    expect(new Set(fleet.clusters.map(({ name }) => name)).size).toBe(1_000);
    const sizes = listPages(fleet).map((page) => (JSON.parse(page) as { results: unknown[] }).results.length);
    expect(sizes).toEqual([500, 500]);
  });
});

describe("the exchanges of a steady run", () => {
  it("are one list page per 500 clusters (two with digest), however many schedules", async () => {
    const rows = await benchExchanges([501]);
    expect(rows.map(({ what, value, against }) => [what.replace(/^.*run: /, ""), value, against?.value])).toEqual([
      ["501 clusters, 1 schedule, API key", 4, 1_002],
      ["501 clusters, 50 schedules, API key", 4, 1_002],
      ["501 clusters, 1 schedule, service account", 3, 502],
    ]);
  });
});

describe("a run in an engine by itself", () => {
  it("is measured only when it finds everything as desired", async () => {
    const source = (await bundleFunctions({ scheduleFingerprints: [] })).get("reconcile") ?? "";
    const fleet = aFleet(3, 1);
    const answers = { pages: listPages(fleet), document: fleet.document };
    const others = { ...answers, document: aFleet(4, 1).document };
    expect(await loadInNode(source, answers).run(1)).toBeGreaterThan(0);
    await expect(loadInNode(source, others).run(1)).rejects.toThrow(/did not find everything as desired/);
  });
});

describe("the script for other engines", () => {
  it("times itself, and says when the run did not find everything as desired", async () => {
    const source = (await bundleFunctions({ scheduleFingerprints: [] })).get("reconcile") ?? "";
    const fleet = aFleet(3, 1);
    const said = async (document: object) => {
      const script = benchScript(source, { pages: listPages(fleet), document }, 2);
      const said: string[] = [];
      runInNewContext(script, { print: (text: string) => said.push(text) });
      while (said.length === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      return said;
    };
    expect(await said(fleet.document)).toEqual([
      expect.stringMatching(/^reconcile \d+ ms, JSON.parse of its list pages \d+ ms: /) as unknown,
    ]);
    expect(await said(aFleet(4, 1).document)).toEqual([expect.stringMatching(/^FAILED: /) as unknown]);
  });
});

describe("the cron lines of the bench", () => {
  it("get croner's answers", () => {
    expect(benchCron(1)).toHaveLength(1);
  });
});

describe("the table of the bench", () => {
  it("gives counts whole, times to a tenth or a hundredth, and ratios", () => {
    const against = { what: "as many GETs", value: 2_000 };
    const rows = [
      { what: "one", unit: "exchanges", value: 4, against },
      { what: "two", engine: "Node", unit: "ms", value: 12.34, against: { what: "parsing", value: 5 } },
      { what: "three", unit: "MB", value: 23.1, against: { what: "allowed", value: 46.2 } },
      { what: "four", unit: "µs", value: 1.234 },
    ] as const;
    expect(rows.map(ratioOf)).toEqual([0.002, 12.34 / 5, 0.5, null]);
    expect(
      printTable(rows)
        .split("\n")
        .slice(1)
        .map((line) => line.replace(/ {2,}/g, "|")),
    ).toEqual([
      "one|4 exchanges|2,000 exchanges|as many GETs|1/500",
      "two|Node|12.3 ms|5.00 ms|parsing|2.5 x",
      "three|23.1 MB|46.2 MB|allowed|0.50 x",
      "four|1.23 µs",
      "",
    ]);
  });
});
