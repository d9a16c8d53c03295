import type { LocalAtlas } from "../../src/local/local-atlas";
import type { TriggerRun } from "../../src/local/triggers/scheduler";
import { type ScheduleDocument, ScheduleError } from "../../src/schedule/model";
import { MS_PER_DAY } from "../../src/schedule/time-units";
import { nextBoundary } from "../../src/schedule/windows/boundaries";
import { desiredAt } from "../../src/schedule/windows/desired";
import { UsageError } from "../lib/command";
import { readChosenDocument } from "../lib/environment/environment-tag";
import { startSampleAtlas } from "../lib/sample/sample-atlas";
import { sampleClusters } from "../lib/sample/sample-clusters";
import { buildDemoApp } from "./app";
import { minuteOf } from "./instants";
import type { DemoOptions } from "./options";
import { type DemoResult, demoResult } from "./result";
import { faultRule, type ShownFault } from "./shown-fault";
import { loadClusters } from "./simulated-load";
import { type DemoStory, demoStory } from "./story/story";
import { ChangeWatcher } from "./story/watch-changes";
import { failuresIn, notableRun } from "./trigger-runs";

const appProjectId = "5e1ec444970199272441a214";

type Progress = (line: string) => void;

export interface Demo {
  readonly result: DemoResult;
  readonly story: DemoStory;
}

/** Simulates the days and follows every boundary. `progress` gets a line for each day and for each thing that a run does. */
export async function runDemo(options: DemoOptions, progress: Progress): Promise<Demo> {
  const { file, document } = readChosenDocument(options);
  const fromMs = options.from ?? defaultFrom(file, document, options.nowMs);
  const untilMs = fromMs + options.days * MS_PER_DAY;
  checkReach(document, fromMs, untilMs);
  checkFault(options.fault, fromMs, untilMs);
  const app = await buildDemoApp(options, fromMs);
  try {
    const clusters = sampleClusters(app.document.document, appProjectId, fromMs);
    const watcher = new ChangeWatcher();
    const atlas = await startSampleAtlas({
      dir: app.dir,
      projectId: appProjectId,
      clusters,
      startMs: fromMs,
      onRun: runReporter(progress),
      watchRequests: (state) => watcher.watch(state),
    });
    try {
      progress(describeStart(clusters.length, atlas.app.triggers.length, options.days, fromMs));
      loadClusters(atlas, clusters, fromMs, untilMs);
      if (options.fault !== null) letFail(atlas, options.fault);
      await advanceDayByDay(atlas, fromMs, untilMs, progress);
      return {
        result: demoResult(atlas, clusters, fromMs, untilMs),
        story: demoStory(atlas, clusters, watcher.changes, { from: fromMs, until: untilMs }),
      };
    } finally {
      await atlas.stop();
    }
  } finally {
    app.remove();
  }
}

function describeStart(clusters: number, triggers: number, days: number, fromMs: number): string {
  const parts = [counted(clusters, "cluster"), counted(triggers, "trigger"), counted(days, "day")];
  return `Local Atlas: ${parts.join(", ")} from ${minuteOf(fromMs)} UTC`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Midnight UTC two days before the next boundary of any schedule. */
function defaultFrom(file: string, document: ScheduleDocument, nowMs: number): number {
  const next = document.schedules
    .filter(({ mode }) => mode !== "off")
    .map((schedule) => nextBoundary(schedule, nowMs)?.at ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...next);
  if (!Number.isFinite(first)) throw new UsageError(`${file}: no boundary lies ahead; choose a start with --from`);
  return (Math.floor(first / MS_PER_DAY) - 2) * MS_PER_DAY;
}

/** Refuses a span that the time-zone data does not cover. */
function checkReach({ schedules }: ScheduleDocument, fromMs: number, untilMs: number): void {
  try {
    for (const schedule of schedules) for (const atMs of [fromMs - 1, untilMs]) desiredAt(schedule, atMs);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new UsageError(`--from ${new Date(fromMs).toISOString()}: ${error.message}`);
  }
}

function checkFault(fault: ShownFault | null, fromMs: number, untilMs: number): void {
  if (fault === null || (fault.at >= fromMs && fault.at < untilMs)) return;
  const span = `${minuteOf(fromMs)} to ${minuteOf(untilMs)} UTC`;
  throw new UsageError(`--fault: ${minuteOf(fault.at)} UTC is not in the time that is simulated, ${span}`);
}

/** The fault waits until its instant on the emulator's clock. */
function letFail({ api, clock }: LocalAtlas, fault: ShownFault): void {
  clock.setTimer(fault.at, () => void api.faults.add(faultRule(fault)));
}

/** A line for each thing that a run did. What fails in run after run is reported once. */
function runReporter(progress: Progress): (run: TriggerRun) => void {
  let lastFailures = "";
  return (run) => {
    const notable = notableRun(run);
    const failures = notable?.outcome === "failed" ? failuresIn(notable.says).join("\n") : "";
    const isRepeated = failures !== "" && failures === lastFailures;
    lastFailures = failures;
    if (notable === null || isRepeated) return;
    const lines = failures === "" ? notable.says : notable.says.slice(0, 1).map((summary) => `FAILED: ${summary}`);
    for (const line of lines) progress(`  ${minuteOf(notable.at)}  ${notable.trigger}: ${line}`);
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
