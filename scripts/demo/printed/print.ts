import { MS_PER_MINUTE, MS_PER_SECOND } from "../../../src/schedule/time-units";
import { formatMoney } from "../../lib/planning/format";
import type { Prices } from "../../lib/planning/money/prices";
import type { CarriedOut } from "../carried-out";
import type { AcceptedChange } from "../changes";
import { type ClusterCost, costOfHours, describeCostBasis } from "../costs";
import { minuteOf } from "../instants";
import type { DemoResult } from "../result";
import { loadRows } from "../simulated-load";
import type { ClusterHours } from "../tier-hours";
import { failuresIn } from "../trigger-runs";

/** For programs: every instant as ISO 8601 in UTC. */
export function demoJson(result: DemoResult & { readonly report: string }): string {
  const instants = new Set(["from", "until", "at", "askedAt", "reachedAt"]);
  const isInstant = (key: string, value: unknown) => instants.has(key) && typeof value === "number";
  const text = (key: string, value: unknown) =>
    isInstant(key, value) ? new Date(value as number).toISOString() : value;
  return `${JSON.stringify(result, text, 2)}\n`;
}

/** Lines that each part of the text shows; the rest are counted. */
const linesShown = 48;

/** `sizes`: lines that show the sizes over time; `prices`: null where no costs are asked for. */
export function printDemo(result: DemoResult, sizes: readonly string[] = [], prices: Prices | null = null): string {
  return `${[
    "",
    "Triggers (UTC)",
    ...result.triggers.map(({ name, schedule }) => `  ${schedule.padEnd(24)}${name}`),
    "",
    "Timeline (UTC)",
    ...shown(timeline(result)),
    ...(result.simulated.comparisons.length === 0 ? [] : [`  ${result.simulated.about}`]),
    "",
    ...(sizes.length === 0 ? [] : [...sizes, ""]),
    "Boundaries (UTC)",
    ...shown(result.boundaries.map(describeBoundary)),
    "",
    "Hours",
    ...shown(result.hours.map(describeHours)),
    ...(prices === null ? [] : costLines(result.hours, prices)),
    "",
    ...failedRuns(result),
    summary(result),
  ].join("\n")}\n`;
}

/** The runs that did something, the changes they requested, and when the clusters were there, in the order of time. */
function timeline(result: DemoResult): string[] {
  const rows = [
    ...result.runs.notable.map(({ at, trigger, outcome }) => ({
      at,
      text: `trigger ${trigger} fired, run ${outcome}`,
    })),
    ...result.changes.map((change) => ({ at: change.at, text: `  ${describeChange(change)}` })),
    ...result.finished.map(({ at, cluster, to }) => ({ at, text: `  ${cluster} ${describeReached(to)}` })),
    ...loadRows(result.simulated),
  ].sort((a, b) => a.at - b.at);
  return rows.map(({ at, text }) => `  ${minuteOf(at)}  ${text}`);
}

/** "Cluster0: M10 → M50 requested". */
function describeChange({ cluster, from, to, bounds }: AcceptedChange): string {
  return `${cluster}: ${from} → ${to}${bounds === null ? "" : `, auto-scaling ${bounds}`} requested`;
}

function describeReached(to: string): string {
  return to === "paused" ? "is paused (all nodes)" : `reached ${to} (all nodes)`;
}

/** What failed runs reported, each text once. */
function failedRuns({ runs }: DemoResult): string[] {
  const found = new Map<string, { at: number; count: number }>();
  for (const { at, outcome, says } of runs.notable) {
    if (outcome !== "failed") continue;
    const reason = failuresIn(says).join("\n    ");
    found.set(reason, { at: found.get(reason)?.at ?? at, count: (found.get(reason)?.count ?? 0) + 1 });
  }
  if (found.size === 0) return [];
  const lines = [...found].map(
    ([reason, { at, count }]) => `  ${count} of them, the first at ${minuteOf(at)}:\n    ${reason}`,
  );
  return ["Failed runs (UTC)", ...shown(lines), ""];
}

function shown(lines: readonly string[]): string[] {
  if (lines.length <= linesShown) return [...lines];
  return [...lines.slice(0, linesShown), `  … and ${lines.length - linesShown} more`];
}

function describeBoundary({ at, cluster, window, from, to, askedAt, reachedAt, isMissed }: CarriedOut): string {
  const what = `  ${minuteOf(at)}  ${cluster}: ${from} to ${to}${window === null ? "" : ` (${window})`}`;
  if (askedAt === null && !isMissed) return `${what}: needed no request`;
  if (askedAt === null) return `${what}: MISSED, not requested within an hour`;
  const asked = `requested after ${seconds(askedAt - at)}`;
  if (reachedAt !== null) return `${what}: ${asked}, completed after ${minutes(reachedAt - at)}`;
  return `${what}: ${isMissed ? `MISSED, ${asked}, not completed before the next boundary` : `${asked}, still in progress`}`;
}

function seconds(ms: number): string {
  return ms < 1.5 * MS_PER_MINUTE ? `${Math.round(ms / MS_PER_SECOND)} s` : minutes(ms);
}

function minutes(ms: number): string {
  return `${Math.round(ms / MS_PER_MINUTE)} min`;
}

function describeHours({ cluster, hoursByTier, largestTier, hoursSaved, countsAnalytics }: ClusterHours): string {
  const parts = Object.entries(hoursByTier).map(
    ([tier, hours]) => `${formatHours(hours)} h ${tier === "paused" ? tier : `at ${tier}`}`,
  );
  const avoided = hoursSaved === 0 ? "" : `; ${formatHours(hoursSaved)} h at ${largestTier} avoided`;
  const shares = countsAnalytics ? " (shares of all nodes, analytics nodes included)" : "";
  return `  ${cluster}: ${parts.join(", ")}${avoided}${shares}`;
}

function costLines(hours: readonly ClusterHours[], prices: Prices): string[] {
  const costs = hours.map((ofCluster) => costOfHours(ofCluster, prices)).map(describeCost);
  return ["", "Cost", ...shown(costs), ...describeCostBasis(hours, prices).map((line) => `  ${line}`)];
}

function describeCost({ cluster, currency, cost, costAtLargest, unpriced }: ClusterCost): string {
  if (cost === null || costAtLargest === null) return `  ${cluster}: no cost, no price for ${unpriced.join(", ")}`;
  const [is, would] = [formatMoney(cost, currency), formatMoney(costAtLargest, currency)];
  return `  ${cluster}: ${is} instead of ${would} always at its largest tier`;
}

/** 130, 129.8: at most one digit after the point. */
function formatHours(hours: number): string {
  return String(Math.round(hours * 10) / 10);
}

function summary({ runs, requests, boundaries, missed, changes }: DemoResult): string {
  const carried = `${boundaries.length - missed} of ${boundaries.length} boundaries carried out`;
  return `${runs.total} runs (${runs.failed} failed), ${requests} HTTP requests, ${changes.length} changes; ${carried}.`;
}
