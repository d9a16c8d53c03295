/** Pushes the folder with whatever runs, and says afterwards what is live. */
import type { RemoteApp } from "../lib/app-services/apps";
import { findProgram, type Program } from "../lib/app-services/deploy-programs";
import { type LiveConfiguration, pathOf, readLiveApp } from "../lib/app-services/live-app";
import type { ServiceSession } from "../lib/app-services/session";
import { beforeInterruption } from "../lib/before-interruption";
import { CommandFailed, type Shell, UsageError } from "../lib/command";
import { awaitDeployments, discardDrafts, pushOurselves } from "./client/own-push";
import { pushWith } from "./client/run-program";
import { makeClientHome, stageApp } from "./client/staging";
import { type Difference, differencesBetween } from "./differences";
import type { DeployOptions } from "./options";
import type { Place } from "./place";
import type { Target } from "./target";
import { readWanted, type WantedApp } from "./wanted";

/** null: this program's own client. */
export type Client = Program | null;

export interface Chosen {
  readonly client: Client;
  /** Says what is pushed with, and why. */
  readonly notes: readonly string[];
}

export async function chooseClient({ client }: DeployOptions, { programFolders }: Place): Promise<Chosen> {
  if (client === "own")
    return { client: null, notes: ["Pushing with the requests that realm-cli sends (--client own)."] };
  const { program, tried } = await findProgram(programFolders, client === null ? undefined : [client]);
  if (program !== null)
    return { client: program, notes: [`Pushing with ${program.name} ${program.version} (${program.file}).`] };
  if (client !== null) throw new UsageError([`${client} is not there, or does not run`, ...tried].join("\n"));
  return {
    client: null,
    notes: [
      ...tried,
      "Neither realm-cli nor appservices runs here, so this program sends the requests that realm-cli sends.",
    ],
  };
}

export interface PushJob {
  readonly target: Target;
  readonly app: RemoteApp;
  readonly client: Client;
  readonly areTriggersDisabled: boolean;
  /** What was live before. */
  readonly former: LiveConfiguration;
}

/** Resolves to what is live, which is what was pushed. */
export async function push(
  job: PushJob,
  place: Place,
  { env, stderr }: Pick<Shell, "env" | "stderr">,
): Promise<LiveConfiguration> {
  const { target, areTriggersDisabled, app } = job;
  const forget = beforeInterruption(() => stderr.write(`${interruptedState(app)}\n`));
  const staged = stageApp(place.appDir, { environment: target.environment, areTriggersDisabled });
  try {
    const wanted = readWanted(staged.dir);
    const failure = await pushFolder(job, staged.dir, place, env).then(
      () => null,
      (error: unknown) => error,
    );
    return await readBack(job, wanted, failure, place);
  } finally {
    forget();
    staged.remove();
  }
}

/** App Services takes over a whole draft or none of it. */
function interruptedState({ clientAppId }: RemoteApp): string {
  return `Interrupted while pushing to ${clientAppId}: what is live there is the former app, or the new one as a whole. Run the command again; with --dry-run it shows which.`;
}

async function pushFolder({ target, app, client }: PushJob, dir: string, place: Place, env: Shell["env"]) {
  const { session, serviceUrl } = target;
  if (client === null) return await pushOurselves(session, app, dir, place.sleep);
  const home = makeClientHome(serviceUrl, await session.newAccessToken());
  try {
    await pushWith(client, { dir, home: home.dir, app }, env);
  } finally {
    home.remove();
  }
}

/** A client that failed may have changed nothing, or everything; a draft that it left behind is discarded. */
async function readBack(
  { target: { session }, app, client, former }: PushJob,
  wanted: WantedApp,
  failure: unknown,
  { sleep }: Pick<Place, "sleep">,
): Promise<LiveConfiguration> {
  const why = failure === null ? null : (failure as Error).message;
  if (why !== null) await settle(session, app, sleep).catch(() => undefined);
  const live = await readLiveApp(session, app).catch((error: Error) => {
    const what = why ?? `The push to ${app.clientAppId} succeeded.`;
    throw new CommandFailed(`${what}\nWhat is live could not be read: ${error.message}\nRun the command again.`);
  });
  const missing = differencesBetween(live, wanted);
  if (missing.length === 0) return live;
  const hint =
    client === null || why === null ? [] : ["With --client own the same requests are sent without that client."];
  throw new CommandFailed([...(why === null ? [] : [why]), ...stateOf(live, former, missing, app), ...hint].join("\n"));
}

async function settle(session: ServiceSession, app: RemoteApp, sleep: Place["sleep"]): Promise<void> {
  await awaitDeployments(session, pathOf(app), sleep);
  await discardDrafts(session, pathOf(app));
}

function stateOf(
  live: LiveConfiguration,
  former: LiveConfiguration,
  missing: readonly Difference[],
  { clientAppId }: RemoteApp,
): string[] {
  const isFormer = differencesBetween(live, former).length === 0;
  if (isFormer && live.functions.length === 0 && live.triggers.length === 0) {
    return [
      `The app ${clientAppId} is empty: nothing of this push is live, and no trigger fires. Run the command again.`,
    ];
  }
  if (isFormer) return [`The former app is still live in ${clientAppId}, unchanged. Run the command again.`];
  return [
    `What is live in ${clientAppId} is not what was pushed:`,
    ...missing.map(
      ({ kind, name, change }) =>
        `  ${kind} ${name}: ${change === "added" ? "missing" : change === "removed" ? "still there" : "different"}`,
    ),
    "Look at it in the App Services console, then run the command again.",
  ];
}
