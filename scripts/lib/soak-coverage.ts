/** How much of what may happen the generated cases let happen, and the least that they must. */

import type { Figures } from "./soak-figures";

/** Share of months in which it must happen on the average, at least: by section and name of the figures. */
const floors: readonly (readonly [section: keyof Figures, what: string, perMonth: number])[] = [
  ["firings", "lost", 4],
  ["firings", "late", 4],
  ["firings", "doubled", 3],
  ["firings", "overlapping", 3],
  ["runs", "reconcile aborted", 0.3],
  ["runs", "reconcile failed", 3],
  ["runs", "scaleUp completed", 0.1],
  ["runs", "scaleDown completed", 0.1],
  ["httpFaults", "latency", 2],
  ["httpFaults", "status", 4],
  ["httpFaults", "reset", 1],
  ["httpFaults", "truncate", 0.5],
  ["httpFaults", "expire-tokens", 0.3],
  ["refusals", "OUT_OF_CAPACITY", 0.1],
  ["refusals", "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER", 0.1],
  ["refusals", "OPERATION_INVALID_MEMBER_REPLICATION_LAG", 0.1],
  ["happenings", "resize", 1],
  ["happenings", "pause", 0.2],
  ["happenings", "relabel", 0.2],
  ["happenings", "hold", 0.3],
  ["happenings", "auto-scale", 0.05],
  ["happenings", "pace", 0.3],
  ["happenings", "edit", 0.3],
  ["happenings", "take-over", 0.2],
  ["decisions", "held changed-by-hand", 0.5],
  ["decisions", "held by-tag", 0.3],
  ["decisions", "wait busy", 0.3],
  ["decisions", "skip paused-by-hand", 0.1],
  ["decisions", "resize accepted", 4],
  ["decisions", "pause accepted", 0.5],
  ["decisions", "resume accepted", 0.5],
  ["decisions", "resize waits", 0.03],
  ["shapes", "sharded", 0.1],
  ["shapes", "several regions", 0.2],
  ["shapes", "auto-scaled", 0.1],
  ["shapes", "analytics", 0.1],
  ["shapes", "pausing", 0.2],
  ["shapes", "unfit", 0.05],
  ["shapes", "service-account", 0.2],
  ["shapes", "drift correct", 0.2],
];

/** Fewer months say little about a share. */
export const monthsForCoverage = 40;

/** What fell short, in words; "held changed-by-hand: 3 in 40 months, at least 20 are meant". */
export function lacksOf(figures: Figures): readonly string[] {
  return floors.flatMap(([section, what, perMonth]) => {
    const counts = figures[section];
    const found = typeof counts === "number" ? counts : (counts[what] ?? 0);
    const wanted = perMonth * figures.months;
    return found >= wanted ? [] : [`${what}: ${found} in ${figures.months} months, at least ${wanted} are meant`];
  });
}
