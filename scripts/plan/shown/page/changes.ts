/** Every boundary that an edit adds, removes, moves or gives other targets, as a row that can be sorted and searched. */
import type { Boundary } from "../../../../src/schedule/model";
import { describeTarget } from "../../../../src/schedule/target";
import { type Cell, dataTable } from "../../../lib/page/data-table";
import { type Html, html } from "../../../lib/page/html";
import { inZone } from "../../../lib/page/instants";
import type { ScheduleDiff } from "../../../lib/planning/diff";
import { utcMinute } from "../../../lib/planning/local-time";
import { movesIn } from "../../../lib/planning/moved";
import type { ZonedSchedule } from "../diff-parts";

interface Change {
  readonly schedule: string;
  readonly what: "added" | "removed" | "moved" | "changed";
  /** The boundary as it is; of one that is gone, as it was. */
  readonly boundary: Boundary;
  /** What was there in its place. */
  readonly was: Boundary | null;
}

const looks = {
  added: { sign: "+", className: "good" },
  removed: { sign: "−", className: "bad" },
  moved: { sign: "→", className: "warn" },
  changed: { sign: "~", className: "warn" },
} as const;

export function changesTable(diffs: readonly ScheduleDiff[], scheduleOf: (name: string) => ZonedSchedule): Html {
  const changes = diffs.flatMap(changesOf).sort((one, other) => one.boundary.at - other.boundary.at);
  if (changes.length === 0) return html`<p>No boundary changes in this time.</p>`;
  return html`<p>${summaryOf(changes, diffs)}</p>
${dataTable({
  label: "Changed boundaries",
  columns: [
    { title: "Change" },
    { title: "UTC" },
    { title: "In the schedule's zone" },
    { title: "Schedule" },
    { title: "Target" },
    { title: "Window" },
    { title: "Before" },
  ],
  rows: changes.map((change) => rowOf(change, scheduleOf(change.schedule))),
  isFiltered: true,
})}`;
}

function changesOf(diff: ScheduleDiff): Change[] {
  const { schedule, changed } = diff;
  const { moved, removed, added } = movesIn(diff);
  return [
    ...added.map((boundary): Change => ({ schedule, what: "added", boundary, was: null })),
    ...removed.map((boundary): Change => ({ schedule, what: "removed", boundary, was: null })),
    ...moved.map(({ was, is }): Change => ({ schedule, what: "moved", boundary: is, was })),
    ...changed.map(({ was, is }): Change => ({ schedule, what: "changed", boundary: is, was })),
  ];
}

function summaryOf(changes: readonly Change[], diffs: readonly ScheduleDiff[]): string {
  const counts = (["added", "removed", "moved", "changed"] as const).map((what) => {
    return `${changes.filter((change) => change.what === what).length} ${what}`;
  });
  const unchanged = diffs.reduce((sum, diff) => sum + diff.unchanged, 0);
  return `Boundaries: ${[...counts, `${unchanged} unchanged`].join(", ")}.`;
}

function rowOf({ schedule, what, boundary, was }: Change, zoned: ZonedSchedule): (Cell | string)[] {
  const { sign, className } = looks[what];
  const { at } = boundary;
  return [
    { shown: html`<span class="${className}">${sign} ${what}</span>` },
    { shown: utcMinute(at), rank: at },
    { shown: zoned === undefined ? "" : inZone(at, zoned.zone).join(""), rank: at },
    schedule,
    targetsIn(boundary),
    boundary.window ?? "baseline",
    was === null ? "" : describeWas(what, was),
  ];
}

function describeWas(what: Change["what"], was: Boundary): string {
  return what === "moved" ? `was at ${utcMinute(was.at)} UTC` : `was ${targetsIn(was)} (${was.window ?? "baseline"})`;
}

function targetsIn({ before, after }: Boundary): string {
  return `${describeTarget(before)} → ${describeTarget(after)}`;
}
