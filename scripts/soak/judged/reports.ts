/** Whether what a run reports is so: what it wants and since when, that it fails when something failed, what it holds. */

import type { Report } from "../../../src/operations/report/report";
import type { ScaleReport } from "../../../src/operations/report/scale-report";
import { modeOf, type SoakCase } from "../generated/case";
import { dayMs, hourMs, minuteMs } from "../generated/time";
import { instant, isReal, type RunRecord, runsAt, type SoakRecord } from "../lived/record";
import type { Oracle, Wanted } from "../oracle/timeline";
import { holdUntil } from "./excuses";
import { isSameTarget } from "./target";

const longestHoldMs = 30 * dayMs;

/** What a completed run says that a cluster should be, and since which boundary, is not what the calendar says. */
export function wrongTargets(record: SoakRecord, oracle: Oracle): readonly string[] {
  return reportsOf(record).flatMap(({ run, report }) =>
    report.clusters.flatMap((told) => {
      const scheduleOf = record.soakCase.clusters.find(({ input }) => input.name === told.cluster)?.schedule;
      if (scheduleOf === undefined) return [`${told.cluster} is nobody's, and the run ${when(run)} decided about it`];
      const atMs = Date.parse(report.at);
      const wants = inForceDuring(run).map((ms) => oracle.wanted(scheduleOf, atMs, ms));
      if (wants.some((wanted) => isSameTarget(wanted.target, told.desired) && isSince(wanted, told.since))) return [];
      return [
        `${told.cluster}: the run ${when(run)} wants ${JSON.stringify(told.desired)} since ${told.since}, ` +
          `the calendar ${JSON.stringify(wants.at(-1))}`,
      ];
    }),
  );
}

/** Of a boundary before all that the oracle looked at, nothing is known. */
function isSince({ sinceMs }: Wanted, told: string | null): boolean {
  return sinceMs === null || (told !== null && Date.parse(told) === sinceMs);
}

/** Runs that were completed although something failed, or was late. */
export function swallowed(record: SoakRecord, oracle: Oracle): readonly string[] {
  return reportsOf(record).flatMap(({ run, report }) => [
    ...unreadProjects(record, run).map((path) => `the run ${when(run)} was completed, but never read ${path}`),
    ...report.clusters
      .filter((told) => isFailed(told) || isLate(record, oracle, run, report, told))
      .map(({ cluster, says }) => `the run ${when(run)} was completed, but of ${cluster} it says: ${says}`),
  ]);
}

type Told = Report["clusters"][number];

function isFailed({ decision, outcome }: Told): boolean {
  const isBlind = decision.do === "wait" && decision.because.reason === "history-unreadable";
  return decision.do === "refuse" || isBlind || outcome?.result === "failed";
}

/** An hour after the boundary what waits, or was put off, has failed. */
function isLate({ soakCase }: SoakRecord, oracle: Oracle, run: RunRecord, report: Report, told: Told): boolean {
  const owner = soakCase.clusters.find(({ input }) => input.name === told.cluster);
  if (owner === undefined) return false;
  const waits = told.decision.do === "wait" || ["waits", "deferred"].includes(told.outcome?.result ?? "");
  return (
    waits &&
    inForceDuring(run).every((ms) => {
      const { sinceMs } = oracle.wanted(owner.schedule, Date.parse(report.at), ms);
      const isOn = modeOf(oracle.documentAt(ms), owner.schedule) === "on";
      return isOn && sinceMs !== null && Date.parse(report.at) - sinceMs >= hourMs;
    })
  );
}

/** Lists and events that a run asked for and never got. */
function unreadProjects(record: SoakRecord, run: RunRecord): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  if (runsAt(record, startedAtMs).length > 1 || runsAt(record, endedAtMs).length > 1) return [];
  const during = record.requests.filter(
    ({ at, path }) => at >= startedAtMs && at <= endedAtMs && /\/(?:clusters|events)$/.test(path),
  );
  const paths = [...new Set(during.map(({ path }) => path))];
  const isRead = (path: string) =>
    during.some((one) => one.path === path && one.status === 200 && one.fault !== "truncate");
  return paths.filter((path) => !isRead(path));
}

/** scaleUp and scaleDown hold what they changed until the next boundary, 30 days at most. */
export function wrongHolds(record: SoakRecord, oracle: Oracle): readonly string[] {
  return record.runs.flatMap((run) => {
    const { functionName, execution } = run;
    if (!functionName.startsWith("scale") || execution.outcome !== "completed") return [];
    return (execution.result as ScaleReport).clusters.flatMap((told) => wrongHoldOf(record, oracle, run, told));
  });
}

function wrongHoldOf(
  record: SoakRecord,
  oracle: Oracle,
  run: RunRecord,
  { cluster, schedule, before, target, outcome }: ScaleReport["clusters"][number],
): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const isDisturbed =
    runsAt(record, startedAtMs).length > 1 ||
    [...record.happenings, ...record.edits.map((edit) => ({ ...edit, cluster }))].some(
      (one) => one.cluster === cluster && one.atMs > startedAtMs && one.atMs <= endedAtMs,
    );
  const isOff = schedule === null || modeOf(oracle.documentAt(startedAtMs), schedule) === "off";
  const takesNoTag = before.paused && "paused" in target;
  if (isDisturbed || isOff || takesNoTag || outcome.result === "not-sent") return [];
  const tag = run.after.find(({ name }) => name === cluster)?.hold ?? "";
  const until = holdUntil(tag);
  const fromMs = Math.round(startedAtMs / minuteMs) * minuteMs;
  const nextMs = nextBoundary(record.soakCase, oracle, schedule, fromMs);
  const isRight =
    nextMs === null
      ? until >= endOf(record.soakCase) && until <= fromMs + longestHoldMs
      : until === Math.min(nextMs, fromMs + longestHoldMs);
  if (isRight) return [];
  const wanted = nextMs === null ? "the next boundary" : instant(nextMs);
  return [`${cluster}: ${run.functionName} at ${instant(startedAtMs)} holds it until "${tag}", not until ${wanted}`];
}

/** null: none in the time of the case. */
function nextBoundary(soakCase: SoakCase, oracle: Oracle, schedule: string, afterMs: number): number | null {
  return oracle.plainBoundaries(schedule, afterMs + 1, endOf(soakCase), afterMs)[0] ?? null;
}

const endOf = ({ startMs, days }: SoakCase) => startMs + days * dayMs;

/** An edit of the same millisecond may have come too late for a run. */
const inForceDuring = ({ execution: { startedAtMs } }: RunRecord) => [startedAtMs - 1, startedAtMs];

const when = ({ execution }: RunRecord) => `at ${instant(execution.startedAtMs)}`;

function reportsOf({ runs }: SoakRecord): readonly { readonly run: RunRecord; readonly report: Report }[] {
  return runs
    .filter((run) => isReal(run) && run.execution.outcome === "completed")
    .map((run) => ({ run, report: run.execution.result as Report }));
}
