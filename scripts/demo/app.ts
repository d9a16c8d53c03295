import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../build/build-app";
import { readChosenDocument } from "../lib/environment/environment-tag";
import { formatJson } from "../lib/json-file";
import { appDir } from "../lib/paths";
import { type DocumentFile, readDocumentFile } from "../lib/schedule-documents";
import { temporaryFolder } from "../lib/temporary-folder";
import type { DemoOptions } from "./options";

export interface DemoApp {
  readonly dir: string;
  readonly document: DocumentFile;
  remove(): void;
}

/** The app folder of the demo, built: app/ itself, or a copy in the temporary folder that has another schedule. */
export async function buildDemoApp(options: DemoOptions, fromMs: number): Promise<DemoApp> {
  const { schedule, environment, clusters, nowMs } = options;
  const given = readChosenDocument(options);
  if (schedule === null && environment === null && clusters === null) {
    await buildApp(appDir, Math.min(nowMs, fromMs));
    return { dir: appDir, document: given, remove: () => {} };
  }
  const { dir, remove } = temporaryFolder("atlas-cluster-scheduler-");
  const value = clusters === null ? given.written : withClusters(given.written, clusters);
  try {
    return { dir, document: await buildCopy(dir, value, Math.min(nowMs, fromMs)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function buildCopy(dir: string, value: unknown, fromMs: number): Promise<DocumentFile> {
  cpSync(appDir, dir, { recursive: true });
  // The schedule to show is the Value; the copy must have no environment whose value would win over it.
  rmSync(join(dir, "environments"), { recursive: true, force: true });
  writeFileSync(join(dir, "values/schedule.json"), formatJson({ name: "schedule", value, from_secret: false }));
  await buildApp(dir, fromMs);
  return readDocumentFile(join(dir, "values/schedule.json"));
}

/** The same schedule document for clusters Cluster0, Cluster1, …, in its first schedule. */
function withClusters(written: unknown, count: number): unknown {
  const document = (typeof written === "string" ? JSON.parse(written) : written) as { schedules: readonly object[] };
  const [first, ...others] = document.schedules;
  const names = Array.from({ length: count }, (_, index) => `Cluster${index}`);
  return { ...document, schedules: [{ ...first, clusters: names }, ...others] };
}
