import { benchExchanges, benchYear } from "./lib/bench-atlas";
import { benchBoundaries, benchCron } from "./lib/bench-cron";
import { benchBundles, benchMemory, benchRun } from "./lib/bench-runs";
import { printTable, type Row, ratioOf } from "./lib/bench-table";
import { readCommandLine, runCommand } from "./lib/command";
import { bundleFunctions } from "./lib/functions";

const usage = `
Usage: npm run bench [-- OPTIONS]

Measures what a fleet costs: requests, time and memory of a run, each against something measured in the same run. Builds
the functions itself and touches nothing but the temporary folder. Takes some minutes.

  --quick  fewer repetitions, a week in place of a year: whether it works, in half a minute
  --json   print the rows as JSON

Exit code 0; 1 when a measurement failed; 2 when the command line is wrong.
`;

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, { quick: { type: "boolean" }, json: { type: "boolean" } });
  const isQuick = values.quick === true;
  const times = isQuick ? 2 : 10;
  const rows: Row[] = [];
  const measure = async (name: string, work: () => Promise<readonly Row[]> | readonly Row[]) => {
    if (values.json !== true) process.stderr.write(`${name} …\n`);
    rows.push(...(await work()));
  };
  const sources = await bundleFunctions({ scheduleFingerprints: [] });
  const reconcile = sources.get("reconcile") ?? "";
  await measure("requests", () => benchExchanges(isQuick ? [1, 1_000] : [1, 100, 1_000, 1_500]));
  await measure("a run", () => benchRun(reconcile, times));
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

void runCommand(main);
