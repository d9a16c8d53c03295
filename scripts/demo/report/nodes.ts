/** How the clusters changed, node by node. */
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { formatLength, utcMinute } from "../../lib/planning/local-time";
import type { DemoStory } from "../story/story";

export function nodesSection({ nodes }: DemoStory): Html {
  return html`<section aria-labelledby="nodes"><h2 id="nodes">How the clusters changed, node by node</h2>
${
  nodes.length === 0
    ? html`<p>No node changed its size.</p>`
    : dataTable({
        label: "Nodes",
        columns: [
          { title: "UTC" },
          { title: "Cluster" },
          { title: "Node" },
          { title: "From" },
          { title: "To" },
          { title: "After the request", isNumber: true },
        ],
        rows: nodes.map(({ at, cluster, node, from, to, askedAt }) => [
          { shown: utcMinute(at), rank: at },
          cluster,
          node,
          from,
          to,
          askedAt === null ? "–" : { shown: formatLength(at - askedAt), rank: at - askedAt },
        ]),
        isFiltered: true,
      })
}</section>`;
}
