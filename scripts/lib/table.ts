import type { Paint, Style } from "./paint";

/** Text, or text with its style. */
export type Cell = string | readonly [text: string, style: Style];

/** Rows with their columns aligned, indented by two, without trailing space. */
export function alignColumns(rows: readonly (readonly Cell[])[], paint: Paint): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
    });
  }
  return rows.map((row) => {
    const last = row.reduce((found, cell, column) => (textOf(cell) === "" ? found : column), -1);
    const cells = row.slice(0, last + 1).map((cell, column) => {
      const room = column === last ? 0 : (widths[column] ?? 0) - textOf(cell).length;
      return painted(cell, paint) + " ".repeat(room);
    });
    return `  ${cells.join("  ")}`;
  });
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell[0];
}

function painted(cell: Cell, paint: Paint): string {
  return typeof cell === "string" ? cell : paint(cell[1], cell[0]);
}
