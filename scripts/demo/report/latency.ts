/** The simulated latency before and after each change of tier. */
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { utcMinute } from "../../lib/planning/local-time";
import type { SimulatedLoad } from "../simulated-load";

export function latencySection({ about, comparisons }: SimulatedLoad): Html | null {
  if (comparisons.length === 0) return null;
  return html`<section aria-labelledby="latency"><h2 id="latency">Latency before and after, simulated</h2>
<p>${about}</p>
${dataTable({
  label: "Simulated latency",
  columns: [
    { title: "UTC" },
    { title: "Cluster" },
    { title: "Operations/s", isNumber: true },
    { title: "Tier before" },
    { title: "Latency before", isNumber: true },
    { title: "Tier after" },
    { title: "Latency after", isNumber: true },
  ],
  rows: comparisons.map(({ at, cluster, load, before, after }) => [
    { shown: utcMinute(at), rank: at },
    cluster,
    { shown: load.toLocaleString("en-US"), rank: load },
    before.tier,
    latencyCell(before),
    after.tier,
    latencyCell(after),
  ]),
})}</section>`;
}

function latencyCell({ latencyMs, saturated }: SimulatedLoad["comparisons"][number]["before"]) {
  const shown = saturated ? html`<span class="bad">${latencyMs} ms, saturated</span>` : html`${latencyMs} ms`;
  return { shown, rank: latencyMs };
}
