/** What the bench measured, as rows that compare one thing with another measured in the same run. */

export interface Row {
  readonly what: string;
  /** "Node" and "QuickJS" where an engine matters. */
  readonly engine?: "Node" | "QuickJS";
  readonly value: number;
  readonly unit: "changes" | "runs" | "exchanges" | "ms" | "µs" | "bytes" | "MB";
  /** What it is compared with, in the same unit. */
  readonly against?: { readonly what: string; readonly value: number };
}

/** 3: this is three times as large as what it is compared with. */
export function ratioOf({ value, against }: Row): number | null {
  return against === undefined || against.value === 0 ? null : value / against.value;
}

export function printTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const ratio = ratioOf(row);
    return [
      row.what,
      row.engine ?? "",
      amount(row.value, row.unit),
      row.against === undefined ? "" : amount(row.against.value, row.unit),
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

function amount(value: number, unit: Row["unit"]): string {
  const isCount = unit === "exchanges" || unit === "bytes";
  if (isCount || value >= 100) return `${Math.round(value).toLocaleString("en-US")} ${unit}`;
  return `${value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
}

/** "2.1 x" of something, "0.85 x" of something larger, "1/38" of something much larger. */
function ratioText(ratio: number): string {
  if (ratio < 0.1) return `1/${Math.round(1 / ratio)}`;
  return `${ratio.toFixed(ratio >= 1 ? 1 : 2)} x`;
}
