/** What a build changes in an app folder. Whatever it did not make stays: functions, their manifest entries, triggers. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TriggerPlan } from "../../src/schedule/triggers/triggers";
import { UsageError } from "../lib/command";
import { formatJson, readJsonFile } from "../lib/json-file";
import { functionManifestEntry, isBuiltFunction } from "./functions";
import type { FileChange } from "./replace-files";
import { calledFunction, triggerFile } from "./trigger-file";

const manifestFile = "functions/config.json";

/** Writes every function and its manifest entry; removes functions of earlier builds that are none any more. */
export function functionChanges(appDir: string, sources: ReadonlyMap<string, string>): FileChange[] {
  const stale: string[] = [];
  for (const name of namesIn(appDir, "functions", ".js")) {
    const isBuilt = isBuiltFunction(readFileSync(join(appDir, `functions/${name}.js`), "utf8"));
    if (sources.has(name) && !isBuilt) throw notOurs(join(appDir, `functions/${name}.js`), "the build did not make it");
    if (isBuilt && !sources.has(name)) stale.push(name);
  }
  return [
    ...[...sources].map(([name, text]) => ({ path: `functions/${name}.js`, text })),
    ...stale.map((name) => ({ path: `functions/${name}.js`, text: null })),
    { path: manifestFile, text: formatJson(manifestWith(appDir, [...sources.keys()], new Set(stale))) },
  ];
}

/** Entries of others keep their places; ours are added after them where they are missing. */
function manifestWith(appDir: string, names: readonly string[], stale: ReadonlySet<string>): unknown[] {
  const file = join(appDir, manifestFile);
  const written = existsSync(file) ? readJsonFile(file) : [];
  if (!Array.isArray(written)) throw new UsageError(`${file}: must be a list of functions: [{"name": …}]`);
  const missing = new Set(names);
  const kept = written.flatMap((entry: { name?: unknown } | null) => {
    const name = String(entry?.name);
    if (stale.has(name)) return [];
    if (!names.includes(name)) return [entry];
    return missing.delete(name) ? [functionManifestEntry(name)] : [];
  });
  return [...kept, ...[...missing].map(functionManifestEntry)];
}

/** Writes every trigger; removes those that call `reconcile` and are planned no more. */
export function triggerChanges(appDir: string, triggers: readonly TriggerPlan[]): FileChange[] {
  const planned = new Set(triggers.map(({ name }) => name));
  const stale: string[] = [];
  for (const name of namesIn(appDir, "triggers", ".json")) {
    const file = join(appDir, `triggers/${name}.json`);
    const isOurs = calledFunction(readJsonFile(file)) === "reconcile";
    if (planned.has(name) && !isOurs) throw notOurs(file, "it does not call reconcile");
    if (isOurs && !planned.has(name)) stale.push(name);
  }
  return [
    ...triggers.map((trigger) => ({ path: `triggers/${trigger.name}.json`, text: formatJson(triggerFile(trigger)) })),
    ...stale.map((name) => ({ path: `triggers/${name}.json`, text: null })),
  ];
}

function namesIn(appDir: string, folder: string, ending: string): string[] {
  const dir = join(appDir, folder);
  const files = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  return files
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .sort();
}

function notOurs(file: string, why: string): UsageError {
  return new UsageError(`${file}: ${why}, so it is not overwritten, but the app needs this name: rename or remove it`);
}
