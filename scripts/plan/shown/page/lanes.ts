/** The lanes of a plan: one for each schedule, with its conflicts and warnings at their place. */
import type { Axis } from "../../../../src/local/console/lanes/model";
import { type Html, html } from "../../../lib/page/html";
import { lanesByMonth, zoneNamed } from "../../../lib/page/lanes/lanes-by-month";
import { plannedLane } from "../../../lib/page/lanes/planned-lane";
import { describeSelection } from "../../../lib/planning/clusters";
import type { Findings } from "../../../lib/planning/findings";
import { localMinute } from "../../../lib/planning/local-time";
import type { Plan, PlannedSchedule } from "../../../lib/planning/schedule";
import { describeMode, describeStart } from "../words";
import { marksOf } from "./marks";

export function planLanes(plan: Plan, findings: Findings, now: number): Html {
  const { from, until, schedules, source } = plan;
  const rows = schedules.map((planned, index) => ({
    lane: plannedLane(planned, marksOf(planned, index, findings)),
    zone: planned.schedule.zone,
    heading: laneHeading(planned, findings.shadowings),
    below: (axis: Axis) => (axis.from === from && axis.until === until ? laneFoot(planned, now) : null),
  }));
  const axis = { from, until, now };
  return lanesByMonth({ label: "Schedules", axis, zone: zoneNamed(source.document.timezone), rows });
}

/** A schedule whose clusters an earlier one owns says so: that conflict has no place in time. */
export function laneHeading(planned: PlannedSchedule, shadowings: Findings["shadowings"]): Html {
  const { schedule } = planned;
  const ignored = shadowings.filter(({ shadowed }) => shadowed.includes(schedule.name));
  const said = [
    describeMode(planned),
    ...ignored.map(({ cluster, owner }) => `ignored for ${cluster}, which follows schedule ${owner}`),
  ];
  return html`<strong>${schedule.name}</strong> <span class="quiet">${describeSelection(schedule)}; ${schedule.timezone}</span>
${said.filter((text) => text !== "").map((text) => html`<span class="warn">${text}</span> `)}`;
}

/** What holds when the plan begins, and what comes next. */
function laneFoot(planned: PlannedSchedule, now: number): Html {
  const next = planned.stretches.find(({ from }) => from > Math.max(now, planned.stretches[0]?.from ?? now));
  const then =
    next === undefined ? "no change in this time" : `next change ${localMinute(next.from, planned.schedule.zone)}`;
  return html`<p class="lanes-foot quiet">At the start ${describeStart(planned)}; ${then}.</p>`;
}
