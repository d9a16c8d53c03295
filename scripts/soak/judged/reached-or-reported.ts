/**
 * Invariant 1: within one heartbeat of any boundary every reachable cluster is at its target, on its way, or reported
 * with a reason that is true.
 */

import { nextFiring, parseAtlasCron } from "../../../src/local/triggers/cron";
import type { ClusterReport, Report } from "../../../src/operations/report/report";
import { plannedTriggers } from "../../build/app-template";
import { modeOf, type SoakCluster, writtenDocument } from "../generated/case";
import { hourMs, minuteMs } from "../generated/time";
import type { RunRecord, SoakRecord } from "../lived/record";
import { type Oracle, scheduleTimeline, type Wanted } from "../oracle/timeline";
import {
  argumentOf,
  endOf,
  inForceDuring,
  instant,
  isAborted,
  maySend,
  nearestMinute,
  runsAt,
} from "./evidence/record-queries";
import { reasonsReported } from "./evidence/reported-reasons";
import { isAt, isSameTarget } from "./evidence/target";
import { trueReasons } from "./evidence/true-reasons";
import { everyRule, type Finding } from "./finding";

export const reachedOrReported = everyRule(
  boundariesWithoutTrigger,
  draftsWithoutTrigger,
  unexplainedClusters,
  groundlessFailures,
  wrongTargets,
  swallowedFailures,
);

/** A trigger fires on the minute of every boundary of the document that was deployed, and of an edited one within a heartbeat. */
function boundariesWithoutTrigger({ soakCase, edits, firings }: SoakRecord, oracle: Oracle): readonly Finding[] {
  const latestMs = edits.length === 0 ? 0 : 15 * minuteMs;
  const at = firings.map(({ scheduledAtMs }) => scheduledAtMs).sort((a, b) => a - b);
  const last = at.at(-1) ?? 0;
  const isFired = (ms: number) => at.some((fired) => fired >= ms && fired <= ms + latestMs);
  return (soakCase.documents[0]?.schedules ?? []).flatMap(({ name }) =>
    oracle
      .boundaries(name, soakCase.startMs, endOf(soakCase))
      .filter((ms) => ms + latestMs <= last && !isFired(ms))
      .map((atMs) => ({ says: `no trigger fires for the boundary of ${name} at ${instant(atMs)}`, atMs })),
  );
}

/** The same for schedules that no cluster has, by Atlas's reading of the cron lines: that takes no time of a case. */
function draftsWithoutTrigger({ soakCase }: SoakRecord): readonly Finding[] {
  const { startMs, drafts = [] } = soakCase;
  return drafts.flatMap((draft) => {
    const document = { drift: "respect", mode: "on", schedules: [{ ...draft, selectsBy: "glob" }] } as const;
    const lines = plannedTriggers(writtenDocument(document, { clusters: [] }), startMs).map(({ schedule }) => schedule);
    const fires = firesAt(lines);
    return scheduleTimeline(draft, soakCase, {}, 0)
      .boundaries(startMs, endOf(soakCase))
      .filter((ms) => !fires(ms))
      .map((ms) => ({
        says: `no trigger fires for the boundary at ${instant(ms)} of ${JSON.stringify(draft)}`,
        atMs: null,
      }));
  });
}

function firesAt(lines: readonly string[]): (ms: number) => boolean {
  const crons = lines.map((line) => {
    const parsed = parseAtlasCron(line);
    if ("problem" in parsed) throw new Error(parsed.problem);
    return parsed.cron;
  });
  return (ms) => crons.some((cron) => nextFiring(cron, ms) === ms);
}

/** When a run ends, every cluster is at its target (which Atlas shows from the request on), or the run says truly why not. */
function unexplainedClusters(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  const { runs, soakCase } = record;
  return runs
    .filter((run) => maySend(run) && !isAborted(run) && run.execution.error?.name !== "ConfigError")
    .flatMap((run) => soakCase.clusters.flatMap((cluster) => unexplainedOf(record, oracle, run, cluster)));
}

function unexplainedOf(record: SoakRecord, oracle: Oracle, run: RunRecord, cluster: SoakCluster): readonly Finding[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const name = cluster.input.name;
  const only = argumentOf(run).cluster;
  const seen = run.after.find((one) => one.name === name);
  if (seen === undefined || (only !== undefined && only !== name)) return [];
  if (inForceDuring(run).some((ms) => modeOf(oracle.documentAt(ms), cluster.schedule) === "off")) return [];
  const wants = inForceDuring(run).flatMap((inForceMs) =>
    [startedAtMs, endedAtMs].map((ms) => oracle.asked(cluster, nearestMinute(ms), inForceMs)),
  );
  if (wants.some(({ target }) => isAt(seen, target))) return [];
  const reported = reasonsReported(run, name, cluster.project);
  const reasons = trueReasons({ record, oracle, run, cluster });
  if (reported.some((reason) => reasons.has(reason))) return [];
  const target = JSON.stringify(wants.at(-1)?.target);
  const says =
    `${name} is not at ${target} after the run that ended at ${instant(endedAtMs)}. ` +
    `The run reports ${JSON.stringify(reported)}, true would be ${JSON.stringify([...reasons])}. ` +
    `The cluster is ${JSON.stringify(seen)}`;
  return [{ says, atMs: endedAtMs }];
}

