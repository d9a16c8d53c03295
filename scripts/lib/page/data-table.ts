/** A table that scrolls inside a region of its own. The page's script lets people sort and filter it. */
import { type Html, html } from "./html";

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

export interface Cell {
  readonly shown: Html | string;
  /** What it is sorted by; without it, by its text. */
  readonly rank?: number;
}

export interface DataTable {
  /** What it lists. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (Cell | string)[])[];
  /** Whether somebody may look for rows in it, where it has many. */
  readonly isFiltered?: boolean;
  readonly className?: string;
}

/** A page shows so many rows of a table; the rest are counted. */
const MOST_ROWS = 5_000;
/** Fewer rows are all in sight. */
const FILTERED_FROM = 8;

export function dataTable({ label, columns, rows, isFiltered = false, className = "" }: DataTable): Html {
  const shown = rows.slice(0, MOST_ROWS);
  const heads = columns.map(
    ({ title, isNumber }) => html`<th scope="col"${classOf(isNumber ? "number" : "")}>${title}</th>`,
  );
  const more = rows.length - shown.length;
  return html`<div class="table ${className}" role="region" aria-label="${`${label}, as a table`}" tabindex="0">
<table data-sorted${isFiltered && rows.length >= FILTERED_FROM && html` data-filtered="${label.toLowerCase()}"`}>
<thead><tr>${heads}</tr></thead>
<tbody>${shown.map((cells) => rowOf(cells, columns))}</tbody>
</table></div>
${more > 0 && html`<p class="quiet">… and ${more.toLocaleString("en-US")} more. With --json they are all listed.</p>`}`;
}

function rowOf(cells: readonly (Cell | string)[], columns: readonly Column[]): Html {
  const written = cells.map((cell, index) => {
    const { shown, rank } = typeof cell === "string" ? { shown: cell } : cell;
    const sort = rank === undefined ? null : html` data-rank="${rank}"`;
    return html`<td${classOf(columns[index]?.isNumber ? "number" : "")}${sort}>${shown}</td>`;
  });
  return html`<tr>${written}</tr>
`;
}

function classOf(name: string): Html | null {
  return name === "" ? null : html` class="${name}"`;
}
