/** Results and stories of a demo written in a test: valid, to change one thing. */
import type { DemoResult } from "../../../../scripts/demo/result";
import { noLoad } from "../../../../scripts/demo/simulated-load";
import type { DemoStory } from "../../../../scripts/demo/story/story";
import type { AskedChange } from "../../../../scripts/demo/story/watch-changes";
import { utc } from "../../../../src/schedule/calendar/zone";
import { actual, aLane, planned, start, tenDays } from "../../../local/console/lanes/a-lane";

export const noon = start + 12 * 3_600_000;

export function aResult(changes: Partial<DemoResult> = {}): DemoResult {
  return {
    from: tenDays.from,
    until: tenDays.until,
    triggers: [{ name: "heartbeat", schedule: "7,22,37,52 * * * *" }],
    runs: { total: 960, failed: 0, notable: [] },
    requests: 2_000,
    changes: [],
    finished: [],
    boundaries: [],
    missed: 0,
    hours: [
      {
        cluster: "Cluster0",
        hoursByTier: { M10: 202, M50: 38 },
        largestTier: "M50",
        hoursSaved: 202,
        countsAnalytics: false,
      },
    ],
    simulated: noLoad,
    ...changes,
  };
}

export function sizeBody(tier: string): unknown {
  return { replicationSpecs: [{ regionConfigs: [{ electableSpecs: { instanceSize: tier, nodeCount: 3 } }] }] };
}

export function asked(changes: Partial<AskedChange> = {}): AskedChange {
  return {
    at: noon,
    projectId: "5e1ec444970199272441a214",
    cluster: "Cluster0",
    status: 200,
    errorCode: null,
    body: sizeBody("M50"),
    before: sizeBody("M10"),
    runId: "run-1",
    ...changes,
  };
}

export function aStory(changes: Partial<DemoStory> = {}): DemoStory {
  const change = (done: number) => ({ to: "M50", done, of: 3 });
  const lane = aLane({
    key: "5e1ec444970199272441a214/Cluster0",
    label: "Cluster0",
    planned: [planned(0, 12, "M10"), planned(12, 50, "M50", "month-start"), planned(50, 240, "M10")],
    actual: [
      actual(0, 12, "M10"),
      actual(12, 12.1, "M10", change(0)),
      actual(12.1, 12.2, "M10, M50", change(1)),
      actual(12.2, 50, "M50"),
      actual(50, 240, "M10"),
    ],
  });
  return {
    lanes: [{ lane, zone: utc, schedule: "billing" }],
    asked: [asked()],
    nodes: [
      {
        ...{ at: noon + 300_000, projectId: "5e1ec444970199272441a214", cluster: "Cluster0" },
        ...{ node: "AWS US_EAST_1 electable 0", from: "M10", to: "M50", askedAt: noon },
      },
    ],
    triggerByRun: new Map([["run-1", "billing-month-start-opens"]]),
    clustersLeftOut: 0,
    ...changes,
  };
}
