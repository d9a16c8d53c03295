import { describe, expect, it } from "@jest/globals";
import { decide } from "../../../src/cluster/decision/decide";
import type { DecisionFacts } from "../../../src/cluster/decision/decision";
import {
  aChange,
  aCluster,
  aHistory,
  anAutoScaledCluster,
  dayMs,
  hourMs,
  minuteMs,
  noon,
  someFacts,
} from "../builders";

const m10 = { tier: "M10" };
const m50 = { tier: "M50" };
const paused = { paused: true } as const;

/** "do: reason" of a decision. */
function decided(facts: Partial<DecisionFacts>): string {
  const decision = decide(someFacts(facts));
  return `${decision.do}: ${decision.because.reason}`;
}

function desired(target: DecisionFacts["desired"]["target"], before: DecisionFacts["desired"]["before"] = m10) {
  return { target, window: null, since: noon, before };
}

describe("decide, row by row", () => {
  it("refuses what can never be scheduled, and skips it when it was matched by a pattern", () => {
    const cluster = aCluster({ internalClusterRole: "SYSTEM_CLUSTER" });
    expect(decided({ cluster })).toBe("refuse: cannot-be-scheduled");
    expect(decided({ cluster, matchedBy: "pattern" })).toBe("skip: cannot-be-scheduled");
  });

  it("refuses for a target that is not due yet", () => {
    const cluster = aCluster({ tier: "M40_NVME" });
    const nvme = { tier: "M40_NVME" };
    expect(decided({ cluster, desired: desired(nvme), targets: [nvme, paused] })).toBe("refuse: cannot-be-scheduled");
  });

  it("holds while the tag names a future instant", () => {
    expect(decided({ cluster: aCluster({ tags: { "scheduler-hold": "20261201T1206Z" } }) })).toBe("held: by-tag");
    expect(decided({ cluster: aCluster({ tags: { "scheduler-hold": "20261201T1205Z" } }) })).toBe("resize: boundary");
  });

  it("holds for a tag with a slip of the pen, and tells who edited the tags where that makes a difference", () => {
    const cluster = aCluster({ tags: { "Scheduler-Hold": "next week" } });
    const edit = aChange("somebody", noon, { eventType: "CLUSTER_TAGS_MODIFIED" });
    const history = { readable: true, sinceMs: 0, changes: [], tagEdit: edit } as const;
    expect(decide(someFacts({ cluster, history }))).toMatchObject({
      do: "held",
      because: { untilMs: null, mistake: { key: "Scheduler-Hold", value: "next week" }, edit },
    });
    expect(decided({ cluster, history: null })).toBe("read-history: differs");
    expect(decided({ cluster, history: { readable: false } })).toBe("held: by-tag");
    const asDesired = aCluster({ tier: "M50", tags: { "scheduler-hold": "20270101T0000Z" } });
    expect(decided({ cluster: asDesired, history: null })).toBe("held: by-tag");
  });

  it("looks up since when a change is in progress an hour after the boundary: it may be older than that", () => {
    const cluster = aCluster({ tier: "M50", stateName: "UPDATING" });
    const nowMs = noon + hourMs;
    expect(decide(someFacts({ cluster, nowMs, history: null }))).toMatchObject({
      do: "read-history",
      sinceMs: nowMs - 30 * dayMs,
    });
    const at = (facts: Partial<DecisionFacts>) => {
      const { because } = decide(someFacts({ cluster, nowMs, ...facts }));
      return because.reason === "in-progress" ? because.sinceMs : because.reason;
    };
    expect(at({ history: null, nowMs: nowMs - minuteMs })).toBeNull();
    expect(at({ history: null, nowMs: nowMs - minuteMs, longestChangeMs: 30 * minuteMs })).toBe("differs");
    const edit = aChange("somebody", noon + 30 * minuteMs, { editsTags: true });
    expect(at({ history: aHistory(edit, aChange("us", noon - hourMs)) })).toBe(noon - hourMs);
    expect(at({ history: aHistory() })).toBeNull();
    const created = { tier: "M50", createDate: "2026-12-01T10:00:00Z" };
    const made = (stateName: string) => at({ cluster: aCluster({ ...created, stateName }), history: aHistory() });
    expect([made("CREATING"), made("UPDATING")]).toEqual([noon - 2 * hourMs, null]);
    expect(at({ history: { readable: false } })).toBeNull();
  });

  it.each([
    ["IDLE", "nothing: as-desired"],
    ["UPDATING", "nothing: in-progress"],
    ["REPAIRING", "nothing: in-progress"],
  ])("has nothing to do at the target while %s", (stateName, expected) => {
    expect(decided({ cluster: aCluster({ tier: "M50", stateName }), history: null })).toBe(expected);
  });

  it.each(["UPDATING", "REPAIRING", "CREATING", "DELETING", "PAUSING"])("waits while %s", (stateName) => {
    expect(decided({ cluster: aCluster({ stateName }) })).toBe("wait: busy");
    expect(decided({ cluster: aCluster({ stateName }), history: { readable: false } })).toBe("wait: busy");
    expect(decided({ cluster: aCluster({ stateName }), history: null })).toBe("read-history: differs");
    expect(decided({ cluster: aCluster({ stateName }), history: null, takeOver: true })).toBe("wait: busy");
  });

  it("does not take the resume of this very run for a reason to wait", () => {
    expect(decided({ cluster: aCluster({ stateName: "UPDATING" }), afterResume: true })).toBe("resize: boundary");
    expect(decided({ cluster: aCluster({ stateName: "REPAIRING" }), afterResume: true })).toBe("wait: busy");
  });

  it("asks a running target only to run, whatever its size", () => {
    const running = desired({ paused: false }, paused);
    const targets = [paused, { paused: false } as const];
    expect(decided({ desired: running, targets })).toBe("nothing: as-desired");
    const resume = decide(someFacts({ cluster: aCluster({ paused: true }), desired: running, targets }));
    expect(resume).toMatchObject({ do: "resume", thenResize: false });
    expect(
      decided({ cluster: anAutoScaledCluster("M30", { min: "M30", max: "M60" }), desired: running, targets }),
    ).toBe("nothing: as-desired");
  });

  it.each([aCluster(), aCluster({ paused: true }), anAutoScaledCluster("M30", { min: "M30", max: "M60" })])(
    "asks nothing while unmanaged",
    (cluster) => {
      const unmanaged = desired({ unmanaged: true }, m50);
      const targets = [m10, paused, { unmanaged: true } as const];
      const matchedBy = "pattern";
      expect(decided({ cluster, desired: unmanaged, targets: targets.slice(1), matchedBy })).toBe(
        "nothing: as-desired",
      );
      const facts = { cluster, desired: unmanaged, targets: targets.slice(1), matchedBy, takeOver: true } as const;
      expect(decided(facts)).toBe("nothing: as-desired");
    },
  );

  it("does not send a pause of Atlas Infinite, and says so", () => {
    const facts = { desired: desired(paused), targets: [m10, paused] };
    const infinite = (options: object = {}) => aCluster({ edition: "INFINITE", ...options });
    expect(decided({ ...facts, cluster: infinite() })).toBe("skip: pause-unknown");
    expect(decided({ ...facts, cluster: infinite(), takeOver: true })).toBe("skip: pause-unknown");
    expect(decided({ ...facts, cluster: infinite({ paused: true }) })).toBe("nothing: as-desired");
    expect(decided({ cluster: infinite() })).toBe("resize: boundary");
  });

  it("never resumes where the schedule never pauses", () => {
    const cluster = aCluster({ paused: true });
    expect(decided({ cluster, takeOver: true })).toBe("skip: paused-by-hand");
    expect(decided({ cluster, targets: [m10, m50, paused] })).toBe("resume: boundary");
  });

  it("asks for the history only when it differs, from the boundary on and 30 days at most", () => {
    expect(decide(someFacts({ history: null }))).toMatchObject({ do: "read-history", sinceMs: noon - 30_000 });
    const old = { ...desired(m50), since: noon - 90 * dayMs };
    expect(decide(someFacts({ history: null, desired: old, nowMs: noon }))).toMatchObject({
      sinceMs: noon - 30 * dayMs,
    });
    const unknown = { target: m50, window: null, since: null, before: null };
    expect(decide(someFacts({ history: null, desired: unknown, nowMs: noon }))).toMatchObject({
      sinceMs: noon - 30 * dayMs,
    });
  });

  it("pauses alone, resumes alone, and says whether a size follows", () => {
    const targets = [m10, m50, paused];
    expect(decided({ targets, desired: desired(paused) })).toBe("pause: boundary");
    const cluster = aCluster({ paused: true });
    expect(decide(someFacts({ cluster, targets }))).toMatchObject({ do: "resume", thenResize: true, target: m50 });
    expect(decide(someFacts({ cluster, targets, desired: desired(m10, paused) }))).toMatchObject({
      do: "resume",
      thenResize: false,
    });
  });

  it("resizes to the target", () => {
    expect(decide(someFacts())).toEqual({ do: "resize", target: m50, because: { reason: "boundary", atMs: noon } });
  });
});

