/**
 * Invariant 1: within one heartbeat of any boundary every reachable cluster is at its target, on its way, or reported
 * with a reason that is true.
 */

import type { ClusterReport } from "../../../src/operations/report/report";
import { modeOf, type SoakCluster } from "../generated/case";
import { minuteMs } from "../generated/time";
import type { RunRecord, SoakRecord } from "../lived/record";
import type { Oracle, Wanted } from "../oracle/timeline";
import {
  argumentOf,
  inForceDuring,
  instant,
  isAborted,
  maySend,
  nearestMinute,
  reportsOf,
} from "./evidence/record-queries";
import { reasonsReported } from "./evidence/reported-reasons";
import { isAt, isSameTarget } from "./evidence/target";
import { trueReasons } from "./evidence/true-reasons";
import { everyRule, type Finding } from "./finding";
import { trueFailures } from "./reached/failures";
import { triggersFire } from "./reached/triggers";
import { trueWords } from "./reached/words";

export const reachedOrReported = everyRule(triggersFire, unexplainedClusters, wrongTargets, trueFailures, trueWords);

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
