/** A run fails where something failed or is late, and nowhere else. */

import type { ClusterReport, Report } from "../../../../src/operations/report/report";
import { modeOf, type SoakCluster } from "../../generated/case";
import { hourMs, minuteMs } from "../../generated/time";
import { garbledName } from "../../lived/perform-act";
import type { RunRecord, SoakRecord } from "../../lived/record";
import type { Oracle } from "../../oracle/timeline";
import {
  argumentOf,
  inForceDuring,
  instant,
  isAlone,
  isIn,
  maySend,
  nearestMinute,
  reportsOf,
  requestsDuring,
  runsAt,
} from "../evidence/record-queries";
import { looksDuring, reasonsElsewhere, trueReasons } from "../evidence/true-reasons";
import { isOursStuck, isPersonsOwn, longestChangeMs, mayBeStuck, mayTakeItsTime } from "../evidence/under-way";
import { everyRule, type Finding } from "../finding";

export const trueFailures = everyRule(groundlessFailures, swallowedFailures, unreadClusters);

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
  const { name } = cluster.input;
  const question = { record, oracle, run, cluster };
  const reasons = trueReasons(question);
  if ([...reasons].some((reason) => /^(?:failed|project|refuse|wait history)/.test(reason))) return true;
  if (reasonsElsewhere(question).some((reason) => reason.startsWith("project"))) return true;
  if (looksDuring(question).some(({ isHoldMisspelt }) => isHoldMisspelt)) return true;
  if (inForceDuring(run).some((ms) => mayBeStuck(record, name, endedAtMs, longestChangeMs(oracle.documentAt(ms)))))
    return true;
  if (isGarbledDuring(record, run, cluster)) return true;
  if (isTakeOverOf(run, name) && [...reasons].some((reason) => /^(?:wait|waits|deferred)\b/.test(reason))) return true;
  const { sinceMs } = oracle.wanted(cluster.schedule, nearestMinute(startedAtMs), startedAtMs);
  // All that is known of a boundary before the oracle's memory is that it was long ago.
  if (endedAtMs - (sinceMs ?? 0) < 59 * minuteMs) return false;
  const isExcused = isPersonsOwn(record, name, startedAtMs) && isAlone(record, run);
  return [...reasons].some((reason) => !neverLate.test(reason) && !(reason === "wait busy" && isExcused));
}

/** What is held, done or on its way is not late, and neither is what Atlas does not let anybody pause for an hour. */
const neverLate = /^(?:held|nothing|accepted|skip cannot|not-sent|waits CANNOT_PAUSE_RECENTLY_RESUMED)/;

/** The project has a cluster that nobody can understand. */
function isGarbledDuring({ happenings }: SoakRecord, run: RunRecord, { project, schedule }: SoakCluster): boolean {
  return garblings({ happenings }, project, schedule).some(
    ({ fromMs, untilMs }) => run.execution.endedAtMs >= fromMs && run.execution.startedAtMs <= untilMs + 10 * minuteMs,
  );
}

/** A run in which something failed, or was late, does not complete. */
function swallowedFailures(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return reportsOf(record).flatMap(({ run, report }) => {
    const atMs = run.execution.startedAtMs;
    const completed = `the run at ${instant(atMs)} completed, although`;
    return [
      ...mistakenHolds(record, oracle, run).map((name) => ({
        says: `${completed} nobody can read the hold of ${name}`,
        atMs,
      })),
      ...unreadPaths(record, run).map((path) => ({ says: `${completed} it could not read ${path}`, atMs })),
      ...report.clusters
        .filter(
          (one) =>
            isFailed(one) ||
            isLeftUntaken(run, one) ||
            isLate(record, oracle, run, report, one) ||
            isGreenTooLong(record, oracle, run, one),
        )
        .map(({ cluster, says }) => ({ says: `${completed} it reports of ${cluster}: ${says}`, atMs })),
    ];
  });
}

function isFailed({ decision, outcome }: ClusterReport): boolean {
  const { because } = decision;
  const isBlind = decision.do === "wait" && because.reason === "history-unreadable";
  const refusals = because.reason === "cannot-be-scheduled" ? because.refusals : [];
  const isUnread = refusals.some(({ reason }) => reason === "auto-scaling-mode-unknown");
  return decision.do === "refuse" || isBlind || isUnread || outcome?.result === "failed";
}

function isTakeOverOf(run: RunRecord, name: string): boolean {
  const { cluster, takeOver } = argumentOf(run);
  return takeOver === true && cluster === name;
}

/** What a take-over leaves for later is not taken over by the next run. */
function isLeftUntaken(run: RunRecord, { cluster, decision, outcome }: ClusterReport): boolean {
  const isLeft = decision.do === "wait" || outcome?.result === "waits" || outcome?.result === "deferred";
  return isLeft && isTakeOverOf(run, cluster);
}

/** An hour after the boundary whatever waits, was deferred, or was paused although it is named, has failed. */
function isLate(record: SoakRecord, oracle: Oracle, run: RunRecord, report: Report, one: ClusterReport): boolean {
  const owned = record.soakCase.clusters.find(({ input }) => input.name === one.cluster);
  const atMs = Date.parse(report.at);
  if (owned === undefined || !isWaiting(record, one, run.execution.endedAtMs)) return false;
  return inForceDuring(run).every((ms) => {
    const { sinceMs } = oracle.wanted(owned.schedule, atMs, ms);
    const document = oracle.documentAt(ms);
    const isNamed = document.schedules.some(({ name, selectsBy }) => name === owned.schedule && selectsBy === "name");
    const counts = one.decision.do !== "skip" || isNamed;
    return counts && modeOf(document, owned.schedule) === "on" && sinceMs !== null && atMs - sinceMs >= hourMs;
  });
}

