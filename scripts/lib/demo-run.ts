import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type LocalAtlas, startLocalAtlas } from "../../src/local/local-atlas";
import { nextBoundary } from "../../src/schedule/boundaries";
import { UsageError } from "./command";
import { buildDemoApp, type DemoApp } from "./demo-app";
import { type DemoCluster, demoClusters } from "./demo-clusters";
import type { DemoOptions } from "./demo-options";
import { minuteOf } from "./demo-print";
import { type DemoResult, demoResult, notableRun } from "./demo-result";
import { appDir } from "./paths";
import { readDocumentFile } from "./schedule-documents";

const dayMs = 86_400_000;
const appProject = { id: "5e1ec444970199272441a214", name: "demo" };

type Progress = (line: string) => void;

/** Simulates the days and says what became of every boundary. `progress` gets a line a day and one for what happens. */
export async function runDemo(options: DemoOptions, progress: Progress): Promise<DemoResult> {
  const fromMs = options.fromMs ?? defaultFrom(options);
  const untilMs = fromMs + options.days * dayMs;
  const app = await buildDemoApp(options, fromMs);
  try {
    const clusters = demoClusters(app.document.document, appProject.id, fromMs);
    const atlas = await startAtlas(app, clusters, fromMs, progress);
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
function defaultFrom({ scheduleFile, nowMs }: DemoOptions): number {
  const file = scheduleFile ?? join(appDir, "values/schedule.json");
  const { document } = readDocumentFile(file);
  const next = document.schedules
    .filter(({ mode }) => mode !== "off")
    .map((schedule) => nextBoundary(schedule, nowMs)?.at ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...next);
  if (!Number.isFinite(first)) throw new UsageError(`${file}: no boundary ahead to show: name an instant with --from`);
  return (Math.floor(first / dayMs) - 2) * dayMs;
}

/** With a key made up for this run, which the emulator checks as Atlas does. Latencies as recorded of Atlas. */
async function startAtlas(
  app: DemoApp,
  clusters: readonly DemoCluster[],
  startMs: number,
  progress: Progress,
): Promise<LocalAtlas> {
  const projectIds = [...new Set([appProject.id, ...clusters.map(({ projectId }) => projectId)])];
  const publicKey = "demokey1";
  const privateKey = randomBytes(16).toString("hex");
  const atlas = await startLocalAtlas({
    appDir: app.dir,
    startMs,
    project: appProject,
    secrets: { "atlas-public-key": publicKey, "atlas-private-key": privateKey },
    settings: { readLatencyMs: 125, writeLatencyMs: 750 },
    onRun: (run) => {
      const notable = notableRun(run);
      if (notable !== null) progress(`  ${minuteOf(notable.at)}  ${notable.trigger}: ${notable.says.split("\n")[0]}`);
    },
  });
  for (const id of projectIds) if (atlas.state.project(id) === undefined) atlas.state.addProject({ id });
  const projects = Object.fromEntries(projectIds.map((id) => [id, ["GROUP_CLUSTER_MANAGER"] as const]));
  atlas.state.addApiKey({ publicKey, privateKey, projects });
  for (const { projectId, input } of clusters) atlas.state.addCluster(projectId, input);
  return atlas;
}

async function advanceDayByDay(atlas: LocalAtlas, fromMs: number, untilMs: number, progress: Progress): Promise<void> {
  let runsBefore = 0;
  for (let dayMsStart = fromMs; dayMsStart < untilMs; dayMsStart += dayMs) {
    await atlas.clock.advanceTo(Math.min(dayMsStart + dayMs, untilMs) - 1);
    const runs = atlas.scheduler.runs.length;
    progress(`${new Date(dayMsStart).toISOString().slice(0, 10)}: ${runs - runsBefore} runs`);
    runsBefore = runs;
  }
}
