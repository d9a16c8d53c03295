/** Sizes in a terminal, day after day: rows one below the other under the same days. */
import { dateOf } from "../../../src/schedule/calendar/civil";
import type { Zone } from "../../../src/schedule/calendar/zone";
import { dayCells, daysOf, type SizeStretch } from "./cells";
import type { Looks } from "./looks";
import { paintCells, type Terminal } from "./paint-cells";

export interface TimelineRow {
  readonly label: string;
  /** In the order of time. */
  readonly stretches: readonly SizeStretch[];
}

export interface DayTimeline {
  readonly lines: readonly string[];
  readonly cellsPerDay: number;
}

/** So many cells of a day are whole hours each, or half of one. */
const DENSITIES = [48, 24, 12, 8, 6, 4, 3, 2, 1];
/** "30 Nov ". */
const DAY_LABEL = 7;

/** Days of the rows' whole time; null: a line has no room for them. */
export function dayTimeline(
  rows: readonly TimelineRow[],
  span: { readonly from: number; readonly until: number },
  zone: Zone,
  looks: Looks,
  { paint, columns }: Terminal,
): DayTimeline | null {
  const labelWidth = 4 + rows.reduce((widest, { label }) => Math.max(widest, label.length), 0);
  const { first, last } = daysOf([span], zone);
  const count = last - first + 1;
  const cellsPerDay = DENSITIES.find((density) => labelWidth + density * count <= columns);
  if (cellsPerDay === undefined) return null;
  const header = " ".repeat(labelWidth) + dayLabels(first, count, cellsPerDay);
  const lines = rows.map(({ label, stretches }) => {
    const cells = dayCells(stretches, zone, { first, count, cellsPerDay });
    return `  ${label.padEnd(labelWidth - 2)}${paintCells(cells, looks, paint)}`.trimEnd();
  });
  return { lines: [paint("gray", header.trimEnd()), ...lines], cellsPerDay };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Above the beginning of its day; days whose label has no room are left out. */
function dayLabels(first: number, count: number, cellsPerDay: number): string {
  let line = "";
  for (let day = 0; day < count; day += 1) {
    const start = day * cellsPerDay;
    if (line.length > start || (count - day) * cellsPerDay < DAY_LABEL) continue;
    const date = dateOf(first + day);
    line = `${line.padEnd(start)}${`${date.dayOfMonth} ${MONTHS[date.month % MONTHS.length] ?? ""}`.padEnd(DAY_LABEL)}`;
  }
  return line;
}
