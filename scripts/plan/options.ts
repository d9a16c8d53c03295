import { MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import { parseCommandLine, throwProblems } from "../lib/command-line";
import { type FlagValues, instantFlag, switchFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { scheduleValueFile } from "../lib/paths";

const flags = {
  schedule: textFlag("FILE", "a schedule document or a Value file (default: app/values/schedule.json)"),
  from: instantFlag("the start of the plan, such as 2026-11-29T00:00Z (default: now)"),
  until: instantFlag(
    "the end of the plan, exclusive (default: 35 days after the start; a schedule may have 200,000 boundaries until then)",
  ),
  prices: textFlag(
    "FILE",
    `also show savings in money, from a file of yours that says what a cluster costs per hour at each size, such as
{"currency": "USD", "hourly": {"M10": 0.1, "M50": 2, "paused": 0.02}}
Sizes that are missing from the file are listed; no price is ever guessed`,
  ),
  diff: textFlag("FILE", "show what the schedule changes compared with FILE, an earlier version of it"),
  json: switchFlag(
    "print JSON: {timezone, from, until, boundaries, hours}, and savings with --prices; also with --diff",
  ),
  ics: switchFlag("print an iCalendar file with one event, in UTC, for each time that a window is in effect"),
  html: switchFlag("print a standalone HTML page"),
};

export const planCommand: CommandDescription<typeof flags> = {
  usage: "npm run plan [-- OPTIONS]",
  about:
    "Shows what a schedule means: every instant at which a cluster's target changes, in UTC and in the schedule's time zone; which window wins where two overlap; warnings; the months as strips; the hours at each size, and what they save compared with staying at the largest size. It only reads files: it needs no Atlas account and no network, and changes nothing.",
  flags,
  notes: [
    "Colour is used in a terminal unless NO_COLOR is set. FORCE_COLOR=1 adds it to piped output too.",
    "Exit code 0, with --diff whether or not anything differs; 2 if a file or the command line is wrong; 1 if anything else fails.",
  ],
};

const formats = ["json", "ics", "html"] as const;

export type PlanFormat = (typeof formats)[number] | "text";

type Given = FlagValues<typeof flags>;

export interface PlanOptions extends Omit<Given, PlanFormat | "schedule" | "from" | "until"> {
  readonly schedule: string;
  /** Epoch milliseconds: from <= t < until. */
  readonly from: number;
  readonly until: number;
  readonly format: PlanFormat;
}

const defaultDays = 35;

/** Throws a `UsageError` with everything that is wrong. */
export function readPlanOptions(args: readonly string[], nowMs: number): PlanOptions {
  const { values, problems } = parseCommandLine(planCommand, args);
  const { json: _json, ics: _ics, html: _html, ...given } = values;
  const from = given.from ?? Math.floor(nowMs / MS_PER_MINUTE) * MS_PER_MINUTE;
  const until = given.until ?? from + defaultDays * MS_PER_DAY;
  const spanProblems = problems.length === 0 && until <= from ? [emptySpan(given, from, until)] : [];
  throwProblems([...problems, ...spanProblems, ...mismatches(values)]);
  return {
    ...given,
    schedule: given.schedule ?? scheduleValueFile,
    from,
    until,
    format: formats.find((format) => values[format]) ?? "text",
  };
}

function emptySpan(given: Pick<Given, "from">, from: number, until: number): string {
  const start = given.from === null ? "now" : "--from";
  return `--until ${new Date(until).toISOString()}: must be after ${start}, ${new Date(from).toISOString()}`;
}

/** Flags that are right by themselves and cannot be combined. */
function mismatches({ diff, prices, ...values }: Given): string[] {
  const asked = formats.filter((format) => values[format]).map((format) => `--${format}`);
  const problems = asked.length > 1 ? [`${asked.join(" and ")}: choose one`] : [];
  for (const format of ["--ics", "--html"]) {
    if (diff !== null && asked.includes(format)) problems.push(`--diff cannot be combined with ${format}`);
  }
  if (prices !== null && diff !== null) problems.push("--prices cannot be combined with --diff");
  if (prices !== null && asked.includes("--ics")) problems.push("--prices cannot be combined with --ics");
  return problems;
}
