import { runCommand, type Shell } from "./lib/command";
import { readPlanOptions } from "./plan/options";
import { runPlan } from "./plan/run";
import { paintFor } from "./plan/shown/paint";

export async function plan({ args, env, stdout, stderr }: Shell): Promise<void> {
  const options = readPlanOptions(args, Date.now());
  const { text, notes } = runPlan(options, { paint: paintFor(env, stdout), columns: stdout.columns ?? 100 });
  for (const note of notes) stderr.write(`${note}\n`);
  stdout.write(text);
}

if (require.main === module) void runCommand(plan);
