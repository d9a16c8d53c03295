/** What a schedule document means over a span of time. Instants are epoch milliseconds. */

import type { Boundary, Schedule, Target } from "../../../src/schedule/model";
import { boundariesBetween } from "../../../src/schedule/windows/boundaries";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { UsageError } from "../command";
import type { DocumentFile } from "../schedule-documents";

/** A time in which the target stays the same: from <= t < until. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly target: Target;
  /** Name of the window the target comes from; null: the baseline. */
  readonly window: string | null;
}

export interface PlannedSchedule {
  readonly schedule: Schedule;
  /** from <= at < until, ascending. */
  readonly boundaries: readonly Boundary[];
  /** The stretches cover [from, until) without a gap; a new one begins at each boundary. */
  readonly stretches: readonly Stretch[];
  /** The boundary since which the first target holds; null: there is none within the time zone data. */
  readonly since: number | null;
}

export interface Plan {
  readonly source: DocumentFile;
  readonly from: number;
  readonly until: number;
  readonly schedules: readonly PlannedSchedule[];
}

/** The document's schedules in their order. Throws `ScheduleError` where the zone data does not reach. */
export function planDocument(source: DocumentFile, from: number, until: number): Plan {
  const schedules = source.document.schedules.map((schedule) => planSchedule(schedule, from, until));
  return { source, from, until, schedules };
}

/** Hourly windows of ten years have fewer; what is printed of more would be no use to anybody. */
const MOST_BOUNDARIES = 200_000;

export function planSchedule(schedule: Schedule, from: number, until: number): PlannedSchedule {
  const boundaries = boundariesBetween(schedule, from, until, MOST_BOUNDARIES + 1);
  if (boundaries.length > MOST_BOUNDARIES) {
    throw new UsageError(
      `schedule ${schedule.name} has more than ${MOST_BOUNDARIES} boundaries in this time: choose an earlier --until`,
    );
  }
  const { target, since } = desiredAt(schedule, from);
  const window = desiredAt(schedule, since ?? from).window;
  const stretches: Stretch[] = [];
  let open = { from, target, window };
  for (const { at, after, window: opens } of boundaries) {
    if (at > from) stretches.push({ ...open, until: at });
    open = { from: at, target: after, window: opens };
  }
  stretches.push({ ...open, until });
  return { schedule, boundaries, stretches, since };
}

/** Every boundary of the plan in the order of time; of one instant, in the order of the document. */
export function boundariesInOrder(plan: Plan): { readonly schedule: Schedule; readonly boundary: Boundary }[] {
  return plan.schedules
    .flatMap(({ schedule, boundaries }) => boundaries.map((boundary) => ({ schedule, boundary })))
    .sort((one, other) => one.boundary.at - other.boundary.at);
}
