/** A fleet of clusters that are as their schedules want them, under schedules whose cron lines are all different. */

import type { ClusterInput } from "../../src/local/admin-api/clusters/cluster-input";
import { describeCluster } from "../../src/local/admin-api/clusters/descriptions/description";
import { createAtlasState } from "../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../src/local/clock/stepped-clock";
import { parseDocument } from "../../src/schedule/document/parse";
import { exactNames } from "../../src/schedule/selectors";
import { isSizes } from "../../src/schedule/target";
import { desiredAt } from "../../src/schedule/windows/desired";

export const benchProject = "5e1ec444970199272441a214";
export const benchNowMs = Date.parse("2026-12-01T12:07Z");

const clustersPerPage = 500;
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"];

export interface Fleet {
  /** As it is written in the Value `schedule`. */
  readonly document: object;
  readonly lines: readonly string[];
  readonly clusters: readonly ClusterInput[];
}

/** Schedules of three windows each; every cron line is another (up to 520 schedules). */
export function aFleet(clusterCount: number, scheduleCount: number): Fleet {
  const lines: string[] = [];
  const perSchedule = Math.ceil(clusterCount / scheduleCount);
  const schedules = Array.from({ length: scheduleCount }, (_, index) => {
    const windows = ["M30", "M40", "M50"].map((tier, position) => {
      const number = index * 3 + position;
      // Starts at even minutes and ends at odd ones; minute, hour and day together come round after 1,560 windows.
      const start = `${(number * 2) % 60} ${(number * 5) % 24} ${1 + (number % 26)} * *`;
      const end = `${(number * 2 + 1) % 60} ${(number * 5 + 3) % 24} ${2 + (number % 26)} * *`;
      lines.push(start, end);
      return { name: `w${position}`, start, end, tier };
    });
    const names = Array.from({ length: perSchedule }, (_, position) => `c${index}-${position}`);
    const last = clusterCount - index * perSchedule;
    return {
      name: `s${index}`,
      clusters: names.slice(0, Math.max(last, 1)),
      timezone: zones[index % zones.length],
      baseline: { tier: "M10" },
      windows,
    };
  });
  const document = { timezone: "UTC", schedules };
  return { document, lines, clusters: clustersOf(document) };
}

function clustersOf(document: object): readonly ClusterInput[] {
  const parsed = parseDocument(document);
  if ("issues" in parsed) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return parsed.config.schedules.flatMap((schedule) => {
    const { target } = desiredAt(schedule, benchNowMs);
    const tier = (isSizes(target) ? target.tier : undefined) ?? "M10";
    return exactNames(schedule).map((name) => ({ name, tier }));
  });
}

/** The bodies of the list requests of one run, as local Atlas writes them: the last page may be empty. */
export function listPages({ clusters }: Fleet): readonly string[] {
  const state = createAtlasState({ clock: createSteppedClock({ startMs: benchNowMs }) });
  state.addProject({ id: benchProject });
  for (const cluster of clusters) state.addCluster(benchProject, cluster);
  const options = { apiUrl: "https://cloud.mongodb.com/api/atlas/v2", asRequested: false };
  const described = state.clustersOf(benchProject).map((cluster) => describeCluster(cluster, options));
  const pages = Array.from({ length: Math.max(1, Math.ceil(described.length / clustersPerPage)) }, (_, page) =>
    described.slice(page * clustersPerPage, (page + 1) * clustersPerPage),
  );
  return pages.map((results) => JSON.stringify({ links: [], results, totalCount: described.length }));
}
