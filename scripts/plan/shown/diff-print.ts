/** A comparison of two plans for the terminal and for programs. */

import type { Boundary, Target } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import type { Paint, Style } from "../../lib/paint";
import type { Difference, ScheduleDiff } from "../../lib/planning/diff";
import { findingsOf } from "../../lib/planning/findings";
import { formatHours, formatMoney } from "../../lib/planning/format";
import { localMinute, utcMinute } from "../../lib/planning/local-time";
import { basisOf, type Usage } from "../../lib/planning/money/money";
import type { Prices } from "../../lib/planning/money/prices";
import type { Plan } from "../../lib/planning/schedule";
import { asWritten } from "../../lib/planning/written";
import { alignColumns, type Cell } from "../../lib/table";
import { costsOf, usagesOf, type ZonedSchedule, zoneIn } from "./diff-parts";
import { basisJson, cents, findingsJson, isoOf } from "./json";
import { describeBasis, describeSpan } from "./words";

export function printDiff(
  was: Plan,
  is: Plan,
  diffs: readonly ScheduleDiff[],
  prices: Prices | null,
  paint: Paint,
): string {
  return `${[
    `${paint("red", "-")} ${was.source.file}`,
    `${paint("green", "+")} ${is.source.file}`,
    paint("gray", describeSpan(is.from, is.until)),
    ...diffs.flatMap((diff) => ["", ...scheduleLines(diff, zoneIn(was, is, diff.schedule), prices, paint)]),
    "",
    ...(prices === null ? [] : basisLines(prices, diffs, paint)),
    summaryOf(diffs),
  ].join("\n")}\n`;
}

function basisLines(prices: Prices, diffs: readonly ScheduleDiff[], paint: Paint): string[] {
  return [...describeBasis(basisOf(prices, usagesOf(diffs))).map((line) => paint("gray", line)), ""];
}

function scheduleLines(diff: ScheduleDiff, schedule: ZonedSchedule, prices: Prices | null, paint: Paint): string[] {
  const { status, added, removed, changed, unchanged } = diff;
  const name = paint("bold", diff.schedule);
  if (status === "same") return [`${name}  unchanged, ${countOf(unchanged)}`];
  const facts: Cell[][] = [
    ...factLine("clusters", diff.clusters, String),
    ...factLine("mode", diff.mode, String),
    ...factLine("target at the start", diff.atStart, describeTarget),
  ];
  const rows = [
    ...removed.map((boundary) => ({ boundary, cells: rowOf("-", "red", boundary, schedule) })),
    ...added.map((boundary) => ({ boundary, cells: rowOf("+", "green", boundary, schedule) })),
    ...changed.map((change) => ({ boundary: change.is, cells: changedRow(change, schedule) })),
  ].sort((one, other) => one.boundary.at - other.boundary.at);
  const more = unchanged === 0 ? [] : [paint("gray", `  ${countOf(unchanged)} unchanged`)];
  return [
    `${name}  ${status}`,
    ...alignColumns(facts, paint),
    ...alignColumns(
      rows.map(({ cells }) => cells),
      paint,
    ),
    ...more,
    ...alignColumns([...hoursRows(diff), ...(prices === null ? [] : costRows(diff, prices))], paint),
  ];
}

function factLine<Value>(what: string, change: Difference<Value> | null, say: (value: Value) => string): Cell[][] {
  return change === null ? [] : [[["~", "yellow"], what, `${say(change.was)} → ${say(change.is)}`]];
}

function rowOf(sign: string, style: Style, boundary: Boundary, schedule: ZonedSchedule): Cell[] {
  return [[sign, style], ...timesOf(boundary, schedule), changeIn(boundary), boundary.window ?? "baseline"];
}

function changedRow({ was, is }: Difference<Boundary>, schedule: ZonedSchedule): Cell[] {
  const old = `was ${changeIn(was)} (${was.window ?? "baseline"})`;
  return [...rowOf("~", "yellow", is, schedule), [old, "gray"]];
}

function timesOf({ at }: Boundary, schedule: ZonedSchedule): Cell[] {
  const inUtc = `${utcMinute(at)} UTC`;
  if (schedule === undefined || schedule.timezone === "UTC") return [inUtc];
  return [inUtc, `${localMinute(at, schedule.zone)} ${schedule.timezone}`];
}

