import { readDateTime } from "../src/schedule/date-time";
import { utc } from "../src/schedule/zone";
import { CommandFailed, readCommandLine, runCommand, UsageError } from "./lib/command";
import { type DemoOptions, demoDefaults } from "./lib/demo-options";
import { demoJson, printDemo } from "./lib/demo-print";
import { runDemo } from "./lib/demo-run";

const usage = `
Usage: npm run demo [-- OPTIONS]

Runs the app as it would run in Atlas, offline: the built functions, fired by their triggers over simulated days, against
local Atlas over real HTTP. Ends with a timeline: what fired, what was asked of Atlas, when the clusters got there, and
the hours at each tier. No Atlas account, no credentials, nothing outside this machine.

  --schedule FILE   a schedule document or a Value file (default: app/values/schedule.json)
  --from INSTANT    where the simulation starts, such as 2026-11-29T00:00Z (default: two days before the next boundary)
  --days N          how many days it lasts, 1 to 366 (default: 7)
  --clusters N      N clusters, Cluster0 and so on, for the first schedule (default: one for each that it names)
  --json            print the result as JSON

Exit code 0; 1 when a boundary was missed or a run failed; 2 when the schedule or the command line is wrong.
`;

function readOptions(): DemoOptions & { readonly json: boolean } {
  const { values } = readCommandLine(usage, {
    schedule: { type: "string" },
    from: { type: "string" },
    days: { type: "string" },
    clusters: { type: "string" },
    json: { type: "boolean" },
  });
  return {
    json: values.json === true,
    scheduleFile: values.schedule ?? null,
    fromMs: values.from === undefined ? null : readInstant(values.from),
    days: readCount("--days", values.days, demoDefaults.days, 366),
    clusters: values.clusters === undefined ? null : readCount("--clusters", values.clusters, 1, 1_500),
    nowMs: Date.now(),
  };
}

/** Whole minutes: seconds are left out. */
function readInstant(text: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
  const [, date = "", time = "T00:00", offset = "Z"] = parts ?? [];
  const minutes = parts === null ? null : readDateTime(date + time + offset, utc);
  if (typeof minutes !== "number") throw new UsageError(`--from ${text}: not an instant such as 2026-11-29T00:00Z`);
  return minutes * 60_000;
}

function readCount(name: string, text: string | undefined, standard: number, most: number): number {
  if (text === undefined) return standard;
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) throw new UsageError(`${name} ${text}: not a number from 1 to ${most}`);
  return count;
}

async function main(): Promise<void> {
  const options = readOptions();
  const progress = options.json ? () => {} : (line: string) => process.stdout.write(`${line}\n`);
  const result = await runDemo(options, progress);
  process.stdout.write(options.json ? demoJson(result) : printDemo(result));
  if (result.missed > 0) throw new CommandFailed(`${result.missed} of ${result.boundaries.length} boundaries missed`);
  if (result.runs.failed > 0) throw new CommandFailed(`${result.runs.failed} of ${result.runs.total} runs failed`);
}

void runCommand(main);
