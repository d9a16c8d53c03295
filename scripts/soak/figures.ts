/** What happened in a number of cases, counted: runs, faults by kind, boundaries, lateness, requests. */

import type { Fault } from "../../src/local/admin-api/faults/faults";
import type { RequestRecord } from "../../src/local/admin-api/http/http-types";
import type { Happening, SoakCase } from "./generated/case";
import { calendarName, quietDays } from "./generated/schedules";
import { dayMs, hourMs, minuteMs } from "./generated/time";
import { isAt } from "./judged/evidence/target";
import type { RunRecord, SoakRecord } from "./lived/record";
import { clockChangesOf, oracleFor } from "./oracle/timeline";

export type Counts = Record<string, number>;

export interface Figures {
  months: number;
  days: number;
  runs: Counts;
  /** What became of trigger firings; those with nothing near were passed over. */
  firings: Counts;
  httpFaults: Counts;
  /** The number of months in which each of these happened at all, as "section: what". */
  seenIn: Counts;
  /** The HTTP faults that hit a PATCH. */
  patchFaults: Counts;
  /** Error codes with which Atlas refused requests, without those of faults. */
  refusals: Counts;
  happenings: Counts;
  /** What runs decided about clusters and what became of it. */
  decisions: Counts;
  /** The codes with which runs failed. */
  failures: Counts;
  shapes: Counts;
  boundaries: number;
  /** Time from each boundary until Atlas showed the new target, for each cluster. */
  late: Counts;
  requests: number;
  patches: number;
}

export function noFigures(): Figures {
  const ofRuns = { runs: {}, firings: {}, decisions: {}, failures: {}, happenings: {}, shapes: {} };
  const ofRequests = { httpFaults: {}, patchFaults: {}, refusals: {}, requests: 0, patches: 0 };
  return { months: 0, days: 0, ...ofRequests, ...ofRuns, boundaries: 0, late: {}, seenIn: {} };
}

const count = (counts: Counts, what: string, by = 1) => {
  counts[what] = (counts[what] ?? 0) + by;
};

export function addFigures(figures: Figures, record: SoakRecord): void {
  const before = structuredClone(figures);
  addRecord(figures, record);
  for (const [section, counts] of Object.entries(figures)) {
    if (typeof counts === "number" || section === "seenIn") continue;
    const known = before[section as keyof Figures] as Counts;
    for (const what of Object.keys(counts)) {
      if (counts[what] !== (known[what] ?? 0)) count(figures.seenIn, `${section}: ${what}`);
    }
  }
}

function addRecord(figures: Figures, record: SoakRecord): void {
  const { soakCase, runs, requests, patches, happenings, fates, faults } = record;
  figures.months += 1;
  figures.days += soakCase.days;
  figures.requests += requests.length;
  figures.patches += patches.length;
  for (const [fate, times] of Object.entries(fates)) count(figures.firings, fate, times);
  for (const run of runs) addRun(figures, run);
  for (const request of requests) addRequest(figures, request);
  for (const { method, fault } of faults) {
    count(figures.httpFaults, nameOfFault(fault));
    if (method !== "PATCH") continue;
    count(figures.patchFaults, nameOfFault(fault));
    if (isApplied(fault)) count(figures.patchFaults, "applied all the same");
  }
  for (const { happening, refused } of happenings) {
    for (const name of refused === undefined ? namesOfAct(happening) : [`${happening.does} refused`]) {
      count(figures.happenings, name);
    }
  }
  addShapes(figures, soakCase);
  addLateness(figures, record);
}

function addRun(figures: Figures, run: RunRecord): void {
  count(figures.runs, `${run.functionName} ${endOf(run)}`);
  for (const decision of decisionsOf(run)) count(figures.decisions, decision);
  for (const code of codesOf(run)) count(figures.failures, code);
}

function addRequest(figures: Figures, { fault, errorCode, actor }: RequestRecord): void {
  if (fault === undefined && errorCode !== undefined && actor !== undefined) count(figures.refusals, errorCode);
}

/** "429 with Retry-After", "500 after" (the request had its effect), "latency", "latency past the limit", "reset". */
function nameOfFault(fault: Fault): string {
  switch (fault.kind) {
    case "latency":
      return fault.ms > 300_000 ? "latency past the limit" : "latency";
    case "status":
      return [fault.status, ...(fault.retryAfterSeconds ? ["with Retry-After"] : []), ...afterIn(fault)].join(" ");
    case "reset":
      return ["reset", ...afterIn(fault)].join(" ");
    default:
      return fault.kind;
  }
}

/** Whether the change was carried out although its answer never came. */
function isApplied(fault: Fault): boolean {
  return fault.kind === "truncate" || ("when" in fault && fault.when === "after");
}

const afterIn = ({ when }: { readonly when?: "before" | "after" }) => (when === "after" ? ["after"] : []);

function namesOfAct(act: Happening): readonly string[] {
  switch (act.does) {
    case "pace":
      return [act.pace === "stuck" ? "stuck" : "slow"];
    case "edit":
      return [act.deploys ? "edit deployed" : "edit"];
    case "scale-up":
    case "scale-down":
      return act.hold === undefined ? [act.does] : [act.does, `hold by ${act.hold.by}`];
    case "take-over":
      return act.namesProject === true ? [act.does, "take-over in a project"] : [act.does];
    case "outage":
      return ["outage", ...namesOfOutage(act)];
    default:
      return [act.does];
  }
}

