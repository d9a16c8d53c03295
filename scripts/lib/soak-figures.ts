/** What a number of cases came to: runs, faults by kind, boundaries, how late, requests. */

import type { RequestRecord } from "../../src/local/admin-api/http-types";
import type { SoakCase } from "./soak-case";
import type { RunRecord, SoakRecord } from "./soak-record";
import { isAt } from "./soak-target";
import { dayMs, minuteMs } from "./soak-time";
import { oracleFor } from "./soak-timeline";

export type Counts = Record<string, number>;

export interface Figures {
  months: number;
  days: number;
  runs: Counts;
  /** What happened to the firings of triggers; passed over: nothing was near. */
  firings: Counts;
  httpFaults: Counts;
  /** Codes that Atlas refused requests with, faults not counted. */
  refusals: Counts;
  happenings: Counts;
  /** What runs said about clusters. */
  decisions: Counts;
  shapes: Counts;
  boundaries: number;
  /** Minutes from each boundary to Atlas showing the new target, by cluster; "not": another boundary came first. */
  late: Counts;
  requests: number;
  patches: number;
}

export function noFigures(): Figures {
  const none = { runs: {}, firings: {}, httpFaults: {}, refusals: {}, happenings: {}, decisions: {}, shapes: {} };
  return { months: 0, days: 0, ...none, boundaries: 0, late: {}, requests: 0, patches: 0 };
}

const count = (counts: Counts, what: string, by = 1) => {
  counts[what] = (counts[what] ?? 0) + by;
};

export function addFigures(figures: Figures, record: SoakRecord): void {
  const { soakCase, runs, requests, patches, happenings, fates } = record;
  figures.months += 1;
  figures.days += soakCase.days;
  figures.requests += requests.length;
  figures.patches += patches.length;
  for (const [fate, times] of Object.entries(fates)) count(figures.firings, fate, times);
  for (const run of runs) addRun(figures, run);
  for (const request of requests) addRequest(figures, request);
  for (const { happening, refused } of happenings) {
    count(figures.happenings, refused === undefined ? happening.does : `${happening.does} refused`);
  }
  addShapes(figures, soakCase);
  addLateness(figures, record);
}

function addRun(figures: Figures, run: RunRecord): void {
  count(figures.runs, `${run.functionName} ${endOf(run)}`);
  for (const decision of decisionsOf(run)) count(figures.decisions, decision);
}

function addRequest(figures: Figures, { fault, errorCode, actor }: RequestRecord): void {
  if (fault !== undefined) count(figures.httpFaults, fault);
  else if (errorCode !== undefined && actor !== undefined) count(figures.refusals, errorCode);
}

function addShapes(figures: Figures, { clusters, documents, identity }: SoakCase): void {
  for (const { kind, isUnfit, input } of clusters) {
    count(figures.shapes, isUnfit ? "unfit" : kind);
    if (input.shards !== undefined) count(figures.shapes, "sharded");
    if (input.regions !== undefined) count(figures.shapes, "several regions");
  }
  count(figures.shapes, `drift ${documents[0]?.drift}`);
  count(figures.shapes, identity);
}

function endOf({ execution }: RunRecord): string {
  if (execution.outcome === "completed") return "completed";
  return execution.error?.name === "ExecutionTimeLimitExceeded" ? "aborted" : "failed";
}

interface Told {
  readonly clusters: readonly {
    readonly decision: { readonly do: string; readonly because: { readonly reason: string } };
    readonly outcome: { readonly result: string } | null;
  }[];
}

function decisionsOf({ functionName, execution }: RunRecord): readonly string[] {
  if (functionName !== "reconcile" || execution.outcome !== "completed") return [];
  return (execution.result as Told).clusters.map(({ decision, outcome }) =>
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
    boundaries.forEach((boundaryMs, index) => {
      const nextMs = boundaries[index + 1] ?? endMs;
      const { target } = oracle.wanted(cluster.schedule, boundaryMs);
      const reached = ofCluster.find(
        (seen) => seen.atMs >= boundaryMs - minuteMs / 2 && seen.atMs < nextMs && isAt(seen, target),
      );
      figures.boundaries += 1;
      count(figures.late, reached === undefined ? "not" : latenessOf(reached.atMs - boundaryMs));
    });
  }
}

function latenessOf(ms: number): string {
  const [limit] = [1, 5, 15, 60, 240, 1440].filter((minutes) => ms <= minutes * minuteMs);
  return limit === undefined ? "more than a day" : `within ${limit} min`;
}
