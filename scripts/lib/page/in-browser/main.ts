/** What a page can do in a browser that runs its script: read lanes at an instant, sort tables, filter them. */
import { makeFilterable } from "./filter-table";
import { makeReadable } from "./lane-cursor";
import { openMonthsToPrint } from "./print";
import { makeSortable } from "./sort-table";

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sorted]")) makeSortable(table);
for (const table of document.querySelectorAll<HTMLTableElement>("table[data-filtered]")) makeFilterable(table);
for (const figure of document.querySelectorAll<HTMLElement>("figure.lanes")) makeReadable(figure);
openMonthsToPrint();