/** A run fails only where a request failed, or where a cluster cannot be what is wanted, is contested, or is late. */
function groundlessFailures(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.runs
    .filter((run) => maySend(run) && run.execution.error?.name === "RunFailed")
    .filter((run) => !record.soakCase.clusters.some((cluster) => mayFail(record, oracle, run, cluster)))
    .map(({ execution: { startedAtMs, error } }) => ({
      says: `the run at ${instant(startedAtMs)} failed without a cause: ${error?.message}`,
      atMs: startedAtMs,
    }));
}

function mayFail(record: SoakRecord, oracle: Oracle, run: RunRecord, cluster: SoakCluster): boolean {
  const { startedAtMs, endedAtMs } = run.execution;
  const reasons = trueReasons({ record, oracle, run, cluster });
  const isFailed = [...reasons].some((reason) => /^(?:failed|project|refuse|wait history)/.test(reason));
  const { sinceMs } = oracle.wanted(cluster.schedule, nearestMinute(startedAtMs), startedAtMs);
  // All that is known of a boundary before the oracle's memory is that it was long ago.
  const isLate = endedAtMs - (sinceMs ?? 0) >= 59 * minuteMs && reasons.size > 0;
  return isFailed || isLate;
}

/** A completed run reports the target, and the boundary since which it holds, that the calendar says. */
function wrongTargets(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) =>
    report.clusters.flatMap((one) => wrongTargetOf(record, oracle, run, Date.parse(report.at), one)),
  );
}

function wrongTargetOf(
  { soakCase }: SoakRecord,
  oracle: Oracle,
  run: RunRecord,
  atMs: number,
  { cluster, desired, since, outcome }: ClusterReport,
): readonly Finding[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const owned = soakCase.clusters.find(({ input }) => input.name === cluster);
  const report = `the run at ${instant(startedAtMs)}`;
  if (owned === undefined) return [{ says: `${report} decided about ${cluster}, which is not scheduled`, atMs }];
  // What is sent is decided for the minute that it is then.
  const minutes = outcome === null ? [atMs] : minutesBetween(atMs, nearestMinute(endedAtMs));
  const wants = inForceDuring(run).flatMap((inForceMs) =>
    minutes.flatMap((ms) => [oracle.wanted(owned.schedule, ms, inForceMs), oracle.asked(owned, ms, inForceMs)]),
  );
  if (wants.some((wanted) => isSameTarget(wanted.target, desired) && isSince(wanted, since))) return [];
  const calendar = JSON.stringify(wants.at(-1));
  return [
    { says: `${cluster}: ${report} wants ${JSON.stringify(desired)} since ${since}, the calendar ${calendar}`, atMs },
  ];
}

const minutesBetween = (fromMs: number, untilMs: number) =>
  Array.from({ length: Math.max(0, untilMs - fromMs) / minuteMs + 1 }, (_, index) => fromMs + index * minuteMs);

/** Nothing is known of a boundary before the oracle's memory. */
function isSince({ sinceMs }: Wanted, reported: string | null): boolean {
  return sinceMs === null || (reported !== null && Date.parse(reported) === sinceMs);
}

/** A run in which something failed, or was late, does not complete. */
function swallowedFailures(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) => {
    const atMs = run.execution.startedAtMs;
    const completed = `the run at ${instant(atMs)} completed, although`;
    return [
      ...unreadPaths(record, run).map((path) => ({ says: `${completed} it could not read ${path}`, atMs })),
      ...report.clusters
        .filter((one) => isFailed(one) || isLate(record, oracle, run, report, one))
        .map(({ cluster, says }) => ({ says: `${completed} it reports of ${cluster}: ${says}`, atMs })),
    ];
  });
}

function isFailed({ decision, outcome }: ClusterReport): boolean {
  const isBlind = decision.do === "wait" && decision.because.reason === "history-unreadable";
  return decision.do === "refuse" || isBlind || outcome?.result === "failed";
}

/** An hour after the boundary whatever waits, or was deferred, has failed. */
function isLate({ soakCase }: SoakRecord, oracle: Oracle, run: RunRecord, report: Report, one: ClusterReport): boolean {
  const owner = soakCase.clusters.find(({ input }) => input.name === one.cluster);
  const waits = one.decision.do === "wait" || ["waits", "deferred"].includes(one.outcome?.result ?? "");
  if (owner === undefined || !waits) return false;
  return inForceDuring(run).every((ms) => {
    const { sinceMs } = oracle.wanted(owner.schedule, Date.parse(report.at), ms);
    const isOn = modeOf(oracle.documentAt(ms), owner.schedule) === "on";
    return isOn && sinceMs !== null && Date.parse(report.at) - sinceMs >= hourMs;
  });
}

/** Lists of clusters and events that a run requested and never got. */
function unreadPaths(record: SoakRecord, run: RunRecord): readonly string[] {
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

function reportsOf({ runs }: SoakRecord): readonly { readonly run: RunRecord; readonly report: Report }[] {
  return runs
    .filter((run) => maySend(run) && run.execution.outcome === "completed")
    .map((run) => ({ run, report: run.execution.result as Report }));
}
