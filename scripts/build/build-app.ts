import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "../../src/operations/run/fingerprint";
import { zoneDataEnd, zoneDataVersion } from "../../src/schedule/calendar/zone";
import { FAR, warningsOf } from "../../src/schedule/document/warnings";
import { type TriggerPlan, triggersFor } from "../../src/schedule/triggers/triggers";
import { CommandFailed, UsageError } from "../lib/command";
import { formatJson, readJsonFile } from "../lib/json-file";
import { type DocumentFile, readAppDocuments } from "../lib/schedule-documents";
import { checkBundle } from "./bundle-check";
import { checkAppFolder } from "./check-app-folder";
import { bundleFunctions, functionManifest } from "./functions";
import { proveTriggers } from "./prove-triggers";

export interface BuiltApp {
  /** The time-zone rules that travel with the functions: release, and the instant they end. */
  readonly zoneData: { readonly version: string; readonly until: string };
  /** Bytes by function name. */
  readonly functions: Readonly<Record<string, number>>;
  readonly triggers: readonly TriggerPlan[];
  readonly removedTriggers: readonly string[];
  /** Of the schedule documents, each with its file and path. */
  readonly warnings: readonly string[];
}

/**
 * Builds functions, manifest and triggers into an app folder, from its schedule documents. Everything is checked
 * before the first file is written; trigger files that the documents no longer mean are removed.
 */
export async function buildApp(appDir: string, fromMs: number): Promise<BuiltApp> {
  const documents = readAppDocuments(appDir);
  if (documents.length === 0) throw new UsageError(`${appDir}: no schedule: write values/schedule.json`);
  const triggers = triggersFor(
    documents.map(({ document }) => document),
    fromMs,
  );
  proveTriggers(
    documents.map(({ document }) => document),
    triggers,
    fromMs,
  );
  const sources = await buildFunctions(appDir, documents);
  const removedTriggers = writeTriggers(join(appDir, "triggers"), triggers);
  checkAppFolder(appDir);
  const bytes = [...sources].map(([name, text]) => [name, Buffer.byteLength(text)] as const);
  const warnings = documents.flatMap(({ file, document }) =>
    warningsOf(document, fromMs, FAR).map(({ path, message }) => `${file}: ${path}: ${message}`),
  );
  const zoneData = { version: zoneDataVersion, until: new Date(zoneDataEnd).toISOString() };
  return { zoneData, functions: Object.fromEntries(bytes), triggers, removedTriggers, warnings };
}

/** The functions and their manifest alone, which work without a schedule. Resolves to the texts by function name. */
export async function buildFunctions(
  appDir: string,
  documents: readonly DocumentFile[],
): Promise<ReadonlyMap<string, string>> {
  const sources = await bundleFunctions({ scheduleFingerprints: documents.map(({ written }) => fingerprint(written)) });
  checkBundles(sources);
  writeFunctions(join(appDir, "functions"), sources);
  return sources;
}

function checkBundles(sources: ReadonlyMap<string, string>): void {
  const problems: string[] = [];
  for (const [name, source] of sources) {
    for (const { place, message } of checkBundle(source)) {
      problems.push(`functions/${name}.js${place === null ? "" : `:${place.line}:${place.column + 1}`}: ${message}`);
    }
  }
  if (problems.length > 0) {
    throw new CommandFailed(["the function runtime of App Services cannot run this:", ...problems].join("\n  "));
  }
}

function writeFunctions(dir: string, sources: ReadonlyMap<string, string>): void {
  mkdirSync(dir, { recursive: true });
  for (const file of staleFiles(dir, ".js", new Set(sources.keys()))) rmSync(join(dir, file));
  for (const [name, text] of sources) writeWhereOther(join(dir, `${name}.js`), text);
  writeWhereOther(join(dir, "config.json"), formatJson(functionManifest()));
}

/** A file that is as it should be is left alone: another command may be reading it. */
function writeWhereOther(file: string, text: string): void {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

function writeTriggers(dir: string, triggers: readonly TriggerPlan[]): string[] {
  mkdirSync(dir, { recursive: true });
  const stale = staleFiles(dir, ".json", new Set(triggers.map(({ name }) => name))).filter((file) =>
    isOurs(join(dir, file)),
  );
  for (const file of stale) rmSync(join(dir, file));
  for (const trigger of triggers) writeWhereOther(join(dir, `${trigger.name}.json`), formatJson(triggerFile(trigger)));
  return stale;
}

function staleFiles(dir: string, ending: string, names: ReadonlySet<string>): string[] {
  return readdirSync(dir).filter(
    (file) => file.endsWith(ending) && !names.has(file.slice(0, -ending.length)) && file !== "config.json",
  );
}

/** A trigger that calls something else is somebody's own. */
function isOurs(file: string): boolean {
  const { function_name } = readJsonFile(file) as { function_name?: unknown };
  return function_name === "reconcile";
}

/** `skip_catchup_events`: what a missed run would have done, the next one does (App Services docs: scheduled triggers). */
function triggerFile({ name, schedule }: TriggerPlan): object {
  return {
    name,
    type: "SCHEDULED",
    config: { schedule, skip_catchup_events: true },
    function_name: "reconcile",
    disabled: false,
  };
}
