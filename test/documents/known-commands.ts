import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../../scripts/lib/paths";

/** Flags by subcommand of a client that is not part of this project. */
type Commands = Readonly<Record<string, readonly string[]>>;

const ofAnApp = ["app", "project", "product"];

/** What the documents may use of `realm-cli` 2.6.2: the subcommands and flags of its source (`internal/commands`). */
const realmCli: Commands = {
  login: ["api-key", "private-api-key", "browser"],
  logout: [],
  whoami: ["show-projects"],
  push: ["local", "remote", "project", "dry-run"],
  pull: ["local", "remote", "project", "dry-run"],
  "apps create": ["name", "project", "location", "deployment-model", "environment", "local", "dry-run"],
  "apps list": ["project", "product"],
  "apps describe": ofAnApp,
  "apps diff": ["local", "remote", "project"],
  "apps delete": ["app", "project"],
  "secrets create": [...ofAnApp, "name", "value"],
  "secrets list": ofAnApp,
  "secrets update": [...ofAnApp, "secret", "name", "value"],
  "secrets delete": [...ofAnApp, "secret"],
  "function run": [...ofAnApp, "name", "args", "user"],
  "logs list": [...ofAnApp, "type", "errors", "start", "end", "tail"],
};

/** Flags of every subcommand (`internal/cli/command_factory.go`); `realm-url` and `atlas-url` are not in its help. */
const realmCliGlobal = [
  "profile",
  "yes",
  "telemetry",
  "output-format",
  "output-target",
  "disable-colors",
  "version",
  "help",
  "realm-url",
  "atlas-url",
];

/** Flags that take no value. */
const switches = ["yes", "disable-colors", "version", "help", "dry-run", "errors", "tail", "browser", "show-projects"];

/** Only for local Atlas, whose credentials are no secret: whoever runs `ps` can read a command line. */
const carriesASecret = ["private-api-key", "value"];

/** What needs the registry, or is what runs this very test. */
const npmCommands: Commands = { ci: ["omit", "ignore-scripts"], test: [] };

/** What is wrong with a request to `npm` or `npx` that the reader could not carry out; null if it is right in its form. */
export function problemWith(words: readonly string[], helpOf: (file: string) => string): string | null {
  const [program = "", ...rest] = words;
  if (program === "npm" && rest[0] === "run") return problemWithScript(rest.slice(1), helpOf);
  if (program === "npm" && rest[0] === "start") return problemWithScript(rest, helpOf);
  if (program === "npm") return problemWithFlags("npm", rest, npmCommands, []);
  if (program === "npx") return problemWithPackage(rest, helpOf);
  return `${words.join(" ")}: no document may use this before the test knows it`;
}

/** What the project installs, by `npx`, which fetches nothing then. */
function problemWithPackage([first, ...words]: readonly string[], helpOf: (file: string) => string): string | null {
  if (first !== "--no-install") return `npx ${first} without --no-install may fetch another package of that name`;
  const [name, ...rest] = words;
  if (name === "tsx") return problemWithOurs(rest[0] ?? "", rest.slice(1), helpOf);
  if (name === "jest") return problemWithFiles(rest);
  if (name === "realm-cli") return problemWithFlags(name, rest, realmCli, realmCliGlobal);
  return `npx ${name}: no document may use this before the test knows it`;
}

function problemWithScript(words: readonly string[], helpOf: (file: string) => string): string | null {
  const [name = "", ...rest] = words.filter((word) => word !== "--silent");
  const script = scriptsOfProject()[name];
  if (script === undefined) return `package.json has no script ${name}`;
  const file = commandFileOf(script);
  if (file !== null) return problemWithOurs(file, rest[0] === "--" ? rest.slice(1) : rest, helpOf);
  return rest.length === 0 ? null : `npm run ${name} takes no arguments`;
}

/** The file of a command, from the line of package.json that runs it; null for a line that runs something else. */
export function commandFileOf(script: string): string | null {
  return /^(?:node --import )?tsx (\S+)$/.exec(script)?.[1] ?? null;
}

/** A document may name tests to be run, and no more. */
function problemWithFiles(words: readonly string[]): string | null {
  const missing = words.find((word) => !existsSync(join(projectDir, word)));
  return missing === undefined ? null : `there is no ${missing}`;
}

function problemWithOurs(file: string, words: readonly string[], helpOf: (file: string) => string): string | null {
  if (!existsSync(join(projectDir, file))) return `there is no ${file}`;
  const known = flagsIn(helpOf(file));
  const unknown = flagsOf(words).filter((flag) => flag !== "help" && !known.includes(flag));
  return unknown.length === 0 ? null : `${file} has no --${unknown.join(", --")}`;
}

function problemWithFlags(
  program: string,
  words: readonly string[],
  commands: Commands,
  everywhere: readonly string[],
): string | null {
  const subcommand = subcommandOf(words);
  const name = [subcommand.slice(0, 2).join(" "), subcommand[0] ?? ""].find((candidate) => candidate in commands);
  if (name === undefined && subcommand.length > 0)
    return `${program} has no command ${subcommand.slice(0, 2).join(" ")}`;
  const flags = flagsOf(words);
  const known = [...(name === undefined ? [] : (commands[name] ?? [])), ...everywhere];
  const unknown = flags.filter((flag) => !known.includes(flag));
  if (unknown.length > 0) return `${program} ${name ?? ""} has no --${unknown.join(", --")}`;
  const secret = flags.find((flag) => carriesASecret.includes(flag));
  const isLocal = words.some((word) => /^http:\/\/127\.0\.0\.1:/.test(word));
  return secret === undefined || isLocal ? null : `--${secret} puts a credential on the command line`;
}

/** The words that are neither flags nor their values. */
function subcommandOf(words: readonly string[]): string[] {
  const isValue = (index: number) => {
    const before = words[index - 1] ?? "";
    return before.startsWith("--") && !before.includes("=") && !switches.includes(before.slice(2));
  };
  return words.filter((word, index) => !word.startsWith("-") && !isValue(index));
}

export function scriptsOfProject(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8")).scripts;
}

/** The flags that a text names, without their hyphens. */
export function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, flag = ""]) => flag);
}

function flagsOf(words: readonly string[]): string[] {
  return words.flatMap((word) => (word.startsWith("--") ? flagsIn(word) : []));
}

/** Whether some program of the documents, ours aside, has this flag. */
export function isForeignFlag(flag: string): boolean {
  const all = [...Object.values(realmCli), ...Object.values(npmCommands), realmCliGlobal, ["no-install", "silent"]];
  return all.some((flags) => flags.includes(flag));
}
