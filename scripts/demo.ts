import { type DemoOptions, readDemoOptions } from "./demo/options";
import { demoJson, printDemo } from "./demo/printed/print";
import { sizeLines } from "./demo/printed/sizes";
import { defaultReportFile } from "./demo/report/report-file";
import { reportPage } from "./demo/report/report-page";
import { type Demo, runDemo } from "./demo/simulate";
import { CommandFailed, runCommand, type Shell } from "./lib/command";
import { checkPageFile, writePage } from "./lib/page/write-page";
import { paintFor } from "./lib/paint";
import { type Prices, readPrices } from "./lib/planning/money/prices";

export async function demo(shell: Shell): Promise<void> {
  const options = readDemoOptions(shell.args, Date.now());
  const prices = options.prices === null ? null : readPrices(options.prices);
  if (options.report !== null) checkPageFile("--report", options.report);
  const progress = options.json ? () => {} : (line: string) => void shell.stdout.write(`${line}\n`);
  const shown = await runDemo(options, progress);
  const report = options.report ?? defaultReportFile();
  writePage("--report", report, reportPage(shown.result, shown.story, prices));
  shell.stdout.write(textOf(shown, { ...options, report }, prices, shell));
  failWhereMissed(shown, options);
}

function textOf(
  { result, story }: Demo,
  { json, report }: Pick<DemoOptions, "json"> & { readonly report: string },
  prices: Prices | null,
  { env, stdout }: Shell,
): string {
  if (json) return demoJson({ ...result, report });
  const terminal = { paint: paintFor(env, stdout), columns: stdout.columns ?? 100 };
  return `${printDemo(result, sizeLines(story.lanes, result, terminal), prices)}Report: ${report}\n`;
}

function failWhereMissed({ result }: Demo, { fault }: DemoOptions): void {
  const { missed, boundaries, runs } = result;
  if (missed > 0) throw new CommandFailed(`${missed} of ${boundaries.length} boundaries missed`);
  if (runs.failed > 0 && fault === null) throw new CommandFailed(`${runs.failed} of ${runs.total} runs failed`);
}

if (require.main === module) void runCommand(demo);
