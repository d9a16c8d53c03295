/** The hours that the clusters spent at each tier, and what they cost by the user's own prices. */
import { sizeClass } from "../../../src/local/console/lanes/looks";
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { shareBar } from "../../lib/page/share-bar";
import { formatHours, formatMoney, formatShare } from "../../lib/planning/format";
import type { Prices } from "../../lib/planning/money/prices";
import { type ClusterCost, costOfHours, describeCostBasis } from "../costs";
import type { DemoResult } from "../result";
import type { ClusterHours } from "../tier-hours";

export function hoursSection({ hours }: DemoResult, prices: Prices | null): Html {
  return html`<section aria-labelledby="hours"><h2 id="hours">${prices === null ? "Hours" : "Hours and cost"}</h2>
${dataTable({
  label: "Hours at each tier",
  columns: [
    { title: "Cluster" },
    { title: "Size" },
    { title: "Hours", isNumber: true },
    { title: "Share", isNumber: true },
    { title: "Of the whole time" },
  ],
  rows: hours.flatMap(rowsOf),
  isFiltered: hours.length > 5,
})}
<ul>${hours.slice(0, MOST_SAID).map(savedOf)}</ul>
${prices === null ? html`<p class="quiet">With --prices FILE the report says what that costs.</p>` : costsOf(hours, prices)}</section>`;
}

const MOST_SAID = 20;

function rowsOf({ cluster, hoursByTier }: ClusterHours) {
  const spent = Object.entries(hoursByTier);
  const total = spent.reduce((sum, [, hours]) => sum + hours, 0);
  return spent.map(([tier, hours]) => [
    cluster,
    tier,
    { shown: `${formatHours(hours)} h`, rank: hours },
    { shown: formatShare(hours, total), rank: hours / total },
    { shown: shareBar(hours / total, sizeClass(tier)), rank: hours / total },
  ]);
}

function savedOf({ cluster, hoursSaved, largestTier, countsAnalytics }: ClusterHours): Html {
  const shares = countsAnalytics ? " (shares of all nodes, analytics nodes included)" : "";
  return html`<li>${cluster}: ${formatHours(hoursSaved)} h at ${largestTier} avoided${shares}</li>`;
}

function costsOf(hours: readonly ClusterHours[], prices: Prices): Html {
  return html`${dataTable({
    label: "Cost of each cluster",
    columns: [
      { title: "Cluster" },
      { title: "Cost", isNumber: true },
      { title: "Always at its largest tier", isNumber: true },
      { title: "Saved", isNumber: true },
    ],
    rows: hours.map((ofCluster) => costRow(costOfHours(ofCluster, prices))),
  })}
<h3>What the cost takes for granted</h3>
<ul class="quiet">${describeCostBasis(hours, prices).map((line) => html`<li>${line}</li>`)}</ul>`;
}

function costRow({ cluster, currency, cost, costAtLargest, unpriced }: ClusterCost) {
  if (cost === null || costAtLargest === null) return [cluster, `no price for ${unpriced.join(", ")}`, "", ""];
  return [
    cluster,
    ...[cost, costAtLargest, costAtLargest - cost].map((amount) => ({
      shown: formatMoney(amount, currency),
      rank: amount,
    })),
  ];
}
