import { formatInstant } from "../cluster/instant";
import { didYouMean } from "../schedule/document/guess";
import { warningsOf } from "../schedule/document/warnings";
import type { ClusterSelector, Schedule, Target } from "../schedule/model";
import { exactNames, matchSelector, selects } from "../schedule/selectors";
import { describeTarget } from "../schedule/target";
import { MS_PER_DAY } from "../schedule/time-units";
import { boundariesBetween } from "../schedule/windows/boundaries";
import { scheduleReport } from "./report/make-report";
import type { ScheduleReport } from "./report/report";
import { readArguments } from "./run/arguments";
import { ConfigError } from "./run/config-error";
import { nearestMinute } from "./run/minute";
import type { Ports } from "./run/ports";
import { readSchedule } from "./run/settings";

const defaultDays = 35;

type PreviewedSelector = string | Exclude<ClusterSelector, { name: string }>;

export interface PreviewedBoundary {
  readonly at: string;
  readonly schedule: string;
  /** The selectors as they are written in the schedule. */
  readonly clusters: readonly PreviewedSelector[];
  readonly window: string | null;
  readonly before: Target;
  readonly after: Target;
  readonly says: string;
}

export interface Preview {
  readonly from: string;
  readonly until: string;
  readonly schedule: ScheduleReport;
  readonly boundaries: readonly PreviewedBoundary[];
  readonly warnings: readonly string[];
}

/**
 * Lists the boundaries ahead without calling Atlas, for 35 days unless told otherwise. `cluster` keeps the schedules
 * that select it by name or glob.
 */
export async function preview(ports: Ports, argument: unknown): Promise<Preview> {
  const { days, cluster } = readArguments(argument, { days: "days", cluster: "text" } as const);
  const { document, source } = readSchedule(ports);
  const fromMs = nearestMinute(ports.nowMs());
  const untilMs = fromMs + (days ?? defaultDays) * MS_PER_DAY;
  const boundaries: PreviewedBoundary[] = [];
  for (const schedule of schedulesOf(document.schedules, cluster)) {
    boundaries.push(...previewOf(schedule, fromMs, untilMs));
  }
  return {
    from: formatInstant(fromMs),
    until: formatInstant(untilMs),
    schedule: scheduleReport(source),
    boundaries: boundaries.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
    warnings: warningsOf(document, fromMs).map(({ path, message }) => `${path}: ${message}`),
  };
}

function schedulesOf(schedules: readonly Schedule[], cluster: string | undefined): readonly Schedule[] {
  if (cluster === undefined) return schedules;
  const named = { name: cluster, tags: {} };
  const chosen = schedules.filter(({ clusters }) =>
    clusters.some((selector) => needsNameAlone(selector) && selects(selector, named)),
  );
  if (chosen.length > 0) return chosen;
  const guess = didYouMean(cluster, namesIn(schedules));
  const message = `no schedule selects "${cluster}" by name or glob${guess}`;
  throw new ConfigError([{ path: "argument.cluster", message }]);
}

/** Which tags a cluster has only Atlas can tell, and `preview` does not ask it. */
function needsNameAlone(selector: ClusterSelector): boolean {
  return matchSelector(selector, { name: () => true, glob: () => true, tags: () => false });
}

function namesIn(schedules: readonly Schedule[]): string[] {
  const names: string[] = [];
  for (const schedule of schedules) names.push(...exactNames(schedule));
  return names;
}

function previewOf(schedule: Schedule, fromMs: number, untilMs: number): PreviewedBoundary[] {
  return boundariesBetween(schedule, fromMs, untilMs).map(({ at, window, before, after }) => ({
    at: formatInstant(at),
    schedule: schedule.name,
    clusters: schedule.clusters.map(asWritten),
    window,
    before,
    after,
    says: `${schedule.name}: ${describeTarget(before)} to ${describeTarget(after)}${window === null ? "" : ` (${window})`}`,
  }));
}

function asWritten(selector: ClusterSelector): PreviewedSelector {
  return matchSelector<PreviewedSelector>(selector, {
    name: (name) => name,
    glob: (glob) => ({ glob }),
    tags: (tags) => ({ tags }),
  });
}
