import { CommandFailed, runCommand, type Shell } from "./lib/command";
import { lacksOf } from "./soak/coverage";
import { readSoakOptions } from "./soak/options";
import { printFailure, printFigures } from "./soak/print";
import { soak } from "./soak/run";

async function main({ args, stdout, stderr }: Shell): Promise<void> {
  const { json, ...options } = readSoakOptions(args);
  const onMonth = ({ months }: { readonly months: number }) => {
    if (!json && months % 10 === 0) stderr.write(`${months} of ${options.months} months\n`);
  };
  const { figures, failure } = await soak({ ...options, onMonth });
  const lacks = failure === null && options.soakCase === undefined ? lacksOf(figures) : [];
  if (json) {
    stdout.write(`${JSON.stringify({ seed: options.seed, figures, lacks, failure })}\n`);
  } else {
    stdout.write(printFigures(figures));
    if (failure !== null) stdout.write(printFailure(options.seed, failure));
  }
  if (failure !== null) throw new CommandFailed(`an invariant was broken in month ${figures.months}`);
  if (lacks.length > 0) throw new CommandFailed(`too little of what can go wrong did:\n  ${lacks.join("\n  ")}`);
}

void runCommand(main);
