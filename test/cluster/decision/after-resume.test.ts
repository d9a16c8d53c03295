import { describe, expect, it } from "@jest/globals";
import { decide } from "../../../src/cluster/decision/decide";
import type { DecisionFacts } from "../../../src/cluster/decision/decision";
import { aChange, aCluster, aHistory, minuteMs, noon, someFacts } from "../builders";

/** It was paused until noon, and is M10 once resumed. */
function afterResume(facts: Partial<DecisionFacts>): string {
  const [paused, window] = [{ paused: true } as const, { tier: "M50" }];
  const cluster = aCluster({ stateName: "UPDATING" });
  const desired = { target: window, window: "month-start", since: noon, before: paused };
  const decision = decide(someFacts({ cluster, desired, targets: [paused, window], afterResume: true, ...facts }));
  return `${decision.do}: ${decision.because.reason}`;
}

describe("decide, after the resume of this very run", () => {
  const changes = [aChange("somebody", noon + minuteMs)];

  it("goes on with the size, whatever somebody did to the paused cluster before", () => {
    expect(afterResume({ history: aHistory(...changes) })).toBe("resize: boundary");
  });

  it("goes on with the size, though the events cannot be read", () => {
    expect(afterResume({ history: { readable: false } })).toBe("resize: boundary");
  });

  it("leaves it alone when it is held by its tag meanwhile", () => {
    const cluster = aCluster({ stateName: "UPDATING", tags: { "scheduler-hold": "20261201T1300Z" } });
    expect(afterResume({ cluster, history: aHistory(...changes) })).toBe("held: by-tag");
  });
});
