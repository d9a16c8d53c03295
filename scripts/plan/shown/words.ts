/** The parts of a plan in words, for the terminal and for the page. */

import type { Issue } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import { clusterCount } from "../../lib/planning/clusters";
import type { Overlap, Shadowing } from "../../lib/planning/conflicts";
import type { Findings } from "../../lib/planning/findings";
import { formatHours, formatMoney, formatShare } from "../../lib/planning/format";
import { type Reckoning, totalOf } from "../../lib/planning/hours";
import { formatLength, localMinute, utcMinute } from "../../lib/planning/local-time";
import { type Basis, type Cost, usageOf } from "../../lib/planning/money/money";
import { type Costs, type Savings, savingsOf } from "../../lib/planning/money/savings";
import type { PlannedSchedule } from "../../lib/planning/schedule";
import { isOpenSize } from "../../lib/planning/sizes";

export function describeConflicts({ overlaps, shadowings }: Findings): string[] {
  return [...overlaps.map(describeOverlap), ...shadowings.map(describeShadowing)];
}

export function describeOverlap({ schedule, winner, loser, from, until, times, totalMs }: Overlap): string {
  const first = `${utcMinute(from)} to ${utcMinute(until)} UTC`;
  const when = times === 1 ? first : `${times} times, ${formatLength(totalMs)} in total, first ${first}`;
  const result = `${winner.name} comes first in the list, so ${describeTarget(winner.target)} wins over ${describeTarget(loser.target)}`;
  return `${schedule.name}: windows ${winner.name} and ${loser.name} overlap (${when}); ${result}`;
}

export function describeShadowing({ cluster, project, owner, shadowed }: Shadowing): string {
  const where = project === null ? "" : ` of project ${project}`;
  const ignored = shadowed.length === 1 ? `schedule ${shadowed[0]} is` : `schedules ${shadowed.join(", ")} are`;
  return `${cluster}${where} follows schedule ${owner}, the first that matches it; ${ignored} ignored`;
}

/** The time that a plan covers. */
export function describeSpan(from: number, until: number): string {
  return `${utcMinute(from)} to ${utcMinute(until)} UTC (${formatLength(until - from)})`;
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

/** What the schedule saves compared with a cluster that is always of one size, a line for each fact. */
export function describeSavings(planned: PlannedSchedule, reckoning: Reckoning): string[] {
  const usage = usageOf(planned);
  const savings = savingsOf(usage, reckoning);
  const { prices } = reckoning;
  const { against, hoursOpen, costs, unpriced } = savings;
  const isOn = planned.schedule.mode === "on";
  const saved = describeSavedHours(savings, totalOf(usage.hours));
  return [
    isOn ? saved : `if it were on: ${saved}`,
    ...(hoursOpen === 0 ? [] : [`${formatHours(hoursOpen)} h not counted, because the schedule leaves the size open`]),
    ...(costs === null ? [] : describeCosts(costs, against, clusterCount(planned.schedule))),
    ...(prices === null || unpriced.length === 0
      ? []
      : [`no costs: ${prices.file} has no price for ${unpriced.join(", ")}`]),
    ...(prices !== null && namesAnalyticsNodes(planned) ? ["analytics nodes are not included in the costs"] : []),
  ];
}

function describeSavedHours({ against, hoursSaved, hoursAbove, hoursOpen }: Savings, total: number): string {
  const above = hoursAbove === 0 ? "" : `; ${formatHours(hoursAbove)} h above ${against}`;
  if (hoursSaved === 0) {
    if (hoursOpen > 0) return `never below ${against} by the schedule, so nothing is certain to be saved${above}`;
    if (above !== "") return `never below ${against}, so nothing is saved${above}`;
    return isOpenSize(against) ? `always ${against}, so nothing is saved` : `always at ${against}, so nothing is saved`;
  }
  const saved = `${formatHours(hoursSaved)} of ${formatHours(total)} h`;
  const share = formatShare(hoursSaved, total);
  const avoided = isOpenSize(against) ? `${saved} paused (${share})` : `${saved} at ${against} avoided (${share})`;
  return `${avoided}, compared with a cluster that is always ${against}${above}`;
}

function describeCosts({ currency, cost, costAgainst }: Costs, against: string, clusters: number | null): string[] {
  const saved = Math.abs(costAgainst - cost.total);
  const share = costAgainst > 0 ? ` (${formatShare(saved, costAgainst)})` : "";
  const atSize = isOpenSize(against) ? `while ${against}` : `at ${against}`;
  const costs = `${formatMoney(cost.total, currency)} instead of ${formatMoney(costAgainst, currency)} ${atSize}`;
  const all =
    clusters !== null && clusters > 1 ? `, ${formatMoney(saved * clusters, currency)} for ${clusters} clusters` : "";
  const verb = cost.total > costAgainst ? "costs more by" : "saves";
  return [
    `cost per cluster: ${costs}; ${verb} ${formatMoney(saved, currency)}${share}${all}`,
    ...describeChanging(cost, currency),
  ];
}

function describeChanging({ changing }: Cost, currency: string): string[] {
  if (changing.hours === 0) return [];
  const [added, hours] = [formatMoney(changing.cost, currency), formatHours(changing.hours)];
  return [
    `${added} of that is for ${hours} h in which Atlas makes the cluster smaller or pauses it, at the larger size`,
  ];
}

/** What everything that is said of money takes for granted: said once, below the amounts. */
export function describeBasis({ file, minutesPerChange, lacksPausedStorage }: Basis): string[] {
  const storage = lacksPausedStorage ? `storage while paused (${file} has no price for paused), ` : "";
  return [
    `${file} is taken to give the price of one hour of a whole cluster at each size, with all its nodes`,
    `assumed: Atlas takes ${minutesPerChange} minutes for a change or a pause, and bills the larger size until it is done`,
    `not included: ${storage}disks larger than those of the tier, backup, data transfer, Search Nodes`,
  ];
}

function namesAnalyticsNodes({ stretches }: PlannedSchedule): boolean {
  return stretches.some(({ target }) => "analyticsTier" in target);
}