function changeIn({ before, after }: Boundary): string {
  return `${describeTarget(before)} → ${describeTarget(after)}`;
}

/** The sizes whose hours differ. */
function hoursRows({ usageWas, usageIs }: ScheduleDiff): Cell[][] {
  if (usageWas === null || usageIs === null) return [];
  const sizes = [...new Set([...usageWas.hours.keys(), ...usageIs.hours.keys()])];
  return sizes
    .map((size) => ({ size, was: usageWas.hours.get(size) ?? 0, is: usageIs.hours.get(size) ?? 0 }))
    .filter(({ was, is }) => was !== is)
    .map(({ size, was, is }): Cell[] => [
      ["~", "yellow"],
      `hours at ${size}`,
      `${formatHours(was)} → ${formatHours(is)}`,
      [`${is > was ? "+" : "-"}${formatHours(Math.abs(is - was))}`, "gray"],
    ]);
}

/** What one cluster costs, before and after. A schedule that was or is not there costs nothing that anybody could tell. */
function costRows(diff: ScheduleDiff, prices: Prices): Cell[][] {
  const { was, is, unpriced } = costsOf(diff, prices);
  if (unpriced.length > 0)
    return [[["!", "yellow"], "no costs", `${prices.file} has no price for ${unpriced.join(", ")}`]];
  const money = (cost: number | null) => (cost === null ? "none" : formatMoney(cost, prices.currency));
  if (was === null || is === null) return [[["~", "yellow"], "cost per cluster", `${money(was)} → ${money(is)}`]];
  const change = `${is < was ? "-" : "+"}${formatMoney(Math.abs(is - was), prices.currency)}`;
  return [[["~", "yellow"], "cost per cluster", `${money(was)} → ${money(is)}`, [change, "gray"]]];
}

function costsJson(diff: ScheduleDiff, prices: Prices): unknown {
  const { was, is, unpriced } = costsOf(diff, prices);
  const change = was === null || is === null ? null : cents(is - was);
  return {
    currency: prices.currency,
    was: was === null ? null : cents(was),
    is: is === null ? null : cents(is),
    change,
    unpriced,
  };
}

function countOf(boundaries: number): string {
  return `${boundaries} ${boundaries === 1 ? "boundary" : "boundaries"}`;
}

function summaryOf(diffs: readonly ScheduleDiff[]): string {
  const count = (of: "added" | "removed" | "changed") => diffs.reduce((sum, diff) => sum + diff[of].length, 0);
  const differs = diffs.filter(({ status }) => status !== "same").length;
  if (differs === 0) return "No differences.";
  return `${differs} of ${diffs.length} schedules changed; boundaries: ${count("added")} added, ${count("removed")} removed, ${count("changed")} changed.`;
}

/** Instants are ISO 8601 in UTC, targets as the documents write them. */
export function diffJson(was: Plan, is: Plan, diffs: readonly ScheduleDiff[], prices: Prices | null): unknown {
  const old = boundaryJson(asWritten(was.source).targetOf);
  const current = boundaryJson(asWritten(is.source).targetOf);
  return {
    was: was.source.file,
    is: is.source.file,
    from: isoOf(is.from),
    until: isoOf(is.until),
    schedules: diffs.map((diff) => ({
      schedule: diff.schedule,
      status: diff.status,
      clusters: diff.clusters,
      mode: diff.mode,
      atStart: diff.atStart,
      added: diff.added.map(current),
      removed: diff.removed.map(old),
      changed: diff.changed.map((change) => ({ was: old(change.was), is: current(change.is) })),
      unchanged: diff.unchanged,
      hours: { was: hoursJson(diff.usageWas), is: hoursJson(diff.usageIs) },
      ...(prices !== null && { costs: costsJson(diff, prices) }),
    })),
    ...findingsJson(findingsOf(is)),
    ...basisJson(prices, usagesOf(diffs)),
  };
}

function boundaryJson(targetOf: (target: Target) => unknown) {
  return ({ at, window, before, after }: Boundary) => ({
    at: isoOf(at),
    window,
    before: targetOf(before),
    after: targetOf(after),
  });
}

function hoursJson(usage: Usage | null): unknown {
  return usage && Object.fromEntries(usage.hours);
}
