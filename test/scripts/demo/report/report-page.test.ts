import { describe, expect, it } from "@jest/globals";
import { jsonChanges } from "../../../../scripts/demo/report/json-changes";
import { reportPage } from "../../../../scripts/demo/report/report-page";
import { nodeChanges } from "../../../../scripts/demo/story/node-changes";
import { aResult, aStory, asked, noon, sizeBody } from "./a-report";

/** The text of a section, without tags. */
function sectionOf(page: string, id: string): string {
  const section = new RegExp(`<section aria-labelledby="${id}">.*?</section>`, "s").exec(page)?.[0] ?? "";
  return section.replace(/<script.*?<\/script>|<[^>]+>/gs, " ").replace(/\s+/g, " ");
}

describe("reportPage", () => {
  const page = reportPage(aResult(), aStory(), null);

  it("is called by the schedules, and says what came of it before all else", () => {
    expect(page).toContain("<title>billing: what the demo did</title>");
    expect(page.replace(/<[^>]+>/g, " ")).toMatch(/Boundaries carried out\s+0 of 0/);
    expect(page).not.toContain("see below");
  });

  it("has a lane with what was planned and what the cluster was", () => {
    expect(page).toContain('class="lane-line"');
    expect(page).toContain('class="lane-hatches"');
    expect(page).toContain("M10, M50, changing to M50, 1 of 3 nodes done");
  });

  it("tells of each request who sent it and what it changes", () => {
    const text = sectionOf(page, "asked");
    expect(text).toContain("Tue 2026-12-01 12:00 UTC: Cluster0 , by billing-month-start-opens: M10 → M50");
    expect(text).toContain(
      "replicationSpecs[0].regionConfigs[0].electableSpecs.instanceSize &quot;M10&quot; &quot;M50&quot;",
    );
    expect(text).not.toContain("electableSpecs.nodeCount");
  });

  it("tells what Atlas refused, and why", () => {
    const refused = asked({ status: 409, errorCode: "OUT_OF_CAPACITY", before: undefined, body: { paused: true } });
    expect(sectionOf(reportPage(aResult(), aStory({ asked: [refused] }), null), "asked")).toContain(
      "pause, refused: OUT_OF_CAPACITY",
    );
  });

  it("tells which nodes changed, and how long after the request", () => {
    expect(sectionOf(page, "nodes")).toContain("Cluster0 AWS US_EAST_1 electable 0 M10 M50 5 min");
  });

  it("marks a missed boundary on the lane and in its table", () => {
    const boundary = {
      ...{ at: noon, schedule: "billing", project: "5e1ec444970199272441a214", cluster: "Cluster0", window: null },
      ...{ from: "M10", to: "M50", askedAt: null, reachedAt: null, isMissed: true },
    };
    const missed = reportPage(aResult({ boundaries: [boundary], missed: 1 }), aStory(), null);
    expect(missed).toContain("The boundary from M10 to M50 was missed.");
    expect(sectionOf(missed, "boundaries")).toContain("M10 → M50 baseline – – missed");
    expect(missed).toContain("0 of 1 (see below)");
  });

  it("says what the hours cost only where prices are given, and what that leaves out", () => {
    const prices = {
      file: "prices.json",
      currency: "USD",
      hourly: new Map([
        ["M10", 0.1],
        ["M50", 2],
      ]),
    };
    const text = sectionOf(reportPage(aResult(), aStory(), prices), "hours");
    expect(text).toContain("Cluster0 96.20 USD 480.00 USD 383.80 USD");
    expect(text).toContain("not included: disks larger than those of the tier");
    expect(sectionOf(page, "hours")).toContain("With --prices FILE the report says what that costs.");
  });

  it("labels latency as simulated", () => {
    const load = { utilisation: 0.6, latencyMs: 5, saturated: false };
    const comparison = {
      ...{ simulated: true as const, at: noon, projectId: "p", cluster: "Cluster0", load: 4_800 },
      ...{ before: { ...load, tier: "M10", latencyMs: 150, saturated: true }, after: { ...load, tier: "M50" } },
    };
    const simulated = { about: "An illustration.", comparisons: [comparison], autoScaled: [] };
    expect(sectionOf(reportPage(aResult({ simulated }), aStory(), null), "latency")).toMatch(
      /Latency before and after, simulated An illustration\..*4,800 M10 150 ms, saturated M50 5 ms/,
    );
  });

  it("shows hostile names and errors as text", () => {
    const hostile = `</script><img src=x onerror="alert(1)">\u202e`;
    const story = aStory({
      asked: [asked({ cluster: hostile, body: { name: hostile } })],
      lanes: aStory().lanes.map((one) => ({ ...one, schedule: hostile, lane: { ...one.lane, label: hostile } })),
    });
    const notable = [{ at: noon, trigger: hostile, outcome: "failed" as const, says: [hostile] }];
    const found = reportPage(aResult({ runs: { total: 1, failed: 1, notable } }), story, null);
    expect(["<img", "\u202e"].filter((text) => found.includes(text))).toEqual([]);
    expect(found.split("<script").length).toBe(3);
  });
});

describe("jsonChanges", () => {
  it.each([
    [sizeBody("M10"), sizeBody("M10"), []],
    [{ paused: false }, { paused: true }, ["paused: false → true"]],
    [{}, { tags: [{ key: "a" }] }, ['tags[0].key: null → "a"']],
    [{ a: [1, 2] }, { a: [1, 3, {}] }, ["a[1]: 2 → 3", "a[2]: null → {}"]],
    [undefined, 5, [": null → 5"]],
    [{ a: { b: 1 } }, { a: null }, ['a: {"b":1} → null']],
  ])("from %j to %j", (before, after, changes) => {
    expect(jsonChanges(before, after).map(({ path, before: was, after: is }) => `${path}: ${was} → ${is}`)).toEqual(
      changes,
    );
  });
});

describe("nodeChanges", () => {
  const entry = (what: "submitted" | "node-done", at: number, node?: string) => ({
    ...{ at, projectId: "p", cluster: "c", what, from: "M10", to: "M50" },
    ...(node !== undefined && { node }),
  });
  const shard = "5e1ec444970199272441a21";

  it("tells each node from the request on, by the shard where there are several", () => {
    const history = [entry("submitted", 5), entry("node-done", 9, `${shard}1 AWS electable 0`)];
    expect(nodeChanges(history)).toMatchObject([
      { at: 9, askedAt: 5, node: "AWS electable 0", from: "M10", to: "M50" },
    ]);
    const other = entry("node-done", 12, `${shard}2 AWS electable 0`);
    expect(nodeChanges([...history, other]).map(({ node }) => node)).toEqual([
      "shard 1: AWS electable 0",
      "shard 2: AWS electable 0",
    ]);
  });
});
