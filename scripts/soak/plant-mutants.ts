import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandFailed, runCommand, type Shell } from "../lib/command";
import { readCommandLine } from "../lib/command-line";
import { countFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { projectDir } from "../lib/paths";
import { type Mutant, withMistake } from "./mutants/mutant";
import { mutants } from "./mutants/mutants";

const flags = {
  months: countFlag("how many months each mistake must be found in (default: 60)", {
    absent: 60,
    atLeast: 1,
    atMost: 100_000,
  }),
  seed: countFlag("the seed from which the months are generated (default: 1)", {
    absent: 1,
    atLeast: 0,
    atMost: 999_999_999,
  }),
  only: textFlag("TEXT", "plant only the mistakes whose names contain TEXT"),
};

const command: CommandDescription<typeof flags> = {
  usage: "npx --no-install tsx scripts/soak/plant-mutants.ts [OPTIONS]",
  about:
    "Shows that the soak finds mistakes: plants those listed in scripts/soak/mutants, one after another, in a copy of the code and runs the soak on it, which must fail. All of them take about an hour.",
  flags,
  notes: ["Exit code 0; 1 if the soak did not find a mistake; 2 if the command line is wrong."],
};

function copyOfCode(): string {
  const dir = mkdtempSync(join(tmpdir(), "soak-mutants-"));
  for (const part of ["app", "scripts", "src", "package.json", "tsconfig.json"]) {
    cpSync(join(projectDir, part), join(dir, part), { recursive: true });
  }
  symlinkSync(join(projectDir, "node_modules"), join(dir, "node_modules"));
  return dir;
}

function apply(dir: string, { edits }: Mutant): void {
  for (const edit of edits) {
    const file = join(dir, edit.file);
    writeFileSync(file, withMistake(readFileSync(file, "utf8"), edit));
  }
}

function restore(dir: string, { edits }: Mutant): void {
  for (const { file } of edits) cpSync(join(projectDir, file), join(dir, file));
}

interface Verdict {
  readonly isFound: boolean;
  readonly says: string;
}

function soakIn(dir: string, months: number, seed: number): Verdict {
  const which = ["--months", String(months), "--seed", String(seed)];
  const args = ["--import", "tsx", "scripts/soak.ts", ...which, "--shrink", "0", "--json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8", maxBuffer: 1e9 });
  if (!stdout.startsWith("{")) return { isFound: false, says: `the soak did not run: ${stderr.slice(0, 300)}` };
  const { figures, failure } = JSON.parse(stdout) as {
    figures: { months: number };
    failure: { violations: { name: string; says: string }[] } | null;
  };
  const [first] = failure?.violations ?? [];
  if (first === undefined) return { isFound: false, says: `not found in ${figures.months} months` };
  return { isFound: true, says: `month ${figures.months}, ${first.name}: ${first.says.slice(0, 160)}` };
}

async function main({ args, stdout }: Shell): Promise<void> {
  const { months, seed, only } = readCommandLine(command, args).values;
  const dir = copyOfCode();
  const missed: string[] = [];
  try {
    for (const mutant of mutants.filter(({ name }) => name.includes(only ?? ""))) {
      apply(dir, mutant);
      const { isFound, says } = soakIn(dir, months, seed);
      if (!isFound) missed.push(mutant.name);
      stdout.write(`${isFound ? "found  " : "MISSED "} ${mutant.name}: ${says}\n`);
      restore(dir, mutant);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  if (missed.length > 0) throw new CommandFailed(`the soak missed ${missed.length} mistakes: ${missed.join(", ")}`);
}

void runCommand(main);
