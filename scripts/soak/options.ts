import { readCommandLine } from "../lib/command-line";
import { countFlag, patternFlag, switchFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { readJsonFile } from "../lib/json-file";
import type { SoakCase } from "./generated/case";
import type { SoakOptions } from "./run";

const manyMonths = 100_000;

const flags = {
  months: countFlag("how many months to simulate, each a case of its own (default: 20)", {
    absent: 20,
    atLeast: 1,
    atMost: manyMonths,
  }),
  seed: countFlag("the seed from which the cases are generated (default: 1)", {
    absent: 1,
    atLeast: 0,
    atMost: 999_999_999,
  }),
  path: patternFlag(
    "PATH",
    "run only the case at PATH under this seed, as a failure names it",
    /^\d+(?::\d+)*$/,
    "12:0:3",
  ),
  case: textFlag("FILE", "run only the case in FILE, as a failure prints it"),
  shrink: countFlag("how long to look for a smaller case that fails in the same way (default: 120)", {
    absent: 120,
    atLeast: 0,
    atMost: 86_400,
    placeholder: "SECONDS",
  }),
  json: switchFlag("print the result as JSON"),
};

export const soakCommand: CommandDescription<typeof flags> = {
  usage: "npm run soak [-- OPTIONS]",
  about:
    "Simulates randomly generated months and checks that the app keeps its promises in them: random schedules and clusters; trigger runs that are lost, late, doubled, overlapping or aborted; changes by hand; schedule edits; refusals by Atlas and HTTP faults. The built functions run on local Atlas and are judged by an independent reading of the schedule. Prints what happened. The first case that breaks an invariant is shrunk and printed with a command that reproduces it. scripts/soak/README.md lists the invariants.",
  flags,
  notes: [
    "Exit code 0; 1 if an invariant was broken, or if too little of what can go wrong did; 2 if the command line is wrong.",
  ],
};

export function readSoakOptions(args: readonly string[]): SoakOptions & { readonly json: boolean } {
  const { json, months, seed, path, case: file, shrink } = readCommandLine(soakCommand, args).values;
  return {
    json,
    months,
    seed,
    shrinkMs: shrink * 1000,
    ...(path !== null && { path }),
    ...(file !== null && { soakCase: readJsonFile(file) as SoakCase }),
  };
}
