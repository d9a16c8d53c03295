import { join, relative } from "node:path";
import { ENVIRONMENT_TAGS, type EnvironmentTag } from "../../../src/local/app-folder/model";
import { UsageError } from "../command";
import { type Flag, wordFlag } from "../flags";
import { appDir, scheduleValueFile } from "../paths";
import { type DocumentFile, readAppDocuments, readDocumentFile } from "../schedule-documents";

/** The environment of the app that a command takes it to be deployed to. */
export function environmentFlag(does: string): Flag<EnvironmentTag | null> {
  return wordFlag("TAG", `${does}: ${ENVIRONMENT_TAGS.join(", ")}`, ENVIRONMENT_TAGS);
}

/** Which document a command is asked to show. */
export interface ChosenDocument {
  /** A file instead of the app's own; null: none was given. */
  readonly schedule: string | null;
  readonly environment: EnvironmentTag | null;
}

/** The file that was given, or else the schedule that the app follows in the environment; without one, its Value. */
export function readChosenDocument({ schedule, environment }: ChosenDocument): DocumentFile {
  if (environment === null) return readDocumentFile(schedule ?? scheduleValueFile);
  return documentOfEnvironment(readAppDocuments(appDir), environment);
}

/** The environment's own value `schedule`, which wins over the Value of that name, as App Services has it. */
export function documentOfEnvironment(documents: readonly DocumentFile[], environment: EnvironmentTag): DocumentFile {
  const found = ["values/schedule.json", `environments/${environment}.json`]
    .map((file) => documents.find((one) => one.file === join(appDir, file)))
    .filter((document) => document !== undefined)
    .pop();
  if (found === undefined) throw new UsageError(`${appDir}: no schedule applies in the environment ${environment}`);
  return { ...found, file: relative(process.cwd(), found.file) };
}

/** A file given by name has no environment. */
export function mismatchOf({ schedule, environment }: ChosenDocument): string[] {
  return schedule === null || environment === null ? [] : ["--environment cannot be combined with --schedule"];
}
