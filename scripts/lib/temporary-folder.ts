import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeInterruption } from "./before-interruption";

export interface TemporaryFolder {
  readonly dir: string;
  remove(): void;
}

/**
 * A folder in the system's temporary directory that this user alone can read. Until it is removed, Ctrl-C removes it and ends
 * the command, so that neither a session nor a copy of somebody's app is left in it.
 */
export function temporaryFolder(prefix: string): TemporaryFolder {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o700);
  const removeFolder = () => rmSync(dir, { recursive: true, force: true });
  const forget = beforeInterruption(removeFolder);
  return {
    dir,
    remove() {
      forget();
      removeFolder();
    },
  };
}
