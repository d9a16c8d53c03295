/** What the bench measured, as rows that compare one thing with another measured in the same run. */

export interface Row {
  readonly what: string;
  /** "Node" and "QuickJS" where an engine matters. */
  readonly engine?: "Node" | "QuickJS";
  readonly value: number;
  readonly unit: "exchanges" | "ms" | "µs" | "bytes" | "MB" | "runs";
  /** What it is compared with, in the same unit. */
  readonly against?: { readonly what: string; readonly value: number };
}

/** How much the other takes of what this takes; 3: this is three times as large. */
export function ratioOf({ value, against }: Row): number | null {
  return against === undefined || against.value === 0 ? null : value / against.value;
}

export function printTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.what,
      row.engine ?? "",
      `${numberText(row.value)} ${row.unit}`,
      row.against === undefined ? "" : `${numberText(row.against.value)} ${row.unit}`,
      row.against?.what ?? "",
      ratio === null ? "" : ratioText(ratio),
    ];
  });
  const all = [["", "engine", "measured", "against", "", "ratio"], ...cells];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return `${all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}

function numberText(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** "2.1 x" of something larger, "1/38" of something smaller. */
function ratioText(ratio: number): string {
  return ratio >= 1 ? `${ratio.toFixed(1)} x` : `1/${(1 / ratio).toFixed(ratio < 0.1 ? 0 : 1)}`;
}
