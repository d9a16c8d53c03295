/** A table that scrolls inside its own region where it is wider than the page; on phones, `isCards` makes cards of its rows. */
import type { ComponentChildren } from "preact";

interface TableProps {
  /** What it lists; read out, not shown. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Rows: `<tr>` with `<td data-label="…">`, the label being what a card shows beside the value. */
  readonly children: ComponentChildren;
  readonly isCards?: boolean;
}

export function Table({ label, columns, children, isCards = false }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class={isCards ? "table table-cards" : "table"} aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
