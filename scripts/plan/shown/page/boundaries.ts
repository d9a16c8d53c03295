/** Every boundary of a plan as a row that can be sorted and searched. */
import type { Boundary, Schedule } from "../../../../src/schedule/model";
import { describeTarget } from "../../../../src/schedule/target";
import { dataTable } from "../../../lib/page/data-table";
import { type Html, html } from "../../../lib/page/html";
import { formatLength, localMinute, utcMinute } from "../../../lib/planning/local-time";
import { boundariesInOrder, type Plan } from "../../../lib/planning/schedule";

export function boundariesTable(plan: Plan): Html {
  const found = boundariesInOrder(plan);
  if (found.length === 0) return html`<p>None: no target changes in this time.</p>`;
  const nextAt = nextBoundaries(plan);
  return dataTable({
    label: "Boundaries",
    columns: [
      { title: "UTC" },
      { title: "In the schedule's zone" },
      { title: "Schedule" },
      { title: "From" },
      { title: "To" },
      { title: "Window" },
      { title: "Lasts", isNumber: true },
    ],
    rows: found.map(({ schedule, boundary }) =>
      rowOf(schedule, boundary, nextAt.get(boundary) ?? plan.until, plan.until),
    ),
    isFiltered: true,
  });
}

function rowOf(schedule: Schedule, { at, before, after, window }: Boundary, until: number, end: number) {
  const lasts = formatLength(until - at);
  return [
    { shown: utcMinute(at), rank: at },
    { shown: `${localMinute(at, schedule.zone)} ${schedule.timezone}`, rank: at },
    schedule.name,
    describeTarget(before),
    describeTarget(after),
    window ?? "baseline",
    { shown: until === end ? `${lasts} or longer` : lasts, rank: until - at },
  ];
}

/** For each boundary the instant of the next one of its schedule. */
function nextBoundaries({ schedules }: Plan): ReadonlyMap<Boundary, number> {
  const next = new Map<Boundary, number>();
  for (const { boundaries } of schedules) {
    boundaries.forEach((boundary, index) => {
      const after = boundaries[index + 1];
      if (after !== undefined) next.set(boundary, after.at);
    });
  }
  return next;
}
