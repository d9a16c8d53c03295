/** The plan as an iCalendar file (RFC 5545). */

import ical, { ICalEventBusyStatus, ICalEventTransparency } from "ical-generator";
import { utc } from "../../../src/schedule/calendar/zone";
import type { Schedule } from "../../../src/schedule/model";
import { describeTarget } from "../../../src/schedule/target";
import { MS_PER_MINUTE } from "../../../src/schedule/time-units";
import { boundariesFrom } from "../../../src/schedule/windows/boundaries";
import { coverageOf } from "../../../src/schedule/windows/coverage";
import { desiredAt } from "../../../src/schedule/windows/desired";
import { describeClusters } from "../../lib/planning/clusters";
import { localMinute, utcMinute } from "../../lib/planning/local-time";
import type { Plan, PlannedSchedule, Stretch } from "../../lib/planning/schedule";

/**
 * One event for each time that a window is in effect, in UTC, whole even where the plan cuts it. What stays the same in the
 * schedule stays the same in the file: identifiers come from schedule, window and start, and no clock is read.
 */
export function planCalendar(plan: Plan): string {
  const calendar = ical({
    name: "Atlas Cluster Scheduler",
    prodId: { company: "atlas-cluster-scheduler", product: "plan", language: "EN" },
  });
  for (const planned of plan.schedules.filter(({ schedule }) => schedule.mode !== "off")) {
    for (const stretch of decidedByWindows(planned)) calendar.createEvent(eventOf(planned, stretch));
  }
  return `${calendar.toString()}\r\n`;
}

interface WindowStretch extends Stretch {
  readonly window: string;
  /** false: it began before the time zone data does, and `from` is only where the plan cuts it. */
  readonly hasStart: boolean;
}

function decidedByWindows(planned: PlannedSchedule): WindowStretch[] {
  return planned.stretches
    .map((stretch, index) => uncut(planned, stretch, index))
    .filter((stretch): stretch is WindowStretch => stretch.window !== null);
}

/** The stretch with the parts of it that lie before and after the plan. */
function uncut({ schedule, stretches, since }: PlannedSchedule, stretch: Stretch, index: number) {
  const from = (index === 0 ? since : null) ?? stretch.from;
  const begun = { ...stretch, from, hasStart: index > 0 || since !== null };
  if (index < stretches.length - 1) return begun;
  return { ...begun, until: boundaryAtOrAfter(schedule, stretch.until) ?? stretch.until };
}

/** null: none within the time zone data. */
function boundaryAtOrAfter(schedule: Schedule, ms: number): number | null {
  const minute = Math.ceil(ms / MS_PER_MINUTE);
  if (minute >= coverageOf(schedule).until) return null;
  return boundariesFrom(schedule, (minute - 1) * MS_PER_MINUTE, 1)[0]?.at ?? null;
}

function targetAt(schedule: Schedule, ms: number): string {
  const { from, until } = coverageOf(schedule);
  const minute = Math.floor(ms / MS_PER_MINUTE);
  return minute >= from && minute < until
    ? describeTarget(desiredAt(schedule, ms).target)
    : "unknown, the time zone data ends here";
}

function eventOf({ schedule }: PlannedSchedule, { from, until, target, window, hasStart }: WindowStretch) {
  const isTrial = schedule.mode === "report";
  return {
    id: `${schedule.name}.${window}.${hasStart ? stampOf(from) : "always"}@atlas-cluster-scheduler`,
    start: new Date(from),
    end: new Date(until),
    stamp: new Date(from),
    summary: `${schedule.name}: ${describeTarget(target)} (${window})${isTrial ? ", trial run" : ""}`,
    description: { plain: descriptionOf(schedule, from, until) },
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  };
}

function descriptionOf(schedule: Schedule, from: number, until: number): string {
  const { zone, timezone, projects } = schedule;
  return [
    `Clusters: ${describeClusters(schedule)}`,
    ...(projects.length > 0 ? [`Projects: ${projects.join(", ")}`] : []),
    ...(timezone === utc.name ? [] : [`${timezone}: ${localMinute(from, zone)} to ${localMinute(until, zone)}`]),
    `UTC: ${utcMinute(from)} to ${utcMinute(until)}`,
    `Before: ${targetAt(schedule, from - MS_PER_MINUTE)}`,
    `After: ${targetAt(schedule, until)}`,
  ].join("\n");
}

/** "20261201T120000Z". */
function stampOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
