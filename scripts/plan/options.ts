import { MS_PER_DAY, MS_PER_MINUTE } from "../../src/schedule/time-units";
import { UsageError } from "../lib/command";
import { readInstantOption } from "../lib/option-values";

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

/** Throws a `UsageError` with everything that is wrong. */
export function readPlanOptions(given: PlanArguments, defaultFile: string, nowMs: number): PlanOptions {
  const problems: string[] = [];
  const from = readInstantOption("--from", given.from, problems) ?? Math.floor(nowMs / MS_PER_MINUTE) * MS_PER_MINUTE;
  const until = readInstantOption("--until", given.until, problems) ?? from + defaultDays * MS_PER_DAY;
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
