/** The clusters as lanes: what they should have been, and what they were. */
import type { Lane, Mark } from "../../../src/local/console/lanes/model";
import { utc } from "../../../src/schedule/calendar/zone";
import { type Html, html } from "../../lib/page/html";
import { lanesByMonth } from "../../lib/page/lanes/lanes-by-month";
import type { DemoResult } from "../result";
import type { DemoStory } from "../story/story";

export function lanesSection(result: DemoResult, { lanes, clustersLeftOut }: DemoStory): Html {
  const { from, until } = result;
  const zones = new Set(lanes.map(({ zone }) => zone.name));
  const rows = lanes.map(({ lane, zone, schedule }) => ({
    lane: { ...lane, marks: [...lane.marks, ...missedMarks(lane, result)] },
    zone,
    heading: html`<strong>${lane.label}</strong> <span class="quiet">schedule ${schedule}; ${zone.name}</span>`,
  }));
  const zone = (zones.size === 1 ? lanes[0]?.zone : undefined) ?? utc;
  return html`<section aria-labelledby="lanes"><h2 id="lanes">What the clusters should have been, and what they were</h2>
${lanesByMonth({ label: "Clusters", axis: { from, until, now: null }, zone, rows })}
${clustersLeftOut > 0 && html`<p class="quiet">… and ${clustersLeftOut} more clusters, which the tables below tell of.</p>`}
</section>`;
}

function missedMarks({ key }: Lane, { boundaries }: DemoResult): Mark[] {
  return boundaries
    .filter(({ isMissed, project, cluster }) => isMissed && `${project}/${cluster}` === key)
    .map(({ at, from, to }) => ({ at, kind: "warning", says: `The boundary from ${from} to ${to} was missed.` }));
}
