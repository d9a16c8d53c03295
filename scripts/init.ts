import { relative } from "node:path";
import { parseDocument } from "../src/schedule/document/parse";
import { readChoices } from "./init/answers";
import { documentOf } from "./init/examples";
import { type Place, type WantedFile, wantedFiles, writeFile } from "./init/files";
import { readInitOptions } from "./init/options";
import { describeOutlook } from "./init/outlook";
import { CommandFailed, runCommand, type Shell, UsageError } from "./lib/command";
import { readEnvironment } from "./lib/environment/environment";
import { appDir, projectDir } from "./lib/paths";

export async function init(shell: Shell): Promise<void> {
  await initAt({ dir: projectDir, appDir }, shell, Date.now());
}

export async function initAt(place: Place, shell: Shell, nowMs: number): Promise<void> {
  const options = readInitOptions(shell.args);
  const environment = readEnvironment(shell.env);
  const choices = await readChoices(options, environment, shell.prompts, nowMs);
  const document = documentOf(choices.example, choices.wanted);
  const parsed = parseDocument(document);
  if ("issues" in parsed) {
    throw new UsageError(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  }
  shell.stdout.write(describeOutlook(parsed.config, nowMs));
  const files = wantedFiles(place, choices, document, environment);
  const kept = options.force ? [] : files.filter(({ isEdited }) => isEdited);
  for (const file of files.filter((one) => !kept.includes(one))) {
    if (!options["dry-run"]) writeFile(file);
    shell.stdout.write(`${describeWrite(file, options["dry-run"])} ${nameIn(place, file)}\n`);
  }
  if (kept.length > 0) throw new CommandFailed(describeKept(place, kept));
  shell.stdout.write(nextSteps);
}

function describeWrite({ text }: WantedFile, isDry: boolean): string {
  if (text === null) return isDry ? "would remove" : "removed";
  return isDry ? "would write" : "wrote";
}

function describeKept(place: Place, kept: readonly WantedFile[]): string {
  const names = kept.map((file) => nameIn(place, file)).join(", ");
  return `left alone, because somebody has edited it: ${names}; --force overwrites it`;
}

function nameIn({ dir }: Place, { path }: WantedFile): string {
  return relative(dir, path);
}

const nextSteps = "Next: put the credentials into .env, then npm run doctor, then npm run deploy.\n";

if (require.main === module) void runCommand(init);