describe("decide, order between the rows", () => {
  const hold = { "scheduler-hold": "20270101T0000Z" };
  it.each<[string, Partial<DecisionFacts>, string]>([
    [
      "refusal before hold",
      { cluster: aCluster({ tags: hold, internalClusterRole: "SYSTEM_CLUSTER" }) },
      "refuse: cannot-be-scheduled",
    ],
    ["hold before as desired", { cluster: aCluster({ tags: hold, tier: "M50" }) }, "held: by-tag"],
    ["hold before busy", { cluster: aCluster({ tags: hold, stateName: "UPDATING" }) }, "held: by-tag"],
    ["as desired before busy", { cluster: aCluster({ tier: "M50", stateName: "UPDATING" }) }, "nothing: in-progress"],
    ["busy before paused by hand", { cluster: aCluster({ paused: true, stateName: "UPDATING" }) }, "wait: busy"],
    [
      "paused by hand before drift",
      { cluster: aCluster({ paused: true }), history: aHistory(aChange("somebody", noon + minuteMs)) },
      "skip: paused-by-hand",
    ],
    [
      "drift before busy, so that what somebody asked for is respected while Atlas works on it",
      { cluster: aCluster({ tier: "M30", stateName: "UPDATING" }), history: aHistory(aChange("somebody", noon + 1)) },
      "held: changed-by-hand",
    ],
    [
      "busy before correcting",
      {
        cluster: aCluster({ tier: "M30", stateName: "UPDATING" }),
        history: aHistory(aChange("somebody", noon + 1)),
        drift: "correct",
      },
      "wait: busy",
    ],
  ])("%s", (_, facts, expected) => {
    expect(decided(facts)).toBe(expected);
  });
});

