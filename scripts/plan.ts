import { CommandFailed, runCommand, type Shell } from "./lib/command";
import { checkPageFile, writePage } from "./lib/page/write-page";
import { paintFor } from "./lib/paint";
import type { Findings } from "./lib/planning/findings";
import { readPlanOptions } from "./plan/options";
import { runPlan } from "./plan/run";

export async function plan({ args, env, stdout, stderr }: Shell): Promise<void> {
  const options = readPlanOptions(args, Date.now());
  if (options.page !== null) checkPageFile("--html", options.page);
  const { text, notes, findings } = runPlan(options, { paint: paintFor(env, stdout), columns: stdout.columns ?? 100 });
  for (const note of notes) stderr.write(`${note}\n`);
  if (options.page === null) stdout.write(text);
  else {
    writePage("--html", options.page, text);
    stdout.write(`Wrote ${options.page}: open it in a browser.\n`);
  }
  if (options.strict) refuseFindings(findings);
}

function refuseFindings({ overlaps, shadowings, warnings }: Findings): void {
  const conflicts = overlaps.length + shadowings.length;
  if (conflicts + warnings.length === 0) return;
  throw new CommandFailed(
    `--strict: ${counted(conflicts, "conflict")} and ${counted(warnings.length, "warning")}; see them in npm run plan`,
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

if (require.main === module) void runCommand(plan);
