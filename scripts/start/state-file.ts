import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SAVED_VERSION, type SavedAtlas } from "../../src/local/server/saved-atlas";
import { UsageError } from "../lib/command";
import { readJsonFile } from "../lib/json-file";

/** undefined: there is no such file yet. One that local Atlas did not write is a `UsageError`. */
export function readStateFile(file: string): SavedAtlas | undefined {
  if (!existsSync(dirname(resolve(file)))) throw new UsageError(`--state ${file}: its folder does not exist`);
  if (!existsSync(file)) return undefined;
  const saved = readJsonFile(file) as Partial<SavedAtlas> | null;
  if (saved?.version !== SAVED_VERSION || saved.adminApi === undefined || saved.apps === undefined) {
    throw new UsageError(`--state ${file}: not a state that this version of local Atlas wrote: name another file`);
  }
  return saved as SavedAtlas;
}

/** Whole or not at all: written beside it, then renamed. It holds Secrets, so it is for its owner alone. */
export function writeStateFile(file: string, saved: SavedAtlas): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(beside, JSON.stringify(saved), { mode: 0o600 });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
