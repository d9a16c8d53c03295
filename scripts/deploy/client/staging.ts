/** Folders in the system's temporary directory, readable by this user alone, and removed afterwards. */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { atlasUrlBeside } from "../../lib/app-services/address";
import { formatJson, readJsonFile } from "../../lib/json-file";
import { temporaryFolder } from "../../lib/temporary-folder";

export interface StagedApp {
  /** Of `realm-cli`, by realm_config.json. */
  readonly dir: string;
  remove(): void;
}

export interface StagingChoices {
  readonly environment: string;
  /** The triggers are pushed, and do not fire. */
  readonly areTriggersDisabled: boolean;
}

/**
 * A copy of the app folder to push from: clients write into the folder they push. It names the environment, because a
 * push from one that names none may take an app's environment away, and the same configuration under the name that each
 * client knows it by (facts of both: realm_config.json, root_config.json).
 */
export function stageApp(appDir: string, { environment, areTriggersDisabled }: StagingChoices): StagedApp {
  const { dir, remove } = temporaryFolder("atlas-cluster-scheduler-push-");
  for (const part of ["realm_config.json", "root_config.json"]) copyWhereThere(appDir, dir, part);
  for (const part of readdirSync(appDir, { withFileTypes: true })) {
    if (part.isDirectory()) cpSync(join(appDir, part.name), join(dir, part.name), { recursive: true });
  }
  writeConfigs(dir, environment);
  if (areTriggersDisabled) disableTriggers(join(dir, "triggers"));
  return { dir, remove };
}

function copyWhereThere(from: string, to: string, name: string): void {
  if (readdirSync(from).includes(name)) cpSync(join(from, name), join(to, name));
}

function writeConfigs(dir: string, environment: string): void {
  const file = ["realm_config.json", "root_config.json"].find((name) => readdirSync(dir).includes(name)) ?? "";
  const { app_id: _, environment: __, ...config } = readJsonFile(join(dir, file)) as Record<string, unknown>;
  const text = formatJson({ ...config, ...(environment === "no-environment" ? {} : { environment }) });
  for (const name of ["realm_config.json", "root_config.json"]) writeFileSync(join(dir, name), text);
}

function disableTriggers(dir: string): void {
  for (const name of readdirSync(dir).filter((file) => file.endsWith(".json"))) {
    const content = readJsonFile(join(dir, name)) as object;
    writeFileSync(join(dir, name), formatJson({ ...content, disabled: true }));
  }
}

export interface ClientHome {
  readonly dir: string;
  remove(): void;
}

/**
 * A home for the client with a profile that holds an access token, which lives 30 minutes, and neither a key nor the refresh
 * token, which lives 60 days: the client does not log in, and never needs to again. The form is that of realm-cli 2.6.2 (its
 * source, user/profile.go); appservices succeeds it.
 */
export function makeClientHome(serviceUrl: string, accessToken: string): ClientHome {
  const { dir, remove } = temporaryFolder("atlas-cluster-scheduler-push-");
  const profile = {
    default: {
      access_token: accessToken,
      realm_base_url: serviceUrl,
      atlas_base_url: atlasUrlBeside(serviceUrl),
      telemetry_mode: "off",
    },
  };
  for (const client of ["realm-cli", "appservices"]) {
    const folder = join(dir, ".config", client);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // JSON is YAML.
    writeFileSync(join(folder, "default.yaml"), formatJson(profile), { mode: 0o600 });
  }
  return { dir, remove };
}
