import { setTimeout as wait } from "node:timers/promises";
import { buildApp } from "../build/build-app";
import { programFolders } from "../lib/app-services/deploy-programs";
import { appDir } from "../lib/paths";

/** What a deployment has of the machine beside its shell. Tests hand in their own. */
export interface Place {
  readonly appDir: string;
  /** Builds and checks `appDir`; resolves to the warnings. */
  readonly build: () => Promise<readonly string[]>;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Where command-line clients are looked for, the first first. */
  readonly programFolders: readonly string[];
}

export function thisPlace({ PATH }: Readonly<Record<string, string | undefined>>): Place {
  return {
    appDir,
    build: async () => (await buildApp(appDir, Date.now())).warnings,
    nowMs: Date.now,
    sleep: async (ms) => void (await wait(ms)),
    programFolders: programFolders(PATH),
  };
}
