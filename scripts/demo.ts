import { readDemoOptions } from "./demo/options";
import { demoJson, printDemo } from "./demo/print";
import { runDemo } from "./demo/simulate";
import { CommandFailed, runCommand, type Shell } from "./lib/command";

export async function demo({ args, stdout }: Shell): Promise<void> {
  const options = readDemoOptions(args, Date.now());
  const progress = options.json ? () => {} : (line: string) => void stdout.write(`${line}\n`);
  const result = await runDemo(options, progress);
  stdout.write(options.json ? demoJson(result) : printDemo(result));
  if (result.missed > 0) throw new CommandFailed(`${result.missed} of ${result.boundaries.length} boundaries missed`);
  if (result.runs.failed > 0 && options.fault === null)
    throw new CommandFailed(`${result.runs.failed} of ${result.runs.total} runs failed`);
}

if (require.main === module) void runCommand(demo);
