/** What is deployed, against what is built in the app folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { functionNames } from "../../build/functions";
import { appServicesUrl } from "../../lib/app-services/address";
import { appNameFor, findApp, listApps } from "../../lib/app-services/apps";
import { deployingKey } from "../../lib/app-services/credentials";
import { environmentValues } from "../../lib/app-services/environment-values";
import { type LiveConfiguration, readLiveApp } from "../../lib/app-services/live-app";
import type { LiveValue } from "../../lib/app-services/live-value";
import { openSession, ServiceRefused } from "../../lib/app-services/session";
import { CommandFailed, UsageError } from "../../lib/command";
import type { Environment } from "../../lib/environment/environment";
import { readJsonFile } from "../../lib/json-file";
import { type Finding, failed, ok, orElse, skipped, warning } from "../finding";

export interface DeployedApp {
  readonly appDir: string;
  /** The app's name or id; null: the name in realm_config.json, as deploy has it for the environment. */
  readonly app: string | null;
  readonly tag: string | null;
}

const deployIt = "Look at npm run deploy -- --dry-run, then deploy";

/** Reads with the key that deploys; nothing is changed. What keeps it from reading is told and does not fail the rest. */
export async function checkDeployed(app: DeployedApp, environment: Environment): Promise<readonly Finding[]> {
  try {
    return await compareWithLive(app, environment);
  } catch (error) {
    if (error instanceof UsageError) return [skipped("deployed", error.message.split("\n")[0] ?? "")];
    if (error instanceof CommandFailed) return [warning("deployed", error.message, remedyFor(error))];
    throw error;
  }
}

function remedyFor(error: CommandFailed): string {
  const isSilent = error instanceof ServiceRefused && error.status === null;
  return isSilent ? "Check APP_SERVICES_URL and the network of this machine" : "Check the key that deploys";
}

async function compareWithLive({ appDir, app: given, tag }: DeployedApp, environment: Environment) {
  const key = deployingKey(environment);
  const session = await openSession(appServicesUrl(environment), key);
  const { name } = readJsonFile(join(appDir, "realm_config.json")) as { name?: unknown };
  const wanted = given ?? appNameFor(String(name), tag);
  const found = findApp(await listApps(session, environment.ATLAS_PROJECT_ID ?? ""), wanted);
  if (found === null) return [warning("deployed", `the project has no app ${wanted}`, "Deploy it: npm run deploy")];
  const live = await readLiveApp(session, found);
  const differences = [
    ...functionFindings(appDir, live),
    ...triggerFindings(appDir, live),
    ...valueFindings(appDir, live),
    ...environmentFindings(appDir, live),
  ];
  return orElse(differences, ok("deployed", `${found.clientAppId} is what is built, and its triggers are enabled`));
}

function functionFindings(appDir: string, { functions }: LiveConfiguration): Finding[] {
  const fileOf = (name: string) => join(appDir, "functions", `${name}.js`);
  const names = functionNames();
  if (!names.every((name) => existsSync(fileOf(name)))) {
    return [warning("deployed", "the functions are not built here, so nobody can compare them", "npm run build")];
  }
  const differing = names.filter(
    (name) => functions.find((one) => one.name === name)?.source !== readFileSync(fileOf(name), "utf8"),
  );
  if (differing.length === 0) return [];
  return [warning("deployed", `functions differ from those built here: ${differing.join(", ")}`, deployIt)];
}

interface BuiltTrigger {
  readonly name: string;
  readonly schedule: string;
}

function triggerFindings(appDir: string, { triggers }: LiveConfiguration): Finding[] {
  const disabled = triggers.filter(({ functionName, isDisabled }) => functionName === "reconcile" && isDisabled);
  const stopped = disabled.map(({ name }) =>
    failed("deployed", `the trigger ${name} is disabled: what it would do is not done`, "Enable it in App Services"),
  );
  const differing = builtTriggers(appDir).filter(
    ({ name, schedule }) => triggers.find((one) => one.name === name)?.schedule !== schedule,
  );
  if (differing.length === 0) return stopped;
  const names = differing.map(({ name }) => name).join(", ");
  return [...stopped, warning("deployed", `triggers are not there, or fire at other times: ${names}`, deployIt)];
}

function builtTriggers(appDir: string): BuiltTrigger[] {
  const dir = join(appDir, "triggers");
  const files = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(".json")) : [];
  return files.map((file) => {
    const { name, config } = readJsonFile(join(dir, file)) as { name?: unknown; config?: { schedule?: unknown } };
    return { name: String(name), schedule: String(config?.schedule ?? "") };
  });
}

function valueFindings(appDir: string, { values }: LiveConfiguration): Finding[] {
  const { value } = readJsonFile(join(appDir, "values/schedule.json")) as { value?: unknown };
  const live = values.find(({ name }) => name === "schedule");
  if (isDeepStrictEqual(live?.value, value)) return [];
  const remedy = "Take the edit over into app/values/schedule.json, or deploy to undo it";
  return [warning("deployed", "the Value schedule differs from app/values/schedule.json", remedy)];
}

/** Where App Services gives out no export, there is nothing to compare with. */
function environmentFindings(appDir: string, { environmentValues: live }: LiveConfiguration): Finding[] {
  if (live === null) return [];
  const built = builtEnvironmentValues(appDir);
  const names = [...new Set([...built, ...live].map(({ name }) => name))];
  const valueIn = (values: readonly LiveValue[], name: string) => values.find((one) => one.name === name)?.value;
  const differing = names.filter((name) => !isDeepStrictEqual(valueIn(live, name), valueIn(built, name)));
  if (differing.length === 0) return [];
  const remedy = "Take the edit over into app/environments, or deploy to undo it";
  return [warning("deployed", `values of environments differ from app/environments: ${differing.join(", ")}`, remedy)];
}

function builtEnvironmentValues(appDir: string): LiveValue[] {
  const dir = join(appDir, "environments");
  const files = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(".json")) : [];
  const written = files.map((file) => {
    const { values } = (readJsonFile(join(dir, file)) ?? {}) as { values?: Readonly<Record<string, unknown>> };
    return [basename(file, ".json"), values ?? {}] as const;
  });
  return environmentValues(Object.fromEntries(written));
}
