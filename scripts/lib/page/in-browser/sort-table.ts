/** The titles of a table's columns become buttons that sort its rows, up and then down. */
import { make } from "./elements";

export function makeSortable(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", class: "sort" }, head.textContent ?? "");
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      sortRows(table, column, isUp);
    });
  });
}

function sortRows(table: HTMLTableElement, column: number, isUp: boolean): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((one, other) => (isUp ? 1 : -1) * compareKeys(one.key, other.key));
  body.replaceChildren(...rows.map(({ row }) => row));
}

function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const rank = cell?.dataset.rank;
  return rank === undefined ? (cell?.textContent ?? "") : Number(rank);
}

/** Texts with numbers in them go by the numbers: M5 before M10. */
function compareKeys(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en", { numeric: true });
}
