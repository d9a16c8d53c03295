/** Where a status comes from: the deployed app, or a local Atlas made for the question. */
import { join } from "node:path";
import type { Status } from "../../src/operations/status";
import { buildFunctions } from "../build/build-app";
import { appNameFor, findApp, listApps } from "../lib/app-services/apps";
import { readAccess } from "../lib/app-services/credentials";
import { readRemotely } from "../lib/app-services/run-function";
import { openSession } from "../lib/app-services/session";
import { CommandFailed, UsageError } from "../lib/command";
import type { Environment } from "../lib/environment/environment";
import { documentOfEnvironment } from "../lib/environment/environment-tag";
import { readJsonFile } from "../lib/json-file";
import { appDir } from "../lib/paths";
import { runInSample } from "../lib/sample/run-in-sample";
import { sampleClusters } from "../lib/sample/sample-clusters";
import { readAppDocuments } from "../lib/schedule-documents";
import type { StatusOptions } from "./options";

export interface Source {
  /** Whose status it is. */
  readonly name: string;
  /** Each call asks anew. */
  ask(): Promise<Status>;
}

type Asked = Pick<StatusOptions, "environment" | "app" | "cluster">;

const argumentsFor = ({ cluster }: Asked) => (cluster === null ? [] : [{ cluster }]);

export async function deployedApp(asked: Asked, environment: Environment): Promise<Source> {
  const { projectId, key, serviceUrl } = readAccess(environment);
  const session = await openSession(serviceUrl, key);
  const { name } = readJsonFile(join(appDir, "realm_config.json")) as { name?: unknown };
  const wanted = asked.app ?? appNameFor(String(name), asked.environment);
  const app = findApp(await listApps(session, projectId), wanted);
  if (app === null) {
    throw new UsageError(
      `the project ${projectId} has no app ${wanted}: deploy it with npm run deploy, or name another with --app`,
    );
  }
  return {
    name: `the app ${app.name} of the project ${projectId}`,
    ask: async () => statusIn(await readRemotely(session, app, "status", argumentsFor(asked)), app.clientAppId),
  };
}

/** An app of the same name may have another function status, or an older one. */
export function statusIn(result: unknown, app: string): Status {
  const { clusters, failures, warnings, schedule } = (result ?? {}) as Partial<Status>;
  const isOurs = [clusters, failures, warnings].every(Array.isArray) && typeof schedule === "object";
  if (isOurs) return result as Status;
  throw new CommandFailed(
    `status of the app ${app} does not report as this release does: deploy it with npm run deploy`,
  );
}

const sampleProjectId = "5e1ec444970199272441a214";

export async function localAtlas(asked: Asked): Promise<Source> {
  const documents = readAppDocuments(appDir);
  const { document } = documentOfEnvironment(documents, asked.environment ?? "no-environment");
  await buildFunctions(appDir, documents);
  return {
    name: "a local Atlas made for this call, which says nothing of real clusters",
    async ask() {
      const startMs = Date.now();
      const clusters = sampleClusters(document, sampleProjectId, startMs);
      const sample = { dir: appDir, projectId: sampleProjectId, clusters, startMs, environment: asked.environment };
      const { error, result } = await runInSample({ ...sample, functionName: "status", args: argumentsFor(asked) });
      if (error !== undefined) throw new CommandFailed(error.message);
      return result as Status;
    },
  };
}