describe("decide, drift", () => {
  const bySomebody = aHistory(aChange("somebody", noon + minuteMs));
  const atM30 = aCluster({ tier: "M30" });

  it("respects the newest change since the boundary when it is somebody else's", () => {
    const decision = decide(someFacts({ cluster: atM30, history: bySomebody }));
    expect(decision).toMatchObject({
      do: "held",
      below: true,
      because: { reason: "changed-by-hand", change: { who: "ann@example.com", atMs: noon + minuteMs } },
    });
    expect(decide(someFacts({ cluster: aCluster({ tier: "M80" }), history: bySomebody }))).toMatchObject({
      do: "held",
      below: false,
    });
  });

  it("moves a cluster whose boundary was not carried out yet, whatever a stranger edited", () => {
    expect(decided({ history: bySomebody })).toBe("resize: boundary");
  });

  it("does not let an edit of tags make drift or end it", () => {
    const tags = { editsTags: true };
    const edit = aChange("somebody", noon + 3, tags);
    const cluster = atM30;
    expect(decided({ cluster, history: aHistory(edit) })).toBe("resize: boundary");
    expect(decided({ cluster, history: aHistory(edit, aChange("us", noon + 1, tags)) })).toBe("resize: no-longer");
    expect(decided({ cluster, history: aHistory(edit, aChange("us", noon + 1)) })).toBe("resize: no-longer");
    expect(decided({ cluster, history: aHistory(edit, aChange("somebody", noon + 2)) })).toBe("held: changed-by-hand");
    const another = aHistory(aChange("nobody", noon + 3, tags), aChange("somebody", noon + 2));
    expect(decided({ cluster, history: another })).toBe("held: changed-by-hand");
  });

  it("respects a person who went back after a boundary that needed no write", () => {
    const boundaryBeforeMs = noon - 10 * hourMs;
    const back = aChange("somebody", noon + 2 * minuteMs);
    const facts = { boundaryBeforeMs };
    const with_ = (...earlier: ReturnType<typeof aChange>[]) =>
      decided({ ...facts, history: aHistory(back, ...earlier) });
    const tags = { editsTags: true };
    expect(with_(aChange("somebody", noon - minuteMs))).toBe("held: changed-by-hand");
    expect(with_(aChange("somebody", boundaryBeforeMs))).toBe("held: changed-by-hand");
    expect(with_(aChange("us", noon - minuteMs, tags))).toBe("held: changed-by-hand");
    expect(with_(aChange("somebody", boundaryBeforeMs - 1))).toBe("resize: boundary");
    expect(with_(aChange("us", noon - minuteMs))).toBe("resize: boundary");
    expect(with_(aChange("nobody", noon - minuteMs))).toBe("resize: boundary");
    expect(with_(aChange("somebody", noon - minuteMs, tags))).toBe("resize: boundary");
    const made = aCluster({ createDate: "2026-12-01T11:00:00Z" });
    expect(decided({ ...facts, cluster: made, history: aHistory(back) })).toBe("held: changed-by-hand");
  });

  it("asks for the changes since the boundary before, 30 days at most, only where somebody changed it since", () => {
    const asked = (facts: Partial<DecisionFacts>) => {
      const decision = decide(someFacts(facts));
      return decision.do === "read-history" ? decision.sinceMs : decision.do;
    };
    const since = (sinceMs: number, ...changes: ReturnType<typeof aChange>[]) =>
      ({ readable: true, sinceMs, changes, tagEdit: null }) as const;
    const back = aChange("somebody", noon + 2 * minuteMs);
    const history = since(noon - 30_000, back);
    const nowMs = noon + 5 * minuteMs;
    expect(asked({ history })).toBe(noon - 10 * dayMs);
    expect(asked({ history, boundaryBeforeMs: noon - 40 * dayMs })).toBe(nowMs - 30 * dayMs);
    expect(asked({ history, boundaryBeforeMs: null })).toBe(nowMs - 30 * dayMs);
    expect(asked({ history: since(noon - 10 * dayMs, back) })).toBe("resize");
    expect(asked({ history: since(noon - 30_000) })).toBe("resize");
    expect(asked({ history, drift: "correct" })).toBe("resize");
    expect(asked({ history, cluster: atM30 })).toBe("held");
  });

  it("respects a stranger who went back to the target before, once we had carried the boundary out", () => {
    const ours = aChange("us", noon + 1);
    expect(decided({ history: aHistory(aChange("somebody", noon + 2 * minuteMs), ours) })).toBe(
      "held: changed-by-hand",
    );
  });

  it("counts as ours what a run half a minute early did for this boundary", () => {
    const early = aChange("us", noon - 20_000);
    const stranger = aChange("somebody", noon + 2 * minuteMs);
    expect(decided({ history: aHistory(stranger, early) })).toBe("held: changed-by-hand");
    expect(decided({ history: aHistory(stranger, aChange("us", noon - 45_000)) })).toBe("resize: boundary");
  });

  it("does not take a change before the boundary for drift", () => {
    const earlier = aHistory(aChange("somebody", noon - 1000));
    expect(decided({ cluster: atM30, history: earlier })).toBe("resize: boundary");
  });

  it("does not take an event that names nobody for somebody else, nor for the end of a person's change", () => {
    const unnamed = aChange("nobody", noon + 2 * minuteMs);
    expect(decided({ cluster: atM30, history: aHistory(unnamed) })).toBe("resize: boundary");
    const changes = aHistory(unnamed, aChange("somebody", noon + minuteMs), aChange("us", noon + 1));
    expect(decided({ cluster: atM30, history: changes })).toBe("held: changed-by-hand");
  });

  it("goes on when the newest change is ours, and says that it is no longer so", () => {
    const changes = aHistory(aChange("us", noon + 2 * minuteMs), aChange("somebody", noon + minuteMs));
    expect(decided({ cluster: atM30, history: changes })).toBe("resize: no-longer");
  });

  it("does not let the auto-scaler end a person's change", () => {
    const scaled = aChange("nobody", noon + 2 * minuteMs, { eventType: "COMPUTE_AUTO_SCALE_INITIATED_BASE" });
    const changes = aHistory(scaled, aChange("somebody", noon + minuteMs));
    expect(decided({ cluster: atM30, history: changes })).toBe("held: changed-by-hand");
  });

  it("counts the creation as a change, even where no event tells of it", () => {
    const created = aCluster({ tier: "M30", createDate: "2026-12-01T12:02:00Z" });
    expect(decided({ cluster: created })).toBe("held: changed-by-hand");
    const atBefore = aCluster({ tier: "M10", createDate: "2026-12-01T12:02:00Z" });
    expect(decided({ cluster: atBefore })).toBe("resize: boundary");
    const older = aCluster({ tier: "M30", createDate: "2026-12-01T11:59:00Z" });
    expect(decided({ cluster: older })).toBe("resize: boundary");
  });

  it("respects a change for 30 days at most", () => {
    const facts = { cluster: atM30, history: bySomebody };
    expect(decided({ ...facts, nowMs: noon + minuteMs + 30 * dayMs })).toBe("held: changed-by-hand");
    expect(decided({ ...facts, nowMs: noon + minuteMs + 30 * dayMs + 1 })).toBe("resize: boundary");
  });

  it("does not claim that a boundary beyond the events was never carried out", () => {
    const nowMs = noon + 40 * dayMs;
    const facts = { nowMs, history: aHistory(aChange("somebody", nowMs - dayMs)) };
    expect(decided(facts)).toBe("held: changed-by-hand");
  });

  it("corrects under the other policy, naming who", () => {
    const facts = someFacts({ cluster: atM30, history: bySomebody, drift: "correct" });
    expect(decide(facts)).toMatchObject({
      do: "resize",
      because: { reason: "correct", change: { who: "ann@example.com" } },
    });
  });

  it("is contested after three changes of ours, and names the other party", () => {
    const at = (hours: number) => noon + hours * hourMs;
    const twice = [aChange("somebody", at(4)), aChange("us", at(3)), aChange("somebody", at(2)), aChange("us", at(1))];
    const facts = { cluster: atM30, drift: "correct", nowMs: at(7) } as const;
    expect(decided({ ...facts, history: aHistory(...twice) })).toBe("resize: correct");
    const thrice = [aChange("somebody", at(6)), aChange("us", at(5)), ...twice];
    expect(decide(someFacts({ ...facts, history: aHistory(...thrice) }))).toMatchObject({
      do: "refuse",
      because: { reason: "contested", times: 3, change: { who: "ann@example.com", atMs: at(6) } },
    });
    const respected = { ...facts, drift: "respect" } as const;
    expect(decided({ ...respected, history: aHistory(...thrice) })).toBe("held: changed-by-hand");
    expect(decided({ ...facts, history: aHistory(...thrice), takeOver: true })).toBe("resize: take-over");
  });

  it("is contested under both policies when whoever changes it back uses our key", () => {
    const ours = [6, 5, 4].map((hours) => aChange("us", noon + hours * hourMs));
    const facts = { cluster: atM30, nowMs: noon + 7 * hourMs };
    for (const drift of ["respect", "correct"] as const) {
      expect(decide(someFacts({ ...facts, drift, history: aHistory(...ours) }))).toMatchObject({
        do: "refuse",
        because: { reason: "contested", times: 3, change: { by: "us", who: "ourpublk" } },
      });
      expect(decided({ ...facts, drift, history: aHistory(...ours.slice(1)) })).toBe("resize: no-longer");
      const once = aHistory(...ours.map((change) => aChange("us", change.atMs - 5 * hourMs)));
      expect(decided({ ...facts, drift, history: once })).toBe("resize: no-longer");
    }
  });

  it("does not count a change by hand, which writes a tag, towards a fight", () => {
    const tags = { editsTags: true };
    const byHand = [6, 5, 4, 3].flatMap((hours) => [
      aChange("us", noon + hours * hourMs + 30_000),
      aChange("us", noon + hours * hourMs, tags),
    ]);
    const facts = { cluster: atM30, nowMs: noon + 7 * hourMs };
    expect(decided({ ...facts, history: aHistory(...byHand) })).toBe("resize: no-longer");
  });

  it("counts a resume and its size as one change of ours", () => {
    const changes = [4, 3, 2, 1].map((n) => aChange("us", noon + Math.ceil(n / 2) * hourMs + (n % 2) * 1000));
    const facts = { cluster: atM30, drift: "correct", nowMs: noon + 5 * hourMs } as const;
    expect(decided({ ...facts, history: aHistory(...changes) })).toBe("resize: no-longer");
  });

  it("ignores drift and hold once with takeOver, without asking for the history", () => {
    const cluster = aCluster({ tier: "M30", tags: { "scheduler-hold": "20270101T0000Z" } });
    expect(decided({ cluster, takeOver: true, history: null })).toBe("resize: take-over");
  });

  it("moves only what is still at the target before when the events cannot be read", () => {
    expect(decided({ history: { readable: false } })).toBe("resize: boundary");
    expect(decided({ cluster: atM30, history: { readable: false } })).toBe("wait: history-unreadable");
  });

  it("follows a schedule edited in the middle of a window, both ways", () => {
    const ours = aHistory(aChange("us", noon + 1));
    const atM50 = aCluster({ tier: "M50" });
    expect(decided({ cluster: atM50, desired: desired({ tier: "M60" }), history: ours })).toBe("resize: no-longer");
    const shortened = { target: m10, window: null, since: noon - 28 * dayMs, before: m50 };
    expect(decided({ cluster: atM50, desired: shortened, history: ours })).toBe("resize: no-longer");
  });
});