function isWaiting(record: SoakRecord, { cluster, decision, outcome }: ClusterReport, endMs: number): boolean {
  if (outcome?.result === "deferred") return true;
  if (outcome?.result === "waits") return outcome.code !== "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER";
  if (decision.do === "skip") return decision.because.reason === "paused-by-hand";
  return decision.do === "wait" && !mayTakeItsTime(record, cluster, endMs);
}

/** A change of ours that Atlas does not end, an hour after the boundary, also where it was asked for before that. */
function isGreenTooLong(record: SoakRecord, oracle: Oracle, run: RunRecord, one: ClusterReport): boolean {
  const cluster = record.soakCase.clusters.find(({ input }) => input.name === one.cluster);
  if (cluster === undefined || one.decision.because.reason !== "in-progress") return false;
  const { startedAtMs } = run.execution;
  const isDue = inForceDuring(run).every((ms) => {
    const { sinceMs } = oracle.wanted(cluster.schedule, nearestMinute(startedAtMs), ms);
    const isLongAgo = sinceMs === null || startedAtMs - sinceMs >= hourMs + minuteMs;
    const document = oracle.documentAt(ms);
    const isStuck = isOursStuck(record, one.cluster, startedAtMs, longestChangeMs(document));
    return isStuck && isLongAgo && modeOf(document, cluster.schedule) === "on";
  });
  return isDue;
}

/** The clusters of a run whose hold nobody can read, as long as the run went on, whether they are at their target or not. */
function mistakenHolds(record: SoakRecord, oracle: Oracle, run: RunRecord): readonly string[] {
  const { cluster: only, takeOver } = argumentOf(run);
  return record.soakCase.clusters
    .filter(({ isUnfit, input }) => !isUnfit && takeOver !== true && (only === undefined || only === input.name))
    .filter(({ schedule }) => inForceDuring(run).every((ms) => modeOf(oracle.documentAt(ms), schedule) !== "off"))
    .filter((cluster) => {
      const looks = looksDuring({ record, oracle, run, cluster });
      const { endedAtMs } = run.execution;
      return looks.length > 0 && looks.every((seen) => seen.isHoldMisspelt && seen.heldUntilMs > endedAtMs + minuteMs);
    })
    .map(({ input }) => input.name);
}

/** Lists of projects, clusters and events that a run requested and never got. */
function unreadPaths(record: SoakRecord, run: RunRecord): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  if (runsAt(record, startedAtMs).length > 1 || runsAt(record, endedAtMs).length > 1) return [];
  const during = record.requests.filter(
    ({ at, path }) => at >= startedAtMs && at <= endedAtMs && /\/(?:groups|clusters|events)$/.test(path),
  );
  const paths = [...new Set(during.map(({ path }) => path))];
  const isRead = (path: string) =>
    during.some((one) => one.path === path && one.status === 200 && one.fault !== "truncate");
  return paths.filter((path) => !isRead(path));
}

interface Garbling {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** When a project had a cluster beside those of a schedule that Atlas describes without sizes. */
function garblings(
  { happenings }: Pick<SoakRecord, "happenings">,
  project: string | null,
  schedule: string,
): readonly Garbling[] {
  return happenings.flatMap(({ happening, atMs, cluster, refused }) => {
    if (happening.does !== "garble" || refused !== undefined || !cluster.startsWith(`${schedule}-`)) return [];
    return project === null ? [] : [{ fromMs: atMs, untilMs: atMs + happening.hours * hourMs }];
  });
}

/** A cluster that a glob or tags select, and that cannot be understood, does not vanish: the run fails and names it. */
function unreadClusters(record: SoakRecord, oracle: Oracle): readonly Finding[] {
  return record.runs.filter(maySend).flatMap((run) => {
    const { startedAtMs, endedAtMs, error } = run.execution;
    return oracle.documentAt(startedAtMs).schedules.flatMap(({ name, project, selectsBy }) => {
      const isOff = inForceDuring(run).some((ms) => modeOf(oracle.documentAt(ms), name) === "off");
      const isThere = garblings(record, project, name).some(
        ({ fromMs, untilMs }) => startedAtMs > fromMs + minuteMs && endedAtMs < untilMs,
      );
      const listed = requestsDuring(record, run).some(
        ({ path, status, fault }) => path.endsWith(`/${project}/clusters`) && status === 200 && fault === undefined,
      );
      const isAsked = argumentOf(run).cluster === undefined && selectsBy !== "name" && !isOff;
      if (!isThere || !isAsked || !listed || isFailedList(record, run, project)) return [];
      if (error?.message.includes(garbledName(name)) === true) return [];
      const says = `the run at ${instant(startedAtMs)} says nothing of ${garbledName(name)}, which it cannot understand`;
      return [{ says, atMs: startedAtMs }];
    });
  });
}

/** A page of the list was lost, so that the run may not know of the cluster. */
function isFailedList({ faults }: SoakRecord, run: RunRecord, project: string): boolean {
  return faults.some(
    ({ atMs, path }) =>
      isIn(run, atMs) && (path.includes(project) || path.endsWith("/groups") || path.startsWith("/api/oauth/")),
  );
}
