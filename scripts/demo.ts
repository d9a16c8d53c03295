import { readDemoOptions } from "./demo/options";
import { demoJson, printDemo } from "./demo/print";
import { runDemo } from "./demo/run";
import { CommandFailed, readCommandLine, runCommand } from "./lib/command";

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

const flags = {
  schedule: { type: "string" },
  from: { type: "string" },
  days: { type: "string" },
  clusters: { type: "string" },
  json: { type: "boolean" },
} as const;

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, flags);
  const options = readDemoOptions(values, Date.now());
  const progress = values.json === true ? () => {} : (line: string) => process.stdout.write(`${line}\n`);
  const result = await runDemo(options, progress);
  process.stdout.write(values.json === true ? demoJson(result) : printDemo(result));
  if (result.missed > 0) throw new CommandFailed(`${result.missed} of ${result.boundaries.length} boundaries missed`);
  if (result.runs.failed > 0) throw new CommandFailed(`${result.runs.failed} of ${result.runs.total} runs failed`);
}

void runCommand(main);
