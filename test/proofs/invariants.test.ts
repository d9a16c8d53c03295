import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type AppTemplate, buildAppTemplate } from "../../scripts/lib/soak-app";
import { type Violation, violationsOf } from "../../scripts/lib/soak-invariants";
import type { PatchRecord, RunRecord, Seen, SoakRecord } from "../../scripts/lib/soak-record";
import { liveThrough } from "../../scripts/lib/soak-world";
import { aCase, at } from "./a-case";

let template: AppTemplate;
let lived: SoakRecord;

beforeAll(async () => {
  template = await buildAppTemplate();
  lived = await liveThrough(aCase(), template);
});

afterAll(() => template.remove());

function invariantsOf(record: SoakRecord): readonly Violation["invariant"][] {
  return [...new Set(violationsOf(record).map(({ invariant }) => invariant))];
}

/** The record with something else in place of one of its runs: the first that starts at or after `ms`. */
function withRun(ms: number, change: (run: RunRecord) => RunRecord): SoakRecord {
  const chosen = lived.runs.find(({ execution }) => execution.startedAtMs >= ms);
  if (chosen === undefined) throw new Error("no such run");
  return { ...lived, runs: lived.runs.map((run) => (run === chosen ? change(run) : run)) };
}

const resized = (tier: string) => (seen: Seen) => ({ ...seen, base: seen.base.map(() => tier) });

/** The record with one more PATCH, in the middle of the first run at or after `ms`. */
function withPatch(ms: number, change: Partial<Seen> = {}): SoakRecord {
  const run = lived.runs.find(({ execution }) => execution.startedAtMs >= ms);
  const seen = run?.after[0];
  if (run === undefined || seen === undefined) throw new Error("no such run");
  const atMs = run.execution.startedAtMs + 50;
  const patch: PatchRecord = { atMs, cluster: "s0-1", seen: { ...seen, ...change, atMs } };
  return { ...lived, patches: [...lived.patches, patch] };
}

describe("the invariants", () => {
  it("hold of what the app does by itself: up at noon, held after the change by hand, down in the evening", () => {
    expect(violationsOf(lived)).toEqual([]);
    const asked = lived.patches.map(({ atMs }) => new Date(atMs).toISOString().slice(8, 16));
    expect(asked).toEqual(["01T12:00", "01T18:00", "02T12:00", "02T18:00", "03T12:00", "03T18:00"]);
  });

  it.each([
    [
      "a cluster that is not at its target and not excused",
      () => withRun(at("0 12:00"), (run) => ({ ...run, after: run.after.map(resized("M30")) })),
    ],
    [
      "a boundary that no trigger hits",
      () => ({ ...lived, firings: lived.firings.filter(({ scheduledAtMs }) => scheduledAtMs !== at("0 12:00")) }),
    ],
    [
      "a run that fails without any reason",
      () =>
        withRun(at("0 20:00"), (run) => ({
          ...run,
          execution: { ...run.execution, outcome: "failed", error: { name: "RunFailed", message: "1 failure" } },
        })),
    ],
    [
      "a request that was given up at once",
      () => {
        const last = lived.requests.filter(({ path }) => path.endsWith("/clusters")).at(-1);
        const fault = { kind: "status", status: 503 } as const;
        return { ...lived, faults: [{ atMs: last?.at ?? 0, method: "GET", path: last?.path ?? "", fault }] };
      },
    ],
  ] as const)("1 finds %s", (_, doctored) => {
    expect(invariantsOf(doctored() as SoakRecord)).toEqual([1]);
  });

  it.each([
    [
      "a request to another route",
      { method: "DELETE", path: "/api/atlas/v2/groups/5e1ec444970199272441a214/clusters/s0-1", status: 202 },
    ],
    [
      "a request that Atlas refuses as wrong",
      {
        method: "PATCH",
        path: "/api/atlas/v2/groups/5e1ec444970199272441a214/clusters/s0-1",
        status: 400,
        errorCode: "INVALID_ATTRIBUTE",
      },
    ],
  ])("2 finds %s", (_, request) => {
    const requests = [...lived.requests, { at: at("0 20:00"), query: "", ...request }];
    expect(invariantsOf({ ...lived, requests })).toEqual([2]);
  });

  it("2 finds a change of anything but sizes, whoever the culprit", async () => {
    const relabels = aCase({ happenings: [{ does: "relabel", on: 0, afterMs: 3_600_000 }] });
    const { tampered } = await liveThrough(relabels, template);
    expect(tampered).toEqual([]);
    expect(invariantsOf({ ...lived, tampered: ["s0-1: a region is gone"] })).toEqual([2]);
  });

  it("3 finds a write for a cluster that is as desired", () => {
    expect(invariantsOf(withPatch(at("0 13:00")))).toEqual([3]);
  });

  it("4 finds a change by hand undone, and a hold not looked at", () => {
    expect(invariantsOf(withPatch(at("1 13:01"), { base: ["M40"] }))).toEqual([4]);
    expect(invariantsOf(withPatch(at("0 20:00"), { base: ["M40"], hold: "20270309T1200Z" }))).toEqual([4]);
  });

  it("5 finds a credential wherever it stands", () => {
    expect(invariantsOf({ ...lived, leaks: ["6e2b…"] })).toEqual([5]);
  });

  it("take a run that breaks for a mistake of ours", () => {
    const broken = withRun(at("0 20:00"), (run) => ({
      ...run,
      execution: { ...run.execution, outcome: "failed", error: { name: "TypeError", message: "x is not a function" } },
    }));
    expect(invariantsOf(broken)).toContain(0);
  });
});
