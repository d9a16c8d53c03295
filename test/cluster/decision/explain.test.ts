import { describe, expect, it } from "@jest/globals";
import { decide } from "../../../src/cluster/decision/decide";
import type { DecisionFacts } from "../../../src/cluster/decision/decision";
import { describeObserved, explainDecision } from "../../../src/cluster/decision/explain";
import { observedTarget } from "../../../src/cluster/observed";
import { checkTargets } from "../../../src/cluster/targets/check-targets";
import { explainRefusal, explainWarning } from "../../../src/cluster/targets/explain-targets";
import { aChange, aCluster, aHistory, anAutoScaledCluster, hourMs, minuteMs, noon, someFacts } from "../builders";

function explained(facts: Partial<DecisionFacts> = {}): string[] {
  const all = someFacts(facts);
  const { what, why, remedy } = explainDecision(all, decide(all));
  return remedy === "" ? [what, why] : [what, why, remedy];
}

const atM30 = aCluster({ tier: "M30" });
const pausing = [{ tier: "M10" }, { tier: "M50" }, { paused: true } as const];
const takeOver = 'To take it over now, run reconcile with {"takeOver": true, "cluster": "<its name>"}';
const agree =
  'Agree on who decides: give this app a key that nothing else uses, add the tag scheduler-hold, or take it out of the schedule. If you only edited the schedule that often, run reconcile with {"takeOver": true, "cluster": "<its name>"}';

describe("explainDecision", () => {
  it.each<[string[], Partial<DecisionFacts>]>([
    [["resize M10 to M50", "as scheduled since 2026-12-01T12:00Z"], {}],
    [["unchanged at M50", "as desired"], { cluster: aCluster({ tier: "M50" }) }],
    [
      ["already set to M50", "Atlas is still working on it (UPDATING)"],
      { cluster: aCluster({ tier: "M50", stateName: "UPDATING" }) },
    ],
    [
      ["waiting at M30 (desired: M50)", "Atlas is busy with it (REPAIRING)"],
      { cluster: aCluster({ tier: "M30", stateName: "REPAIRING" }) },
    ],
    [
      ["resume, then resize M10 to M50", "as scheduled since 2026-12-01T12:00Z"],
      { cluster: aCluster({ paused: true }), targets: pausing },
    ],
    [
      [
        "skipped at paused M10 (desired: M50)",
        "somebody paused it, and this app resumes only clusters that their schedule pauses",
        "Resume it in Atlas when it is needed",
      ],
      { cluster: aCluster({ paused: true }) },
    ],
    [
      [
        "held at M10 (desired: M50)",
        "its tag scheduler-hold holds it until 2026-12-02T00:00Z",
        "Delete the tag in Atlas to end the hold",
      ],
      { cluster: aCluster({ tags: { "scheduler-hold": "20261202T0000Z" } }) },
    ],
    [
      [
        "held at M30 (desired: M50)",
        "ann@example.com changed it at 2026-12-01T12:01Z, so it stays as it is until the next boundary (2026-12-31T12:01Z at the latest)",
        takeOver,
      ],
      { cluster: atM30, history: aHistory(aChange("somebody", noon + minuteMs)) },
    ],
    [
      [
        "resize M30 to M50",
        "this app set it at 2026-12-01T12:01Z; since then Atlas changed it, its hold ended, or the schedule was edited",
      ],
      { cluster: atM30, history: aHistory(aChange("us", noon + minuteMs)) },
    ],
    [
      [
        "refused at M30 (desired: M50)",
        "this app set it 3 times since the boundary, and it differs again: somebody with our key (ourpublk) changed it",
        agree,
      ],
      {
        cluster: atM30,
        drift: "correct",
        nowMs: noon + 9 * hourMs,
        history: aHistory(...[3, 2, 1].map((hours) => aChange("us", noon + hours * hourMs))),
      },
    ],
    [
      [
        "refused at M30 (desired: M50)",
        "this app set it 3 times since the boundary, and it differs again: ann@example.com changed it at 2026-12-01T17:00Z",
        agree,
      ],
      {
        cluster: atM30,
        drift: "correct",
        nowMs: noon + 9 * hourMs,
        history: aHistory(
          aChange("somebody", noon + 5 * hourMs),
          ...[3, 2, 1].map((hours) => aChange("us", noon + hours * hourMs)),
        ),
      },
    ],
    [
      [
        "refused at M30 (desired: M50)",
        "this app set it 3 times since the boundary, and it differs again: somebody whom no event names changed it",
        agree,
      ],
      {
        cluster: atM30,
        nowMs: noon + 9 * hourMs,
        history: aHistory(...[3, 2, 1].map((hours) => aChange("us", noon + hours * hourMs, { who: null }))),
      },
    ],
    [
      [
        "refused at M30 (desired: M50)",
        "this app set it 3 times since the boundary, and it differs again: Atlas changed it at 2026-12-01T16:00Z (COMPUTE_AUTO_SCALE_INITIATED)",
        agree,
      ],
      {
        cluster: atM30,
        nowMs: noon + 9 * hourMs,
        history: aHistory(
          aChange("nobody", noon + 4 * hourMs, { eventType: "COMPUTE_AUTO_SCALE_INITIATED" }),
          ...[3, 2, 1].map((hours) => aChange("us", noon + hours * hourMs)),
        ),
      },
    ],
    [
      [
        "cannot be scheduled",
        "Atlas runs it for its own purposes (internalClusterRole SYSTEM_CLUSTER)",
        "Take it out of the schedule",
      ],
      { cluster: aCluster({ internalClusterRole: "SYSTEM_CLUSTER" }) },
    ],
    [
      [
        "waiting at M30 (desired: M50)",
        "the events of its project could not be read, so somebody may have changed it on purpose",
        "The failure of the project says what to do",
      ],
      { cluster: atM30, history: { readable: false } },
    ],
    [["resize M30 to M50", "taken over on request"], { cluster: atM30, takeOver: true }],
  ])("%j", (parts, facts) => {
    expect(explained(facts)).toEqual(parts);
  });

  it("names a remedy once, however many targets it is for", () => {
    const cluster = anAutoScaledCluster("M40", {});
    const { why, remedy } = explainDecision(someFacts(), decide(someFacts({ cluster })));
    expect(why).toBe(
      "compute auto-scaling is on and would undo the target M10; compute auto-scaling is on and would undo the target M50",
    );
    expect(remedy).toBe("Give the target autoScaling {min, max}, or turn compute auto-scaling off");
  });
});

describe("explainRefusal and explainWarning", () => {
  it("say why and what to do", () => {
    const [refusal] = checkTargets(anAutoScaledCluster("M40", {}), [{ tier: "M50" }]);
    expect(refusal && explainRefusal(refusal)).toEqual({
      why: "compute auto-scaling is on and would undo the target M50",
      remedy: "Give the target autoScaling {min, max}, or turn compute auto-scaling off",
    });
    expect(explainWarning({ reason: "disk-too-large", tier: "M10", diskGB: 300, maxGB: 128 })).toEqual({
      why: "its disk (300 GB) is larger than M10 holds (128 GB), so Atlas may refuse that tier",
      remedy: "Schedule a larger tier, or shrink the disk in Atlas",
    });
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
