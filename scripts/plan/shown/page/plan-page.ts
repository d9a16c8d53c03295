/** The plan as one HTML file, which needs nothing else and asks for nothing. */
import { zoneDataVersion } from "../../../../src/schedule/calendar/zone";
import { pageDocument } from "../../../lib/page/document";
import { type Html, html } from "../../../lib/page/html";
import { type Findings, findingsOf } from "../../../lib/planning/findings";
import type { Reckoning } from "../../../lib/planning/hours";
import type { Plan } from "../../../lib/planning/schedule";
import { describeConflicts, describeIssue, describeSpan } from "../words";
import { boundariesTable } from "./boundaries";
import { hoursSection } from "./hours";
import { planLanes } from "./lanes";
import { namesOf } from "./names";

export function planPage(plan: Plan, reckoning: Reckoning, now: number): string {
  const names = namesOf(plan);
  const findings = findingsOf(plan);
  const body = html`<header>
<h1>${names}</h1>
<p>Plan: ${describeSpan(plan.from, plan.until)}</p>
<p class="quiet">${plan.source.file}; time zone data ${zoneDataVersion}</p>
</header>
<main>
<section aria-labelledby="lanes"><h2 id="lanes">Sizes over time</h2>
${planLanes(plan, findings, now)}</section>
${findingsSection(findings)}
${hoursSection(plan, reckoning)}
<section aria-labelledby="boundaries"><h2 id="boundaries">Boundaries</h2>
${boundariesTable(plan)}</section>
</main>`;
  return pageDocument({ title: `${names}: plan`, body });
}

export function findingsSection(findings: Findings): Html {
  const conflicts = describeConflicts(findings);
  const warnings = findings.warnings.map(describeIssue);
  return html`<section aria-labelledby="findings"><h2 id="findings">Conflicts and warnings</h2>
${conflicts.length + warnings.length === 0 && html`<p>None.</p>`}
${listed("Conflicts", conflicts)}${listed("Warnings", warnings)}</section>`;
}

function listed(title: string, lines: readonly string[]): Html | null {
  if (lines.length === 0) return null;
  return html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
