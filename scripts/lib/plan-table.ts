import type { Paint, Style } from "./plan-paint";

/** Text, or text with its style. */
export type Cell = string | readonly [text: string, style: Style];

/** Rows with their columns aligned, indented by two; the last cell of a row is not padded. */
export function alignColumns(rows: readonly (readonly Cell[])[], paint: Paint): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const isLast = column === row.length - 1;
      return painted(cell, paint) + " ".repeat(isLast ? 0 : (widths[column] ?? 0) - textOf(cell).length);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell[0];
}

function painted(cell: Cell, paint: Paint): string {
  return typeof cell === "string" ? cell : paint(cell[1], cell[0]);
}
