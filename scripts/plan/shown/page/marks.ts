/** Conflicts and warnings of a plan, each where in time it is. */
import type { Mark } from "../../../../src/local/console/lanes/model";
import { describeTarget } from "../../../../src/schedule/target";
import type { Overlap } from "../../../lib/planning/conflicts";
import type { Findings } from "../../../lib/planning/findings";
import type { PlannedSchedule } from "../../../lib/planning/schedule";

/** `index`: the schedule's place in the document. What has no place in this time is left to the list of the page. */
export function marksOf(planned: PlannedSchedule, index: number, { overlaps, warnings }: Findings): Mark[] {
  const ofSchedule = overlaps.filter(({ schedule }) => schedule.name === planned.schedule.name);
  const warned = warnings.flatMap(({ path, message }): Mark[] => {
    const at = placeOf(path, planned, index);
    return at === null ? [] : [{ at, kind: "warning", says: message }];
  });
  return [...ofSchedule.flatMap(overlapMarks), ...warned];
}

function overlapMarks({ winner, loser, spans }: Overlap): Mark[] {
  const says = `windows ${winner.name} and ${loser.name} overlap: ${describeTarget(winner.target)} wins over ${describeTarget(loser.target)}, because ${winner.name} comes first in the list`;
  return spans.map(({ from, until }) => ({ at: from, until, kind: "conflict", says }));
}

/** The first time that the window which a path names is open; null: never in this plan, or the path names no window of this schedule. */
function placeOf(path: string, { schedule, stretches }: PlannedSchedule, index: number): number | null {
  const [, ofSchedule, ofWindow] = /^schedules\[(\d+)\]\.windows\[(\d+)\]/.exec(path) ?? [];
  if (ofWindow === undefined || Number(ofSchedule) !== index) return null;
  const name = schedule.windows[Number(ofWindow)]?.name;
  return stretches.find(({ window }) => window !== null && window === name)?.from ?? null;
}
