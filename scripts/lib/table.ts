import { linesOf } from "./lines";
import type { Paint, Style } from "./paint";

/** Text, or text with its style. */
export type Cell = string | readonly [text: string, style: Style];

/** Rows with their columns aligned, indented by two, without trailing space. */
export function alignColumns(rows: readonly (readonly Cell[])[], paint: Paint): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) => {
    const last = row.reduce((found, cell, column) => (textOf(cell) === "" ? found : column), -1);
    const cells = row.slice(0, last + 1).map((cell, column) => {
      const room = column === last ? 0 : (widths[column] ?? 0) - textOf(cell).length;
      return painted(cell, paint) + " ".repeat(room);
    });
    return `  ${cells.join("  ")}`;
  });
}

const narrowest = 24;

/**
 * The rows as they fit a terminal, as far as breaking the texts of one column into lines does that: each further line is a
 * row of its own, below.
 */
export function breakColumn(rows: readonly (readonly Cell[])[], broken: number, columns: number): readonly Cell[][] {
  const others = widthsOf(rows).reduce((sum, width, column) => sum + 2 + (column === broken ? 0 : width), 0);
  return rows.flatMap((row) => {
    const cell = row[broken] ?? "";
    const lines = linesOf(textOf(cell), Math.max(narrowest, columns - others));
    return lines.map((line, index) => {
      const shown: Cell = typeof cell === "string" ? line : [line, cell[1]];
      return row.map((one, column) => (column === broken ? shown : index === 0 ? one : ""));
    });
  });
}

function widthsOf(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
    });
  }
  return widths;
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell[0];
}

function painted(cell: Cell, paint: Paint): string {
  return typeof cell === "string" ? cell : paint(cell[1], cell[0]);
}
