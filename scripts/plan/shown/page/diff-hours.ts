/** Hours and cost of each cluster before and after an edit. */
import { type Cell, dataTable } from "../../../lib/page/data-table";
import { type Html, html } from "../../../lib/page/html";
import type { ScheduleDiff } from "../../../lib/planning/diff";
import { formatHours, formatMoney } from "../../../lib/planning/format";
import { basisOf } from "../../../lib/planning/money/money";
import type { Prices } from "../../../lib/planning/money/prices";
import { compareSizes } from "../../../lib/planning/sizes";
import { costsOf, usagesOf } from "../diff-parts";
import { describeBasis } from "../words";
import { basis } from "./hours";

export function diffHoursSection(diffs: readonly ScheduleDiff[], prices: Prices | null): Html {
  return html`<section aria-labelledby="hours"><h2 id="hours">${prices === null ? "Hours of each cluster" : "Hours and cost of each cluster"}</h2>
${dataTable({
  label: "Hours before and after",
  columns: [
    { title: "Schedule" },
    { title: "Of" },
    { title: "Before", isNumber: true },
    { title: "After", isNumber: true },
    { title: "Difference", isNumber: true },
  ],
  rows: diffs.flatMap((diff) => [...hoursRows(diff), ...(prices === null ? [] : costRows(diff, prices))]),
})}
${prices !== null && basis(describeBasis(basisOf(prices, usagesOf(diffs))))}</section>`;
}

function hoursRows({ schedule, usageWas, usageIs }: ScheduleDiff): (Cell | string)[][] {
  const sizes = new Set([...(usageWas?.hours.keys() ?? []), ...(usageIs?.hours.keys() ?? [])]);
  const hoursAt = (usage: ScheduleDiff["usageIs"], size: string) =>
    usage === null ? null : (usage.hours.get(size) ?? 0);
  return [...sizes]
    .sort(compareSizes)
    .map((size) => [
      schedule,
      `hours at ${size}`,
      ...comparedCells(hoursAt(usageWas, size), hoursAt(usageIs, size), (hours) => `${formatHours(hours)} h`),
    ]);
}

function costRows(diff: ScheduleDiff, prices: Prices): (Cell | string)[][] {
  const { was, is, unpriced } = costsOf(diff, prices);
  if (unpriced.length > 0)
    return [[diff.schedule, `no cost: ${prices.file} has no price for ${unpriced.join(", ")}`, "", "", ""]];
  const money = (amount: number) => formatMoney(amount, prices.currency);
  return [[diff.schedule, { shown: html`<strong>cost of a cluster</strong>` }, ...comparedCells(was, is, money)]];
}

/** null: there was, or is, no such schedule. */
function comparedCells(was: number | null, is: number | null, say: (value: number) => string): (Cell | string)[] {
  const cell = (value: number | null): Cell | string => (value === null ? "none" : { shown: say(value), rank: value });
  if (was === null || is === null) return [cell(was), cell(is), ""];
  const change = is - was;
  const sign = change > 0 ? "+" : change < 0 ? "−" : "";
  return [cell(was), cell(is), { shown: `${sign}${say(Math.abs(change))}`, rank: change }];
}
