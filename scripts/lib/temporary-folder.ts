import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder {
  readonly dir: string;
  remove(): void;
}

const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A folder in the system's temporary directory that this user alone can read. Until it is removed, Ctrl-C removes it and ends
 * the command, so that neither a session nor a copy of somebody's app is left in it.
 */
export function temporaryFolder(prefix: string): TemporaryFolder {
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o700);
  const end = (signal: NodeJS.Signals) => {
    remove();
    process.kill(process.pid, signal);
  };
  const remove = () => {
    for (const signal of endingSignals) process.off(signal, end);
    rmSync(dir, { recursive: true, force: true });
  };
  for (const signal of endingSignals) process.on(signal, end);
  return { dir, remove };
}
