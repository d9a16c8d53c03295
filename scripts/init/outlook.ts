import { FAR, warningsOf } from "../../src/schedule/document/warnings";
import type { ScheduleDocument } from "../../src/schedule/model";
import { describeTarget } from "../../src/schedule/target";
import { boundariesFrom } from "../../src/schedule/windows/boundaries";

const changesShown = 4;

/** The changes ahead, and what in the schedule is seldom meant. */
export function describeOutlook(document: ScheduleDocument, nowMs: number): string {
  const lines = document.schedules.flatMap((schedule) =>
    boundariesFrom(schedule, nowMs, changesShown).map(({ at, window, before, after }) => {
      const when = new Date(at).toISOString().slice(0, 16).replace("T", " ");
      return `  ${when} UTC  ${describeTarget(before)} → ${describeTarget(after)}  (${window ?? "baseline"})`;
    }),
  );
  const warnings = warningsOf(document, nowMs, FAR).map(({ path, message }) => `warning: ${path}: ${message}`);
  return [`What it means (npm run plan shows more):`, ...lines, ...warnings, ""].join("\n");
}
