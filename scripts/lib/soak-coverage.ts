/** How much of what may happen the generated cases let happen, and the least that they must. */

import type { Figures } from "./soak-figures";

/** Share of months in which it must happen on the average, at least: by section and name of the figures. */
const floors: readonly (readonly [section: keyof Figures, what: string, perMonth: number])[] = [
  ["firings", "lost", 10],
  ["firings", "late", 8],
  ["firings", "doubled", 6],
  ["firings", "overlapping", 6],
  ["runs", "reconcile aborted", 0.6],
  ["runs", "reconcile failed", 5],
  ["runs", "scaleUp completed", 0.1],
  ["runs", "scaleDown completed", 0.1],
  ["runs", "status completed", 0.1],
  ["runs", "preview completed", 0.1],
  ["httpFaults", "latency", 1],
  ["httpFaults", "latency past the limit", 0.4],
  ["httpFaults", "429", 0.5],
  ["httpFaults", "429 with Retry-After", 1],
  ["httpFaults", "500", 0.4],
  ["httpFaults", "500 after", 0.4],
  ["httpFaults", "502", 0.4],
  ["httpFaults", "503", 0.4],
  ["httpFaults", "504 after", 0.4],
  ["httpFaults", "reset", 0.4],
  ["httpFaults", "reset after", 0.4],
  ["httpFaults", "truncate", 0.4],
  ["httpFaults", "expire-tokens", 0.2],
  ["patchFaults", "429", 0.05],
  ["patchFaults", "429 with Retry-After", 0.05],
  ["patchFaults", "reset", 0.03],
  ["patchFaults", "applied all the same", 0.15],
  ["refusals", "OUT_OF_CAPACITY", 0.5],
  ["refusals", "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER", 0.05],
  ["refusals", "OPERATION_INVALID_MEMBER_REPLICATION_LAG", 0.03],
  ["refusals", "CANNOT_UPDATE_PAUSED_CLUSTER", 0.05],
  ["happenings", "resize", 0.6],
  ["happenings", "pause", 0.1],
  ["happenings", "resume", 0.1],
  ["happenings", "relabel", 0.1],
  ["happenings", "hold", 0.3],
  ["happenings", "unhold", 0.05],
  ["happenings", "auto-scale", 0.1],
  ["happenings", "repair", 0.1],
  ["happenings", "outage", 0.3],
  ["happenings", "slow", 0.1],
  ["happenings", "stuck", 0.1],
  ["happenings", "edit", 0.1],
  ["happenings", "edit deployed", 0.1],
  ["happenings", "reconcile", 0.5],
  ["happenings", "take-over", 0.15],
  ["happenings", "dry-run", 0.1],
  ["happenings", "look-ahead", 0.05],
  ["decisions", "held changed-by-hand", 0.5],
  ["decisions", "held by-tag", 1],
  ["decisions", "wait busy", 0.2],
  ["decisions", "skip paused-by-hand", 0.1],
  ["decisions", "resize accepted", 5],
  ["decisions", "pause accepted", 0.5],
  ["decisions", "resume accepted", 0.5],
  ["decisions", "resize not-sent", 0.3],
  ["shapes", "sharded", 0.1],
  ["shapes", "several regions", 0.1],
  ["shapes", "auto-scaled", 0.1],
  ["shapes", "scale-down off", 0.03],
  ["shapes", "analytics auto-scaled", 0.03],
  ["shapes", "analytics", 0.1],
  ["shapes", "pausing", 0.2],
  ["shapes", "unfit", 0.05],
  ["shapes", "new", 0.1],
  ["shapes", "bystanders", 0.2],
  ["shapes", "shadowed", 0.08],
  ["shapes", "short pages", 0.12],
  ["shapes", "quiet", 0.03],
  ["shapes", "calendar", 0.3],
  ["shapes", "mode off", 0.05],
  ["shapes", "mode report", 0.1],
  ["shapes", "boundaries where clocks change", 0.2],
  ["shapes", "api-key", 0.2],
  ["shapes", "service-account", 0.2],
  ["shapes", "drift respect", 0.2],
  ["shapes", "drift correct", 0.2],
];

/** Fewer months say little about a share; up to twice as many are allowed half of it. */
export const monthsForCoverage = 20;

/** What fell short, in words; "held changed-by-hand: 3 in 40 months, at least 20 are meant". */
export function lacksOf(figures: Figures): readonly string[] {
  const { months } = figures;
  if (months < monthsForCoverage) return [];
  return floors.flatMap(([section, what, perMonth]) => {
    const counts = figures[section];
    const found = typeof counts === "number" ? counts : (counts[what] ?? 0);
    if (perMonth * months < 2) return [];
    const wanted = Math.max(1, Math.floor(perMonth * months * (months < 2 * monthsForCoverage ? 0.5 : 1)));
    return found >= wanted ? [] : [`${what}: ${found} in ${months} months, at least ${wanted} are meant`];
  });
}
