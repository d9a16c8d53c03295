import { describe, expect, it } from "@jest/globals";
import { type Completed, mayHaveReached, newsOf } from "../../../src/operations/notify/news";
import type { FailureGroup } from "../../../src/operations/report/group-failures";
import type { ClusterReport, Report } from "../../../src/operations/report/report";

const noonMs = Date.parse("2026-12-01T12:00Z");
const minuteMs = 60_000;
const at = (minutes: number) => noonMs + minutes * minuteMs;

/** As desired since noon, unless told otherwise. */
function aCluster(changes: object = {}): ClusterReport {
  return {
    project: "p",
    cluster: "shop",
    since: "2026-12-01T12:00Z",
    decision: { do: "nothing", because: { reason: "as-desired" } },
    explanation: { what: "unchanged at M50", why: "as desired", remedy: "" },
    says: "shop: it is held",
    outcome: null,
    ...changes,
  } as unknown as ClusterReport;
}

const failed = (changes: Partial<FailureGroup> = {}): FailureGroup =>
  ({ code: "X", message: "it failed", remedy: "Mend it", on: ["p/shop"], ...changes }) as FailureGroup;

function news(
  {
    clusters = [aCluster()],
    failures = [],
  }: { clusters?: readonly ClusterReport[]; failures?: readonly FailureGroup[] },
  [afterMs, atMs]: readonly [number, number],
  completed: readonly Completed[] = [],
) {
  const report = { summary: "the summary", clusters, failures } as unknown as Report;
  return newsOf(report, completed, { afterMs, atMs });
}

const kindsOf = (found: ReturnType<typeof news>) => found?.items.map(({ kind }) => kind) ?? [];

describe("a failure of a cluster", () => {
  it.each<[string, number, number, string[]]>([
    ["the first run after the boundary", -15, 0, ["failed"]],
    ["a run that saw the boundary's minute already", 0, 15, []],
    ["a run before it is late", 44, 59, []],
    ["the first that finds it late", 45, 60, ["late"]],
    ["one after that", 60, 75, []],
    ["the first of the UTC day", 710, 720, ["failed"]],
    ["the last of the UTC day", 705, 719, []],
  ])("is told by %s", (_name, after, until, kinds) => {
    expect(kindsOf(news({ failures: [failed()] }, [at(after), at(until)]))).toEqual(kinds);
  });

  it("is late by its code too", () => {
    expect(kindsOf(news({ failures: [failed({ code: "late" })] }, [at(-15), at(0)]))).toEqual(["late"]);
  });

  it("names the clusters for which it is new, and no others", () => {
    const clusters = [aCluster(), aCluster({ cluster: "old", since: "2026-12-01T08:00Z" })];
    const found = news({ clusters, failures: [failed({ on: ["p/shop", "p/old"] })] }, [at(-15), at(0)]);
    expect(found?.items.map(({ text }) => text)).toEqual(["X: p/shop: it failed. Mend it"]);
  });

  it("of a project is told at every boundary of any cluster, and not in between", () => {
    const failures = [failed({ on: ["project p"] })];
    expect(kindsOf(news({ failures }, [at(-15), at(0)]))).toEqual(["failed"]);
    expect(kindsOf(news({ failures }, [at(0), at(15)]))).toEqual([]);
  });

  it("of a cluster without a boundary is told once a day", () => {
    const clusters = [aCluster({ since: null })];
    expect(kindsOf(news({ clusters, failures: [failed()] }, [at(-15), at(0)]))).toEqual([]);
    expect(kindsOf(news({ clusters, failures: [failed()] }, [at(710), at(725)]))).toEqual(["failed"]);
  });
});

describe("a cluster that is held", () => {
  const heldSince = (minutes: number, reason = "changed-by-hand") =>
    aCluster({ decision: { do: "held", because: { reason, change: { atMs: at(minutes) } } } });

  it.each<[number, string[]]>([
    [-3, []],
    [-2, []],
    [-1, ["held"]],
    [13, ["held"]],
    [14, []],
  ])("since %i minutes after the run before is told by the run that sees the event", (minutes, kinds) => {
    expect(kindsOf(news({ clusters: [heldSince(minutes)] }, [at(0), at(15)]))).toEqual(kinds);
  });

  it("by its tag is no news", () => {
    expect(news({ clusters: [heldSince(5, "by-tag")] }, [at(0), at(15)])).toBeNull();
  });
});

