import type { AppFolder, EnvironmentTag } from "../../src/local/app-folder/model";
import { readAppFolder, readAppParts } from "../../src/local/app-folder/read-app-folder";
import { createRealClock } from "../../src/local/clock/real-clock";
import type { Execution } from "../../src/local/function-runtime/execution";
import { createFunctionRuntime } from "../../src/local/function-runtime/runtime";
import { buildFunctions } from "../build/build-app";
import { linkedSecrets } from "../build/check-app-folder";
import { UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import { documentOfEnvironment } from "../lib/environment/environment-tag";
import { appDir } from "../lib/paths";
import { runInSample } from "../lib/sample/run-in-sample";
import { sampleClusters } from "../lib/sample/sample-clusters";
import { type DocumentFile, readAppDocuments } from "../lib/schedule-documents";
import { checkCredentials, isProjectId } from "./credentials";

export interface FunctionCall {
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** The environment of the app to run in; null: the one that the app's configuration names. */
  readonly tag: EnvironmentTag | null;
}

/** Stands for the project of the app where it plays no part. */
const anyProject = "5e1ec444970199272441a214";

/** Calls the function against the real Atlas, or whatever ATLAS_BASE_URL names, in real time. */
export async function callAtlas({ tag, ...call }: FunctionCall, environment: Environment): Promise<Execution> {
  if (!callsNoApi(call.functionName)) checkCredentials(environment);
  await buildFunctions(appDir, readAppDocuments(appDir));
  const runtime = await createFunctionRuntime({
    app: readApp(),
    clock: createRealClock(),
    project: { id: projectIdIn(environment) },
    secrets: {},
    values: valuesFrom(environment),
    ...(tag !== null && { environment: tag }),
  });
  try {
    return await runtime.run({ ...call, cause: "console" });
  } finally {
    await runtime.dispose();
  }
}

function callsNoApi(functionName: string): boolean {
  return functionName === "preview";
}

function projectIdIn({ ATLAS_PROJECT_ID: id }: Environment): string {
  return id !== undefined && isProjectId(id) ? id : anyProject;
}

/** Calls it against a local Atlas made for this call, with the clusters of the schedule and the one that the environment names. */
export async function callLocalAtlas({ tag, ...call }: FunctionCall, environment: Environment): Promise<Execution> {
  const documents = readAppDocuments(appDir);
  await buildFunctions(appDir, documents);
  const startMs = Date.now();
  const projectId = projectIdIn(environment);
  const document = tag === null ? documents[0] : documentOfEnvironment(documents, tag);
  const clusters = clustersFor(document, projectId, environment, startMs);
  return await runInSample({ ...call, dir: appDir, projectId, clusters, startMs, environment: tag });
}

function clustersFor(written: DocumentFile | undefined, projectId: string, environment: Environment, startMs: number) {
  const scheduled = written === undefined ? [] : sampleClusters(written.document, projectId, startMs);
  const name = environment.ATLAS_CLUSTER_NAME;
  if (name === undefined || scheduled.some(({ input }) => input.name === name)) return scheduled;
  return [...scheduled, { projectId, input: { name, tier: environment.SCALE_DOWN_TIER ?? "M10" } }];
}

/** The Secrets are in App Services and not on this machine, so credentials from the environment replace the Values linked to them. */
function readApp(): AppFolder {
  const { parts } = readAppParts(appDir);
  const reading = readAppFolder(appDir, { secretNames: parts === undefined ? [] : linkedSecrets(parts) });
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
