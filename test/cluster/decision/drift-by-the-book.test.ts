/**
 * The rule of drift, read once more and in other words: what happened is told as a story, and for each story a small
 * machine, which knows nothing of the code, says whether the cluster is left alone.
 */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decide } from "../../../src/cluster/decision/decide";
import type { Decision, DecisionFacts, History } from "../../../src/cluster/decision/decision";
import type { Change } from "../../../src/cluster/decision/history";
import { aCluster, minuteMs, noon, someFacts } from "../builders";

type Kind = "ours" | "by-hand-of-ours" | "person" | "tags" | "nameless" | "auto-scaler";

interface Told {
  readonly kind: Kind;
  /** Minutes from the boundary, five apart: what is closer together may come from one run, or from an early one. */
  readonly at: number;
}

const before = -10 * 60;
const nowMinute = 8 * 60;

const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom<Kind>("ours", "by-hand-of-ours", "person", "tags", "nameless", "auto-scaler"),
  at: fc.integer({ min: -14 * 12, max: 8 * 12 - 1 }).map((steps) => 5 * steps),
});

const story = fc.record({
  events: fc.uniqueArray(told, { maxLength: 9, selector: ({ at }) => at }),
  tier: fc.constantFrom("M10", "M30"),
  drift: fc.constantFrom("respect" as const, "correct" as const),
});

function changeOf({ kind, at }: Told): Change {
  const change = { atMs: noon + at * minuteMs, eventType: "CLUSTER_UPDATE_SUBMITTED" };
  switch (kind) {
    case "ours":
      return { ...change, by: "us", who: "ourpublk" };
    case "by-hand-of-ours":
      return { ...change, by: "us", who: "ourpublk", editsTags: true };
    case "person":
      return { ...change, by: "somebody", who: "ann" };
    case "tags":
      return { ...change, by: "somebody", who: "bob", editsTags: true };
    case "nameless":
      return { ...change, by: "nobody", who: null };
    case "auto-scaler":
      return { ...change, by: "nobody", who: null, eventType: "COMPUTE_AUTO_SCALE_INITIATED" };
  }
}

/** M10 before the boundary, M50 since; the cluster is at `tier`, which is never M50. */
function expected({ events, tier, drift }: { events: readonly Told[]; tier: string; drift: string }): string {
  const inOrder = events.slice().sort((a, b) => a.at - b.at);
  let last = "none";
  let runs = 0;
  let didWeAnything = false;
  let choseBefore = false;
  for (const { kind, at } of inOrder) {
    if (kind === "tags" || kind === "nameless" || kind === "auto-scaler") continue;
    if (at < before) continue;
    if (at < 0) {
      choseBefore ||= kind !== "ours";
      continue;
    }
    last = kind === "person" ? "person" : "us";
    didWeAnything ||= kind !== "person";
    if (kind === "ours") runs += 1;
  }
  const missed = tier === "M10" && !didWeAnything && !choseBefore;
  if (drift === "respect" && last === "person" && !missed) return "held";
  return runs >= 3 ? "refuse" : "resize";
}

/** As a run decides: it reads the events that a decision asks for, and no others. */
function decided(facts: DecisionFacts, changes: readonly Change[]): Decision {
  let history: History | null = null;
  for (let reads = 0; reads < 3; reads += 1) {
    const decision = decide({ ...facts, history });
    if (decision.do !== "read-history") return decision;
    const { sinceMs } = decision;
    const newestFirst = changes.filter(({ atMs }) => atMs >= sinceMs).sort((a, b) => b.atMs - a.atMs);
    history = { readable: true, sinceMs, changes: newestFirst, tagEdit: null };
  }
  throw new Error("it never has enough");
}

describe("drift, by the book", () => {
  it("is respected and corrected as the rule says, whatever happened, with two looks at the events at most", () => {
    fc.assert(
      fc.property(story, (one) => {
        const facts = someFacts({
          cluster: aCluster({ tier: one.tier }),
          boundaryBeforeMs: noon + before * minuteMs,
          nowMs: noon + nowMinute * minuteMs,
          drift: one.drift,
        });
        expect(decided(facts, one.events.map(changeOf)).do).toBe(expected(one));
      }),
      { numRuns: 2000 },
    );
  });
});
