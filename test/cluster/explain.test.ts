import { describe, expect, it } from "@jest/globals";
import { checkTargets } from "../../src/cluster/check-targets";
import { decide } from "../../src/cluster/decide";
import type { DecisionFacts } from "../../src/cluster/decision";
import { describeObserved, explainDecision, explainRefusal, explainWarning } from "../../src/cluster/explain";
import { observedTarget } from "../../src/cluster/observed";
import { aChange, aCluster, anAutoScaledCluster, hourMs, minuteMs, noon, someFacts } from "./builders";

function explained(facts: Partial<DecisionFacts> = {}): string {
  const all = someFacts(facts);
  return explainDecision(all, decide(all));
}

const atM30 = aCluster({ tier: "M30" });
const pausing = [{ tier: "M10" }, { tier: "M50" }, { paused: true } as const];

describe("explainDecision", () => {
  it.each<[string, Partial<DecisionFacts>]>([
    ["resize M10 to M50: Cluster0: as scheduled since 2026-12-01T12:00Z", {}],
    ["nothing to do at M50: Cluster0: as desired", { cluster: aCluster({ tier: "M50" }) }],
    [
      "nothing to do at M50: Cluster0: in progress (UPDATING)",
      { cluster: aCluster({ tier: "M50", stateName: "UPDATING" }) },
    ],
    [
      "waits, M30 to M50: Cluster0: Atlas is busy with it (REPAIRING)",
      { cluster: aCluster({ tier: "M30", stateName: "REPAIRING" }) },
    ],
    [
      "resume and resize paused M10 to M50: Cluster0: as scheduled since 2026-12-01T12:00Z",
      { cluster: aCluster({ paused: true }), targets: pausing },
    ],
    [
      "skipped, paused M10 to M50: Cluster0: paused by hand; its schedule never pauses. Resume it in Atlas",
      { cluster: aCluster({ paused: true }) },
    ],
    [
      "held, M10 to M50: Cluster0: tag scheduler-hold until 2026-12-02T00:00Z. Delete it to go on",
      { cluster: aCluster({ tags: { "scheduler-hold": "20261202T0000Z" } }) },
    ],
    [
      'held, M30 to M50: Cluster0: changed by ann@example.com at 2026-12-01T12:01Z; left so until the next boundary (2026-12-31T12:01Z at most). To go on: reconcile {"takeOver": true, "cluster": "Cluster0"}',
      { cluster: atM30, history: { readable: true, changes: [aChange("somebody", noon + minuteMs)] } },
    ],
    [
      "resize M30 to M50: Cluster0: set at 2026-12-01T12:01Z, then moved by Atlas, held no longer, or scheduled anew",
      { cluster: atM30, history: { readable: true, changes: [aChange("us", noon + minuteMs)] } },
    ],
    [
      "refused, M30 to M50: Cluster0: contested: set 3 times since the boundary, and undone by somebody whom no event names. Agree who decides: tag it scheduler-hold, or unschedule it",
      {
        cluster: atM30,
        drift: "correct",
        nowMs: noon + 9 * hourMs,
        history: { readable: true, changes: [3, 2, 1].map((hours) => aChange("us", noon + hours * hourMs)) },
      },
    ],
    [
      "cannot be scheduled: Cluster0: it is internal to Atlas (SYSTEM_CLUSTER). Unschedule it",
      { cluster: aCluster({ internalClusterRole: "SYSTEM_CLUSTER" }) },
    ],
    [
      "waits, M30 to M50: Cluster0: the project's events cannot be read, so it may have been changed by hand",
      { cluster: atM30, history: { readable: false } },
    ],
    ["resize M30 to M50: Cluster0: taken over", { cluster: atM30, takeOver: true }],
  ])("%s", (sentence, facts) => {
    expect(explained(facts)).toBe(sentence);
  });
});

describe("explainRefusal and explainWarning", () => {
  it("name the target and what to do", () => {
    const [refusal] = checkTargets(anAutoScaledCluster("M40", {}), [{ tier: "M50" }]);
    expect(refusal && explainRefusal(refusal)).toBe(
      "M50: compute auto-scaling is on and would undo it. Give the target autoScaling {min, max}, or turn auto-scaling off",
    );
    expect(explainWarning({ reason: "disk-too-large", tier: "M10", diskGB: 300, maxGB: 128 })).toBe(
      "its disk (300 GB) is larger than M10 holds (128 GB); Atlas may refuse",
    );
  });
});

describe("describeObserved", () => {
  it("reads like a target, and says where an auto-scaled cluster is and that one is paused", () => {
    const scaled = anAutoScaledCluster("M40", { min: "M30", max: "M60" });
    expect(describeObserved(observedTarget(scaled))).toBe("M30-M60 (at M40)");
    expect(describeObserved(observedTarget(aCluster({ paused: true })))).toBe("paused M10");
    const analytics = aCluster({
      tier: "M50",
      shards: [{ regions: [{ analytics: { nodeCount: 1, instanceSize: "M40" } }] }],
    });
    expect(describeObserved(observedTarget(analytics))).toBe("M50, analytics M40");
  });
});
