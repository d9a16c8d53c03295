import { MS_PER_SECOND } from "../src/schedule/time-units";
import { CommandFailed, readCommandLine, runCommand, UsageError } from "./lib/command";
import { readJsonFile } from "./lib/json-file";
import { readCountOption } from "./lib/option-values";
import { lacksOf } from "./soak/coverage";
import type { SoakCase } from "./soak/generated/case";
import { printFailure, printFigures } from "./soak/print";
import { type SoakOptions, soak } from "./soak/run";

const usage = `
Usage: npm run soak [-- OPTIONS]

Proves the app on generated months: random schedules and clusters, runs that are lost, late, doubled, overlapping and
aborted, changes by hand, schedule edits, refusals of Atlas and HTTP faults, through the built functions on local Atlas,
against an independent reading of the schedule. Prints what happened; the first case that breaks an invariant is shrunk
and printed with what runs it again.

  --months N        how many months, each another case (default: 20)
  --seed S          which ones (default: 1)
  --path P          only the case that was found at P under this seed
  --case FILE       only the case in this file, as a failure prints it
  --shrink SECONDS  how long to look for a smaller case that fails too (default: 120)
  --json            print the result as JSON

Exit code 0; 1 when an invariant was broken, or too little of what can happen did; 2 when the command line is wrong.
`;

function readOptions(): SoakOptions & { readonly json: boolean } {
  const { values } = readCommandLine(usage, {
    months: { type: "string" },
    seed: { type: "string" },
    path: { type: "string" },
    case: { type: "string" },
    shrink: { type: "string" },
    json: { type: "boolean" },
  });
  const problems: string[] = [];
  const countOf = (name: "months" | "seed" | "shrink", atLeast: number, standard: number) =>
    readCountOption(`--${name}`, values[name], { atLeast, atMost: 999_999_999 }, problems) ?? standard;
  const months = countOf("months", 1, 20);
  const seed = countOf("seed", 0, 1);
  const shrinkMs = countOf("shrink", 0, 120) * MS_PER_SECOND;
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return {
    json: values.json === true,
    months,
    seed,
    shrinkMs,
    ...(values.path !== undefined && { path: readPath(values.path) }),
    ...(values.case !== undefined && { soakCase: readJsonFile(values.case) as SoakCase }),
  };
}

function readPath(text: string): string {
  if (!/^\d+(?::\d+)*$/.test(text)) throw new UsageError(`--path ${text}: not a path such as 12:0:3`);
  return text;
}

async function main(): Promise<void> {
  const { json, ...options } = readOptions();
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
  if (lacks.length > 0) throw new CommandFailed(`too little happened:\n  ${lacks.join("\n  ")}`);
}

void runCommand(main);
