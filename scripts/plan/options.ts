import { readDateTime } from "../../src/schedule/calendar/date-time";
import { utc } from "../../src/schedule/calendar/zone";
import { UsageError } from "../lib/command";

export type PlanFormat = "text" | "json" | "ics" | "html";

export interface PlanOptions {
  readonly scheduleFile: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly pricesFile: string | null;
  /** The schedule document to compare with. */
  readonly diffFile: string | null;
  readonly format: PlanFormat;
}

/** The command line as it was read. */
export interface PlanArguments {
  readonly schedule?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly prices?: string | undefined;
  readonly diff?: string | undefined;
  readonly json?: boolean | undefined;
  readonly ics?: boolean | undefined;
  readonly html?: boolean | undefined;
}

export const defaultDays = 35;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Throws a `UsageError` with everything that is wrong. */
export function readPlanOptions(given: PlanArguments, defaultFile: string, nowMs: number): PlanOptions {
  const problems: string[] = [];
  const from = instantFrom("--from", given.from, problems) ?? Math.floor(nowMs / minuteMs) * minuteMs;
  const until = instantFrom("--until", given.until, problems) ?? from + defaultDays * dayMs;
  if (problems.length === 0 && until <= from) {
    problems.push(`--until ${given.until}: is not after ${given.from ?? `now, ${new Date(from).toISOString()}`}`);
  }
  const formats = (["json", "ics", "html"] as const).filter((format) => given[format] === true);
  const format = formats[0] ?? "text";
  if (formats.length > 1) problems.push(`${formats.map((one) => `--${one}`).join(" and ")}: only one at a time`);
  if (given.diff !== undefined && (format === "ics" || format === "html")) {
    problems.push(`--diff: is for the terminal or --json, not --${format}`);
  }
  if (given.prices !== undefined && (given.diff !== undefined || format === "ics")) {
    problems.push(`--prices: does not go with ${format === "ics" ? "--ics" : "--diff"}`);
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return {
    scheduleFile: given.schedule ?? defaultFile,
    from,
    until,
    pricesFile: given.prices ?? null,
    diffFile: given.diff ?? null,
    format,
  };
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d))?$/;

/** A date alone is its midnight in UTC. */
function instantFrom(name: string, text: string | undefined, problems: string[]): number | null {
  if (text === undefined) return null;
  const match = INSTANT.exec(text);
  const [, date = "", time = "T00:00", seconds = "0", fraction = "0", offset = "Z"] = match ?? [];
  const minutes =
    match === null ? "is not an instant such as 2026-11-29T00:00Z" : readDateTime(date + time + offset, utc);
  if (typeof minutes === "number" && Number(seconds) < 60) {
    return minutes * minuteMs + Number(seconds) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
  }
  problems.push(`${name} ${text}: ${typeof minutes === "string" ? minutes : "does not exist"}`);
  return null;
}
