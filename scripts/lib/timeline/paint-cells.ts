/** Cells as a line of a terminal, and what their glyphs mean. */
import type { Paint } from "../paint";
import type { Cells } from "./cells";
import type { Looks } from "./looks";

export interface Terminal {
  readonly paint: Paint;
  readonly columns: number;
}

export function paintCells(cells: Cells, looks: Looks, paint: Paint): string {
  const painted = runsOf(cells).map(({ size, count }) => {
    const look = size === null ? undefined : looks.get(size);
    return look === undefined ? " ".repeat(count) : paint(look.glyphStyle, look.glyph.repeat(count));
  });
  return painted.join("");
}

function runsOf(cells: Cells): { size: string | null; count: number }[] {
  const runs: { size: string | null; count: number }[] = [];
  for (const size of cells) {
    const last = runs.at(-1);
    if (last?.size === size) last.count += 1;
    else runs.push({ size, count: 1 });
  }
  return runs;
}

/** What each glyph means, and what a cell of so many a day shows. */
export function timelineLegend(looks: Looks, cellsPerDay: number, zone: string, paint: Paint): string[] {
  const sizes = [...looks].map(([size, { glyphStyle, glyph }]) => `${paint(glyphStyle, glyph.repeat(2))} ${size}`);
  return [`  ${sizes.join("   ")}`, paint("gray", `  ${describeCell(cellsPerDay, zone)}`)];
}

function describeCell(cellsPerDay: number, zone: string): string {
  const hours = 24 / cellsPerDay;
  const span = hours === 24 ? "one day" : hours === 1 ? "one hour" : `${hours} hours`;
  return `each cell is ${span} in ${zone} and shows the largest size within`;
}
