import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { lacksOf, watched } from "../../../scripts/soak/coverage";
import { noFigures } from "../../../scripts/soak/figures";
import { type SoakCase, writtenDocument } from "../../../scripts/soak/generated/case";
import { aSoakCase } from "../../../scripts/soak/generated/case-generator";
import { soakFiring } from "../../../scripts/soak/lived/firing";
import { simplerThan } from "../../../scripts/soak/shrink";
import { parseDocument } from "../../../src/schedule/document/parse";

const cases = fc.sample(fc.noBias(aSoakCase()), { numRuns: 300, seed: 7 });

/** The share of cases in which it is so. */
function share(isSo: (one: SoakCase) => unknown): number {
  return cases.filter(isSo).length / cases.length;
}

describe("the generated cases", () => {
  it("have schedules that the reader takes", () => {
    const refused = cases
      .flatMap(({ documents, clusters }) =>
        documents.map((document) => parseDocument(writtenDocument(document, { clusters }))),
      )
      .filter((parsed) => "issues" in parsed);
    expect(refused).toEqual([]);
  });

  it.each<[string, number, (one: SoakCase) => unknown]>([
    ["lost runs", 0.8, ({ firing }) => firing.lost > 0],
    ["late runs", 0.8, ({ firing }) => firing.late > 0],
    ["doubled runs", 0.8, ({ firing }) => firing.doubled > 0],
    ["overlapping runs", 0.8, ({ firing }) => firing.overlapping > 0],
    ["HTTP faults of every kind", 0.3, ({ http }) => http.rate > 0.02 && http.faults.length === 15],
    ["paused targets", 0.3, ({ clusters }) => clusters.some(({ kind }) => kind === "pausing")],
    ["auto-scaling", 0.2, ({ clusters }) => clusters.some(({ kind }) => kind === "auto-scaled")],
    ["analytics tiers", 0.15, ({ clusters }) => clusters.some(({ kind }) => kind === "analytics")],
    ["clusters that cannot be so", 0.1, ({ clusters }) => clusters.some(({ isUnfit }) => isUnfit)],
    ["several shards", 0.15, ({ clusters }) => clusters.some(({ input }) => input.shards !== undefined)],
    ["several regions", 0.15, ({ clusters }) => clusters.some(({ input }) => input.regions !== undefined)],
    ["two schedules", 0.3, ({ documents }) => documents.some(({ schedules }) => schedules.length > 1)],
    ["two projects", 0.2, ({ clusters }) => new Set(clusters.map(({ project }) => project)).size > 1],
    [
      "edits",
      0.2,
      ({ happenings, documents }) => documents.length > 1 && happenings.some(({ does }) => does === "edit"),
    ],
    ["changes by hand", 0.6, ({ happenings }) => happenings.some(({ does }) => does === "resize")],
    ["pauses by hand", 0.3, ({ happenings }) => happenings.some(({ does }) => does === "pause")],
    ["holds", 0.4, ({ happenings }) => happenings.some(({ does }) => does === "hold")],
    ["take-overs", 0.3, ({ happenings }) => happenings.some(({ does }) => does === "take-over")],
    [
      "a run right after another",
      0.3,
      ({ happenings }) =>
        happenings.some(
          (one, at) => one.does === "reconcile" && one.afterMs - (happenings[at - 1]?.afterMs ?? 0) === 90_000,
        ),
    ],
    ["tiers that are sold out", 0.4, ({ happenings }) => happenings.some(({ does }) => does === "no-capacity")],
    ["slow and stuck scaling", 0.4, ({ happenings }) => happenings.some(({ does }) => does === "pace")],
    ["policy correct", 0.4, ({ documents }) => documents[0]?.drift === "correct"],
    ["mode report", 0.03, ({ documents }) => documents[0]?.mode === "report"],
    [
      "schedules that are off",
      0.05,
      ({ documents }) => documents.some(({ schedules }) => schedules.some(({ mode }) => mode === "off")),
    ],
    [
      "several clusters of one schedule",
      0.4,
      ({ clusters }) => clusters.some(({ input }) => input.name.endsWith("-2")),
    ],
    ["clusters made lately", 0.15, ({ clusters }) => clusters.some(({ input }) => input.createdAt !== undefined)],
    [
      "dates excepted for a whole schedule",
      0.3,
      ({ documents }) => documents.some(({ schedules }) => schedules.some(({ except = [] }) => except.length > 0)),
    ],
    ["clusters that nobody scheduled", 0.3, ({ bystanders = [] }) => bystanders.length > 0],
    ["schedules that own nothing", 0.15, ({ hasShadowed }) => hasShadowed === true],
    ["lists in several pages", 0.2, ({ pageSize = 500 }) => pageSize < 500],
    ["more than 30 days without a boundary", 0.04, ({ days }) => days > 40],
    [
      "bounds of analytics nodes",
      0.03,
      ({ clusters }) => clusters.some(({ input }) => input.analyticsAutoScaling !== undefined),
    ],
    [
      "no scaling down",
      0.03,
      ({ clusters }) => clusters.some(({ input: { autoScaling } }) => autoScaling && autoScaling.min === undefined),
    ],
    [
      "zones with daylight saving",
      0.5,
      ({ documents }) =>
        documents.some(({ schedules }) =>
          schedules.some(({ timezone }) => !["UTC", "Asia/Kathmandu"].includes(timezone)),
        ),
    ],
    [
      "excepted dates",
      0.5,
      ({ documents }) =>
        documents.some(({ schedules }) =>
          schedules.some(({ windows }) => windows.some(({ except }) => except !== undefined)),
        ),
    ],
    ["service accounts", 0.4, ({ identity }) => identity === "service-account"],
  ])("have %s, in a share of at least %d", (_, floor, isSo) => {
    expect(share(isSo)).toBeGreaterThanOrEqual(floor);
  });

  it("each have simpler ones", () => {
    for (const one of cases.slice(0, 20)) expect(simplerThan(one).length).toBeGreaterThan(3);
  });
});

