import { readDemoOptions } from "./demo/options";
import { demoJson, printDemo } from "./demo/print";
import { runDemo } from "./demo/simulate";
import { CommandFailed, runCommand } from "./lib/command";

async function main(): Promise<void> {
  const options = readDemoOptions(process.argv.slice(2), Date.now());
  const progress = options.json ? () => {} : (line: string) => process.stdout.write(`${line}\n`);
  const result = await runDemo(options, progress);
  process.stdout.write(options.json ? demoJson(result) : printDemo(result));
  if (result.missed > 0) throw new CommandFailed(`${result.missed} of ${result.boundaries.length} boundaries missed`);
  if (result.runs.failed > 0) throw new CommandFailed(`${result.runs.failed} of ${result.runs.total} runs failed`);
}

void runCommand(main);