function namesOfOutage({ of, status }: Extract<Happening, { does: "outage" }>): readonly string[] {
  const isOfOne = of === "project" || of === "cluster";
  return [...(isOfOne ? [`outage of one ${of}`] : []), ...(status === "never" ? ["outage without an answer"] : [])];
}

function addShapes(figures: Figures, soakCase: SoakCase): void {
  const { clusters, documents, identity, bystanders = [], hasShadowed, pageSize = 500, days, settings } = soakCase;
  const add = (what: string, isSo: boolean) => isSo && count(figures.shapes, what);
  for (const { kind, isUnfit, input } of clusters) {
    count(figures.shapes, isUnfit ? "unfit" : kind);
    add("sharded", input.shards !== undefined);
    add("several regions", input.regions !== undefined);
    add("new", input.createdAt !== undefined);
    add("scale-down off", input.autoScaling !== undefined && input.autoScaling.min === undefined);
    add("analytics auto-scaled", input.analyticsAutoScaling !== undefined);
  }
  for (const { schedules } of documents) {
    for (const { mode, windows, except, isForAll } of schedules) {
      add("for all projects", isForAll === true);
      add(`mode ${mode}`, mode !== undefined);
      add(
        "lead",
        windows.some(({ lead }) => lead !== undefined),
      );
      add(
        "calendar",
        [except, ...windows.map((window) => window.except)].some((some) => some?.includes(calendarName)),
      );
    }
  }
  add(
    "mode report",
    documents.some(({ mode }) => mode === "report"),
  );
  add("quiet", days === quietDays);
  add("left-out disks reset", settings.leftOutDisk === "reset");
  add(
    "by hand seconds before a boundary",
    soakCase.happenings.some(({ secondsBeforeBoundary }) => secondsBeforeBoundary !== undefined),
  );
  add("short pages", pageSize < 500);
  add("shadowed", hasShadowed === true);
  add("bystanders", bystanders.length > 0);
  count(figures.shapes, `drift ${documents[0]?.drift}`);
  count(figures.shapes, identity);
}

function endOf({ execution }: RunRecord): string {
  if (execution.outcome === "completed") return "completed";
  return execution.error?.name === "ExecutionTimeLimitExceeded" ? "aborted" : "failed";
}

function codesOf({ functionName, execution: { error } }: RunRecord): readonly string[] {
  if (functionName !== "reconcile" || error?.name !== "RunFailed") return [];
  return [...error.message.matchAll(/^FAILED ([\w-]+)/gm)].map(([, code = ""]) => code);
}

interface DecidedReport {
  readonly clusters: readonly {
    readonly decision: { readonly do: string; readonly because: { readonly reason: string } };
    readonly outcome: { readonly result: string } | null;
  }[];
}

function decisionsOf({ functionName, execution }: RunRecord): readonly string[] {
  if (functionName !== "reconcile" || execution.outcome !== "completed") return [];
  return (execution.result as DecidedReport).clusters.map(({ decision, outcome }) =>
    outcome === null ? `${decision.do} ${decision.because.reason}` : `${decision.do} ${outcome.result}`,
  );
}

function addLateness(figures: Figures, record: SoakRecord): void {
  const { soakCase, edits, looks } = record;
  const oracle = oracleFor(soakCase, edits);
  const endMs = soakCase.startMs + soakCase.days * dayMs;
  for (const cluster of soakCase.clusters) {
    const ofCluster = looks.filter(({ name }) => name === cluster.input.name);
    const boundaries = oracle.boundaries(cluster.schedule, soakCase.startMs, endMs);
    const changes = clockChangesOf(soakCase);
    const near = boundaries.filter((ms) => changes.some((change) => Math.abs(ms - change) < 3 * hourMs));
    if (near.length > 0) count(figures.shapes, "boundaries where clocks change", near.length);
    boundaries.forEach((boundaryMs, index) => {
      const nextMs = boundaries[index + 1] ?? endMs;
      const { target } = oracle.asked(cluster, boundaryMs);
      const reached = ofCluster.find(
        (seen) => seen.atMs >= boundaryMs - minuteMs / 2 && seen.atMs < nextMs && isAt(seen, target),
      );
      figures.boundaries += 1;
      count(figures.late, reached === undefined ? latenesses.never : latenessOf(reached.atMs - boundaryMs));
    });
  }
}

const lateMinutes = [1, 5, 15, 60, 240, 1440];

const latenesses = {
  within: (minutes: number) => `within ${minutes <= 60 ? `${minutes} min` : `${minutes / 60} h`}`,
  later: "after more than a day",
  never: "not before the next boundary (held, refused, out of capacity …)",
};

/** The latenesses in the order in which they are printed. */
export const allLatenesses: readonly string[] = [
  ...lateMinutes.map(latenesses.within),
  latenesses.later,
  latenesses.never,
];

function latenessOf(ms: number): string {
  const limit = lateMinutes.find((minutes) => ms <= minutes * minuteMs);
  return limit === undefined ? latenesses.later : latenesses.within(limit);
}
