import { runCommand } from "./lib/command";
import { readPlanOptions } from "./plan/options";
import { runPlan } from "./plan/run";
import { paintFor } from "./plan/shown/paint";

async function main(): Promise<void> {
  const { argv, stdout, stderr, env } = process;
  const options = readPlanOptions(argv.slice(2), Date.now());
  const { text, notes } = runPlan(options, { paint: paintFor(env, stdout), columns: stdout.columns ?? 100 });
  for (const note of notes) stderr.write(`${note}\n`);
  stdout.on("error", endQuietly);
  stdout.write(text);
}

/** A reader that closes the pipe early, as `head` does, has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

void runCommand(main);
