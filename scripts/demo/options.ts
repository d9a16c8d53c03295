import { readDateTime } from "../../src/schedule/calendar/date-time";
import { utc } from "../../src/schedule/calendar/zone";
import { UsageError } from "../lib/command";

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
    fromMs: readInstant("--from", flags.from, problems),
    days: readCount("--days", flags.days, 366, problems) ?? defaultDays,
    clusters: readCount("--clusters", flags.clusters, 1_500, problems),
    nowMs,
  };
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return options;
}

/** Whole minutes: seconds are left out. */
function readInstant(name: string, text: string | undefined, problems: string[]): number | null {
  if (text === undefined) return null;
  const parts = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
  const [, date = "", time = "T00:00", offset = "Z"] = parts ?? [];
  const minutes = parts === null ? null : readDateTime(date + time + offset, utc);
  if (typeof minutes === "number") return minutes * 60_000;
  problems.push(`${name} ${text}: not an instant such as 2026-11-29T00:00Z`);
  return null;
}

function readCount(name: string, text: string | undefined, most: number, problems: string[]): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  problems.push(`${name} ${text}: not a number from 1 to ${most}`);
  return null;
}
