import { MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import { parseCommandLine, throwProblems } from "../lib/command-line";
import { environmentFlag, mismatchOf } from "../lib/environment/environment-tag";
import { type FlagValues, instantFlag, outputFlag, switchFlag, TO_OUTPUT, textFlag, tierFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";

const flags = {
  schedule: textFlag("FILE", "a schedule document or a Value file (default: app/values/schedule.json)"),
  environment: environmentFlag("the schedule that the app follows in this environment"),
  from: instantFlag("the start of the plan, such as 2026-11-29T00:00Z (default: now)"),
  until: instantFlag(
    "the end of the plan, exclusive (default: 35 days after the start; a schedule may have 200,000 boundaries until then)",
  ),
  prices: textFlag(
    "FILE",
    `also show savings in money, from a file of yours that says what one hour of a whole cluster costs at each size, all its nodes together, such as
{"currency": "USD", "hourly": {"M10": 0.1, "M50": 2, "paused": 0.02}}
"paused" is the storage of a paused cluster; without it that is left out, and the plan says so. Other sizes that are missing from the file are listed; no price is ever guessed`,
  ),
  against: tierFlag(
    "TIER",
    "show savings compared with a cluster that is always at TIER (default: the largest size of the schedule)",
  ),
  diff: textFlag(
    "FILE",
    "show what the schedule changes compared with FILE, an earlier version of it; with --prices, also what that costs",
  ),
  strict: switchFlag("exit with 1 if there is any warning or conflict, for a check of pull requests"),
  json: switchFlag(
    "print JSON: {timezone, from, until, boundaries, hours, projects, conflicts, warnings}, savings with --prices or --against, and pricing (what the money takes for granted) with --prices; also with --diff",
  ),
  ics: switchFlag("print an iCalendar file with one event, in UTC, for each time that a window is in effect"),
  html: outputFlag(
    "write the plan as a page into FILE, or print it: the schedules as lanes over time, boundaries to sort and filter, hours and cost, in one file for a browser or the printer; also with --diff",
  ),
};

export const planCommand: CommandDescription<typeof flags> = {
  usage: "npm run plan [-- OPTIONS]",
  about:
    "Shows what a schedule means: every instant at which a cluster's target changes, in UTC and in the schedule's time zone; which window wins where two overlap; warnings; the months as strips; the hours at each size, and what they save compared with staying at the largest size. It only reads files: it needs no Atlas account and no network, and changes nothing.",
  flags,
  notes: [
    "Colour is used in a terminal unless NO_COLOR is set. FORCE_COLOR=1 adds it to piped output too.",
    "Exit code 0, with --diff whether or not anything differs; 1 if --strict finds a warning or a conflict, or anything else fails; 2 if a file or the command line is wrong.",
  ],
};

const formats = ["json", "ics", "html"] as const;

export type PlanFormat = (typeof formats)[number] | "text";

type Given = FlagValues<typeof flags>;

export interface PlanOptions extends Omit<Given, PlanFormat | "from" | "until"> {
  /** Epoch milliseconds: from <= t < until. */
  readonly from: number;
  readonly until: number;
  /** The real time, which a page marks. */
  readonly now: number;
  readonly format: PlanFormat;
  /** Where a page goes; null: to the output. */
  readonly page: string | null;
}

const defaultDays = 35;

/** Throws a `UsageError` with everything that is wrong. */
export function readPlanOptions(args: readonly string[], nowMs: number): PlanOptions {
  const { values, problems } = parseCommandLine(planCommand, args);
  const { json: _json, ics: _ics, html, ...given } = values;
  const from = given.from ?? Math.floor(nowMs / MS_PER_MINUTE) * MS_PER_MINUTE;
  const until = given.until ?? from + defaultDays * MS_PER_DAY;
  const spanProblems = problems.length === 0 && until <= from ? [emptySpan(given, from, until)] : [];
  throwProblems([...problems, ...spanProblems, ...mismatches(values)]);
  return {
    ...given,
    from,
    until,
    now: nowMs,
    format: formats.find((format) => values[format]) ?? "text",
    page: html === TO_OUTPUT ? null : html,
  };
}

function emptySpan(given: Pick<Given, "from">, from: number, until: number): string {
  const start = given.from === null ? "now" : "--from";
  return `--until ${new Date(until).toISOString()}: must be after ${start}, ${new Date(from).toISOString()}`;
}

/** Flags that are right by themselves and cannot be combined. */
function mismatches({ diff, prices, against, ...values }: Given): string[] {
  const asked = formats.filter((format) => values[format]).map((format) => `--${format}`);
  const problems = [...mismatchOf(values), ...(asked.length > 1 ? [`${asked.join(" and ")}: choose one`] : [])];
  if (diff !== null && asked.includes("--ics")) problems.push("--diff cannot be combined with --ics");
  if (against !== null && diff !== null) problems.push("--against cannot be combined with --diff");
  for (const [flag, value] of [
    ["--prices", prices],
    ["--against", against],
  ] as const) {
    if (value !== null && asked.includes("--ics")) problems.push(`${flag} cannot be combined with --ics`);
  }
  return problems;
}
