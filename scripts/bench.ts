import { writeFileSync } from "node:fs";
import { benchExchanges, benchYear } from "./bench/atlas";
import { benchChanges } from "./bench/changes";
import { benchBoundaries, benchCron } from "./bench/cron";
import { aFleet, listPages } from "./bench/fleet";
import { benchFunctionFiles } from "./bench/function-files";
import { benchMemory, benchRun } from "./bench/runs";
import { benchScript } from "./bench/script";
import { printTable, type Row, ratioOf } from "./bench/table";
import { bundleFunctions } from "./build/functions";
import { runCommand, type Shell, UsageError } from "./lib/command";
import { readCommandLine } from "./lib/command-line";
import { switchFlag, textFlag } from "./lib/flags";
import type { CommandDescription } from "./lib/help";

const flags = {
  quick: switchFlag("fewer repetitions and a week instead of a year: checks in half a minute that it works"),
  json: switchFlag("print the rows as JSON"),
  script: textFlag(
    "FILE",
    "measure nothing, but write the run over 1,000 clusters as one script that any other JavaScript shell can run and that times itself there (jsc FILE, gjs FILE, …)",
  ),
};

const command: CommandDescription<typeof flags> = {
  usage: "npm run bench [-- OPTIONS]",
  about:
    "Measures what a fleet costs: requests, time and memory of a run, each compared with something measured in the same run. Builds the functions itself and writes only to the temporary folder. Takes some minutes.",
  flags,
  notes: ["Exit code 0; 1 if a measurement failed; 2 if the command line is wrong."],
};

async function main({ args, stdout, stderr }: Shell): Promise<void> {
  const { quick: isQuick, json, script } = readCommandLine(command, args).values;
  const times = isQuick ? 2 : 10;
  const rows: Row[] = [];
  const measure = async (name: string, work: () => Promise<readonly Row[]> | readonly Row[]) => {
    if (!json) stderr.write(`${name} …\n`);
    rows.push(...(await work()));
  };
  const sources = await bundleFunctions({ scheduleFingerprints: [] });
  const reconcile = sources.get("reconcile") ?? "";
  if (script !== null) return writeScript(script, reconcile);
  await measure("requests", () => benchExchanges(isQuick ? [1, 1_000] : [1, 100, 1_000, 1_500]));
  await measure("changes", benchChanges);
  await measure("a run", () => benchRun(reconcile, isQuick ? 10 : 30));
  await measure("cron lines", () => benchCron(times * 10));
  await measure("boundaries", () => benchBoundaries(isQuick ? 1 : 3));
  await measure("function files", () => benchFunctionFiles(sources, times));
  await measure("memory", () => benchMemory(reconcile));
  await measure("a year", () => benchYear(isQuick ? 7 : 365));
  if (json) {
    stdout.write(`${JSON.stringify(rows.map((row) => ({ ...row, ratio: ratioOf(row) })))}\n`);
  } else {
    stdout.write(printTable(rows));
  }
}

function writeScript(file: string, source: string): void {
  const fleet = aFleet(1_000, 50);
  const script = benchScript(source, { pages: listPages(fleet), document: fleet.document }, 20);
  try {
    writeFileSync(file, script);
  } catch (error) {
    throw new UsageError(`--script ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}

void runCommand(main);
