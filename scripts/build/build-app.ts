import { basename } from "node:path";
import { zoneDataEnd, zoneDataVersion } from "../../src/schedule/calendar/zone";
import { FAR, warningsOf } from "../../src/schedule/document/warnings";
import { type TriggerPlan, triggersFor } from "../../src/schedule/triggers/triggers";
import { CommandFailed, UsageError } from "../lib/command";
import { type DocumentFile, readAppDocuments } from "../lib/schedule-documents";
import { functionChanges, triggerChanges } from "./app-changes";
import { buildFacts } from "./build-facts";
import { checkRules, checkSize } from "./bundle-check";
import { checkAppFolder, checkJsonFiles } from "./check-app-folder";
import { bundleFunctions, withoutFacts } from "./functions";
import { proveTriggers } from "./prove-triggers";
import { type FileChange, replaceFiles } from "./replace-files";

export interface BuiltApp {
  /** The time-zone rules that travel with the functions: release, and the instant they end. */
  readonly zoneData: { readonly version: string; readonly until: string };
  /** Bytes by function name. */
  readonly functions: Readonly<Record<string, number>>;
  readonly triggers: readonly TriggerPlan[];
  /** File names of triggers and functions that an earlier build made and this one does not. */
  readonly removedTriggers: readonly string[];
  readonly removedFunctions: readonly string[];
  /** Of the schedule documents, each with its file and path. */
  readonly warnings: readonly string[];
}

/**
 * Builds functions, manifest and triggers into an app folder, from its schedule documents. Everything is checked
 * before the first file is written; files of earlier builds that nothing means any more are removed, and whatever the
 * build did not make stays.
 */
export async function buildApp(appDir: string, fromMs: number): Promise<BuiltApp> {
  checkJsonFiles(appDir);
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
  const sources = await checkedFunctions(appDir, documents, triggers);
  const ofFunctions = functionChanges(appDir, sources);
  const ofTriggers = triggerChanges(appDir, triggers);
  checkAppFolder(appDir, [...ofFunctions, ...ofTriggers]);
  replaceFiles(appDir, [...ofFunctions, ...ofTriggers]);
  const bytes = [...sources].map(([name, text]) => [name, Buffer.byteLength(text)] as const);
  const warnings = documents.flatMap(({ file, document }) =>
    warningsOf(document, fromMs, FAR).map(({ path, message }) => `${file}: ${path}: ${message}`),
  );
  const zoneData = { version: zoneDataVersion, until: new Date(zoneDataEnd).toISOString() };
  return {
    zoneData,
    functions: Object.fromEntries(bytes),
    triggers,
    removedTriggers: removedIn(ofTriggers),
    removedFunctions: removedIn(ofFunctions),
    warnings,
  };
}

/** The functions and their manifest alone, which work without a schedule. Resolves to the texts by function name. */
export async function buildFunctions(
  appDir: string,
  documents: readonly DocumentFile[],
): Promise<ReadonlyMap<string, string>> {
  const triggers = triggersFor(
    documents.map(({ document }) => document),
    Date.now(),
  );
  const sources = await checkedFunctions(appDir, documents, triggers);
  replaceFiles(appDir, functionChanges(appDir, sources));
  return sources;
}

async function checkedFunctions(
  appDir: string,
  documents: readonly DocumentFile[],
  triggers: readonly TriggerPlan[],
): Promise<ReadonlyMap<string, string>> {
  const sources = await bundleFunctions({
    ...buildFacts(appDir, documents),
    heartbeatMinutes: heartbeatMinutesOf(triggers),
  });
  checkBundles(sources);
  return sources;
}

/** The heartbeat's line lists its minutes: "7,22,37,52 * * * *". */
function heartbeatMinutesOf(triggers: readonly TriggerPlan[]): number[] {
  const minutes = triggers.find(({ name }) => name === "heartbeat")?.schedule.split(" ")[0] ?? "";
  if (minutes === "*") return Array.from({ length: 60 }, (_, minute) => minute);
  return minutes.split(",").filter(Boolean).map(Number);
}

function removedIn(changes: readonly FileChange[]): string[] {
  return changes.filter(({ text }) => text === null).map(({ path }) => basename(path));
}

function checkBundles(sources: ReadonlyMap<string, string>): void {
  const problems: string[] = [];
  for (const [name, source] of sources) {
    // What the build puts in is data, so the rules are about the rest of the file.
    for (const { place, message } of [...checkSize(source), ...checkRules(withoutFacts(source))]) {
      problems.push(`functions/${name}.js${place === null ? "" : `:${place.line}:${place.column + 1}`}: ${message}`);
    }
  }
  if (problems.length > 0) {
    throw new CommandFailed(["the function runtime of App Services cannot run this:", ...problems].join("\n  "));
  }
}
