import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type AppTemplate, buildAppTemplate } from "../../../scripts/build/app-template";
import { type Violation, violationsOf } from "../../../scripts/soak/judged/invariants";
import type { PatchRecord, RunRecord, Seen, SoakRecord } from "../../../scripts/soak/lived/record";
import { liveThrough } from "../../../scripts/soak/lived/world";
import type { Cluster, Region } from "../../../src/local/admin-api/model";
import type { ClusterReport, Report } from "../../../src/operations/report/report";
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

const withRegions =
  (change: (region: Region) => Partial<Region>) =>
  ({ shards }: Cluster): Partial<Cluster> => ({
    shards: shards.map((shard) => ({
      ...shard,
      regions: shard.regions.map((region) => ({ ...region, ...change(region) })),
    })),
  });

const resized = (tier: string) => (seen: Seen) => ({ ...seen, base: seen.base.map(() => tier) });

/** The record with something else said of the cluster by the first run at or after `ms`. */
function withReport(ms: number, change: (told: ClusterReport) => ClusterReport): SoakRecord {
  return withRun(ms, (run) => {
    const report = run.execution.result as Report;
    return { ...run, execution: { ...run.execution, result: { ...report, clusters: report.clusters.map(change) } } };
  });
}

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

  it("1 finds two triggers in one minute, and a quarter of an hour without any", () => {
    const says = (record: SoakRecord) => violationsOf(record).map((found) => found.says);
    const twice = { trigger: "s0-afternoon-opens", scheduledAtMs: at("0 20:00") };
    const isSilent = (ms: number) => ms > at("0 20:00") && ms < at("0 20:45");
    expect(says({ ...lived, firings: [...lived.firings, twice] }).length).toBe(
      Number(lived.firings.some(({ scheduledAtMs }) => scheduledAtMs === at("0 20:00"))),
    );
    const silent = lived.firings.filter(({ scheduledAtMs }) => !isSilent(scheduledAtMs));
    expect(says({ ...lived, firings: silent })).toEqual([expect.stringMatching(/^no trigger fires between /)]);
  });

  it("1 finds a held cluster that the log leaves out", () => {
    const silent = withRun(at("1 14:00"), (run) => ({ ...run, execution: { ...run.execution, logs: [] } }));
    const [found] = violationsOf(silent);
    expect(found?.says).toMatch(/^the log of the run at .* has no line for s0-1, which is held$/);
  });

  it("1 finds a change of ours that goes on for seven hours, in a run that is completed", () => {
    const decision = {
      do: "nothing",
      because: { reason: "in-progress", stateName: "UPDATING", sinceMs: null },
    } as const;
    const stuck = withReport(at("0 18:10"), (told) => ({ ...told, decision }));
    const history = lived.history.filter(({ what, at: ms }) => what !== "completed" || ms < at("0 17:00"));
    expect(violationsOf({ ...stuck, history }).map((one) => one.says)).toEqual([]);
    const later = withReport(at("1 06:00"), (told) => ({ ...told, decision }));
    expect(invariantsOf({ ...later, history: history.filter(({ at: ms }) => ms < at("1 07:00")) })).toEqual([1]);
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
      "a target that the calendar does not name",
      () => withReport(at("0 13:00"), (told) => ({ ...told, desired: { tier: "M60" } })),
    ],
    ["a boundary that is none", () => withReport(at("0 13:00"), (told) => ({ ...told, since: "2027-03-01T12:15Z" }))],
    [
      "a failure in a run that is completed",
      () =>
        withReport(at("0 13:00"), (told) => ({
          ...told,
          outcome: { result: "failed", sent: [], code: "OUT_OF_CAPACITY", message: "", remedy: "", passes: true },
        })),
    ],
    [
      "events that nobody could read, in a run that is completed",
      () => {
        const run = lived.runs.find(({ execution }) => execution.startedAtMs >= at("0 13:00"));
        const asked = { method: "GET", path: "/api/atlas/v2/groups/5e1ec444970199272441a214/events", query: "" };
        const request = { ...asked, at: run?.execution.startedAtMs ?? 0, status: 503 };
        return { ...lived, requests: [...lived.requests, request] };
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

  it.each<[string, (cluster: Cluster) => Partial<Cluster>, readonly number[]]>([
    ["a size", withRegions(({ electable }) => ({ electable: { ...electable, instanceSize: "M80" } })), []],
    ["paused", () => ({ paused: true }), []],
    ["the hold", () => ({ tags: [{ key: "scheduler-hold", value: "20270309T1200Z" }] }), []],
    ["another tag", () => ({ tags: [{ key: "env", value: "dev" }] }), [2]],
    ["a priority", withRegions(() => ({ priority: 5 })), [2]],
    ["the nodes", withRegions(({ electable }) => ({ electable: { ...electable, nodeCount: 5 } })), [2]],
    ["a disk", withRegions(({ electable }) => ({ electable: { ...electable, diskSizeGB: 80 } })), [2]],
    ["a region", ({ shards }) => ({ shards: shards.map((shard) => ({ ...shard, regions: [] })) }), [2]],
    ["the protection", () => ({ terminationProtectionEnabled: true }), [2]],
  ])("2 tells whether a change of %s is the app's to make", (_, change, expected) => {
    const [one] = lived.changes;
    if (one === undefined) throw new Error("nothing changed");
    const after = { ...one.after, ...change(one.after) };
    expect(invariantsOf({ ...lived, changes: [{ ...one, before: one.after, after }] })).toEqual(expected);
  });

  it("2 leaves what people change to them", async () => {
    const relabels = aCase({ happenings: [{ does: "relabel", on: 0, afterMs: 3_600_000 }] });
    expect(violationsOf(await liveThrough(relabels, template))).toEqual([]);
  });

  it("3 finds a write for a cluster that is as desired", () => {
    expect(invariantsOf(withPatch(at("0 13:00")))).toEqual([3]);
  });

  it("3 finds a write by a run that was to send nothing", () => {
    const dryRun = withRun(at("0 12:00"), (run) => ({ ...run, args: [{ dryRun: true }] }));
    expect(invariantsOf(dryRun)).toEqual([3]);
  });

  it("3 finds a write for a cluster that nobody scheduled", () => {
    const written = lived.requests.find(({ method, status }) => method === "PATCH" && status === 200);
    if (written === undefined) throw new Error("nothing was written");
    const requests = [...lived.requests, { ...written, path: written.path.replace("s0-1", "s0x1") }];
    expect(violationsOf({ ...lived, requests }).map(({ says }) => says)).toContainEqual(
      "s0x1 got a PATCH at 2027-03-01T12:00:00.375Z from reconcile [], which must not send one",
    );
  });

  it("3 finds a write without a look ahead of it", () => {
    const isLook = ({ method, path }: { method: string; path: string }) => method === "GET" && path.endsWith("/s0-1");
    expect(invariantsOf({ ...lived, requests: lived.requests.filter((request) => !isLook(request)) })).toEqual([3]);
  });

  it("0 finds a request repeated before Atlas wants it", () => {
    const listed = lived.requests.find(({ at: ms, path }) => ms >= at("0 20:00") && path.endsWith("/clusters"));
    if (listed === undefined) throw new Error("nothing was listed");
    const fault = { kind: "status", status: 429, retryAfterSeconds: 3 } as const;
    const faults = [{ atMs: listed.at, method: "GET", path: listed.path, fault }];
    const repeated = (afterMs: number) => ({
      ...withRun(listed.at - 1_000, (run) => ({
        ...run,
        execution: { ...run.execution, endedAtMs: listed.at + afterMs },
      })),
      faults,
      requests: [...lived.requests, { ...listed, at: listed.at + afterMs }],
    });
    expect(invariantsOf(repeated(2_900))).toEqual([0]);
    expect(invariantsOf(repeated(3_000))).toEqual([]);
  });

  it("0 finds a request that was given up at once", () => {
    const last = lived.requests.filter(({ path }) => path.endsWith("/clusters")).at(-1);
    const fault = { kind: "status", status: 503 } as const;
    const faults = [{ atMs: last?.at ?? 0, method: "GET", path: last?.path ?? "", fault }];
    expect(invariantsOf({ ...lived, faults })).toEqual([0]);
  });

  it("0 finds a run that waits for more than a minute for what never comes", () => {
    const path = "/api/atlas/v2/groups/5e1ec444970199272441a214/clusters";
    const waiting = (seconds: number) => {
      const run = lived.runs.find(({ execution }) => execution.startedAtMs >= at("0 20:00"));
      const beganMs = run?.execution.startedAtMs ?? 0;
      const fault = { kind: "latency", ms: 600_000 } as const;
      const long = withRun(at("0 20:00"), (one) => ({
        ...one,
        execution: { ...one.execution, endedAtMs: beganMs + seconds * 1_000 },
      }));
      return { ...long, faults: [{ atMs: beganMs + 2_000, method: "GET", path, fault }] };
    };
    expect(invariantsOf(waiting(70))).toEqual([0]);
    expect(invariantsOf(waiting(60))).toEqual([]);
  });

  it("0 finds a run that the platform ended for no slowness of Atlas", () => {
    const error = { name: "ExecutionTimeLimitExceeded", message: "" };
    const aborted = withRun(at("0 20:00"), (run) => ({
      ...run,
      execution: { ...run.execution, outcome: "failed", error },
    }));
    expect(invariantsOf(aborted)).toEqual([0]);
  });

  it.each([
    ["20270301T1800Z", []],
    ["20270301T1700Z", [4]],
    ["20270302T1800Z", [4]],
    ["", [4]],
  ])("4 tells whether a hold by hand lasts until the next boundary: %j", (hold, expected) => {
    const cluster = {
      project: "",
      cluster: "s0-1",
      schedule: "s0",
      before: { paused: false },
      target: { tier: "M50" },
    };
    const result = { clusters: [{ ...cluster, heldUntil: null, outcome: { result: "accepted", sent: ["hold"] } }] };
    const run = lived.runs.find(({ execution }) => execution.startedAtMs >= at("0 13:00"));
    if (run === undefined) throw new Error("no such run");
    const scaled: RunRecord = {
      ...run,
      functionName: "scaleUp",
      args: [{ cluster: "s0-1" }],
      execution: { ...run.execution, startedAtMs: at("0 15:02"), endedAtMs: at("0 15:03"), result },
      after: run.after.map((seen) => ({ ...seen, hold })),
    };
    expect(invariantsOf({ ...lived, runs: [...lived.runs, scaled] })).toEqual(expected);
  });

  it("4 finds a change by hand undone, and a hold not looked at", () => {
    expect(invariantsOf(withPatch(at("1 13:01"), { base: ["M40"] }))).toEqual([4]);
    expect(
      invariantsOf(withPatch(at("0 20:00"), { base: ["M40"], heldUntilMs: Date.parse("2027-03-09T12:00Z") })),
    ).toEqual([4]);
  });

  it.each([
    [3, ["s0-1 was changed a fourth time since the boundary, at "]],
    [2, []],
  ])("4 finds a fight without end: under correct, a change after %i of ours since the boundary", (ours, expected) => {
    const [submitted] = lived.history.filter(({ what }) => what === "submitted");
    if (submitted === undefined) throw new Error("nothing was submitted");
    const byUs = Array.from({ length: ours }, (_, index) => ({
      ...submitted,
      at: at("0 12:10") + index * 1_200_000,
      by: lived.ourName,
    }));
    const documents = lived.soakCase.documents.map((document) => ({ ...document, drift: "correct" as const }));
    const fought = withPatch(at("0 13:00"), { base: ["M40"] });
    const record = {
      ...fought,
      soakCase: { ...lived.soakCase, documents },
      // The change that the app made at the boundary itself is one of its changes, too.
      history: [...lived.history.filter(({ at: ms }) => ms < at("0 11:00")), ...byUs],
    };
    const found = violationsOf(record).filter(({ invariant }) => invariant === 4);
    expect(found.map(({ says }) => says.replace(/\S+$/, ""))).toEqual(expected);
  });

  it("4 finds a cluster resumed that its schedule never pauses", () => {
    const patched = withPatch(at("0 13:00"), { base: [], paused: true });
    const atMs = patched.patches.at(-1)?.atMs ?? 0;
    const sent = lived.requests.find(({ method, status }) => method === "PATCH" && status === 200);
    if (sent === undefined) throw new Error("nothing was sent");
    const requests = [...lived.requests, { ...sent, at: atMs, body: { paused: false } }];
    expect(violationsOf({ ...patched, requests }).map(({ says }) => says)).toContainEqual(
      expect.stringMatching(/^s0-1 was resumed at .* although its schedule never pauses it$/),
    );
  });

  it.each<[string, number[], string | null]>([
    ["undone, where somebody had made a choice before the boundary", [4], "1 11:40"],
    ["carried out after all, where nobody had", [], null],
  ])("4 tells of a boundary that needed no write whether it was %s", (_, expected, choice) => {
    const [submitted] = lived.history.filter(({ what }) => what === "submitted");
    if (submitted === undefined) throw new Error("nothing was submitted");
    const byAnn = [...(choice === null ? [] : [at(choice)]), at("1 13:00")].map((ms) => ({
      ...submitted,
      at: ms,
      by: "ann@example.com",
    }));
    const history = [...lived.history.filter(({ at: ms }) => ms < at("1 11:00")), ...byAnn];
    expect(invariantsOf({ ...withPatch(at("1 14:00"), { base: ["M30"] }), history })).toEqual(expected);
  });

  it("5 finds a credential wherever it stands", () => {
    const [secret = ""] = lived.secrets;
    const logged = withRun(at("0 20:00"), (run) => ({
      ...run,
      execution: { ...run.execution, logs: [`key ${secret}`] },
    }));
    for (const record of [logged, { ...lived, files: [...lived.files, `{"value": "${secret}"}`] }]) {
      expect(violationsOf(record)).toEqual([
        {
          invariant: 5,
          name: "no credentials",
          says: "the credential 6e2b… is in a log, report, error or file",
          atMs: null,
        },
      ]);
    }
  });

  it("take a run that breaks for a mistake of ours", () => {
    const broken = withRun(at("0 20:00"), (run) => ({
      ...run,
      execution: { ...run.execution, outcome: "failed", error: { name: "TypeError", message: "x is not a function" } },
    }));
    expect(invariantsOf(broken)).toContain(0);
  });
});
