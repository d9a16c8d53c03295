import { installApp } from "../../src/local/app-services/install-app";
import type { RealTime } from "../../src/local/clock/real-clock";
import type { SavedAtlas } from "../../src/local/server/saved-atlas";
import {
  type Begun,
  type ServedAtlas,
  type ServeOptions,
  serveLocalAtlas,
} from "../../src/local/server/serve-local-atlas";
import { UsageError } from "../lib/command";
import { readStartApp, type StartApp } from "./app";
import { addDescribedClusters, readClustersFile } from "./clusters-file";
import { latencies, localProject } from "./defaults";
import type { StartOptions } from "./options";
import { schedulePort } from "./schedule-port/schedule-port";
import { readStateFile, writeStateFile } from "./state-file";
import { defaultClusters, furnish } from "./world";

export interface StartedAtlas {
  readonly atlas: ServedAtlas;
  /** The client app id of the app that was deployed; null: none was. */
  readonly clientAppId: string | null;
  /** What the user should know beside the address. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

/** `time`: real time; Node's unless a test hands in another. */
export async function startAtlas(options: StartOptions, time?: RealTime): Promise<StartedAtlas> {
  const { stateFile } = options;
  const saved = stateFile === null ? undefined : readStateFile(stateFile);
  const started = saved === undefined ? await startAnew(options, time) : await goOn(options, saved, time);
  if (stateFile === null) return started;
  const stop = async () => {
    const state = started.atlas.save();
    await started.stop();
    writeStateFile(stateFile, state);
  };
  return { ...started, stop };
}

async function startAnew(options: StartOptions, time: RealTime | undefined): Promise<StartedAtlas> {
  const { clustersFile, startMs } = options;
  const app = options.isEmpty ? null : await readStartApp(options);
  const described = clustersFile === null ? null : readClustersFile(clustersFile);
  const begin = async (begun: Begun) => {
    furnish(begun, described === null ? defaultClusters(app?.parts ?? null, startMs) : []);
    if (described !== null) addDescribedClusters(begun.state, clustersFile ?? "", described);
    if (app !== null) await deploy(begun, app);
  };
  const atlas = await serve(options, { begin, ...(time && { time }) });
  const [deployed] = atlas.services.apps.apps;
  return { atlas, clientAppId: deployed?.facts.clientAppId ?? null, notes: notesOn(app), stop: () => atlas.stop() };
}

async function goOn(options: StartOptions, saved: SavedAtlas, time: RealTime | undefined): Promise<StartedAtlas> {
  const atlas = await serve(options, { saved, ...(time && { time }) });
  const [app] = atlas.services.apps.apps;
  const notes = [`It goes on from ${options.stateFile}.`];
  return { atlas, clientAppId: app?.facts.clientAppId ?? null, notes, stop: () => atlas.stop() };
}

async function serve(
  { port, startMs, speed, seed }: StartOptions,
  from: Pick<ServeOptions, "begin" | "saved" | "time">,
): Promise<ServedAtlas> {
  const seeded = seed === null ? {} : { seed };
  try {
    return await serveLocalAtlas({ port, startMs, speed, settings: latencies, schedulePort, ...seeded, ...from });
  } catch (error) {
    throw portRefused(error, port);
  }
}

function portRefused(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const other = "name another with --port, or 0 for any that is free";
  if (code === "EADDRINUSE") return new UsageError(`port ${port} of 127.0.0.1 is taken: ${other}`);
  if (code === "EACCES") return new UsageError(`port ${port} needs rights that you do not have: ${other}`);
  return error;
}

async function deploy(atlas: Begun, { parts, secrets }: StartApp): Promise<void> {
  try {
    await installApp(atlas.services, localProject.id, parts, secrets);
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== "ServiceError") throw error;
    throw new UsageError(`App Services would refuse this app:\n${message}`);
  }
}

function notesOn(app: StartApp | null): string[] {
  return (app?.emptySecrets ?? []).map(
    (secret) => `The Secret ${secret} is empty: set it with realm-cli secrets update.`,
  );
}
