import { writeFileSync } from "node:fs";
import { benchExchanges, benchYear } from "./bench/atlas";
import { benchBoundaries, benchCron } from "./bench/cron";
import { aFleet, listPages } from "./bench/fleet";
import { benchBundles, benchMemory, benchRun } from "./bench/runs";
import { benchScript } from "./bench/script";
import { printTable, type Row, ratioOf } from "./bench/table";
import { bundleFunctions } from "./build/functions";
import { readCommandLine, runCommand, UsageError } from "./lib/command";

const usage = `
Usage: npm run bench [-- OPTIONS]

Measures what a fleet costs: requests, time and memory of a run, each against something measured in the same run. Builds
the functions itself and touches nothing but the temporary folder. Takes some minutes.

  --quick        fewer repetitions, a week in place of a year: whether it works, in half a minute
  --json         print the rows as JSON
  --script FILE  measure nothing, but write the run of 1,000 clusters as one script that any other JavaScript shell can
                 run, and that times itself there (jsc FILE, gjs FILE, …)

Exit code 0; 1 when a measurement failed; 2 when the command line is wrong.
`;

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, {
    quick: { type: "boolean" },
    json: { type: "boolean" },
    script: { type: "string" },
  });
  const isQuick = values.quick === true;
  const times = isQuick ? 2 : 10;
  const rows: Row[] = [];
  const measure = async (name: string, work: () => Promise<readonly Row[]> | readonly Row[]) => {
    if (values.json !== true) process.stderr.write(`${name} …\n`);
    rows.push(...(await work()));
  };
  const sources = await bundleFunctions({ scheduleFingerprints: [] });
  const reconcile = sources.get("reconcile") ?? "";
  if (values.script !== undefined) return writeScript(values.script, reconcile);
  await measure("requests", () => benchExchanges(isQuick ? [1, 1_000] : [1, 100, 1_000, 1_500]));
  await measure("a run", () => benchRun(reconcile, isQuick ? 10 : 30));
  await measure("cron lines", () => benchCron(times * 10));
  await measure("boundaries", () => benchBoundaries(isQuick ? 1 : 3));
  await measure("function files", () => benchBundles(sources, times));
  await measure("memory", () => benchMemory(reconcile));
  await measure("a year", () => benchYear(isQuick ? 7 : 365));
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(rows.map((row) => ({ ...row, ratio: ratioOf(row) })))}\n`);
  } else {
    process.stdout.write(printTable(rows));
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
