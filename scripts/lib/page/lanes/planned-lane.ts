/** A planned schedule as a lane. */
import type { Lane, Mark } from "../../../../src/local/console/lanes/model";
import { sizeOf } from "../../../../src/schedule/target";
import type { PlannedSchedule } from "../../planning/schedule";

export function plannedLane({ schedule, stretches }: PlannedSchedule, marks: readonly Mark[] = []): Lane {
  return {
    key: schedule.name,
    label: schedule.name,
    zone: schedule.timezone,
    planned: stretches.map(({ from, until, target, window }) => ({ from, until, size: sizeOf(target), window })),
    actual: [],
    marks,
  };
}
