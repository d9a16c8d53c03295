import { relative } from "node:path";
import { readCommandLine, runCommand } from "./lib/command";
import { appDir } from "./lib/paths";
import { readPlanOptions } from "./plan/options";
import { runPlan } from "./plan/run";
import { paintFor } from "./plan/shown/paint";

const defaultFile = relative(process.cwd(), `${appDir}/values/schedule.json`);

const usage = `
Usage: npm run plan [-- OPTIONS]

Says what a schedule means: every instant at which a cluster's target changes, in UTC and in the schedule's zone; which
window wins where two overlap; warnings; a strip of the months; the hours at each size and what they save against
staying at the largest. Reads files only: no Atlas account, no network, nothing is changed.

  --schedule FILE   a schedule document or a Value file (default: app/values/schedule.json)
  --from INSTANT    where the plan starts, such as 2026-11-29T00:00Z (default: now)
  --until INSTANT   where it ends, itself left out (default: 35 days after its start)
  --prices FILE     what a cluster costs for an hour at each size, for savings in money; a file that you keep, such as
                    {"currency": "USD", "hourly": {"M10": 0.1, "M50": 2, "M30-M60": 1.2, "paused": 0.02}}
                    Money comes from it alone; a size it leaves out is named, and nothing is guessed
  --diff FILE       compare: what the schedule changes against FILE, an earlier one, boundary by boundary
  --json            print JSON: {timezone, from, until, boundaries, hours}, with --prices savings too; also with --diff
  --ics             print an iCalendar file: an event for each time that a window decides, in UTC
  --html            print a page of its own

Colour: in a terminal, unless NO_COLOR is set; FORCE_COLOR=1 colours what is piped, too.
Exit code 0, with --diff whether or not anything differs; 2 when a file or the command line is wrong; 1 for what else fails.
`;

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, {
    schedule: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    prices: { type: "string" },
    diff: { type: "string" },
    json: { type: "boolean" },
    ics: { type: "boolean" },
    html: { type: "boolean" },
  });
  const options = readPlanOptions(values, defaultFile, Date.now());
  const { stdout, stderr, env } = process;
  const { text, notes } = runPlan(options, { paint: paintFor(env, stdout), columns: stdout.columns ?? 100 });
  for (const note of notes) stderr.write(`${note}\n`);
  stdout.on("error", endQuietly);
  stdout.write(text);
}

/** Who reads the output has seen enough, as `head` does. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

void runCommand(main);
