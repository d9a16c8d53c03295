import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkApp } from "../../src/local/app-folder/check";
import type { AppPart, AppParts } from "../../src/local/app-folder/model";
import { readAppParts } from "../../src/local/app-folder/read-app-folder";
import { UsageError } from "../lib/command";
import { readJsonFile } from "../lib/json-file";
import { credentialProblems } from "./check-credentials";
import type { FileChange } from "./replace-files";

/** Refuses files that are not JSON, or have a key twice, each with its line and column. */
export function checkJsonFiles(appDir: string): void {
  const folders = ["functions", "triggers", "values", "environments"];
  const files = ["realm_config.json", "root_config.json", ...folders.flatMap((folder) => jsonFilesIn(appDir, folder))];
  const problems = files.map((file) => join(appDir, file)).flatMap(problemOfFile);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

function jsonFilesIn(appDir: string, folder: string): string[] {
  if (!existsSync(join(appDir, folder))) return [];
  return readdirSync(join(appDir, folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => `${folder}/${file}`);
}

function problemOfFile(file: string): string[] {
  if (!existsSync(file)) return [];
  try {
    readJsonFile(file);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return [error.message];
    throw error;
  }
}

/**
 * Refuses what the import of App Services would, with the changes made: names, links, cron lines; and Values that give a
 * credential away. Secrets that Values link to are taken to exist.
 */
export function checkAppFolder(appDir: string, changes: readonly FileChange[]): void {
  const { parts, unreadable } = readAppParts(appDir);
  const problems = unreadable.map(({ where, problem }) => `${where}: ${problem}`);
  if (parts !== undefined) {
    const reading = checkApp(changed(parts, changes), { secretNames: linkedSecrets(parts) });
    if ("issues" in reading) problems.push(...reading.issues.map(({ where, problem }) => `${where}: ${problem}`));
    problems.push(...credentialProblems(parts));
  }
  if (problems.length === 0) return;
  throw new UsageError([`${appDir}: this app must not be deployed as it is:`, ...problems].join("\n  "));
}

function changed(parts: AppParts, changes: readonly FileChange[]): AppParts {
  const sources = new Map(parts.sources);
  const triggers = new Map(parts.triggers.map((part) => [part.where, part]));
  let { functionConfig } = parts;
  for (const { path, text } of changes) {
    const part = (): AppPart => ({ where: path, content: JSON.parse(text ?? "null") });
    const name = /^functions\/(.*)\.js$/.exec(path)?.[1];
    if (path === "functions/config.json") functionConfig = part();
    else if (name !== undefined) setOrDelete(sources, name, text);
    else if (path.startsWith("triggers/")) setOrDelete(triggers, path, text === null ? null : part());
  }
  return { ...parts, sources, functionConfig, triggers: [...triggers.values()] };
}

function setOrDelete<Value>(map: Map<string, Value>, key: string, value: Value | null): void {
  if (value === null) map.delete(key);
  else map.set(key, value);
}

/** The names of the Secrets that Values link to. */
export function linkedSecrets({ values }: Pick<AppParts, "values">): string[] {
  return values
    .map(({ content }) => content as { value?: unknown; from_secret?: unknown } | null)
    .flatMap((content) => (content?.from_secret === true && typeof content.value === "string" ? [content.value] : []));
}
