/** Two plans compared, as one HTML file: one above the other on the same axis, and what the edit changes. */
import { zoneDataVersion } from "../../../../src/schedule/calendar/zone";
import { describeTarget } from "../../../../src/schedule/target";
import { pageDocument } from "../../../lib/page/document";
import { type Html, html } from "../../../lib/page/html";
import type { Difference, ScheduleDiff } from "../../../lib/planning/diff";
import { type Findings, findingsOf } from "../../../lib/planning/findings";
import type { Prices } from "../../../lib/planning/money/prices";
import type { Plan } from "../../../lib/planning/schedule";
import { zoneIn } from "../diff-parts";
import { describeSpan } from "../words";
import { changesTable } from "./changes";
import { diffHoursSection } from "./diff-hours";
import { diffLanes } from "./diff-lanes";
import { namesOf } from "./names";
import { findingsSection } from "./plan-page";

export function diffPage(
  was: Plan,
  is: Plan,
  diffs: readonly ScheduleDiff[],
  prices: Prices | null,
  now: number,
): string {
  const names = namesOf({ schedules: [...is.schedules, ...was.schedules.filter((one) => isGone(one, is))] });
  const findings: Findings = findingsOf(is);
  const body = html`<header>
<h1>${names}: what the edit changes</h1>
<p>${describeSpan(is.from, is.until)}</p>
<p class="quiet">Before: ${was.source.file}. After: ${is.source.file}. Time zone data ${zoneDataVersion}.</p>
</header>
<main>
<section aria-labelledby="lanes"><h2 id="lanes">Before and after</h2>
${diffLanes({ was, is, diffs, findings, now })}</section>
<section aria-labelledby="changes"><h2 id="changes">Changes</h2>
<ul>${diffs.map(describeDiff)}</ul>
${changesTable(diffs, (name) => zoneIn(was, is, name))}</section>
${diffHoursSection(diffs, prices)}
${findingsSection(findings)}
</main>`;
  return pageDocument({ title: `${names}: changes of the plan`, body });
}

function isGone({ schedule }: Plan["schedules"][number], { schedules }: Plan): boolean {
  return schedules.every((other) => other.schedule.name !== schedule.name);
}

function describeDiff(diff: ScheduleDiff): Html {
  const facts = [
    ...fact("clusters", diff.clusters, String),
    ...fact("mode", diff.mode, String),
    ...fact("target at the start", diff.atStart, describeTarget),
  ];
  const status = diff.status === "same" ? "unchanged" : diff.status;
  return html`<li><strong>${diff.schedule}</strong> ${[status, ...facts].join("; ")}</li>`;
}

function fact<Value>(what: string, change: Difference<Value> | null, say: (value: Value) => string): string[] {
  return change === null ? [] : [`${what}: ${say(change.was)} → ${say(change.is)}`];
}
