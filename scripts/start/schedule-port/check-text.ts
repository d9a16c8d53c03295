/** What is wrong with the text of a schedule document, at its place; and what it would mean if it is right. */
import type { Lane } from "../../../src/local/console/lanes/model";
import type { DocumentIssue, ScheduleCheck } from "../../../src/local/console/protocol";
import type { CheckOptions, SelectableCluster } from "../../../src/local/console/schedule-port";
import { parseDocument } from "../../../src/schedule/document/parse";
import { type Reach, warningsOf } from "../../../src/schedule/document/warnings";
import type { Issue, Schedule, ScheduleDocument } from "../../../src/schedule/model";
import { MS_PER_DAY } from "../../../src/schedule/time-units";
import { jsonPlaces, placeOfPath } from "../../lib/json-places";
import { overlapsOf } from "../../lib/planning/conflicts";
import type { Plan, PlannedSchedule } from "../../lib/planning/schedule";
import { findJsonMistake } from "../../lib/positioned-json";
import { describeEdit } from "./describe-edit";
import { clusterPlan, ownersIn, planWithin } from "./open-schedule";

/** A month and some days, so that each monthly window is seen. */
const PLANNED_MS = 35 * MS_PER_DAY;
/** An editor asks while somebody types. */
const REACH: Reach = { looks: 100_000, boundaries: 5_000, days: 366 };
const LANES_MOST = 40;
const ISSUES_MOST = 200;

export function checkText(text: string, options: CheckOptions): ScheduleCheck {
  const nothing = { issues: [], warnings: [], lanes: [], changes: [] };
  const mistake = findJsonMistake(text);
  if (mistake !== null) {
    const from = Math.min(mistake.at, Math.max(0, text.length - 1));
    const issue = { path: "", problem: `${mistake.message}.`, from, to: Math.min(text.length, from + 1) };
    return { ...nothing, issues: [issue] };
  }
  const parsed = parseDocument(JSON.parse(text));
  if ("issues" in parsed) return { ...nothing, issues: placed(text, parsed.issues) };
  const { config } = parsed;
  const plan = planOf(config, options.now);
  return {
    issues: [],
    warnings: placed(text, warningsOf(config, options.now, REACH)),
    lanes: lanesOf(config, plan, options),
    changes: describeEdit(plan, inForce(options), options),
  };
}

function placed(text: string, issues: readonly Issue[]): readonly DocumentIssue[] {
  if (issues.length === 0) return [];
  const places = jsonPlaces(text);
  const found = issues.slice(0, ISSUES_MOST).map(({ path, message }) => {
    const { from, until } = placeOfPath(places, path);
    return { path, problem: message, from, to: until };
  });
  return found.sort((one, other) => one.from - other.from);
}

function planOf(document: ScheduleDocument, now: number): Plan {
  const until = now + PLANNED_MS;
  const schedules = document.schedules.flatMap((schedule) => planWithin(schedule, now, until) ?? []);
  return { source: { file: "", written: null, document }, from: now, until, schedules };
}

function inForce({ inForce: text, now }: CheckOptions): Plan | null {
  const parsed = text === null ? null : parseDocument(text);
  return parsed !== null && "config" in parsed ? planOf(parsed.config, now) : null;
}

/** Of each schedule one cluster first, so that every schedule is seen, then the others. */
function lanesOf(document: ScheduleDocument, plan: Plan, { clusters, appProjectId }: CheckOptions): readonly Lane[] {
  const ownerOf = ownersIn(document, appProjectId);
  const planned = new Map(plan.schedules.map((one) => [one.schedule, one]));
  const followed = clusters.flatMap((cluster) => {
    const of = planned.get(ownerOf(cluster) as Schedule);
    return of === undefined ? [] : [{ cluster, of }];
  });
  const isFirst = ({ of }: { readonly of: PlannedSchedule }, index: number) =>
    followed.findIndex((other) => other.of === of) === index;
  const inOrder = [...followed.filter(isFirst), ...followed.filter((one, index) => !isFirst(one, index))];
  const conflicts = overlapsOf(plan);
  return inOrder.slice(0, LANES_MOST).map(({ cluster, of }) => laneOf(cluster, of, conflicts));
}

function laneOf(cluster: SelectableCluster, of: PlannedSchedule, conflicts: ReturnType<typeof overlapsOf>): Lane {
  const { zone, planned, marks } = clusterPlan(of, cluster);
  const own = conflicts.filter(({ schedule }) => schedule === of.schedule);
  const ofConflicts = own.map(({ winner, loser, from, until }) => ({
    at: from,
    until,
    kind: "conflict" as const,
    says: `Windows ${winner.name} and ${loser.name} are both open: ${winner.name} comes first in the list, so it counts.`,
  }));
  const all = [...marks, ...ofConflicts].sort((one, other) => one.at - other.at);
  return { key: cluster.key, label: cluster.name, zone, planned, actual: [], marks: all };
}
