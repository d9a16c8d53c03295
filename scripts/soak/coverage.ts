/** Whether the generated cases let enough of everything happen that can go wrong. */

import type { Figures } from "./figures";

/** The share of all months in which each of these must happen, by section and name of the figures. */
const floors: Readonly<Record<string, number>> = {
  "firings: lost": 0.7,
  "firings: late": 0.6,
  "firings: doubled": 0.6,
  "firings: overlapping": 0.6,
  "runs: reconcile failed": 0.4,
  "runs: scaleUp completed": 0.1,
  "runs: scaleDown completed": 0.1,
  "runs: status completed": 0.1,
  "runs: preview completed": 0.08,
  "httpFaults: latency": 0.28,
  "httpFaults: latency past the limit": 0.25,
  "httpFaults: 429": 0.25,
  "httpFaults: 429 with Retry-After": 0.28,
  "httpFaults: 500": 0.28,
  "httpFaults: 500 after": 0.25,
  "httpFaults: 502": 0.25,
  "httpFaults: 503": 0.28,
  "httpFaults: 504 after": 0.25,
  "httpFaults: reset": 0.25,
  "httpFaults: reset after": 0.25,
  "httpFaults: truncate": 0.25,
  "httpFaults: expire-tokens": 0.25,
  "patchFaults: 429": 0.02,
  "patchFaults: 429 with Retry-After": 0.03,
  "patchFaults: reset": 0.02,
  "patchFaults: applied all the same": 0.06,
  "refusals: OUT_OF_CAPACITY": 0.06,
  "refusals: CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER": 0.02,
  "refusals: OPERATION_INVALID_MEMBER_REPLICATION_LAG": 0.01,
  "refusals: CANNOT_UPDATE_PAUSED_CLUSTER": 0.04,
  "happenings: resize": 0.4,
  "happenings: pause": 0.15,
  "happenings: resume": 0.15,
  "happenings: relabel": 0.12,
  "happenings: hold": 0.25,
  "happenings: unhold": 0.12,
  "happenings: auto-scale": 0.05,
  "happenings: repair": 0.12,
  "happenings: outage": 0.3,
  "happenings: slow": 0.15,
  "happenings: stuck": 0.1,
  "happenings: edit": 0.12,
  "happenings: edit deployed": 0.1,
  "happenings: reconcile": 0.3,
  "happenings: take-over": 0.12,
  "happenings: take-over in a project": 0.06,
  "happenings: hold by for": 0.06,
  "happenings: hold by until": 0.06,
  "happenings: dry-run": 0.12,
  "happenings: look-ahead": 0.08,
  "happenings: tag": 0.12,
  "happenings: hold-misspelt": 0.06,
  "happenings: become": 0.2,
  "happenings: anonymous": 0.12,
  "happenings: rival": 0.06,
  "happenings: garble": 0.06,
  "happenings: outage of one project": 0.05,
  "happenings: outage of one cluster": 0.05,
  "happenings: outage without an answer": 0.12,
  "decisions: held changed-by-hand": 0.1,
  "decisions: held by-tag": 0.25,
  "decisions: wait busy": 0.06,
  "decisions: skip paused-by-hand": 0.15,
  "decisions: resize accepted": 0.6,
  "decisions: pause accepted": 0.18,
  "decisions: resume accepted": 0.16,
  "decisions: resize not-sent": 0.1,
  "failures: NO_ANSWER": 0.1,
  "failures: late": 0.1,
  "failures: mistaken-hold": 0.02,
  "failures: unreadable": 0.02,
  "failures: contested": 0.01,
  "failures: stuck": 0.01,
  "shapes: mixed": 0.05,
  "shapes: running": 0.03,
  "shapes: gen-2": 0.03,
  "shapes: lead": 0.2,
  "shapes: left-out disks reset": 0.3,
  "shapes: by hand seconds before a boundary": 0.15,
  "shapes: sharded": 0.2,
  "shapes: several regions": 0.18,
  "shapes: auto-scaled": 0.12,
  "shapes: scale-down off": 0.04,
  "shapes: analytics auto-scaled": 0.04,
  "shapes: analytics": 0.12,
  "shapes: pausing": 0.3,
  "shapes: unfit": 0.06,
  "shapes: new": 0.15,
  "shapes: bystanders": 0.3,
  "shapes: shadowed": 0.15,
  "shapes: short pages": 0.2,
  "shapes: for all projects": 0.2,
  "shapes: quiet": 0.06,
  "shapes: calendar": 0.35,
  "shapes: mode off": 0.08,
  "shapes: mode report": 0.1,
  "shapes: boundaries where clocks change": 0.05,
  "shapes: api-key": 0.35,
  "shapes: service-account": 0.35,
  "shapes: drift respect": 0.35,
  "shapes: drift correct": 0.35,
};

/** By chance a share is found this many deviations below its true value once in a hundred thousand times. */
const deviations = 4.3;
const likelihood = 1e-5;

/** In how many months something of this share must be found, if not even chance explains fewer; 0: the months are too few to tell. */
function leastOf(share: number, months: number): number {
  const mean = share * months;
  const least = Math.floor(mean - deviations * Math.sqrt(mean * (1 - share)));
  return Math.max(least, (1 - share) ** months < likelihood ? 1 : 0);
}

/** What happened too rarely, such as "decisions: held by-tag: in 1 of 60 months instead of 2 or more". Rare things need many months to tell. */
export function lacksOf({ months, seenIn }: Figures): readonly string[] {
  return Object.entries(floors).flatMap(([what, share]) => {
    const found = seenIn[what] ?? 0;
    const least = leastOf(share, months);
    return found >= least ? [] : [`${what}: in ${found} of ${months} months instead of ${least} or more`];
  });
}

/** Everything whose share is checked. */
export const watched: readonly string[] = Object.keys(floors);
