/** The plan in a terminal; the text is the same with and without colour. */

import { utc, zoneDataVersion } from "../../../src/schedule/calendar/zone";
import { describeTarget, sizeOf } from "../../../src/schedule/target";
import type { Paint, Style } from "../../lib/paint";
import { describeSelection } from "../../lib/planning/clusters";
import { findingsOf } from "../../lib/planning/findings";
import { formatHours, formatShare } from "../../lib/planning/format";
import { hoursOf, type Reckoning, totalOf } from "../../lib/planning/hours";
import { formatLength, localMinute, utcMinute } from "../../lib/planning/local-time";
import { basisOf, usageOf } from "../../lib/planning/money/money";
import { boundariesInOrder, type Plan, type PlannedSchedule } from "../../lib/planning/schedule";
import { alignColumns, type Cell } from "../../lib/table";
import { type Looks, looksOf } from "../../lib/timeline/looks";
import { monthLayout, monthTimeline } from "../../lib/timeline/months";
import { type Terminal, timelineLegend } from "../../lib/timeline/paint-cells";
import {
  describeBasis,
  describeConflicts,
  describeIssue,
  describeMode,
  describeSavings,
  describeSpan,
  describeStart,
} from "./words";

const barLength = 30;

export function printPlan(plan: Plan, reckoning: Reckoning, terminal: Terminal): string {
  const { paint } = terminal;
  const looks = looksOf(plan.schedules.flatMap((planned) => [...hoursOf(planned).keys()]));
  const findings = findingsOf(plan);
  const heading = (text: string) => ["", paint("bold", text)];
  const listed = (lines: readonly string[], style: Style) =>
    lines.length === 0 ? ["  none"] : lines.map((line) => `  ${paint(style, "!")} ${line}`);
  return `${[
    ...titleOf(plan, paint),
    ...heading("Schedules"),
    ...schedulesTable(plan, paint),
    ...heading("Boundaries"),
    ...boundariesTable(plan, looks, paint),
    ...heading("Conflicts"),
    ...listed(describeConflicts(findings), "yellow"),
    ...heading("Warnings"),
    ...listed(findings.warnings.map(describeIssue), "yellow"),
    ...heading("Months"),
    ...plan.schedules.flatMap((planned) => strip(planned, looks, terminal)),
    ...timelineLegend(looks, monthLayout(terminal).cellsPerDay, "the schedule's time zone", paint),
    ...heading("Hours of each cluster"),
    ...hoursTable(plan, looks, reckoning, paint),
    ...basisLines(plan, reckoning, paint),
  ].join("\n")}\n`;
}

function titleOf({ source, from, until }: Plan, paint: Paint): string[] {
  return [paint("bold", source.file), paint("gray", `${describeSpan(from, until)}; time zone data ${zoneDataVersion}`)];
}

function schedulesTable(plan: Plan, paint: Paint): string[] {
  const rows = plan.schedules.map((planned): Cell[] => [
    [planned.schedule.name, "bold"],
    describeSelection(planned.schedule),
    planned.schedule.timezone,
    describeStart(planned),
    [describeMode(planned), "yellow"],
  ]);
  return alignColumns(rows, paint);
}

function boundariesTable(plan: Plan, looks: Looks, paint: Paint): string[] {
  const nextAt = lastsUntil(plan);
  const found = boundariesInOrder(plan);
  if (found.length === 0) return ["  none: no target changes in this time"];
  const zones = [...new Set(plan.schedules.map(({ schedule }) => schedule.timezone))];
  const [zone = utc.name, ...otherZones] = zones;
  const localHeader = otherZones.length > 0 ? ["schedule's time zone"] : zone === utc.name ? [] : [zone];
  const header = ["UTC", ...localHeader, "schedule", "from", "", "to", "window"];
  const widest = widestTarget(plan);
  const rows = found.map(({ schedule, boundary }): Cell[] => {
    const { at, before, after, window } = boundary;
    const until = nextAt.get(boundary);
    return [
      utcMinute(at),
      ...localHeader.map(() => localMinute(at, schedule.zone)),
      schedule.name,
      describeTarget(before).padStart(widest),
      "→",
      [describeTarget(after), looks.get(sizeOf(after))?.style ?? "reset"],
      window ?? "baseline",
      until === undefined ? "" : [`for ${formatLength(until - at)}`, "gray"],
    ];
  });
  return alignColumns([header.map((text): Cell => [text, "gray"]), ...rows], paint);
}

function widestTarget({ schedules }: Plan): number {
  const targets = schedules.flatMap(({ boundaries }) => boundaries.map(({ before }) => before));
  return [...new Set(targets)].reduce((widest, target) => Math.max(widest, describeTarget(target).length), 0);
}

/** For each boundary the time of the next one in its schedule. */
function lastsUntil({ schedules }: Plan): ReadonlyMap<object, number> {
  const found = new Map<object, number>();
  for (const { boundaries } of schedules) {
    boundaries.forEach((boundary, index) => {
      const next = boundaries[index + 1];
      if (next) found.set(boundary, next.at);
    });
  }
  return found;
}

function strip({ schedule, stretches }: PlannedSchedule, looks: Looks, terminal: Terminal): string[] {
  const sizes = stretches.map(({ from, until, target }) => ({ from, until, size: sizeOf(target) }));
  return [
    `  ${schedule.name}${schedule.timezone === utc.name ? "" : terminal.paint("gray", `, ${schedule.timezone}`)}`,
    ...monthTimeline(sizes, schedule.zone, looks, terminal),
    "",
  ];
}

function hoursTable({ schedules }: Plan, looks: Looks, reckoning: Reckoning, paint: Paint): string[] {
  const groups = schedules.map((planned) => hoursRows(planned, looks));
  const lines = alignColumns(groups.flat(), paint);
  return schedules.flatMap((planned, index) => {
    const saved = describeSavings(planned, reckoning).map((line) => `    ${paint("green", line)}`);
    return [...lines.splice(0, groups[index]?.length ?? 0), ...saved];
  });
}

function basisLines({ schedules }: Plan, { prices }: Reckoning, paint: Paint): string[] {
  if (prices === null) return [];
  return describeBasis(basisOf(prices, schedules.map(usageOf))).map((line) => paint("gray", `  ${line}`));
}

function hoursRows(planned: PlannedSchedule, looks: Looks): Cell[][] {
  const hours = hoursOf(planned);
  const total = totalOf(hours);
  return [...hours].map(([size, spent], index): Cell[] => [
    index === 0 ? [planned.schedule.name, "bold"] : "",
    size,
    `${formatHours(spent)} h`.padStart(`${formatHours(total)}.00 h`.length),
    formatShare(spent, total).padStart("100.0%".length),
    ["█".repeat(Math.ceil((spent / total) * barLength)), looks.get(size)?.style ?? "reset"],
  ]);
}
