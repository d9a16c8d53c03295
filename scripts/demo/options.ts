import { UsageError } from "../lib/command";
import { readCountOption, readInstantOption } from "../lib/option-values";

export interface DemoOptions {
  /** null: the Value of app/. */
  readonly scheduleFile: string | null;
  /** Epoch milliseconds; null: two days before the next boundary. */
  readonly fromMs: number | null;
  readonly days: number;
  /** null: one for each selector of the schedule. */
  readonly clusters: number | null;
  /** The real time, from which the next boundary is looked for. */
  readonly nowMs: number;
}

/** The command line as it was read. */
export interface DemoFlags {
  readonly schedule?: string | undefined;
  readonly from?: string | undefined;
  readonly days?: string | undefined;
  readonly clusters?: string | undefined;
}

const defaultDays = 7;

/** Throws a `UsageError` with everything that is wrong. */
export function readDemoOptions(flags: DemoFlags, nowMs: number): DemoOptions {
  const problems: string[] = [];
  const options = {
    scheduleFile: flags.schedule ?? null,
    fromMs: readInstantOption("--from", flags.from, problems),
    days: readCountOption("--days", flags.days, { atLeast: 1, atMost: 366 }, problems) ?? defaultDays,
    clusters: readCountOption("--clusters", flags.clusters, { atLeast: 1, atMost: 1_500 }, problems),
    nowMs,
  };
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return options;
}
