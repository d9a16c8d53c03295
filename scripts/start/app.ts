import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AppParts } from "../../src/local/app-folder/model";
import { readAppParts } from "../../src/local/app-folder/read-app-folder";
import { buildApp } from "../build/build-app";
import { UsageError } from "../lib/command";
import { formatJson } from "../lib/json-file";
import { appDir } from "../lib/paths";
import { readDocumentFile } from "../lib/schedule-documents";
import { temporaryFolder } from "../lib/temporary-folder";
import { localKey, localServiceAccount } from "./defaults";
import type { StartOptions } from "./options";

export interface StartApp {
  readonly parts: AppParts;
  /** By name: every Secret that a Value links to. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets that nobody here knows a value for; they are empty. */
  readonly emptySecrets: readonly string[];
}

/**
 * The app to deploy. `app/` is built as it stands; with another schedule, or where another folder's functions are not
 * built yet, a copy of it is. A folder that somebody else made is never written to.
 */
export async function readStartApp({ appDir: given, scheduleFile, startMs }: StartOptions): Promise<StartApp> {
  const dir = resolve(given ?? appDir);
  if (!existsSync(dir)) throw new UsageError(`--app ${given}: there is no such folder`);
  if (scheduleFile === null && dir === appDir) {
    await buildApp(dir, startMs);
    return readApp(dir);
  }
  if (scheduleFile === null && !lacksFunctions(dir)) return readApp(dir);
  const { dir: copy, remove } = temporaryFolder("atlas-cluster-scheduler-");
  try {
    cpSync(dir, copy, { recursive: true });
    if (scheduleFile !== null) writeSchedule(copy, scheduleFile);
    await buildApp(copy, startMs);
    return readApp(copy);
  } finally {
    remove();
  }
}

function writeSchedule(dir: string, file: string): void {
  const value = readDocumentFile(file).written;
  writeFileSync(join(dir, "values/schedule.json"), formatJson({ name: "schedule", value, from_secret: false }));
}

function readApp(dir: string): StartApp {
  const { parts, unreadable } = readAppParts(dir);
  if (parts === undefined || unreadable.length > 0) {
    throw new UsageError(unreadable.map(({ where, problem }) => `${where}: ${problem}`).join("\n"));
  }
  const linked = linkedSecrets(parts);
  const known = linked.map(([value, secret]) => [secret, credentialFor[value] ?? ""] as const);
  return {
    parts,
    secrets: Object.fromEntries(known),
    emptySecrets: known.filter(([, value]) => value === "").map(([secret]) => secret),
  };
}

/** Which of local Atlas's credentials a Value of ours stands for. */
const credentialFor: Readonly<Record<string, string>> = {
  ATLAS_PUBLIC_KEY: localKey.publicKey,
  ATLAS_PRIVATE_KEY: localKey.privateKey,
  ATLAS_CLIENT_ID: localServiceAccount.clientId,
  ATLAS_CLIENT_SECRET: localServiceAccount.clientSecret,
};

/** Pairs of a Value and the Secret it links to. */
function linkedSecrets({ values }: AppParts): (readonly [string, string])[] {
  return values
    .map(({ content }) => content as { name?: unknown; value?: unknown; from_secret?: unknown } | null)
    .flatMap((content) =>
      content?.from_secret === true && typeof content.value === "string"
        ? [[String(content.name), content.value] as const]
        : [],
    );
}

/** functions/config.json names functions whose files are not there: they are built, not written. */
function lacksFunctions(dir: string): boolean {
  const { parts } = readAppParts(dir);
  const manifest = parts?.functionConfig?.content;
  if (!Array.isArray(manifest)) return false;
  return manifest.some((entry: { name?: unknown } | null) => !parts?.sources.has(String(entry?.name)));
}
