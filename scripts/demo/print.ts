import type { CarriedOut } from "./report";
import type { ClusterHours, DemoResult } from "./result";

/** "2026-12-01 12:00" in UTC. */
export function minuteOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}

/** For programs: every instant as ISO 8601 in UTC. */
export function demoJson(result: DemoResult): string {
  const instants = new Set(["from", "until", "at", "askedAt", "reachedAt"]);
  const isInstant = (key: string, value: unknown) => instants.has(key) && typeof value === "number";
  const text = (key: string, value: unknown) =>
    isInstant(key, value) ? new Date(value as number).toISOString() : value;
  return `${JSON.stringify(result, text, 2)}\n`;
}

/** Clusters that the text names one by one; more are counted. */
const clustersShown = 12;

export function printDemo(result: DemoResult): string {
  return `${[
    "",
    "Triggers (UTC)",
    ...result.triggers.map(({ name, schedule }) => `  ${schedule.padEnd(24)}${name}`),
    "",
    "Timeline (UTC)",
    ...timeline(result),
    "",
    "Boundaries",
    ...shown(result.boundaries.map(describeBoundary)),
    "",
    "Hours",
    ...shown(result.hours.map(describeHours)),
    "",
    ...failures(result),
    summary(result),
  ].join("\n")}\n`;
}

/** What fired and did something, what was asked of Atlas, and when the clusters got there, in the order of time. */
function timeline(result: DemoResult): string[] {
  const rows = [
    ...result.runs.notable.map(({ at, trigger, outcome }) => ({
      at,
      text: `trigger ${trigger} fires: run ${outcome}`,
    })),
    ...result.changes.map(({ at, cluster, asked }) => ({ at, text: `  PATCH ${cluster}: ${asked}, accepted` })),
    ...result.finished.map(({ at, cluster }) => ({ at, text: `  ${cluster} is there: every node done` })),
  ].sort((a, b) => a.at - b.at);
  return shown(rows.map(({ at, text }) => `  ${minuteOf(at)}  ${text}`));
}

/** What failed runs said, each text once. */
function failures({ runs }: DemoResult): string[] {
  const first = new Map<string, { at: number; count: number }>();
  for (const { at, outcome, says } of runs.notable) {
    if (outcome !== "failed") continue;
    const reason = reasonOf(says);
    first.set(reason, { at: first.get(reason)?.at ?? at, count: (first.get(reason)?.count ?? 0) + 1 });
  }
  if (first.size === 0) return [];
  const lines = [...first].map(
    ([reason, { at, count }]) => `  ${count} of them, first ${minuteOf(at)}:\n    ${reason}`,
  );
  return ["Failed runs", ...shown(lines), ""];
}

/** The failures of a message, without the summary ahead of them, which names the minute. */
function reasonOf(says: string): string {
  const lines = says.split("\n");
  return (lines.length > 1 ? lines.slice(1) : lines).join("\n    ");
}

function shown(lines: readonly string[]): string[] {
  const most = clustersShown * 4;
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `  … and ${lines.length - most} more`];
}

function describeBoundary({ at, cluster, window, from, to, askedAt, reachedAt, isMissed }: CarriedOut): string {
  const what = `  ${minuteOf(at)}  ${cluster}: ${from} to ${to}${window === null ? "" : ` (${window})`}`;
  if (askedAt === null) return `${what}: MISSED`;
  const asked = `asked after ${seconds(askedAt - at)}`;
  if (reachedAt !== null) return `${what}: ${asked}, there after ${minutes(reachedAt - at)}`;
  return `${what}: ${asked}, ${isMissed ? "MISSED: not there before the next boundary" : "in progress at the end"}`;
}

function seconds(ms: number): string {
  return ms < 90_000 ? `${Math.round(ms / 1000)} s` : minutes(ms);
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} min`;
}

function describeHours({ cluster, hoursByTier, largestTier, hoursSaved }: ClusterHours): string {
  const parts = Object.entries(hoursByTier).map(
    ([tier, hours]) => `${hours.toFixed(1)} h ${tier === "paused" ? tier : `at ${tier}`}`,
  );
  return `  ${cluster}: ${parts.join(", ")}; ${hoursSaved.toFixed(1)} h at ${largestTier} saved against staying there`;
}

function summary({ runs, requests, boundaries, missed, changes }: DemoResult): string {
  const carried = `${boundaries.length - missed} of ${boundaries.length} boundaries carried out`;
  return `${runs.total} runs (${runs.failed} failed), ${requests} HTTP exchanges, ${changes.length} changes; ${carried}.`;
}