describe("lacksOf", () => {
  const named = (months: number, seenIn = {}) => lacksOf({ ...noFigures(), months, seenIn });

  it("names what did not happen often enough", () => {
    const lacks = named(40, { "firings: lost": 40, "firings: late": 8 });
    expect(lacks).toContain("firings: late: in 8 of 40 months instead of 10 or more");
    expect(lacks.some((lack) => lack.startsWith("firings: lost: "))).toBe(false);
  });

  it("misses everything where nothing happened, given time", () => {
    expect(named(1_200).map((lack) => lack.split(": in 0 of ")[0])).toEqual(watched);
  });

  it.each([
    ...["firings: lost", "firings: late", "firings: doubled", "firings: overlapping"],
    ...["happenings: resize", "httpFaults: 429", "httpFaults: 429 with Retry-After", "httpFaults: 500"],
    ...["httpFaults: 500 after", "httpFaults: 502", "httpFaults: 503", "httpFaults: 504 after", "httpFaults: reset"],
    ...["httpFaults: reset after", "httpFaults: truncate", "httpFaults: expire-tokens", "httpFaults: latency"],
  ])("misses %s in 41 months without it", (what) => {
    expect(named(41).some((lack) => lack.startsWith(`${what}: in 0`))).toBe(true);
  });

  it("says nothing of too few months", () => {
    expect(named(5)).toEqual([]);
  });
});

describe("soakFiring", () => {
  const boundary = Date.parse("2027-03-01T12:00Z");
  const heartbeat = (minutes: number) => ({ trigger: "heartbeat", scheduledAtMs: boundary + minutes * 60_000 });

  it("runs what is near a boundary, and passes over most of the rest", () => {
    const { rule, counts } = soakFiring({ seed: 1, lost: 0, late: 0, doubled: 0, overlapping: 0 }, [boundary]);
    expect([0, 15, 60, 75].map((minutes) => rule(heartbeat(minutes)))).toEqual([[0], [0], [0], [0]]);
    expect([30, 45, 90, 105, 120].map((minutes) => rule(heartbeat(minutes)))).toEqual([[], [], [], [], []]);
    expect(counts).toMatchObject({ "in-time": 4, "passed-over": 5 });
  });

  it("gives each firing the fate that its seed says, whatever else fires", () => {
    const shares = { seed: 3, lost: 0.3, late: 0.2, doubled: 0.2, overlapping: 0.2 };
    const fates = () => {
      const { rule } = soakFiring(
        shares,
        Array.from({ length: 40 }, (_, hour) => boundary + hour * 3_600_000),
      );
      return (hours: readonly number[]) => hours.map((hour) => rule(heartbeat(hour * 60)).length);
    };
    const hours = Array.from({ length: 40 }, (_, hour) => hour);
    const all = fates()(hours);
    expect(fates()([...hours].reverse()).reverse()).toEqual(all);
    expect(new Set(all)).toEqual(new Set([0, 1, 2]));
  });
});
