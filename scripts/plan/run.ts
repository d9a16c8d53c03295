import { type Schedule, ScheduleError } from "../../src/schedule/model";
import { MS_PER_MINUTE } from "../../src/schedule/time-units";
import { checkCovered, coverageOf } from "../../src/schedule/windows/coverage";
import { attempt, UsageError } from "../lib/command";
import { readChosenDocument } from "../lib/environment/environment-tag";
import { formatJson } from "../lib/json-file";
import { comparePlans } from "../lib/planning/diff";
import { type Findings, findingsOf } from "../lib/planning/findings";
import { type Prices, readPrices } from "../lib/planning/money/prices";
import { type Plan, planDocument } from "../lib/planning/schedule";
import { type DocumentFile, readDocumentFile } from "../lib/schedule-documents";
import type { Terminal } from "../lib/timeline/paint-cells";
import type { PlanOptions } from "./options";
import { planCalendar } from "./shown/calendar";
import { diffJson, printDiff } from "./shown/diff-print";
import { planJson } from "./shown/json";
import { diffPage } from "./shown/page/diff-page";
import { planPage } from "./shown/page/plan-page";
import { printPlan } from "./shown/print";

export interface PlanOutput {
  readonly text: string;
  /** What somebody may look for in the text and not find. */
  readonly notes: readonly string[];
  readonly findings: Findings;
}

/** Reads the files and says what they mean. All their problems at once are one `UsageError`. */
export function runPlan(options: PlanOptions, terminal: Terminal): PlanOutput {
  const { diff, prices: priceFile, against } = options;
  const problems: string[] = [];
  const source = attempt(() => readChosenDocument(options), problems);
  const earlier = diff === null ? null : attempt(() => readDocumentFile(diff), problems);
  const prices = priceFile === null ? null : attempt(() => readPrices(priceFile), problems);
  for (const document of [source, earlier]) if (document) checkSpan(document, options, problems);
  if (problems.length > 0 || source === null) throw new UsageError(problems.join("\n"));
  const plan = planDocument(source, options.from, options.until);
  const findings = findingsOf(plan);
  const money = { prices, against };
  if (earlier !== null) {
    const was = planDocument(earlier, options.from, options.until);
    return { text: compared(was, plan, prices, options, terminal), notes: [], findings };
  }
  switch (options.format) {
    case "json":
      return { text: formatJson(planJson(plan, money)), notes: [], findings };
    case "ics":
      return { text: planCalendar(plan), notes: calendarNotes(plan), findings };
    case "html":
      return { text: planPage(plan, money, options.now), notes: [], findings };
    case "text":
      return { text: printPlan(plan, money, terminal), notes: [], findings };
  }
}

function compared(was: Plan, is: Plan, prices: Prices | null, options: PlanOptions, { paint }: Terminal): string {
  const diffs = comparePlans(was, is);
  switch (options.format) {
    case "json":
      return formatJson(diffJson(was, is, diffs, prices));
    case "html":
      return diffPage(was, is, diffs, prices, options.now);
    default:
      return printDiff(was, is, diffs, prices, paint);
  }
}

/** Adds a problem where the time zone data of a schedule does not cover the plan. */
function checkSpan({ file, document }: DocumentFile, { from, until }: PlanOptions, problems: string[]): void {
  for (const schedule of document.schedules) {
    const first = Math.floor(from / MS_PER_MINUTE);
    const isBefore = first < coverageOf(schedule).from;
    const problem = coverageProblem(schedule, isBefore ? first : Math.ceil(until / MS_PER_MINUTE) - 1);
    if (problem !== null) problems.push(`${file}: --${isBefore ? "from" : "until"}: ${problem}`);
  }
}

function coverageProblem(schedule: Schedule, minute: number): string | null {
  try {
    checkCovered(schedule, minute);
    return null;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}

function calendarNotes({ schedules }: Plan): string[] {
  const off = schedules.filter(({ schedule }) => schedule.mode === "off");
  const isEmpty = schedules.every(
    ({ schedule, stretches }) => schedule.mode === "off" || stretches.every(({ window }) => window === null),
  );
  return [
    ...off.map(({ schedule }) => `${schedule.name} is off, so it has no events`),
    ...(isEmpty ? ["no window is open in this time, so the calendar is empty"] : []),
  ];
}
