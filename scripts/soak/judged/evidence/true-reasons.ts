/** The reasons that truly hold for a cluster not to be at its target when a run ends: from what was seen, whatever the run says. */

import type { RequestRecord } from "../../../../src/local/admin-api/http/http-types";
import { modeOf, projectIds, type SoakCluster, type SoakDocument } from "../../generated/case";
import { dayMs, minuteMs } from "../../generated/time";
import { strangersName } from "../../lived/perform-act";
import type { RunRecord, Seen, SoakRecord } from "../../lived/record";
import { isSkippingTargets } from "../../oracle/asked";
import type { Oracle, Wanted } from "../../oracle/timeline";
import { argumentOf, isAlone, isIn, isUnanswered, nearestMinute } from "./record-queries";
import { ownChanges, submittedBetween, wasChangedBefore } from "./submitted-changes";
import { isAt } from "./target";

export interface Question {
  readonly record: SoakRecord;
  readonly oracle: Oracle;
  readonly run: RunRecord;
  readonly cluster: SoakCluster;
}

/**
 * Reasons for a run to fail that lie in another project: a schedule for all of them reads each, and says so when it
 * cannot.
 */
export function reasonsElsewhere(question: Question): readonly string[] {
  const { oracle, run, cluster } = question;
  const { schedules } = oracle.documentAt(run.execution.startedAtMs);
  if (!schedules.some(({ name, isForAll }) => name === cluster.schedule && isForAll === true)) return [];
  return projectIds.flatMap((project) => requestReasons({ ...question, cluster: { ...cluster, project } }));
}

/** The reasons in the words of reported-reasons.ts. */
export function trueReasons(question: Question): ReadonlySet<string> {
  const { oracle, run, cluster } = question;
  const { startedAtMs, endedAtMs } = run.execution;
  const document = oracle.documentAt(startedAtMs);
  const isTakenOver = argumentOf(run).takeOver === true;
  const looks = looksDuring(question);
  const reasons = new Set<string>(requestReasons(question));
  const add = (reason: string, holds: boolean) => holds && reasons.add(reason);
  const wanted = oracle.asked(cluster, nearestMinute(endedAtMs), startedAtMs);
  add("not-sent", modeOf(document, cluster.schedule) === "report");
  add("wait busy", looks.some(({ stateName }) => stateName !== "IDLE") || isMoved(question));
  add("held by-tag", !isTakenOver && looks.some(({ heldUntilMs, atMs }) => heldUntilMs > atMs - minuteMs));
  const drifted = !isTakenOver && document.drift === "respect" && isHeldByHand(question, wanted, looks);
  add("held changed-by-hand", drifted);
  add("refuse contested", !isTakenOver && changesOfOurs(question, wanted) >= 3);
  add("skip paused-by-hand", !mayPause(document, cluster.schedule) && looks.some(({ paused }) => paused));
  add("refuse cannot-be-scheduled", isRefused(question));
  add("skip cannot-be-scheduled", isRefused(question));
  add("deferred", endedAtMs - startedAtMs >= runBudgetMs);
  if (isMoved(question)) for (const reason of movedReasons) reasons.add(reason);
  return reasons;
}

/** A run sends nothing after four minutes, and an answer may take a moment to be carried through. */
const runBudgetMs = 4 * minuteMs - 1_000;

/** Nothing excuses a cluster of which only some targets are skipped: those that fit are carried out. */
function isRefused({ oracle, run, cluster }: Question): boolean {
  const { schedules } = oracle.documentAt(run.execution.startedAtMs);
  const schedule = schedules.find(({ name }) => name === cluster.schedule);
  return cluster.isUnfit && !(schedule !== undefined && isSkippingTargets(cluster, schedule));
}

/** What a run may report of a cluster that changed under its hands. */
const movedReasons = ["overtaken", "nothing as-desired", "nothing in-progress", "accepted"];

export function mayPause({ schedules }: SoakDocument, name: string): boolean {
  return schedules
    .filter((schedule) => schedule.name === name)
    .some(({ baseline, windows }) =>
      [baseline, ...windows.map(({ target }) => target)].some((one) => "paused" in one && one.paused),
    );
}

export function looksDuring({ record, run, cluster }: Question): readonly Seen[] {
  const { startedAtMs, endedAtMs } = run.execution;
  return record.looks.filter(
    ({ name, atMs }) => name === cluster.input.name && atMs >= startedAtMs && atMs <= endedAtMs,
  );
}

/** Whether the cluster changed while the run went on, by somebody else's request or by work that Atlas completed. */
function isMoved({ record, run, cluster }: Question): boolean {
  const { startedAtMs, endedAtMs } = run.execution;
  return record.history.some(
    ({ at, cluster: name, by, what }) =>
      name === cluster.input.name &&
      at >= startedAtMs &&
      at <= endedAtMs &&
      (by !== record.ourName || what === "completed" || !isAlone(record, run)),
  );
}

