/** What a demo did, as one HTML file with the looks of a plan's page. */
import { pageDocument } from "../../lib/page/document";
import { type Html, html } from "../../lib/page/html";
import { formatLength, utcMinute } from "../../lib/planning/local-time";
import type { Prices } from "../../lib/planning/money/prices";
import type { DemoResult } from "../result";
import type { DemoStory } from "../story/story";
import { askedSection } from "./asked";
import { boundariesSection } from "./boundaries";
import { firedSection } from "./fired";
import { hoursSection } from "./hours";
import { lanesSection } from "./lanes";
import { latencySection } from "./latency";
import { nodesSection } from "./nodes";

export function reportPage(result: DemoResult, story: DemoStory, prices: Prices | null): string {
  const names = namesOf(story);
  const body = html`<header>
<h1>${names}: what the demo did</h1>
<p>Simulated: ${utcMinute(result.from)} to ${utcMinute(result.until)} UTC (${formatLength(result.until - result.from)}), the app's functions against local Atlas. No Atlas account took part.</p>
</header>
<main>
${outcome(result)}
${lanesSection(result, story)}
${firedSection(result)}
${boundariesSection(result)}
${askedSection(story)}
${nodesSection(story)}
${latencySection(result.simulated)}
${hoursSection(result, prices)}
</main>`;
  return pageDocument({ title: `${names}: what the demo did`, body });
}

const NAMED = 3;

function namesOf({ lanes, clustersLeftOut }: DemoStory): string {
  const names = [...new Set(lanes.map(({ schedule }) => schedule))];
  const more = names.length > NAMED || clustersLeftOut > 0 ? " and others" : "";
  return `${names.slice(0, NAMED).join(", ")}${more}`;
}

function outcome({ runs, requests, boundaries, missed, changes }: DemoResult): Html {
  const facts: readonly (readonly [name: string, value: string, isBad?: boolean])[] = [
    ["Boundaries carried out", `${boundaries.length - missed} of ${boundaries.length}`, missed > 0],
    ["Runs of triggers", String(runs.total)],
    ["Failed runs", String(runs.failed), runs.failed > 0],
    ["Changes that Atlas took", String(changes.length)],
    ["HTTP requests", requests.toLocaleString("en-US")],
  ];
  return html`<dl class="facts">${facts.map(
    ([name, value, isBad = false]) =>
      html`<div><dt>${name}</dt><dd class="${isBad ? "bad" : "plain"}">${value}${isBad && " (see below)"}</dd></div>`,
  )}</dl>`;
}
