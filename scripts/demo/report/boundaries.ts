/** How each boundary was carried out. */
import { dataTable } from "../../lib/page/data-table";
import { type Html, html } from "../../lib/page/html";
import { formatLength, utcMinute } from "../../lib/planning/local-time";
import type { CarriedOut } from "../carried-out";
import type { DemoResult } from "../result";

export function boundariesSection({ boundaries }: DemoResult): Html {
  return html`<section aria-labelledby="boundaries"><h2 id="boundaries">How the boundaries were carried out</h2>
${boundaries.length === 0 ? html`<p>None lies in this time.</p>` : tableOf(boundaries)}</section>`;
}

function tableOf(boundaries: readonly CarriedOut[]): Html {
  return dataTable({
    label: "Boundaries",
    columns: [
      { title: "UTC" },
      { title: "Cluster" },
      { title: "Target" },
      { title: "Window" },
      { title: "Asked after", isNumber: true },
      { title: "There after", isNumber: true },
      { title: "Carried out" },
    ],
    rows: boundaries.map((boundary) => {
      const { at, cluster, from, to, window, askedAt, reachedAt } = boundary;
      return [
        { shown: utcMinute(at), rank: at },
        cluster,
        `${from} → ${to}`,
        window ?? "baseline",
        lengthCell(at, askedAt),
        lengthCell(at, reachedAt),
        { shown: carriedOut(boundary) },
      ];
    }),
    isFiltered: true,
  });
}

function lengthCell(at: number, then: number | null) {
  if (then === null) return { shown: "–", rank: Number.MAX_SAFE_INTEGER };
  return {
    shown: then - at < 90_000 ? `${Math.round((then - at) / 1_000)} s` : formatLength(then - at),
    rank: then - at,
  };
}

function carriedOut({ isMissed, askedAt, reachedAt }: CarriedOut): Html {
  if (isMissed) return html`<span class="bad">missed</span>`;
  if (askedAt === null) return html`needed no request`;
  return reachedAt === null ? html`in progress` : html`<span class="good">yes</span>`;
}