/** The newest change since the boundary is a stranger's, unless the boundary was not carried out yet. */
function isHeldByHand(question: Question, { sinceMs, before }: Wanted, looks: readonly Seen[]): boolean {
  const { record, oracle, run, cluster } = question;
  const { startedAtMs, endedAtMs } = run.execution;
  const fromMs = Math.max(sinceMs ?? 0, startedAtMs - 30 * dayMs);
  const changes = submittedBetween(record, cluster.input.name, fromMs - 1_000, endedAtMs);
  const [newest] = changes;
  if (newest === undefined) return false;
  const tied = changes.filter(({ at }) => newest.at - at < 1_000);
  if (!tied.some(({ by }) => by === strangersName)) return false;
  const isUntouched = !changes.some(({ by, at }) => by === record.ourName && at >= fromMs);
  const wasAtBefore = before !== null && looks.length > 0 && looks.every((seen) => isAt(seen, before));
  // Nobody can say of a boundary beyond the events that it was not carried out.
  if (!isUntouched || !wasAtBefore || sinceMs !== fromMs) return true;
  const inForceMs = startedAtMs;
  const boundary = { name: cluster.input.name, schedule: cluster.schedule, boundaryMs: sinceMs, inForceMs };
  return wasChangedBefore(record, oracle, boundary) !== "no";
}

function changesOfOurs({ record, cluster, run: { execution } }: Question, { sinceMs }: Wanted): number {
  const fromMs = Math.max(sinceMs ?? 0, execution.startedAtMs - 30 * dayMs);
  return ownChanges(record, cluster.input.name, { fromMs, untilMs: execution.endedAtMs }).most;
}

/** Reasons that come from what Atlas answered, or failed to answer, to the requests of the run. */
function requestReasons({ record, run, cluster }: Question): readonly string[] {
  const { startedAtMs, endedAtMs } = run.execution;
  const during = record.requests.filter(({ at }) => at >= startedAtMs && at <= endedAtMs);
  const unanswered = record.faults.filter(({ atMs, fault }) => isUnanswered(fault) && isIn(run, atMs));
  const lost = unanswered.map(({ atMs, method, path }) => ({
    at: atMs,
    method,
    path,
    query: "",
    status: 0,
    fault: "never",
  }));
  const isRenewed = (request: RequestRecord) => isChallenge(request) && !hasExpiredAgain(record, run);
  return [...during, ...lost]
    .filter((request) => !isRenewed(request))
    .flatMap((request) => reasonsOfRequest(request, cluster));
}

/** A digest challenge, or a token that somebody else's request found expired: asked again, it is answered. */
function isChallenge({ status, actor, fault }: RequestRecord): boolean {
  return status === 401 && actor === undefined && fault === undefined;
}

/** Every request in flight loses its token with the one that is hit, and a request renews its token only once. */
function hasExpiredAgain({ faults, soakCase }: SoakRecord, run: RunRecord): boolean {
  if (soakCase.identity === "api-key") return false;
  return faults.filter(({ atMs, fault }) => fault.kind === "expire-tokens" && isIn(run, atMs)).length > 1;
}

function reasonsOfRequest(request: RequestRecord, cluster: SoakCluster): readonly string[] {
  const { path, status, errorCode, fault } = request;
  const isBad = status >= 400;
  const isLost = fault !== undefined && fault !== "latency" && fault !== "expire-tokens";
  if (!isBad && !isLost) return [];
  // An answer without a code of Atlas, such as that of a gateway, is told as "unknown".
  const codes = [errorCode ?? "unknown", ...(isLost ? ["NO_ANSWER", "UNEXPECTED_ERROR"] : [])];
  if (path.startsWith("/api/oauth/")) {
    return codes.flatMap((code) => [
      `project ${code}`,
      `failed ${code}`,
      ...(isLater(status) ? [`waits ${code}`] : []),
    ]);
  }
  // Whether the schedule is for all projects does not matter here: no other run asks for them.
  if (path.endsWith("/groups")) return codes.map((code) => `project ${code}`);
  if (!path.includes(cluster.project)) return [];
  if (path.endsWith("/clusters")) return codes.map((code) => `project ${code}`);
  if (path.endsWith("/events")) return ["wait history-unreadable", ...codes.map((code) => `project ${code}`)];
  if (path.endsWith("/autoScalingConfiguration")) return ["refuse cannot-be-scheduled", "skip cannot-be-scheduled"];
  if (!path.endsWith(`/${cluster.input.name}`)) return [];
  const outcomes = outcomesOf(request, isLost);
  return codes.flatMap((code) => outcomes.map((outcome) => `${outcome} ${code}`));
}

/** Refusals that pass by themselves. */
const notYet = [
  "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
  "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES",
  "OPERATION_INVALID_MEMBER_REPLICATION_LAG",
  "CANNOT_UPDATE_PAUSED_CLUSTER",
];

/** Whether Atlas asks to be called later. */
function isLater(status: number): boolean {
  return status === 429 || status === 503;
}

function outcomesOf({ status, errorCode = "" }: RequestRecord, isLost: boolean): readonly ("waits" | "failed")[] {
  if (isLater(status) || notYet.includes(errorCode)) return ["waits"];
  return isLost || errorCode === "OUT_OF_CAPACITY" ? ["failed"] : ["waits", "failed"];
}
