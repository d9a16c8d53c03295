/** A field above a table that leaves only the rows which have every word of it. */
import { make } from "./elements";

export function makeFilterable(table: HTMLTableElement): void {
  const region = table.parentElement;
  const label = make("label", { class: "filter" });
  const field = make("input", { type: "search", placeholder: "such as M50 or Dec", autocomplete: "off" });
  const count = make("span", { role: "status", class: "quiet" });
  label.append(make("span", {}, `Filter ${table.dataset.filtered}`), field);
  const bar = make("div", { class: "filter-bar" });
  bar.append(label, count);
  region?.before(bar);
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => ({ row, text: textOf(row) }));
  const look = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length === 0 ? `${rows.length} rows` : `${shown} of ${rows.length} rows`;
  };
  field.addEventListener("input", look);
  look();
}

function textOf(row: HTMLTableRowElement): string {
  return [...row.cells]
    .map(({ textContent }) => textContent)
    .join(" ")
    .toLowerCase();
}
