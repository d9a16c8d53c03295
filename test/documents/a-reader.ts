import { execFile, execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { build } from "esbuild";
import { projectDir } from "../../scripts/lib/paths";
import { createFaults } from "../../src/local/admin-api/faults/faults";
import { startAdminApi } from "../../src/local/admin-api/server";
import { createAtlasState } from "../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../src/local/clock/stepped-clock";
import { endOfHelp, endOfWords, notRunFile } from "./stand-in-format";

/**
 * Somebody who types what the documents say: in a copy of the project, with an Atlas project of his own (a local one)
 * that holds Cluster0, at the same instant in every run of the tests.
 */
export interface Reader {
  type(script: string): Promise<Typed>;
  /** What `--help` prints, by the file of the command. */
  helps(files: readonly string[]): Promise<ReadonlyMap<string, string>>;
  leave(): void;
}

export interface Typed {
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
  /** Requests to `npm` and `npx` that were not carried out, as words. */
  readonly notRun: readonly (readonly string[])[];
}

const startsAt = Date.parse("2026-11-27T09:00Z");
const project = "5e1ec444970199272441a214";
const key = { publicKey: "readerky", privateKey: "11111111-2222-3333-4444-555555555555" };

/** Programs that a document may name besides `npm` and `npx`; any other one is "not found" and fails its fence. */
const realPrograms = ["cat", "cp", "git", "head", "mktemp"];

/** The soak lives against the oracle of the tests. */
const code = ["scripts", "src", "test/schedule"];

/** Ends what hangs. On an idle machine no command takes longer than a few seconds. */
export const patienceMs = 60_000;

export async function aReader(files: Readonly<Record<string, string>>): Promise<Reader> {
  const dir = mkdtempSync(join(tmpdir(), "reader-"));
  copyProject(dir);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  await compileCommands(dir);
  installPrograms(dir);
  commitCopy(dir);
  return {
    type: (script) => (script.includes("npm run call") ? typeWithAtlas(dir, script) : typeIn(dir, script, {})),
    helps: (commands) => helpsIn(dir, commands),
    leave: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function copyProject(dir: string): void {
  const isBuilt = (path: string) => /\/app\/(?:functions\/[^/]*\.js|triggers)$/.test(path);
  for (const part of ["app", ...code, "package.json", "tsconfig.json", ".env.example", ".gitignore"]) {
    cpSync(join(projectDir, part), join(dir, part), { recursive: true, filter: (from) => !isBuilt(from) });
  }
  symlinkSync(join(projectDir, "node_modules"), join(dir, "node_modules"));
}

/** Compiles once, file by file and in place, what `tsx` would compile for each command anew. */
async function compileCommands(dir: string): Promise<void> {
  const sources = code.flatMap((part) =>
    readdirSync(join(dir, part), { recursive: true, encoding: "utf8" }).map((file) => join(dir, part, file)),
  );
  const standIn = ["stand-in.ts", "stand-in-format.ts"];
  for (const file of standIn) cpSync(join(__dirname, file), join(dir, file));
  await build({
    entryPoints: [...sources.filter((file) => file.endsWith(".ts")), ...standIn.map((file) => join(dir, file))],
    outdir: dir,
    outbase: dir,
    format: "cjs",
    target: "node20",
    logLevel: "error",
  });
}

/** What `npx --no-install` runs is only written down, which takes no Node, but for the project's own commands. */
function installPrograms(dir: string): void {
  const bin = join(dir, "bin");
  mkdirSync(bin);
  const endInOctal = endOfWords.charCodeAt(0).toString(8);
  const npx = `if [ "$1" = --no-install ] && [ "$2" != tsx ]; then printf '%s\\0' npx "$@" >> ${notRunFile}; printf '\\${endInOctal}' >> ${notRunFile}; exit; fi`;
  for (const name of ["npm", "npx"]) {
    const standIn = `exec "${process.execPath}" "${dir}/stand-in.js" "${dir}" ${name} "$@"`;
    const lines = ["#!/bin/sh", `cd "${dir}"`, ...(name === "npx" ? [npx] : []), standIn, ""];
    writeFileSync(join(bin, name), lines.join("\n"), { mode: 0o755 });
  }
  for (const name of realPrograms) {
    const found = (process.env.PATH ?? "").split(delimiter).find((folder) => existsSync(join(folder, name)));
    if (found !== undefined) symlinkSync(join(found, name), join(bin, name));
  }
}

/** For commands that compare with what was committed. */
function commitCopy(dir: string): void {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: dir, stdio: "pipe" });
  git("init", "-q");
  git("add", "app");
  git("-c", "user.name=Reader", "-c", "user.email=reader@example.com", "commit", "-q", "--no-verify", "-m", "app");
}

async function typeWithAtlas(dir: string, script: string): Promise<Typed> {
  const clock = createSteppedClock({ startMs: startsAt });
  const state = createAtlasState({ clock });
  state.addProject({ id: project });
  state.addCluster(project, { name: "Cluster0", tier: "M10" });
  state.addApiKey({ ...key, projects: { [project]: ["GROUP_CLUSTER_MANAGER"] } });
  const api = await startAdminApi({ clock, state, faults: createFaults() });
  try {
    return await typeIn(dir, script, {
      ATLAS_PUBLIC_KEY: key.publicKey,
      ATLAS_PRIVATE_KEY: key.privateKey,
      ATLAS_PROJECT_ID: project,
      ATLAS_BASE_URL: api.baseUrl,
    });
  } finally {
    state.stop();
    await api.close();
  }
}

function typeIn(dir: string, script: string, atlas: Readonly<Record<string, string>>): Promise<Typed> {
  return run(dir, "/bin/sh", ["-eu", "-c", script], atlas);
}

async function helpsIn(dir: string, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { code, out, err } = await run(dir, process.execPath, [join(dir, "stand-in.js"), dir, "helps", ...files], {});
  const helps = out.split(endOfHelp);
  if (code !== 0 || helps.length !== files.length + 1) throw new Error(`--help failed: ${err}`);
  return new Map(files.map((file, index) => [file, helps[index] ?? ""]));
}

function run(dir: string, program: string, args: string[], atlas: Readonly<Record<string, string>>): Promise<Typed> {
  const env = { PATH: join(dir, "bin"), HOME: dir, TMPDIR: tmpdir(), READER_STARTS_AT: String(startsAt), ...atlas };
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: dir, env, timeout: patienceMs }, (error, out, err) =>
      resolve({ code: error === null ? 0 : (child.exitCode ?? 1), out, err, notRun: takeNotRun(dir) }),
    );
  });
}

function takeNotRun(dir: string): string[][] {
  const file = join(dir, notRunFile);
  if (!existsSync(file)) return [];
  const requests = readFileSync(file, "utf8").split(endOfWords).slice(0, -1);
  rmSync(file);
  return requests.map((words) => words.split("\0").slice(0, -1));
}