describe("a cluster that has reached its target", () => {
  const done = (minutes: number, changes: Partial<Completed> = {}): Completed[] => [
    { project: "p", cluster: "shop", atMs: at(minutes), ...changes },
  ];
  const told = (completed: readonly Completed[], changes: object = {}) =>
    news({ clusters: [aCluster(changes)] }, [at(0), at(15)], completed)?.items ?? [];

  it.each<[number, string, string]>([
    [0, "reached", "shop has reached its target (unchanged at M50), 0 minutes after the boundary"],
    [60, "reached", "shop has reached its target (unchanged at M50), 60 minutes after the boundary"],
    [
      61,
      "recovered",
      "shop has reached its target (unchanged at M50), 61 minutes after the boundary: it is late no longer",
    ],
  ])("%i minutes after the boundary has %s it", (minutes, kind, text) => {
    expect(told(done(minutes))).toEqual([{ kind, text }]);
  });

  it.each<[string, readonly Completed[], object]>([
    ["before the boundary", done(-1), {}],
    ["in another project", done(5, { project: "q" }), {}],
    ["on another cluster", done(5, { cluster: "other" }), {}],
    ["of a cluster without a boundary", done(5), { since: null }],
    ["of one in progress", done(5), { decision: { do: "nothing", because: { reason: "in-progress" } } }],
    ["of one that is to change", done(5), { decision: { do: "resize", because: { reason: "boundary" } } }],
  ])("is not told of a change that Atlas completed %s", (_name, completed, changes) => {
    expect(told(completed, changes)).toEqual([]);
  });
});

describe("what was asked of Atlas", () => {
  const asked = (cluster: string, outcome: object | null, what = "resize M10 to M50") =>
    aCluster({ cluster, outcome, explanation: { what, why: "as scheduled", remedy: "" } });
  const accepted = { result: "accepted", sent: ["resize"] };

  it("is told together for clusters of which the same is to be said", () => {
    const clusters = [asked("a", accepted), asked("b", accepted), asked("c", accepted, "pause M10")];
    expect(news({ clusters }, [at(0), at(15)])?.items.map(({ text }) => text)).toEqual([
      "Asked of Atlas: resize M10 to M50: as scheduled. a, b",
      "Asked of Atlas: pause M10: as scheduled. c",
    ]);
  });

  it.each([[null], [{ result: "accepted", sent: [] }], [{ result: "waits", sent: ["resume"] }]])(
    "is nothing where it came to %j",
    (outcome) => {
      expect(news({ clusters: [asked("a", outcome)] }, [at(0), at(15)])).toBeNull();
    },
  );
});

describe("the news of a run", () => {
  const held = aCluster({ decision: { do: "held", because: { reason: "changed-by-hand", change: { atMs: at(5) } } } });
  const asked = aCluster({ outcome: { result: "accepted", sent: ["resize"] } });

  it.each<[string, Parameters<typeof news>[0], readonly [number, number], string]>([
    ["a failure", { clusters: [held, asked], failures: [failed({ on: ["project p"] })] }, [at(-15), at(15)], "error"],
    ["a cluster that is late", { failures: [failed()] }, [at(45), at(60)], "error"],
    ["a change by hand", { clusters: [held, asked] }, [at(0), at(15)], "warning"],
    ["what was asked", { clusters: [asked] }, [at(0), at(15)], "info"],
  ])("are as grave as the gravest of them: %s", (_name, what, span, severity) => {
    expect(news(what, span)).toMatchObject({ title: "the summary", severity });
  });
});

describe("mayHaveReached", () => {
  it.each<[string, ClusterReport, number, boolean]>([
    ["at its target since a while ago", aCluster(), 60, true],
    ["at its target since just so long", aCluster(), 1440, true],
    ["at its target since longer", aCluster(), 1441, false],
    ["without a boundary", aCluster({ since: null }), 60, false],
    ["in progress", aCluster({ decision: { do: "nothing", because: { reason: "in-progress" } } }), 60, false],
    ["held", aCluster({ decision: { do: "held", because: { reason: "as-desired" } } }), 60, false],
  ])("asks about a cluster %s or not", (_name, cluster, minutes, asks) => {
    expect(mayHaveReached(cluster, at(minutes), 1440 * minuteMs)).toBe(asks);
  });
});
