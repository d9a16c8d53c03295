import { readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import { projectDir } from "../lib/paths";
import { importedNames } from "./imported-names";

const sourceDir = join(projectDir, "src");
const target = "es2017";

/**
 * What people read a function file for in the console: what a run does in which order, and what it sends. It stays as
 * written; the rest (the language of schedules, decisions, reading answers, wording) travels as one dense block ahead of it.
 */
const readable = [
  /^functions\//,
  /^operations\/(?:reconcile|status|preview|scale|scale-up|scale-down|scale-steps|carry-out|carry-out-steps)\.ts$/,
  /^cluster\/patch\.ts$/,
];

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
}

/** functions/config.json: reached by triggers and the console only, and run as system (App Services docs). */
export function functionManifest(): object[] {
  return functionNames().map((name) => ({ name, private: true, run_as_system: true }));
}

/** The text of every function file, by function name. Each is one ES2017 script that ends by assigning `exports`. */
export async function bundleFunctions(facts: BuildFacts): Promise<Map<string, string>> {
  const texts = await Promise.all(functionNames().map((name) => bundleFunction(name, facts)));
  return new Map(functionNames().map((name, index) => [name, texts[index] ?? ""]));
}

async function bundleFunction(name: string, facts: BuildFacts): Promise<string> {
  const options = optionsFor(facts);
  const entry = join(sourceDir, "functions", `${name}.ts`);
  const body = await bundle({ ...options, entryPoints: [entry], format: "esm", plugins: [leaveDensePartOut] });
  const { names, rest } = importedNames(body);
  const library = await bundle({
    ...options,
    stdin: { contents: reExports(names), resolveDir: projectDir },
    format: "esm",
    minifySyntax: true,
  });
  const dense = await madeDense(library);
  return [
    "// Built from TypeScript by `npm run build`: change src/, not this file.",
    "",
    "// The language of schedules, time-zone rules, decisions, the Admin API client and wording, made dense.",
    '"use strict";',
    asLibrary(dense),
    "",
    "// What a run does, and what it sends, as written.",
    "const functionFile = (() => {",
    `const { ${[...names.keys()].join(", ")} } = library;`,
    rest.replace(/export \{\s*run\s*\};\s*$/, "return { run };\n})();").replace(/\n{3,}/g, "\n\n"),
    "exports = async function (...args) {",
    "  return functionFile.run(...args);",
    "};",
    "",
  ].join("\n");
}

/**
 * Minified, and with Object.assign where esbuild copies property by property: the objects spread here are plain ones, and
 * its own way takes half a kilobyte and several times as long.
 */
async function madeDense(module: string): Promise<string> {
  const ownWays =
    /\b__(spreadValues|spreadProps) = \(a, b\) => (?:\{\n[\s\S]*?\n\}|__defProps\(a, __getOwnPropDescs\(b\)\))/g;
  const { code } = await transform(module.replace(ownWays, "__$1 = Object.assign"), {
    target,
    minify: true,
    treeShaking: true,
    format: "esm",
    charset: "ascii",
    lineLimit: 120,
  });
  return code;
}

function optionsFor({ scheduleFingerprints }: BuildFacts): BuildOptions {
  return {
    absWorkingDir: projectDir,
    bundle: true,
    target,
    platform: "neutral",
    charset: "ascii",
    legalComments: "none",
    tsconfig: join(sourceDir, "tsconfig.json"),
    define: { BUILT_FROM: JSON.stringify(scheduleFingerprints) },
    logLevel: "silent",
  };
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, write: false });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild wrote no file");
  return file.text;
}

/** Leaves `import { name } from "./src/…"` for every file that is not readable. */
const leaveDensePartOut: Plugin = {
  name: "leave-dense-part-out",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
      const file = `${relative(sourceDir, join(dirname(importer), path))}.ts`;
      return readable.some((pattern) => pattern.test(file)) ? null : { path: `./src/${file}`, external: true };
    });
  },
};

/**
 * An ES module as an expression. esbuild's own way of doing that defines a getter for each export and brings a kilobyte
 * to do it with.
 */
function asLibrary(module: string): string {
  const [exports = "", list = ""] = /export\s*\{([^{}]*)\};?\s*$/.exec(module) ?? [];
  const members = list.split(",").map((one) => one.trim().split(/\s+as\s+/));
  const properties = members.map(([local, name = local]) => (local === name ? name : `${name}:${local}`));
  const body = module.slice(0, module.length - exports.length);
  return `const library=(()=>{${body}\nreturn{${properties.join(",\n")}}})();`;
}

function reExports(names: ReadonlyMap<string, { readonly file: string; readonly exported: string }>): string {
  return [...names]
    .map(([local, { file, exported }]) => `export { ${exported} as ${local} } from ${JSON.stringify(file)};`)
    .join("\n");
}
