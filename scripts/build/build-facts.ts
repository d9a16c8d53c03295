import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { CommittedLimits } from "../../src/operations/run/built-from";
import { fingerprint } from "../../src/operations/run/fingerprint";
import { readJsonFile } from "../lib/json-file";
import type { DocumentFile } from "../lib/schedule-documents";
import type { BuildFacts } from "./functions";

/** What the functions of an app folder are told of it: where they may send credentials, and how far a schedule may go. */
export function buildFacts(appDir: string, documents: readonly DocumentFile[]): BuildFacts {
  return {
    scheduleFingerprints: documents.map(({ written }) => fingerprint(written)),
    hosts: namedHosts(join(appDir, "values/ATLAS_BASE_URL.json")),
    limits: committedLimits(appDir, documents),
  };
}

/** The host of the committed Value, with its port if it has one. A Value that is linked to a Secret names none. */
function namedHosts(file: string): string[] {
  if (!existsSync(file)) return [];
  const { value, from_secret } = (readJsonFile(file) ?? {}) as { value?: unknown; from_secret?: unknown };
  if (from_secret === true || typeof value !== "string") return [];
  const host = /^https:\/\/([a-z0-9.-]+(?::\d{1,5})?)(?:\/|$)/i.exec(value.trim())?.[1];
  return host === undefined ? [] : [host.toLowerCase().replace(/:443$/, "")];
}

function committedLimits(appDir: string, documents: readonly DocumentFile[]): CommittedLimits {
  const environments = join(appDir, "environments");
  const ofValue = documents.find(({ file }) => file === join(appDir, "values/schedule.json"));
  const others = documents
    .filter(({ file }) => file.startsWith(environments))
    .map(({ file, document }) => [basename(file, ".json"), document.limits] as const);
  return { value: ofValue?.document.limits ?? null, environments: Object.fromEntries(others) };
}
