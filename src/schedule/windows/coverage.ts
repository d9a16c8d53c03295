/** A schedule can be evaluated at the instants that its zone's data covers. UTC needs no data, only an end to the search. */

import { FIRST_MINUTE, LAST_MINUTE } from "../calendar/occurrences";
import { utc, zoneDataEnd, zoneDataStart, zoneDataVersion } from "../calendar/zone";
import { type Schedule, ScheduleError } from "../model";
import { MS_PER_MINUTE } from "../time-units";

export interface Coverage {
  /** Covered are the minutes since the epoch with from <= minute < until. */
  readonly from: number;
  readonly until: number;
}

export function coverageOf({ timezone }: Pick<Schedule, "timezone">): Coverage {
  return timezone === utc.name
    ? { from: FIRST_MINUTE, until: LAST_MINUTE }
    : { from: zoneDataStart / MS_PER_MINUTE, until: zoneDataEnd / MS_PER_MINUTE };
}

/** Throws `ScheduleError` unless the schedule can be evaluated at `minute`. */
export function checkCovered(schedule: Schedule, minute: number): void {
  const { from, until } = coverageOf(schedule);
  if (minute >= from && minute < until) return;
  const remedy = minute >= until ? ": deploy a newer release" : "";
  throw new ScheduleError(
    `schedule ${schedule.name}: this release covers time zone ${schedule.timezone} from ${formatDay(from)} until ` +
      `${formatDay(until)} (IANA data ${zoneDataVersion}), which leaves out the time asked for${remedy}`,
  );
}

/** The day of a minute since the epoch: "2047-01-01". */
export function formatDay(minute: number): string {
  return new Date(minute * MS_PER_MINUTE).toISOString().slice(0, 10);
}
