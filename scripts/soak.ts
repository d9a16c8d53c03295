import { CommandFailed, runCommand } from "./lib/command";
import { lacksOf } from "./soak/coverage";
import { readSoakOptions } from "./soak/options";
import { printFailure, printFigures } from "./soak/print";
import { soak } from "./soak/run";

async function main(): Promise<void> {
  const { json, ...options } = readSoakOptions(process.argv.slice(2));
  const onMonth = ({ months }: { readonly months: number }) => {
    if (!json && months % 10 === 0) process.stderr.write(`${months} of ${options.months} months\n`);
  };
  const { figures, failure } = await soak({ ...options, onMonth });
  const lacks = failure === null && options.soakCase === undefined ? lacksOf(figures) : [];
  if (json) {
    process.stdout.write(`${JSON.stringify({ seed: options.seed, figures, lacks, failure })}\n`);
  } else {
    process.stdout.write(printFigures(figures));
    if (failure !== null) process.stdout.write(printFailure(options.seed, failure));
  }
  if (failure !== null) throw new CommandFailed(`an invariant was broken in month ${figures.months}`);
  if (lacks.length > 0) throw new CommandFailed(`too little of what can go wrong did:\n  ${lacks.join("\n  ")}`);
}

void runCommand(main);
