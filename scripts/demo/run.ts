import type { LocalAtlas } from "../../src/local/local-atlas";
import type { TriggerRun } from "../../src/local/triggers/scheduler";
import { type ScheduleDocument, ScheduleError } from "../../src/schedule/model";
import { MS_PER_DAY } from "../../src/schedule/time-units";
import { nextBoundary } from "../../src/schedule/windows/boundaries";
import { desiredAt } from "../../src/schedule/windows/desired";
import { UsageError } from "../lib/command";
import { scheduleValueFile } from "../lib/paths";
import { startSampleAtlas } from "../lib/sample-atlas";
import { sampleClusters } from "../lib/sample-clusters";
import { readDocumentFile } from "../lib/schedule-documents";
import { buildDemoApp } from "./app";
import type { DemoOptions } from "./options";
import { minuteOf } from "./print";
import { type DemoResult, demoResult, notableRun } from "./result";

const appProjectId = "5e1ec444970199272441a214";

type Progress = (line: string) => void;

/** Simulates the days and says what became of every boundary. `progress` gets a line a day and one for what happens. */
export async function runDemo(options: DemoOptions, progress: Progress): Promise<DemoResult> {
  const file = options.schedule ?? scheduleValueFile;
  const { document } = readDocumentFile(file);
  const fromMs = options.from ?? defaultFrom(file, document, options.nowMs);
  const untilMs = fromMs + options.days * MS_PER_DAY;
  checkReach(document, fromMs, untilMs);
  const app = await buildDemoApp(options, fromMs);
  try {
    const clusters = sampleClusters(app.document.document, appProjectId, fromMs);
    const atlas = await startSampleAtlas({
      dir: app.dir,
      projectId: appProjectId,
      clusters,
      startMs: fromMs,
      onRun: runReporter(progress),
    });
    try {
      const { triggers } = atlas.app;
      progress(
        `local Atlas: ${clusters.length} cluster(s), ${triggers.length} triggers, ${options.days} days from ${minuteOf(fromMs)}`,
      );
      await advanceDayByDay(atlas, fromMs, untilMs, progress);
      return demoResult(atlas, clusters, fromMs, untilMs);
    } finally {
      await atlas.stop();
    }
  } finally {
    app.remove();
  }
}

/** Midnight UTC two days before the next boundary of any schedule. */
function defaultFrom(file: string, document: ScheduleDocument, nowMs: number): number {
  const next = document.schedules
    .filter(({ mode }) => mode !== "off")
    .map((schedule) => nextBoundary(schedule, nowMs)?.at ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...next);
  if (!Number.isFinite(first)) throw new UsageError(`${file}: no boundary ahead to show: name an instant with --from`);
  return (Math.floor(first / MS_PER_DAY) - 2) * MS_PER_DAY;
}

/** The zone data has a beginning and an end. */
function checkReach({ schedules }: ScheduleDocument, fromMs: number, untilMs: number): void {
  try {
    for (const schedule of schedules) for (const atMs of [fromMs - 1, untilMs]) desiredAt(schedule, atMs);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new UsageError(`--from ${new Date(fromMs).toISOString()}: ${error.message}`);
  }
}

/** A line for what happened, once for what happens again and again. */
function runReporter(progress: Progress): (run: TriggerRun) => void {
  let last = "";
  return (run) => {
    const notable = notableRun(run);
    const [first = "", ...others] = notable?.says.split("\n") ?? [];
    const isNews =
      notable !== null && (notable.outcome === "completed" || others.join() !== last || others.length === 0);
    last = notable?.outcome === "failed" ? others.join() : "";
    if (notable !== null && isNews) progress(`  ${minuteOf(notable.at)}  ${notable.trigger}: ${first}`);
  };
}

async function advanceDayByDay(atlas: LocalAtlas, fromMs: number, untilMs: number, progress: Progress): Promise<void> {
  let runsBefore = 0;
  for (let dayMsStart = fromMs; dayMsStart < untilMs; dayMsStart += MS_PER_DAY) {
    await atlas.clock.advanceTo(Math.min(dayMsStart + MS_PER_DAY, untilMs) - 1);
    const runs = atlas.scheduler.runs.length;
    progress(`${new Date(dayMsStart).toISOString().slice(0, 10)}: ${runs - runsBefore} runs`);
    runsBefore = runs;
  }
}
