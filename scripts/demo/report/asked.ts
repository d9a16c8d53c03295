/** What the functions asked of Atlas: each PATCH, with the cluster before and after it. */
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { utcMinute } from "../../lib/planning/local-time";
import { type PatchedCluster, requestOf } from "../changes";
import type { DemoStory } from "../story/story";
import type { AskedChange } from "../story/watch-changes";
import { jsonChanges } from "./json-changes";

/** A report shows so many in whole; the rest are counted. */
const MOST_SHOWN = 200;

export function askedSection({ asked, triggerByRun }: DemoStory): Html {
  const more = asked.length - MOST_SHOWN;
  return html`<section aria-labelledby="asked"><h2 id="asked">What was asked of Atlas</h2>
${asked.length === 0 && html`<p>Nothing: every cluster was as it should be.</p>`}
${asked.slice(0, MOST_SHOWN).map((change) => shownRequest(change, triggerByRun.get(change.runId ?? "") ?? null))}
${more > 0 && html`<p class="quiet">… and ${more} more.</p>`}</section>`;
}

function shownRequest(change: AskedChange, trigger: string | null): Html {
  const { at, projectId, cluster, status, body, before } = change;
  const by = trigger === null ? "" : `, by ${trigger}`;
  const path = `/groups/${projectId}/clusters/${encodeURIComponent(cluster)}`;
  return html`<details><summary>${utcMinute(at)} UTC: <strong>${cluster}</strong>${by}: ${answerOf(change)}</summary>
<p class="mono">PATCH /api/atlas/v2${path} → ${status === 0 ? "no answer" : status}</p>
${before === undefined ? html`<p class="quiet">Atlas did not come to look at the cluster.</p>` : changesOf(before, body, cluster, at)}
<p>The whole body:</p>
<pre tabindex="0" role="region" aria-label="${`Body of the request of ${utcMinute(at)} UTC for ${cluster}`}">${jsonLines(body)}</pre>
</details>
`;
}

function answerOf({ status, errorCode, body, before }: AskedChange): Html {
  const what = whatItAsks(before, body);
  if (status >= 200 && status < 300) return html`${what}`;
  return html`${what}, <span class="bad">refused${errorCode !== null && `: ${errorCode}`}</span>`;
}

/** "M10 → M50", "pause", "resume"; of a request that Atlas refused unseen, what it wants. */
function whatItAsks(before: unknown, body: unknown): string {
  const wanted = requestOf((body ?? {}) as PatchedCluster);
  const sizes = jsonChanges(before, body).filter(
    ({ path, before: was }) => was !== null && path.endsWith("nstanceSize"),
  );
  const changes = sizes.map(({ before: was, after }) => `${was} → ${after}`.replaceAll('"', ""));
  return [...new Set(changes)].join(", ") || wanted || "no size changes";
}

function changesOf(before: unknown, body: unknown, cluster: string, at: number): Html {
  const changes = jsonChanges(before, body);
  if (changes.length === 0) return html`<p>It changes nothing that the cluster had.</p>`;
  return dataTable({
    label: `What the request of ${utcMinute(at)} UTC changes of ${cluster}`,
    columns: [{ title: "Path" }, { title: "Before" }, { title: "After" }],
    rows: changes.map(({ path, before: was, after }) =>
      [path, was ?? "–", after].map((text) => ({ shown: html`<span class="mono">${text}</span>` })),
    ),
  });
}

/** Line by line, because line ends inside a text are made visible. */
function jsonLines(value: unknown): Html[] {
  const lines = (JSON.stringify(value, null, 2) ?? "nothing").split("\n");
  return lines.map(
    (line) => html`${line}
`,
  );
}
