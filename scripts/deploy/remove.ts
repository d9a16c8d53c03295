/** Takes the app out of service: its triggers, the clusters' sizes if wanted, the app if wanted. */
import type { RemoteApp } from "../lib/app-services/apps";
import { readAccess } from "../lib/app-services/credentials";
import { type LiveConfiguration, pathOf } from "../lib/app-services/live-app";
import { runRemotely, withoutStack } from "../lib/app-services/run-function";
import type { ServiceSession } from "../lib/app-services/session";
import { CommandFailed, failingWith, type Shell, UsageError } from "../lib/command";
import { readEnvironment } from "../lib/environment/environment";
import { describeForeign, foreignEntries } from "./foreign";
import { confirm, type DeployOptions } from "./options";
import type { Place } from "./place";
import { findTarget } from "./target";
import { describeTarget } from "./texts";
import { readWanted } from "./wanted";

export async function removeApp(shell: Shell, options: DeployOptions, { appDir }: Place): Promise<void> {
  const environment = readEnvironment(shell.env, options.environment);
  const wanted = readWanted(appDir);
  const target = await findTarget(options, wanted, readAccess(environment)).catch(failingWith("Nothing was changed."));
  const { session, app, name, live, projectId } = target;
  if (app === null) throw new UsageError(`the project ${projectId} has no app ${name}: there is nothing to remove`);
  const foreign = foreignEntries(live, wanted);
  if (options.deletesApp && foreign.length > 0 && !options.mayTakeShared) {
    const lines = [`The app ${app.clientAppId} holds what others put there, so it is not deleted:`];
    throw new UsageError([...lines, ...describeForeign(foreign), "Leave --delete-app out."].join("\n"));
  }
  tell(shell, [...describeTarget(target), ...(await describeClusters(session, app, "is"))]);
  if (options.isDryRun) return tell(shell, [describeEnabled(live), "Dry run: nothing was changed."]);
  const isAlone = foreign.length === 0 || options.mayTakeShared;
  const steps = await chooseSteps(shell, options, { live, isAlone });
  if (steps === null) return tell(shell, ["Nothing was changed."]);
  await disableTriggers(shell, session, app, live).catch(
    failingWith(`Triggers of ${app.clientAppId} may still fire, and nothing else was changed. Run the command again.`),
  );
  if (steps.bringsToBaseline) await bringToBaseline(shell, session, app);
  tell(shell, await describeClusters(session, app, "is left"));
  if (!steps.deletesApp) return;
  await session
    .send("DELETE", pathOf(app))
    .catch(failingWith(`The triggers of ${app.clientAppId} are disabled. Run the command again to delete it.`));
  tell(shell, [`Deleted the app ${app.clientAppId} with its Secrets. The API key in them still exists in Atlas.`]);
}

interface Steps {
  readonly bringsToBaseline: boolean;
  readonly deletesApp: boolean;
}

/** null: nothing is to be done. With `--yes` only what the flags name is done. */
async function chooseSteps(
  { prompts }: Shell,
  options: DeployOptions,
  { live, isAlone }: { readonly live: LiveConfiguration; readonly isAlone: boolean },
): Promise<Steps | null> {
  const { bringsToBaseline, deletesApp, asksNothing } = options;
  const count = ourTriggers(live).length;
  if (
    !(await confirm(prompts, options, `Disable ${count} triggers, so that no cluster follows the schedule any more?`))
  )
    return null;
  if (asksNothing) return { bringsToBaseline, deletesApp };
  const offers = async (question: string) => await confirm(prompts, options, question);
  return {
    bringsToBaseline: bringsToBaseline || (await offers("Bring every scheduled cluster to its baseline?")),
    deletesApp: deletesApp || (isAlone && (await offers("Delete the app with its functions, Values and Secrets?"))),
  };
}

function ourTriggers({ triggers }: LiveConfiguration) {
  return triggers.filter(({ functionName }) => functionName === "reconcile");
}

const firingTriggers = (live: LiveConfiguration) => ourTriggers(live).filter(({ isDisabled }) => !isDisabled);

function describeEnabled(live: LiveConfiguration): string {
  const names = firingTriggers(live).map(({ name }) => name);
  return names.length === 0 ? "No trigger is enabled." : `Would disable ${names.join(", ")}.`;
}

/** First of all, so that no run undoes what follows. */
async function disableTriggers(shell: Shell, session: ServiceSession, app: RemoteApp, live: LiveConfiguration) {
  const firing = firingTriggers(live);
  for (const { id, content } of firing) {
    await session.send("PUT", `${pathOf(app)}/triggers/${id}`, { ...content, disabled: true });
  }
  tell(shell, [
    firing.length === 0 ? "No trigger was enabled." : `Disabled ${firing.map(({ name }) => name).join(", ")}.`,
  ]);
}

/** What its schedule keeps at the baseline anyway is left alone; any other cluster is asked for it, and gets a hold. */
async function bringToBaseline(shell: Shell, session: ServiceSession, app: RemoteApp): Promise<void> {
  const failures: string[] = [];
  const { error, clusters } = await readClusters(session, app);
  if (error !== null) failures.push(error);
  for (const { cluster, project } of clusters.filter((one) => !isAtBaseline(one))) {
    const run = await runRemotely(session, app, "scaleDown", [{ cluster, project }]);
    tell(shell, run.error === null ? run.logs : []);
    if (run.error !== null) failures.push(withoutStack(run.error));
  }
  if (failures.length === 0) return;
  throw new CommandFailed(
    [
      "Not every cluster could be brought to its baseline. The triggers are disabled, and the app is still there.",
      ...failures,
    ].join("\n"),
  );
}

function isAtBaseline({ window, decision }: ClusterStatus): boolean {
  return window === null && decision.do === "nothing";
}

/** A status that fails must not keep anybody from disabling the triggers. */
async function readClusters(
  session: ServiceSession,
  app: RemoteApp,
): Promise<{ readonly error: string | null; readonly clusters: readonly ClusterStatus[] }> {
  const { error, result } = await runRemotely(session, app, "status", []).catch((cause: Error) => ({
    error: cause.message,
    result: null,
  }));
  if (error !== null) return { error: withoutStack(error), clusters: [] };
  const { clusters = [] } = (result ?? {}) as { clusters?: readonly ClusterStatus[] };
  return { error: null, clusters };
}

async function describeClusters(session: ServiceSession, app: RemoteApp, verb: "is" | "is left"): Promise<string[]> {
  const { error, clusters } = await readClusters(session, app);
  if (error !== null) {
    const [why = ""] = error.split("\n");
    return [`At which tier the clusters are cannot be told, because the function status failed: ${why}`];
  }
  return clusters.map(
    ({ cluster, observed }) =>
      `${cluster} ${verb} ${describeObserved(observed)}${observed.state === "IDLE" ? "" : `, and Atlas is working on it (${observed.state})`}`,
  );
}

interface ClusterStatus {
  readonly project: string;
  readonly cluster: string;
  readonly window: string | null;
  readonly decision: { readonly do: string };
  readonly observed: ObservedSizes;
}

interface ObservedSizes {
  readonly paused: boolean;
  readonly tiers: readonly string[];
  readonly state: string;
}

function describeObserved({ paused, tiers }: ObservedSizes): string {
  return paused ? `paused (${tiers.join("/")})` : `at ${tiers.join("/")}`;
}

function tell({ stdout }: Pick<Shell, "stdout">, lines: readonly string[]): void {
  if (lines.length > 0) stdout.write(`${lines.join("\n")}\n`);
}
