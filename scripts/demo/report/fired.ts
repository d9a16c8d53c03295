/** Which triggers fired, and what came of their runs. */
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { utcMinute } from "../../lib/planning/local-time";
import type { DemoResult } from "../result";

export function firedSection({ triggers, runs }: DemoResult): Html {
  const quiet = runs.total - runs.notable.length;
  return html`<section aria-labelledby="fired"><h2 id="fired">What fired</h2>
${dataTable({
  label: "Triggers",
  columns: [{ title: "Trigger" }, { title: "CRON (UTC)" }],
  rows: triggers.map(({ name, schedule }) => [name, { shown: html`<span class="mono">${schedule}</span>` }]),
})}
<h3>Runs that did something, or failed</h3>
<p>${quiet.toLocaleString("en-US")} other runs found everything as it should be, and sent nothing.</p>
${
  runs.notable.length > 0 &&
  dataTable({
    label: "Runs",
    columns: [{ title: "UTC" }, { title: "Trigger" }, { title: "Run" }, { title: "What it says" }],
    rows: runs.notable.map(({ at, trigger, outcome, says }) => [
      { shown: utcMinute(at), rank: at },
      trigger,
      { shown: html`<span class="${outcome === "failed" ? "bad" : "good"}">${outcome}</span>` },
      {
        shown: html`<span class="lines">${says
          .join("\n")
          .split("\n")
          .map((line) => html`<span>${line}</span>`)}</span>`,
      },
    ]),
    isFiltered: true,
  })
}</section>`;
}
