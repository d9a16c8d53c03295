/**
 * The function files: esbuild's plain output, because a security review reads what holds the keys. Names are those of
 * the source, as long as no module declares at its top what another one calls a variable (esbuild would number one of the
 * two; a test tells), and every module stands under its path.
 */

import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import type { BuiltFrom, CommittedLimits } from "../../src/operations/run/built-from";
import { readJsonFile } from "../lib/json-file";
import { projectDir } from "../lib/paths";

const sourceDir = join(projectDir, "src");

/** One function for every file of src/functions, by name. */
export function functionNames(): string[] {
  return readdirSync(join(sourceDir, "functions"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => basename(file, ".ts"))
    .sort();
}

/** What the bundles are told about the build that made them. */
export interface BuildFacts {
  /** Fingerprints of the schedule documents that the triggers were built from. */
  readonly scheduleFingerprints: readonly string[];
  /** Minutes of the hour at which the heartbeat fires; none where no triggers were made. */
  readonly heartbeatMinutes?: readonly number[];
  /** Hosts to which credentials may be sent, beside those of Atlas. Default: none. */
  readonly hosts?: readonly string[];
  /** What an edit in the console cannot raise. Default: nothing is limited. */
  readonly limits?: CommittedLimits;
}

/** An entry of functions/config.json: reached by triggers and the console only, and run as system (App Services docs). */
export function functionManifestEntry(name: string): object {
  return { name, private: true, run_as_system: true };
}

/** Whether the build made a function file, this or an earlier version of it: the second line of `headOf` says so. */
export function isBuiltFunction(text: string): boolean {
  return /^\/\/ [\w-]+: a function of [^\n]*\n\/\/ "npm run build" made this file from src\/functions\/[\w-]+\.ts /.test(
    text,
  );
}

/** The text of every function file, by function name. Each is one ES2017 script that ends by assigning `exports`. */
export async function bundleFunctions(facts: BuildFacts): Promise<Map<string, string>> {
  const texts = await Promise.all(functionNames().map((name) => bundleFunction(name, facts)));
  return new Map(functionNames().map((name, index) => [name, texts[index] ?? ""]));
}

async function bundleFunction(name: string, facts: BuildFacts): Promise<string> {
  const modules = await bundledOnce(name);
  const usesFacts = modules.includes("BUILT_FROM");
  return [
    ...headOf(name),
    "",
    '"use strict";',
    "",
    "// A function around all modules keeps their names out of the global scope, which functions may share.",
    "const functionEntry = (() => {",
    "",
    ...(usesFacts ? ["// What this build was made for.", factsLine(facts), ""] : []),
    `${modules}return functionEntry;`,
    "})();",
    "",
    "exports = async function (...args) {",
    "  return functionEntry(...args);",
    "};",
    "",
  ].join("\n");
}

/**
 * It names the version and no commit: a commit that leaves the source alone, or a checkout without git, must not change
 * the files, so that whoever wants to know what is deployed can build a commit and compare.
 */
function headOf(name: string): readonly string[] {
  const { name: project, version } = readJsonFile(join(projectDir, "package.json")) as Record<string, string>;
  return [
    `// ${name}: a function of ${project} ${version}, an Atlas App Services app.`,
    `// "npm run build" made this file from src/functions/${name}.ts and what that imports; each module stands below`,
    "// under its path. Change the source and build again: the next build overwrites this file.",
    "// The same source and schedule documents always give the same file: to review a deployed one, build and compare.",
  ];
}

const noLimits: CommittedLimits = { value: null, environments: {} };

/** Declares what the modules call `BUILT_FROM`, in ASCII as the rest of the file, and in one line. */
function factsLine(facts: BuildFacts): string {
  const { scheduleFingerprints: documents, heartbeatMinutes = [], hosts = [], limits = noLimits } = facts;
  const builtFrom: BuiltFrom = { documents, heartbeatMinutes, hosts, limits };
  const json = JSON.stringify(builtFrom).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `const BUILT_FROM = ${json};`;
}

/** The same code without what this build was made for: alike for all app folders, line by line. */
export function withoutFacts(source: string): string {
  return source.replace(/^const BUILT_FROM = .*;$/m, "const BUILT_FROM = null;");
}

const bundled = new Map<string, Promise<string>>();

/** What one process builds for several app folders differs in the facts alone, so its modules are bundled once. */
function bundledOnce(name: string): Promise<string> {
  const modules = bundled.get(name) ?? bundleModules(`src/functions/${name}.ts`);
  bundled.set(name, modules);
  return modules;
}

async function bundleModules(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: projectDir,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2017",
    platform: "neutral",
    charset: "ascii",
    tsconfig: join(sourceDir, "tsconfig.json"),
    logLevel: "silent",
  });
  return withoutExport(outputFiles[0]?.text ?? "");
}

/** A function file is a script, and what the module exports is returned instead. */
function withoutExport(module: string): string {
  const ending = "export {\n  functionEntry\n};\n";
  if (!module.endsWith(ending)) throw new Error(`the bundle does not end with ${JSON.stringify(ending)}`);
  return module.slice(0, -ending.length);
}
