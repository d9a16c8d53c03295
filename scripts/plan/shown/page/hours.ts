/** The hours of a plan at each size, and what they save and cost. */
import { sizeClass } from "../../../../src/local/console/lanes/looks";
import { dataTable } from "../../../lib/page/data-table";
import { type Html, html } from "../../../lib/page/html";
import { shareBar } from "../../../lib/page/share-bar";
import { formatHours, formatShare } from "../../../lib/planning/format";
import { hoursOf, type Reckoning, totalOf } from "../../../lib/planning/hours";
import { basisOf, usageOf } from "../../../lib/planning/money/money";
import type { Plan, PlannedSchedule } from "../../../lib/planning/schedule";
import { describeBasis, describeSavings } from "../words";

export function hoursSection({ schedules }: Plan, reckoning: Reckoning): Html {
  const { prices } = reckoning;
  return html`<section aria-labelledby="hours"><h2 id="hours">${prices === null ? "Hours of each cluster" : "Hours and cost of each cluster"}</h2>
${dataTable({
  label: "Hours at each size",
  columns: [
    { title: "Schedule" },
    { title: "Size" },
    { title: "Hours", isNumber: true },
    { title: "Share", isNumber: true },
    { title: "Of the whole time" },
  ],
  rows: schedules.flatMap(rowsOf),
})}
${schedules.map((planned) => savingsOf(planned, reckoning))}
${prices !== null && basis(describeBasis(basisOf(prices, schedules.map(usageOf))))}</section>`;
}

function rowsOf(planned: PlannedSchedule) {
  const hours = hoursOf(planned);
  const total = totalOf(hours);
  return [...hours].map(([size, spent]) => [
    planned.schedule.name,
    size,
    { shown: `${formatHours(spent)} h`, rank: spent },
    { shown: formatShare(spent, total), rank: spent / total },
    { shown: shareBar(spent / total, sizeClass(size)), rank: spent / total },
  ]);
}

function savingsOf(planned: PlannedSchedule, reckoning: Reckoning): Html {
  const lines = describeSavings(planned, reckoning).map((line) => html`<li>${line}</li>`);
  return html`<h3>${planned.schedule.name}</h3><ul>${lines}</ul>
`;
}

export function basis(lines: readonly string[]): Html {
  return html`<h3>What the cost takes for granted</h3><ul class="quiet">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
