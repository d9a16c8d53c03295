/** The lanes of two plans, a pair for each schedule, and below each pair where in time they differ. */
import type { Axis, Lane } from "../../../../src/local/console/lanes/model";
import { type Html, html } from "../../../lib/page/html";
import { differenceStrip } from "../../../lib/page/lanes/difference-strip";
import { lanesByMonth, zoneNamed } from "../../../lib/page/lanes/lanes-by-month";
import type { FigureRow } from "../../../lib/page/lanes/lanes-figure";
import { plannedLane } from "../../../lib/page/lanes/planned-lane";
import type { ScheduleDiff } from "../../../lib/planning/diff";
import type { Findings } from "../../../lib/planning/findings";
import type { Plan } from "../../../lib/planning/schedule";
import { laneHeading } from "./lanes";
import { marksOf } from "./marks";

interface ComparedPlans {
  readonly was: Plan;
  readonly is: Plan;
  readonly diffs: readonly ScheduleDiff[];
  /** Of the plan as it is. */
  readonly findings: Findings;
  readonly now: number;
}

export function diffLanes(plans: ComparedPlans): Html {
  const { is, diffs, now } = plans;
  return lanesByMonth({
    label: "Schedules before and after",
    axis: { from: is.from, until: is.until, now },
    zone: zoneNamed(is.source.document.timezone),
    rows: diffs.flatMap(({ schedule }) => pairOf(schedule, plans)),
  });
}

function pairOf(name: string, { was, is, findings }: ComparedPlans): FigureRow[] {
  const before = was.schedules.find(({ schedule }) => schedule.name === name);
  const index = is.schedules.findIndex(({ schedule }) => schedule.name === name);
  const after = is.schedules[index];
  const zone = (after ?? before)?.schedule.zone;
  if (zone === undefined) return [];
  const oldLane = before === undefined ? emptyLane(name) : plannedLane(before);
  const newLane = after === undefined ? emptyLane(name) : plannedLane(after, marksOf(after, index, findings));
  const strip = (axis: Axis) => differenceStrip(oldLane, newLane, axis);
  return [
    { lane: { ...oldLane, label: `${name}, before` }, zone, heading: headingOf("Before", name, before, []) },
    {
      lane: { ...newLane, label: `${name}, after` },
      zone,
      heading: headingOf("After", name, after, findings.shadowings),
      below: strip,
    },
  ];
}

function emptyLane(name: string): Lane {
  return { key: name, label: name, zone: "UTC", planned: [], actual: [], marks: [] };
}

function headingOf(
  when: "Before" | "After",
  name: string,
  planned: Plan["schedules"][number] | undefined,
  shadowings: Findings["shadowings"],
): Html {
  if (planned === undefined) return html`${when}: <strong>${name}</strong> <span class="quiet">no such schedule</span>`;
  return html`${when}: ${laneHeading(planned, shadowings)}`;
}
