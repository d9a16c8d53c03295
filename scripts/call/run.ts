import type { AppFolder } from "../../src/local/app-folder/model";
import { readAppFolder } from "../../src/local/app-folder/read-app-folder";
import { createRealClock } from "../../src/local/clock/real-clock";
import type { Execution } from "../../src/local/function-runtime/execution";
import { createFunctionRuntime } from "../../src/local/function-runtime/runtime";
import { buildFunctions } from "../build/build-app";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment";
import { appDir } from "../lib/paths";
import { startSampleAtlas } from "../lib/sample-atlas";
import { sampleClusters } from "../lib/sample-clusters";
import { type DocumentFile, readAppDocuments } from "../lib/schedule-documents";

export interface FunctionCall {
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/** A function may run for 300 s (App Services docs: function constraints). */
const longestRunMs = 300_000;

/** Calls the function against the real Atlas, or whatever ATLAS_BASE_URL names, in real time. */
export async function callAtlas(call: FunctionCall, environment: Environment): Promise<Execution> {
  const projectId = environment.ATLAS_PROJECT_ID ?? "";
  if (!/^[0-9a-f]{24}$/.test(projectId)) {
    const problem = projectId === "" ? "is not set" : `is "${projectId}", which is not a project id`;
    throw new UsageError(`ATLAS_PROJECT_ID ${problem}; set it to 24 hex digits, in the environment or in .env`);
  }
  await buildFunctions(appDir, readAppDocuments(appDir));
  const runtime = await createFunctionRuntime({
    app: readApp(),
    clock: createRealClock(),
    project: { id: projectId },
    secrets: {},
    values: valuesFrom(environment),
  });
  try {
    return await runtime.run({ ...call, cause: "console" });
  } finally {
    await runtime.dispose();
  }
}

/** Calls it against a local Atlas made for this call, with the clusters of the schedule and the one that the environment names. */
export async function callLocalAtlas(call: FunctionCall, environment: Environment): Promise<Execution> {
  const documents = readAppDocuments(appDir);
  await buildFunctions(appDir, documents);
  const startMs = Date.now();
  const projectId = environment.ATLAS_PROJECT_ID ?? "5e1ec444970199272441a214";
  const clusters = clustersFor(documents[0], projectId, environment, startMs);
  const atlas = await startSampleAtlas({ dir: appDir, projectId, clusters, startMs });
  try {
    const run = atlas.runtime.run({ ...call, cause: "console" });
    await atlas.clock.advanceTo(startMs + longestRunMs);
    return await run;
  } finally {
    await atlas.stop();
  }
}

function clustersFor(written: DocumentFile | undefined, projectId: string, environment: Environment, startMs: number) {
  const scheduled = written === undefined ? [] : sampleClusters(written.document, projectId, startMs);
  const name = environment.ATLAS_CLUSTER_NAME;
  if (name === undefined || scheduled.some(({ input }) => input.name === name)) return scheduled;
  return [...scheduled, { projectId, input: { name, tier: environment.SCALE_DOWN_TIER ?? "M10" } }];
}

/** The Secrets are in App Services and not on this machine, so credentials from the environment replace the Values linked to them. */
function readApp(): AppFolder {
  const reading = readAppFolder(appDir, { secretNames: ["atlas-public-key", "atlas-private-key"] });
  if ("app" in reading) return reading.app;
  throw new UsageError(reading.issues.map(({ where, problem }) => `${where}: ${problem}`).join("\n"));
}

function valuesFrom(environment: Environment): Record<string, unknown> {
  const { ATLAS_PUBLIC_KEY, ATLAS_PRIVATE_KEY, ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET, ATLAS_BASE_URL } = environment;
  return {
    ATLAS_PUBLIC_KEY,
    ATLAS_PRIVATE_KEY,
    ATLAS_CLIENT_ID,
    ATLAS_CLIENT_SECRET,
    ...(ATLAS_BASE_URL !== undefined && { ATLAS_BASE_URL }),
  };
}
