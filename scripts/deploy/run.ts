import type { RemoteApp } from "../lib/app-services/apps";
import { readAccess } from "../lib/app-services/credentials";
import { type LiveConfiguration, pathOf } from "../lib/app-services/live-app";
import { CommandFailed, failingWith, type Shell } from "../lib/command";
import { type Environment, readEnvironment } from "../lib/environment/environment";
import { discardDrafts } from "./client/own-push";
import { type Difference, differencesBetween } from "./differences";
import { tryFirstRun } from "./first-run";
import { describeForeign, foreignEntries, refuseShared } from "./foreign";
import { confirm, type DeployOptions } from "./options";
import type { Place } from "./place";
import { type Chosen, chooseClient, push } from "./push";
import { planSecrets, type SecretPlan, writeSecrets } from "./secrets";
import { createApp, findTarget, type Target } from "./target";
import {
  describeDifferences,
  describeFirings,
  describeOtherSchedulers,
  describeSchedule,
  describeTarget,
  describeUnknown,
} from "./texts";
import { readWanted, type WantedApp } from "./wanted";

interface Plan {
  readonly wanted: WantedApp;
  readonly target: Target;
  readonly differences: readonly Difference[];
  readonly secrets: readonly SecretPlan[];
  readonly chosen: Chosen;
}

/** Builds, compares, asks, pushes, and compares again. Every check comes before the first change. */
export async function deployApp(shell: Shell, options: DeployOptions, place: Place): Promise<void> {
  const environment = readEnvironment(shell.env, options.environment);
  const plan = await makePlan(shell, options, place, environment).catch(failingWith("Nothing was changed."));
  if (options.isDryRun) return tell(shell, ["Dry run: nothing was changed."]);
  if (!(await confirm(shell.prompts, options, "Deploy this?"))) return tell(shell, ["Nothing was changed."]);
  const app = await prepareApp(plan, environment, (lines) => tell(shell, lines));
  await goLive(shell, options, place, plan, app);
  tell(shell, [
    `Live in ${app.clientAppId}: read back and equal to this folder; every trigger is enabled.`,
    ...describeFirings(plan.wanted.triggers, place.nowMs()),
  ]);
}

async function makePlan(shell: Shell, options: DeployOptions, place: Place, environment: Environment): Promise<Plan> {
  const access = readAccess(environment);
  const warnings = await place.build();
  const wanted = readWanted(place.appDir);
  const target = await findTarget(options, wanted, access);
  const foreign = foreignEntries(target.live, wanted);
  refuseShared(foreign, target.app?.clientAppId ?? target.name, options.mayTakeShared);
  const secrets = planSecrets(wanted, target.secrets, environment);
  const differences = differencesBetween(target.live, wanted);
  const chosen = await chooseClient(options, place);
  tell(shell, [
    ...describeTarget(target),
    ...describeSchedule(wanted, target.environment),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...describeOtherSchedulers(target),
    ...describeDifferences(differences, secrets),
    ...describeUnknown(target.live, wanted),
    ...(foreign.length === 0 ? [] : ["Of others in this app, because of --into-shared:", ...describeForeign(foreign)]),
    ...chosen.notes,
  ]);
  return { wanted, target, differences, secrets, chosen };
}

/** The app and its Secrets: an import that links to a Secret which is missing is refused. */
async function prepareApp(
  { target, wanted, secrets }: Plan,
  environment: Environment,
  say: (lines: readonly string[]) => void,
): Promise<RemoteApp> {
  const isNew = target.app === null;
  const app = target.app ?? (await createApp(target, wanted).catch(failingWith(notCreated)));
  if (isNew) say([`Created the app ${app.clientAppId}.`]);
  const state = isNew
    ? `The app ${app.clientAppId} exists now and is empty; no trigger fires.`
    : `The former app is still live in ${app.clientAppId}; some of its Secrets may be new.`;
  const failing = failingWith(`${state} Run the command again.`);
  await writeSecrets(target.session, app, secrets, target.secrets, environment).catch(failing);
  const drafts = await discardDrafts(target.session, pathOf(app)).catch(failing);
  if (drafts > 0)
    say(["Discarded changes that were made with this key in the App Services console and never deployed."]);
  return app;
}

const notCreated =
  "The app was not created, or is empty: no trigger fires. Run the command again, which finds it if it is there.";

/** Where none of our triggers fires yet, they are pushed disabled, and enabled once the first run was looked at. */
async function goLive(shell: Shell, options: DeployOptions, place: Place, plan: Plan, app: RemoteApp): Promise<void> {
  const { target, chosen } = plan;
  const job = { target, app, client: chosen.client };
  const isFirst = !firesAlready(target.live);
  let former = target.live;
  if (isFirst) {
    former = await push({ ...job, former, areTriggersDisabled: true }, place, shell);
    tell(shell, [`Pushed to ${app.clientAppId}; its triggers are disabled until the first run was looked at.`]);
    await lookAtFirstRun(shell, options, target, app);
  }
  await push({ ...job, former, areTriggersDisabled: false }, place, shell);
}

function firesAlready({ triggers }: LiveConfiguration): boolean {
  return triggers.some(({ functionName, isDisabled }) => functionName === "reconcile" && !isDisabled);
}

async function lookAtFirstRun(shell: Shell, options: DeployOptions, target: Target, app: RemoteApp): Promise<void> {
  const state = `The app ${app.clientAppId} is deployed, and its triggers are disabled: nothing will be changed. Run the command again to go on.`;
  const { wouldFail, lines } = await tryFirstRun(target.session, app).catch(failingWith(state));
  tell(shell, lines);
  if (wouldFail && options.asksNothing) throw new CommandFailed(state);
  const question = wouldFail ? "Enable the triggers all the same?" : "Enable the triggers?";
  if (!(await confirm(shell.prompts, options, question))) throw new CommandFailed(state);
}

function tell({ stdout }: Pick<Shell, "stdout">, lines: readonly string[]): void {
  if (lines.length > 0) stdout.write(`${lines.join("\n")}\n`);
}