describe("decide, auto-scaled clusters", () => {
  const usual = { autoScaling: { min: "M30", max: "M60" } };
  const sale = { autoScaling: { min: "M50", max: "M80" }, tier: "M60" };
  const facts = { targets: [usual, sale], desired: desired(sale, usual) };

  it("changes bounds and a size at once, in both directions", () => {
    const opens = anAutoScaledCluster("M30", { min: "M30", max: "M60" });
    expect(decide(someFacts({ ...facts, cluster: opens }))).toMatchObject({ do: "resize", target: sale });
    const closes = anAutoScaledCluster("M80", { min: "M50", max: "M80" });
    expect(decide(someFacts({ ...facts, cluster: closes, desired: desired(usual, sale) }))).toMatchObject({
      do: "resize",
      target: usual,
    });
  });

  it("leaves any size between the bounds alone", () => {
    for (const tier of ["M50", "M60", "M80"]) {
      const cluster = anAutoScaledCluster(tier, { min: "M50", max: "M80" });
      expect(decided({ ...facts, cluster })).toBe("nothing: as-desired");
    }
  });

  it("puts back bounds that Atlas moved, and says so", () => {
    const cluster = anAutoScaledCluster("M60", { min: "M60", max: "M80" });
    expect(decided({ ...facts, cluster, history: aHistory(aChange("us", noon + 1)) })).toBe("resize: no-longer");
  });

  it("sets analytics nodes that Atlas scales once per boundary and leaves them to Atlas then", () => {
    const regions = [{ analytics: { nodeCount: 1, instanceSize: "M20" }, analyticsAutoScaling: { max: "M60" } }];
    const cluster = aCluster({ tier: "M50", shards: [{ regions }] });
    const target = { tier: "M50", analyticsTier: "M40" };
    const asked = { cluster, targets: [target], desired: desired(target) };
    expect(decided(asked)).toBe("resize: boundary");
    expect(decided({ ...asked, history: aHistory(aChange("us", noon + 1)) })).toBe("nothing: as-desired");
  });
});
