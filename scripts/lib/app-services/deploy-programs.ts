/** Finds the command-line client to push with. A client is judged by running it: its package may be there without its program. */
import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { projectDir } from "../paths";

export interface Program {
  readonly name: "realm-cli" | "appservices";
  readonly file: string;
  readonly version: string;
}

/** In the order in which they are wanted. */
export const programNames = ["realm-cli", "appservices"] as const;

/** Another npm package is called realm-cli too; what MongoDB's answers begins so (its source, version.go; cobra). */
const answers: Readonly<Record<Program["name"], RegExp>> = {
  "realm-cli": /^realm-cli version (\S+)/,
  appservices: /^appservices version (\S+)/,
};

/** A wrapper of Node takes a second to start. */
const patienceMs = 20_000;

export function programFolders(path: string | undefined): string[] {
  return [join(projectDir, "node_modules/.bin"), ...(path ?? "").split(delimiter).filter((folder) => folder !== "")];
}

export interface ClientSearch {
  /** null: none of these runs. */
  readonly program: Program | null;
  /** Why each that is there was not taken. */
  readonly tried: readonly string[];
}

export async function findProgram(
  folders: readonly string[],
  wanted: readonly Program["name"][] = programNames,
): Promise<ClientSearch> {
  const tried: string[] = [];
  for (const name of wanted) {
    for (const file of folders.map((folder) => join(folder, name)).filter(isExecutable)) {
      const answer = await versionOf(file);
      const version = answers[name].exec(answer)?.[1];
      if (version !== undefined) return { program: { name, file, version }, tried };
      tried.push(`${file} does not run: ${answer.split("\n")[0] ?? ""}`);
    }
  }
  return { program: null, tried };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What it prints, or why it does not run. It gets no environment but the path, so that it sees no credential. */
function versionOf(file: string): Promise<string> {
  const options = { env: { PATH: process.env.PATH }, timeout: patienceMs };
  return new Promise((resolve) => {
    execFile(file, ["--version"], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout.trim());
      const said = stderr
        .trim()
        .split("\n")
        .find((line) => /error|not found|ENOENT/i.test(line));
      resolve(said ?? error.message.split("\n")[0] ?? "");
    });
  });
}
