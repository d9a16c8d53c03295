import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandFailed, readCommandLine, runCommand } from "../lib/command";
import { projectDir } from "../lib/paths";
import { type Mutant, mutants, withMistake } from "./mutants";

const usage = `
Usage: tsx scripts/soak/plant-mutants.ts [OPTIONS]

Shows that the proofs find mistakes: makes one small mistake after another in a copy of the code (the list stands in
scripts/soak/mutants.ts) and runs the soak on it, which must fail.

  --months N   how many months each mistake has to survive (default: 60)
  --seed S     which ones (default: 1)
  --only TEXT  only the mistakes whose names have this in them

Exit code 0; 1 when a mistake survived; 2 when the command line is wrong.
`;

function copyOfCode(): string {
  const dir = mkdtempSync(join(tmpdir(), "soak-mutants-"));
  for (const part of ["app", "scripts", "src", "test/schedule", "package.json", "tsconfig.json"]) {
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

interface Outcome {
  readonly isCaught: boolean;
  readonly says: string;
}

function soakIn(dir: string, months: string, seed: string): Outcome {
  const args = ["--import", "tsx", "scripts/soak.ts", "--months", months, "--seed", seed, "--shrink", "0", "--json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8", maxBuffer: 1e9 });
  if (!stdout.startsWith("{")) return { isCaught: false, says: `the soak itself broke: ${stderr.slice(0, 300)}` };
  const { figures, failure } = JSON.parse(stdout) as {
    figures: { months: number };
    failure: { violations: { invariant: number; says: string }[] } | null;
  };
  const [first] = failure?.violations ?? [];
  if (first === undefined) return { isCaught: false, says: `survived ${figures.months} months` };
  return { isCaught: true, says: `month ${figures.months}, invariant ${first.invariant}: ${first.says.slice(0, 160)}` };
}

async function main(): Promise<void> {
  const { values } = readCommandLine(usage, {
    months: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
  });
  const dir = copyOfCode();
  const survivors: string[] = [];
  try {
    for (const mutant of mutants.filter(({ name }) => name.includes(values.only ?? ""))) {
      apply(dir, mutant);
      const { isCaught, says } = soakIn(dir, values.months ?? "60", values.seed ?? "1");
      if (!isCaught) survivors.push(mutant.name);
      process.stdout.write(`${isCaught ? "caught  " : "SURVIVED"} ${mutant.name}: ${says}\n`);
      restore(dir, mutant);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  if (survivors.length > 0) throw new CommandFailed(`${survivors.length} survived: ${survivors.join(", ")}`);
}

void runCommand(main);
