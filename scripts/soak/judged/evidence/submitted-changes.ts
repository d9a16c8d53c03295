/** Who asked Atlas for which change of a cluster, as the emulator's own history tells it. */

import { dayMs, hourMs, minuteMs, secondMs } from "../../generated/time";
import { strangersName } from "../../lived/perform-act";
import type { SoakRecord } from "../../lived/record";
import type { Oracle } from "../../oracle/timeline";
import { runsAt } from "./record-queries";

export interface Submission {
  readonly at: number;
  /** A user name, our key or service account, "Atlas", or "" for an event that names nobody. */
  readonly by: string;
}

const submissions = ["submitted", "pause-submitted", "resume-submitted"];

/** What people do that edits tags and nothing else, which is no change of size. */
const tagEdits = ["hold", "unhold", "tag", "hold-misspelt"];

/**
 * Newest first: the changes of a cluster that were asked for in [fromMs, untilMs], without edits of tags alone and without
 * what Atlas did by itself, neither of which makes drift or ends it.
 */
export function submittedBetween(record: SoakRecord, name: string, fromMs: number, untilMs: number): Submission[] {
  const edits = record.happenings.filter(({ cluster, happening }) => cluster === name && isTagEdit(happening.does));
  return [...creationOf(record, name), ...record.history]
    .filter(({ at, cluster, what }) => cluster === name && submissions.includes(what) && at >= fromMs && at <= untilMs)
    .filter(({ at, by }) => by !== "Atlas" && !(by === strangersName && edits.some(({ atMs }) => atMs === at)))
    .map(({ at, by = "" }) => ({ at, by }))
    .sort((one, other) => other.at - one.at);
}

const isTagEdit = (does: string) => tagEdits.includes(does);

/** A person created the cluster as it is, before anything else happened to it. */
function creationOf({ soakCase }: SoakRecord, name: string) {
  const { input } = soakCase.clusters.find((one) => one.input.name === name) ?? {};
  if (input?.createdAt === undefined) return [];
  return [{ at: input.createdAt, cluster: name, what: "submitted", by: strangersName }];
}

/** Whether an update that names nobody lies in [fromMs, untilMs]: it is ours where events never name us. */
export function isAnonymousBetween(record: SoakRecord, name: string, fromMs: number, untilMs: number): boolean {
  if (record.soakCase.identity === "api-key") return false;
  return record.happenings.some(
    ({ cluster, happening, atMs }) =>
      cluster === name && happening.does === "anonymous" && atMs >= fromMs && atMs <= untilMs,
  );
}

/** A PATCH may have its effect so long after the run that sent it and gave it up. */
const slowestAnswerMs = 11 * minuteMs;

/** Whether a change of ours came from `scaleUp` or `scaleDown`: surely, or possibly, for runs overlap. */
function byHand(record: SoakRecord, ms: number): "surely" | "possibly" | "no" {
  const running = runsAt(record, ms).map(({ functionName }) => functionName);
  const isScale = (name: string) => name.startsWith("scale");
  if (running.length > 0 && running.every(isScale)) return "surely";
  const isNear = record.runs.some(
    ({ functionName, execution: { startedAtMs, endedAtMs } }) =>
      isScale(functionName) && startedAtMs <= ms && endedAtMs >= ms - slowestAnswerMs,
  );
  return isNear ? "possibly" : "no";
}

interface Span {
  /** The boundary, or as far back as events reach. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How often runs of `reconcile` changed a cluster since the boundary, at least and at most; the changes of one run count as one. */
export function ownChanges(record: SoakRecord, name: string, { fromMs, untilMs }: Span) {
  const ours = submittedBetween(record, name, fromMs - minuteMs / 2, untilMs).filter(({ by }) => by === record.ourName);
  const rivals = rivalChanges(record, name);
  const runs: Submission[][] = [];
  for (const one of ours) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && last[0].at - one.at < 2 * minuteMs) last.push(one);
    else runs.push([one]);
  }
  const isSure = ({ at }: Submission) => byHand(record, at) === "no" && !rivals.has(at);
  const anonymous = record.happenings.filter(
    ({ cluster, happening, atMs }) => cluster === name && happening.does === "anonymous" && atMs >= fromMs - secondMs,
  );
  return {
    least: runs.filter((run) => run.every(isSure)).length,
    most: runs.filter((run) => run.some(({ at }) => byHand(record, at) !== "surely")).length + anonymous.length,
  };
}

/** When somebody changed the cluster with our key, which no event tells from our own changes. */
export function rivalChanges({ rivals }: SoakRecord, name: string): ReadonlySet<number> {
  return new Set(rivals.filter(({ cluster }) => cluster === name).map(({ atMs }) => atMs));
}

/**
 * Whether somebody, or a person through `scaleUp` and `scaleDown`, changed the cluster between the boundary before and
 * this one, so that it may have been as desired when this one came.
 */
export function wasChangedBefore(
  record: SoakRecord,
  oracle: Oracle,
  { name, schedule, boundaryMs, inForceMs }: { name: string; schedule: string; boundaryMs: number; inForceMs: number },
): "surely" | "possibly" | "no" {
  const beforeMs = oracle.boundaryBefore(schedule, boundaryMs, inForceMs);
  const fromMs = Math.max(beforeMs ?? 0, inForceMs - 30 * dayMs);
  const hands = submittedBetween(record, name, fromMs - secondMs, boundaryMs + secondMs).map(({ at, by }) => {
    const isInside = at > fromMs + secondMs && at < boundaryMs - minuteMs / 2 && at > inForceMs - 30 * dayMs + hourMs;
    if (by === strangersName) return isInside ? "surely" : "possibly";
    const hand = byHand(record, at);
    return hand === "surely" && !isInside ? "possibly" : hand;
  });
  if (hands.includes("surely")) return "surely";
  return hands.includes("possibly") ? "possibly" : "no";
}
