/** A schedule's sizes in a terminal, month by month: a row for each, or two where one has no room. */
import type { Zone } from "../../../src/schedule/calendar/zone";
import { type MonthStrip, monthCount, monthStrips, type SizeStretch } from "./cells";
import type { Looks } from "./looks";
import { paintCells, type Terminal } from "./paint-cells";

/** How the days of a month lie in rows, and how many cells each day has. */
export interface MonthLayout {
  readonly daysPerRow: number;
  readonly cellsPerDay: number;
}

/** Months that are shown, the first ones of a longer time. */
const MOST_MONTHS = 13;
const LABEL_WIDTH = 11;

/** A night takes cells of six hours to be seen, so a month is broken in two rows where one has no room for them. */
export function monthLayout({ columns }: Pick<Terminal, "columns">): MonthLayout {
  const room = columns - LABEL_WIDTH;
  for (const daysPerRow of [31, 16]) if (room >= daysPerRow * 4) return { daysPerRow, cellsPerDay: 4 };
  return { daysPerRow: 31, cellsPerDay: Math.max(Math.floor(room / 31), 1) };
}

/** `stretches` in the order of time, without gaps. */
export function monthTimeline(
  stretches: readonly SizeStretch[],
  zone: Zone,
  looks: Looks,
  terminal: Terminal,
): string[] {
  const { paint } = terminal;
  const layout = monthLayout(terminal);
  const months = monthStrips(stretches, zone, { cellsPerDay: layout.cellsPerDay, most: MOST_MONTHS });
  const more = monthCount(stretches, zone) - months.length;
  return [
    paint("gray", dayNumbers(layout)),
    ...months.flatMap((month) => monthRows(month, looks, layout, terminal)),
    ...(more > 0 ? [paint("gray", `  … and ${more} more months`)] : []),
  ];
}

/** A second row begins under the day that its label names. It is left out where the time has ended before. */
function monthRows({ month, cells }: MonthStrip, looks: Looks, layout: MonthLayout, { paint }: Terminal): string[] {
  const perRow = layout.daysPerRow * layout.cellsPerDay;
  const rest = cells.slice(perRow);
  const rows: (readonly [label: string, cells: MonthStrip["cells"]])[] = [[`  ${month}  `, cells.slice(0, perRow)]];
  if (rest.some((size) => size !== null)) rows.push([`-${layout.daysPerRow + 1}  `.padStart(LABEL_WIDTH), rest]);
  return rows.map(([label, row]) => `${label}${paintCells(row, looks, paint)}`.trimEnd());
}

/** Where a month has two rows, each number stands for both: "1/17" above the 1st and the 17th. */
function dayNumbers({ daysPerRow, cellsPerDay }: MonthLayout): string {
  let line = " ".repeat(LABEL_WIDTH);
  for (const day of [1, 5, 10, 15, 20, 25, 30].filter((day) => day <= daysPerRow)) {
    const below = day + daysPerRow <= 31 ? `/${day + daysPerRow}` : "";
    line = `${line.padEnd(LABEL_WIDTH + (day - 1) * cellsPerDay)}${day}${below}`;
  }
  return line;
}
