/** The parts of a plan in words, for the terminal and for the page. */

import type { Issue } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import { clusterCount } from "../computed/clusters";
import { type Overlap, overlapsOf, type Shadowing, shadowingsOf } from "../computed/conflicts";
import { type Costs, hoursOf, type Savings, savingsOf, totalOf } from "../computed/hours";
import { formatLength, localMinute, utcMinute } from "../computed/local-time";
import type { Prices } from "../computed/prices";
import type { Plan, PlannedSchedule } from "../computed/schedule";
import { isOpenSize } from "../computed/sizes";

/** 802, 802.5, 0.33; with a comma for thousands. */
export function formatHours(hours: number): string {
  return hours.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

export function formatShare(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

export function formatMoney(amount: number, currency: string): string {
  return `${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
}

export function describeConflicts(plan: Plan): string[] {
  return [
    ...overlapsOf(plan).map(describeOverlap),
    ...shadowingsOf(plan.source.document.schedules).map(describeShadowing),
  ];
}

function describeOverlap({ schedule, winner, loser, from, until, times, totalMs }: Overlap): string {
  const first = `${utcMinute(from)} to ${utcMinute(until)} UTC`;
  const when = times === 1 ? first : `${times} times, ${formatLength(totalMs)} in total, first ${first}`;
  const result = `${winner.name} comes first in the list, so ${describeTarget(winner.target)} wins over ${describeTarget(loser.target)}`;
  return `${schedule.name}: windows ${winner.name} and ${loser.name} overlap (${when}); ${result}`;
}

function describeShadowing({ cluster, project, owner, shadowed }: Shadowing): string {
  const where = project === null ? "" : ` of project ${project}`;
  const ignored = shadowed.length === 1 ? `schedule ${shadowed[0]} is` : `schedules ${shadowed.join(", ")} are`;
  return `${cluster}${where} follows schedule ${owner}, the first that matches it; ${ignored} ignored`;
}

/** The time that a plan covers. */
export function describeSpan(from: number, until: number): string {
  return `${utcMinute(from)} to ${utcMinute(until)} UTC (${formatLength(until - from)})`;
}

/** What one cell of a strip of months shows. */
export function describeCell(cellsPerDay: number): string {
  const span = cellsPerDay === 1 ? "one day" : `${24 / cellsPerDay} hours`;
  return `each cell is ${span} in the schedule's time zone and shows the largest size within`;
}

export function describeIssue({ path, message }: Issue): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** What holds when the plan begins, and since when. */
export function describeStart({ schedule, stretches, since }: PlannedSchedule): string {
  const [first] = stretches;
  if (first === undefined) return "";
  const size = `${describeTarget(first.target)} (${first.window ?? "baseline"})`;
  return since === null ? `${size}, no earlier change` : `${size} since ${localMinute(since, schedule.zone)}`;
}

/** What is special about the schedule's mode; "" where it is on. */
export function describeMode({ schedule }: PlannedSchedule): string {
  if (schedule.mode === "off") return "off: nothing is done";
  return schedule.mode === "report" ? "trial run: decides and reports, but sends nothing" : "";
}

/** What the schedule saves compared with staying at the largest size, a line for each fact. */
export function describeSavings(planned: PlannedSchedule, prices: Prices | null): string[] {
  const hours = hoursOf(planned);
  const savings = savingsOf(hours, prices);
  const { largest, hoursOpen, costs, unpriced } = savings;
  const isOn = planned.schedule.mode === "on";
  const saved = describeSavedHours(savings, totalOf(hours));
  return [
    isOn ? saved : `if it were on: ${saved}`,
    ...(hoursOpen === 0 ? [] : [`${formatHours(hoursOpen)} h not counted, because the schedule leaves the size open`]),
    ...(costs === null ? [] : [describeCosts(costs, largest, clusterCount(planned.schedule))]),
    ...(prices === null || unpriced.length === 0
      ? []
      : [`no costs: ${prices.file} has no price for ${unpriced.join(", ")}`]),
    ...(prices !== null && namesAnalyticsNodes(planned) ? ["analytics nodes are not included in the costs"] : []),
  ];
}

function describeSavedHours({ largest, hoursSaved, hoursOpen }: Savings, total: number): string {
  if (hoursSaved === 0) {
    if (hoursOpen > 0) return `never below ${largest} by the schedule, so nothing is certain to be saved`;
    return isOpenSize(largest) ? `always ${largest}, so nothing is saved` : `always at ${largest}, so nothing is saved`;
  }
  const saved = `${formatHours(hoursSaved)} of ${formatHours(total)} h`;
  const share = formatShare(hoursSaved, total);
  return isOpenSize(largest) ? `${saved} paused (${share})` : `${saved} at ${largest} avoided (${share})`;
}

function describeCosts({ currency, cost, costAtLargest }: Costs, largest: string, clusters: number | null): string {
  const saved = costAtLargest - cost;
  const share = costAtLargest > 0 ? ` (${formatShare(saved, costAtLargest)})` : "";
  const atSize = isOpenSize(largest) ? `while ${largest}` : `at ${largest}`;
  const costs = `${formatMoney(cost, currency)} instead of ${formatMoney(costAtLargest, currency)} ${atSize}`;
  const all =
    clusters !== null && clusters > 1 ? `, ${formatMoney(saved * clusters, currency)} for ${clusters} clusters` : "";
  return `cost per cluster: ${costs}; saves ${formatMoney(saved, currency)}${share}${all}`;
}

function namesAnalyticsNodes({ stretches }: PlannedSchedule): boolean {
  return stretches.some(({ target }) => "analyticsTier" in target);
}
