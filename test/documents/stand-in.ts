import { appendFileSync, existsSync, readFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { endOfHelp, endOfWords, notRunFile } from "./stand-in-format";

/**
 * Stands for `npm` and `npx` while a document's commands are typed: runs this project's own commands, and writes down
 * every other request for the test to judge, because it would need a network, an account, or more than a few seconds.
 */

/**
 * Commands that work for minutes or until they are stopped, or that need an App Services of the reader's: their own tests run
 * them, here only their options are checked.
 */
const notRunHere = [
  ...["scripts/soak.ts", "scripts/bench.ts", "scripts/soak/plant-mutants.ts", "scripts/start.ts"],
  ...["scripts/deploy.ts", "scripts/status.ts"],
];

interface OurCommand {
  readonly file: string;
  readonly given: readonly string[];
  /** What npm prints before it runs a script, unless it is told not to. */
  readonly heading: string;
}

const [projectDir = "", program = "", ...args] = process.argv.slice(2);

function ourCommand(): OurCommand | null {
  if (program === "npx" && args[1] === "tsx") return { file: args[2] ?? "", given: args.slice(3), heading: "" };
  if (program !== "npm" || (args[0] !== "run" && args[0] !== "start")) return null;
  const isSilent = args.includes("--silent");
  const words = args.filter((word) => word !== "--silent");
  const [name = "", ...rest] = words[0] === "run" ? words.slice(1) : words;
  const { scripts } = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8"));
  const [, runner = "", file] = /^((?:node --import )?tsx) (\S+)$/.exec(scripts[name] ?? "") ?? [];
  if (file === undefined) return null;
  if (rest.length > 0 && rest[0] !== "--") throw new Error(`npm takes ${rest[0]} for itself: put -- before it`);
  const given = rest.slice(1);
  return { file, given, heading: isSilent ? "" : `\n> ${name}\n> ${[runner, file, ...given].join(" ")}\n\n` };
}

/** The commands of the copy are compiled beside their sources. */
function run({ file, given, heading }: OurCommand): void {
  const compiled = join(projectDir, file.replace(/\.ts$/, ".js"));
  if (!existsSync(compiled)) throw new Error(`there is no ${file}`);
  process.stdout.write(heading);
  process.argv = [process.execPath, compiled, ...given];
  Module.runMain();
}

/** What a command prints must not depend on the day of the test. */
function startClockAt(startMs: number): void {
  const realNow = Date.now;
  const realStartMs = realNow();
  Date.now = () => startMs + realNow() - realStartMs;
}

/** Prints the help of each of these files, in one process, because there are many. */
async function printHelps(files: readonly string[]): Promise<void> {
  for (const file of files) {
    run({ file, given: ["--help"], heading: "" });
    await setImmediate();
    process.stdout.write(endOfHelp);
  }
}

startClockAt(Number(process.env.READER_STARTS_AT));
if (program === "helps") {
  void printHelps(args);
} else {
  const command = ourCommand();
  if (command !== null && (command.given.includes("--help") || !notRunHere.includes(command.file))) run(command);
  else
    appendFileSync(join(projectDir, notRunFile), [program, ...args].map((word) => `${word}\0`).join("") + endOfWords);
}
