/** The plan as a standalone HTML page, without scripts and without anything loaded from elsewhere. */

import { zoneDataVersion } from "../../../src/schedule/calendar/zone";
import { describeTarget } from "../../../src/schedule/target";
import { describeSelection } from "../../lib/planning/clusters";
import { findingsOf } from "../../lib/planning/findings";
import { hoursOf, type Reckoning, totalOf } from "../../lib/planning/hours";
import { localMinute, utcMinute } from "../../lib/planning/local-time";
import { boundariesInOrder, type Plan, type PlannedSchedule } from "../../lib/planning/schedule";
import { type Look, looksOf } from "./looks";
import { monthStrips } from "./strip";
import {
  describeCell,
  describeConflicts,
  describeIssue,
  describeMode,
  describeSavings,
  describeSpan,
  describeStart,
  formatHours,
  formatShare,
} from "./words";

const mostMonths = 120;
const cellsPerDay = 4;

const css = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1d2733; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin-top: 2rem; } .quiet { color: #667; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem 1rem .15rem 0; white-space: nowrap; }
th { font-weight: normal; color: #667; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } .month { display: flex; align-items: center; height: 1.1rem; margin: 2px 0; }
.month b { flex: 0 0 5rem; font-weight: normal; } .month i { height: 100%; }
.key { display: inline-block; width: 1.4rem; height: .8rem; margin: 0 .3rem 0 1rem; }
`;

export function planPage(plan: Plan, reckoning: Reckoning): string {
  const looks = looksOf(plan);
  const findings = findingsOf(plan);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Atlas Cluster Scheduler: plan</title><style>${css}</style></head><body>
<h1>${escapeHtml(plan.source.file)}</h1>
<p class="quiet">${escapeHtml(describeSpan(plan.from, plan.until))}; time zone data ${escapeHtml(zoneDataVersion)}</p>
${section("Schedules", table([], plan.schedules.map(scheduleCells)))}
${section("Months", plan.schedules.map((planned) => strips(planned, looks)).join("\n") + legend(looks))}
${section("Hours of each cluster", plan.schedules.map((planned) => hours(planned, reckoning)).join("\n"))}
${section("Conflicts", list(describeConflicts(findings)))}
${section("Warnings", list(findings.warnings.map(describeIssue)))}
${section("Boundaries", boundaries(plan))}
</body></html>
`;
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? "");
}

function section(title: string, html: string): string {
  return `<h2>${title}</h2>\n<div class="scroll">${html}</div>`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const head = header.length === 0 ? "" : row("th", header);
  return `<table>${head}${rows.map((cells) => row("td", cells)).join("\n")}</table>`;
}

function list(lines: readonly string[]): string {
  if (lines.length === 0) return `<p class="quiet">none</p>`;
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n")}</ul>`;
}

function scheduleCells(planned: PlannedSchedule): string[] {
  const { schedule } = planned;
  return [schedule.name, describeSelection(schedule), schedule.timezone, describeStart(planned), describeMode(planned)];
}

function strips(planned: PlannedSchedule, looks: ReadonlyMap<string, Look>): string {
  const rows = monthStrips(planned, cellsPerDay, mostMonths).map(({ month, cells }) => {
    const bars = cells.map((size, cell) => {
      const css = size === null ? "transparent" : (looks.get(size)?.css ?? "transparent");
      const day = `${month}-${String(Math.floor(cell / cellsPerDay) + 1).padStart(2, "0")}`;
      return `<i style="flex:1;background:${css}" title="${day}${size === null ? "" : escapeHtml(` ${size}`)}"></i>`;
    });
    const rest = (31 * cellsPerDay - cells.length) / cellsPerDay;
    return `<div class="month"><b>${month}</b>${bars.join("")}<i style="flex:${rest * cellsPerDay}"></i></div>`;
  });
  return `<p>${escapeHtml(`${planned.schedule.name}, ${planned.schedule.timezone}`)}</p>${rows.join("\n")}`;
}

function legend(looks: ReadonlyMap<string, Look>): string {
  const keys = [...looks].map(
    ([size, look]) => `<span class="key" style="background:${look.css}"></span>${escapeHtml(size)}`,
  );
  return `<p class="quiet">${keys.join("")}. ${escapeHtml(describeCell(cellsPerDay))}</p>`;
}

function hours(planned: PlannedSchedule, reckoning: Reckoning): string {
  const found = hoursOf(planned);
  const total = totalOf(found);
  const rows = [...found].map(([size, spent]) => [size, `${formatHours(spent)} h`, formatShare(spent, total)]);
  return `<p>${escapeHtml(planned.schedule.name)}</p>${table([], rows)}${list(describeSavings(planned, reckoning))}`;
}

function boundaries(plan: Plan): string {
  const rows = boundariesInOrder(plan).map(({ schedule, boundary: { at, before, after, window } }) => [
    utcMinute(at),
    `${localMinute(at, schedule.zone)} ${schedule.timezone}`,
    schedule.name,
    `${describeTarget(before)} → ${describeTarget(after)}`,
    window ?? "baseline",
  ]);
  return table(["UTC", "schedule's time zone", "schedule", "change", "window"], rows);
}
